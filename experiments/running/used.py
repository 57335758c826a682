"""What a study rests on: the parameters it can read, the evidence behind them, and the evidence that this names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, fields
from typing import Any, Final

from experiments.inputs.evidence import Evidence
from experiments.running.declared import evidence_of
from experiments.running.schema import RULES
from experiments.running.settings import Settings
from sim.parameters import Declaration, declarations

KEY: Final = re.compile(r"[a-z]\w*(?:\.\w+)+")
"""What a citation calls another row of the evidence table by."""

ABOVE: Final = "as above"


def rests_on(asked: Settings) -> dict[str, list[dict[str, Any]]]:
    """`parameters` with their values, `evidence` rows behind them, rows `named` by those, each with who does (`by`)."""
    rows, found = evidence_of(asked), list(_parameters(asked))
    used = sorted({parameter["source"] for parameter in found})
    return {
        "parameters": found,
        "evidence": [_row(rows, key) for key in used],
        "named": [_row(rows, key) | {"by": by} for key, by in _named(rows, used).items()],
    }


def _owners(asked: Settings) -> Iterator[tuple[str, Any]]:
    """Rules of every room, and the governance models and strategies of the cases alone."""
    policies = [case.policy for case in asked.plan.each()]
    governance = dict.fromkeys((asked.resolved["base"], *(policy.governance for policy in policies)))
    strategies = dict.fromkeys(name for policy in policies for name, _ in policy.doses)
    yield from ((room, getattr(asked, room)) for room in RULES)
    yield from ((f"governance.{name}", asked.governance[name]) for name in governance)
    yield from ((f"strategy.{name}", asked.strategies[name]) for name in strategies)


def _parameters(asked: Settings) -> Iterator[dict[str, Any]]:
    for prefix, owner in _owners(asked):
        usual = {declared.key: declared.value for declared in declarations(type(owner), prefix)}
        for declared in declarations(owner, prefix):
            yield _parameter(declared, usual[declared.key])


def _parameter(declared: Declaration, usual: Any) -> dict[str, Any]:
    allowed: list[Any] = list(declared.choices) or [declared.low, declared.high]
    about = {"unit": declared.unit, "allowed": allowed, "source": declared.source, "meaning": declared.meaning}
    return {"key": declared.key, "value": declared.value, "default": usual, **about}


def _row(rows: Mapping[str, Evidence], key: str) -> dict[str, Any]:
    """A whole row of the evidence table; with the status MISSING where no row stands behind a key."""
    if key not in rows:
        return {field.name: "" for field in fields(Evidence)} | {"key": key, "status": "MISSING"}
    return asdict(rows[key]) | {"citation": _citation(rows, key)}


def _citation(rows: Mapping[str, Evidence], key: str) -> str:
    """The citation of a row, or of the row above where it says so."""
    keys = list(rows)
    at = keys.index(key)
    while rows[keys[at]].citation == ABOVE and at:
        at -= 1
    return rows[keys[at]].citation


def _named(rows: Mapping[str, Evidence], used: Iterable[str]) -> dict[str, list[str]]:
    """Rows that these name in citation or note, and what those name in turn, by key with the rows that name them."""
    known = set(used)
    waiting, found = sorted(known & rows.keys()), dict[str, list[str]]()
    while waiting:
        by = waiting.pop(0)
        for key in dict.fromkeys(KEY.findall(f"{rows[by].citation} {rows[by].note}")):
            if key in rows and key not in known:
                waiting += [key] if key not in found else []
                found.setdefault(key, []).append(by)
    return dict(sorted(found.items()))
