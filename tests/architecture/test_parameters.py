"""Every number of the model has a source, and no number that the model must reproduce is put into it."""

import dataclasses
import importlib
import inspect
import pkgutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pytest

import sim
from experiments.inputs.evidence import Evidence, read_evidence
from experiments.inputs.tables import DATA
from sim.parameters import Declaration, choice, declarations, parameter

EVIDENCE = read_evidence()


def declared() -> Iterator[tuple[str, Declaration]]:
    """Every declaration of every dataclass in `sim`, with the name of its class."""
    for found in pkgutil.walk_packages(sim.__path__, "sim."):
        for owner in vars(importlib.import_module(found.name)).values():
            if inspect.isclass(owner) and dataclasses.is_dataclass(owner) and owner.__module__ == found.name:
                yield from ((f"{found.name}.{owner.__name__}.{d.key}", d) for d in own(owner))


def own(owner: type) -> Iterator[Declaration]:
    """Declarations that stand in the class itself, not in a part of it."""
    return (d for d in declarations(owner) if "." not in d.key)


def fault(declared: Declaration, evidence: Mapping[str, Evidence]) -> str:
    """What is wrong with a declaration; "" if nothing is."""
    row = evidence.get(declared.source)
    if row is None:
        return f"no row {declared.source!r} in the evidence table"
    if row.role != "parameter":
        return f"{declared.source!r} is a {row.role}, not a parameter"
    if declared.choices:
        return "" if declared.value in declared.choices else "default is no choice"
    if not declared.least <= declared.low <= declared.value <= declared.high <= declared.most:
        return "default, range and hard limits are not in order"
    per = 60 if declared.unit == "min" and row.unit.startswith("seconds") else 1
    inside = row.low <= declared.low * per and declared.high * per <= row.high * (1 + 1e-12)
    return "" if inside else f"range is wider than that of {declared.source!r}"


ALL = dict(declared())


def test_the_model_has_parameters():
    assert len(ALL) > 140


@pytest.mark.parametrize("name", ALL)
def test_parameter_is_sourced(name):
    assert fault(ALL[name], EVIDENCE) == ""


@dataclass(frozen=True)
class Faulty:
    target: float = parameter(-0.16, unit="change", low=-0.24, high=-0.02, source="patrol.hotspot_effect")
    context: float = parameter(0.33, unit="share", low=0.3, high=0.4, source="wl.iacp_third")
    unsourced: float = parameter(1, unit="", low=0, high=2, source="made.up")
    outside: float = parameter(3, unit="min", low=0, high=2, source="split.assessment_min")
    wide: float = parameter(5, unit="min", low=0, high=60, source="split.assessment_min")
    unknown: str = choice("fastest", among=("travel", "preference"), source="dispatch.order")


@pytest.mark.parametrize(
    ("key", "message"),
    [
        ("target", "is a target"),
        ("context", "is a context"),
        ("unsourced", "no row 'made.up'"),
        ("outside", "not in order"),
        ("wide", "wider than"),
        ("unknown", "no choice"),
    ],
)
def test_a_faulty_parameter_is_caught(key, message):
    declaration = next(d for d in own(Faulty) if d.key == key)
    assert message in fault(declaration, EVIDENCE)


def test_assumptions_state_their_reason():
    used = sorted({declaration.source for declaration in ALL.values()} & EVIDENCE.keys())
    assert [key for key in used if EVIDENCE[key].status == "ASSUMPTION" and len(EVIDENCE[key].note) < 15] == []


def test_sources_that_nobody_vouches_for_are_low_in_confidence():
    high = [k for k, row in EVIDENCE.items() if row.status == "ASSUMPTION" and row.confidence == "high"]
    assert high == []


def test_the_page_of_parameters_is_fresh():
    """docs/parameters.md is what `chian parameters --markdown` prints; `make docs` writes it."""
    import subprocess
    import sys

    printed = subprocess.run(
        [sys.executable, "-m", "experiments.command_line", "parameters", "--markdown"],
        capture_output=True, text=True, check=True, cwd=DATA.parents[1],
    ).stdout  # fmt: skip
    assert (DATA.parents[1] / "docs" / "parameters.md").read_text(encoding="utf-8") == printed
