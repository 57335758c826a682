"""Section: does the run under the law in force look like Korea? Each figure beside the real one."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Final

from experiments.analysis.plausibility import elasticity
from experiments.inputs.benchmarks import Benchmark, read_benchmarks
from experiments.reporting import strings, wording
from experiments.reporting.blocks import Block, Cell, Row, Section, Table, Text, cells
from experiments.reporting.headline import BY_KEY
from experiments.reporting.numbers import NONE, decimals, plain
from experiments.reporting.study import Study

SAME: Final = {"local_share": "calls_local"}
"""Figures that are outcomes of the catalogue under another name."""

CHECKS: Final = ("exceeded_share", "conserved")
"""Figures that say whether the program works and nothing about Korea."""

ELASTIC: Final = {"elasticity_violent": "violent_true", "elasticity_property": "property_true"}


def section(study: Study) -> Section:
    """The table and how many figures are inside their ranges."""
    base = study.about["configuration"]["base"]
    title = strings.PLAUSIBLE_TITLE.format(base=base)
    if not study.replications(base):
        return Section("plausibility", title, (Text(strings.PLAUSIBLE_BASE_MISSING.format(base=base)),))
    found = figures(study, base)
    rows = tuple(row for row in read_benchmarks() if _concerns(study, row, found))
    table = Table(
        "plausibility",
        strings.PLAUSIBLE_TABLE.format(base=base, rung=study.rung["name"]),
        strings.PLAUSIBLE_HEAD,
        tuple(_line(row, found) for row in rows),
        frozenset((2, 3, 4)),
    )
    return Section("plausibility", title, (*_words(study, base, rows, found), table, *_concentration(found)))


def figures(study: Study, base: str) -> Mapping[str, float]:
    """Every figure that the rows of a study give: kept ones, outcomes, elasticities from other staffing."""
    outcomes = {figure: study.mean(base, outcome) for figure, outcome in SAME.items()}
    outcomes |= {key: study.mean(base, key) for key in BY_KEY}
    return {**outcomes, **_elasticities(study, base), **study.figures}


def _concerns(study: Study, row: Benchmark, found: Mapping[str, float]) -> bool:
    """Whether a row is on this region, and on no outcome that the study lacks, such as what minds it is without."""
    missing = row.figure in BY_KEY and not math.isfinite(found[row.figure])
    return row.region in ("", study.about["region"]) and not missing


def _elasticities(study: Study, base: str) -> dict[str, float]:
    """From the runs of the law in force with the fewest and the most crews."""
    cases = study.about["cases"].items()
    only = {"staffing"}
    staffed = sorted(
        (about["world"]["staffing"], key)
        for key, about in cases
        if about["policy"] == base and set(about["world"]) == only and not about["response"] and study.replications(key)
    )
    if len(staffed) < 2:
        return {}
    (few, fewer), (many, more) = staffed[0], staffed[-1]
    shared = study.replications(fewer, more)
    means = {name: [study.mean(case, o, shared) for case in (fewer, more)] for name, o in ELASTIC.items()}
    return {name: elasticity(low, high, (few, many)) for name, (low, high) in means.items() if low > 0 and high > 0}


def _line(row: Benchmark, found: Mapping[str, float]) -> Row:
    value = found.get(row.figure, math.nan)
    allowed = strings.PLAUSIBLE_RANGE.format(low=_number(row.low), high=_number(row.high))
    real = NONE if row.real is None else _number(row.real)
    first = cells(row.title, row.unit, _number(value), real, allowed)
    return Row(row.figure, (*first, _verdict(row, value), *cells(row.kind, row.source)))


def _verdict(row: Benchmark, value: float) -> Cell:
    if not math.isfinite(value):
        return Cell(NONE)
    return Cell(strings.PLAUSIBLE_YES, "good") if row.holds(value) else Cell(strings.PLAUSIBLE_NO, "bad")


def _number(value: float) -> str:
    """Four significant digits, without zeros that say nothing."""
    said = plain(value, decimals(value, 4))
    return said.rstrip("0").rstrip(".") if "." in said else said


def _concentration(found: Mapping[str, float]) -> list[Block]:
    """How far crime would be concentrated by chance alone; nothing where the study did not keep it."""
    asked = {
        "half": "segments_half",
        "chance": "segments_half_chance",
        "any": "segments_any",
        "any_chance": "segments_any_chance",
        "between": "segments_between_districts",
    }
    if not all(math.isfinite(found.get(figure, math.nan)) for figure in asked.values()):
        return []
    said = {name: f"{plain(100 * found[figure], 1)} %" for name, figure in asked.items()}
    return [Text(strings.PLAUSIBLE_CHANCE.format(**said))]


def _words(study: Study, base: str, rows: tuple[Benchmark, ...], found: Mapping[str, float]) -> list[Block]:
    known = [(row, v) for row in rows if math.isfinite(v := found.get(row.figure, math.nan))]
    inside = [row for row, value in known if row.holds(value)]
    tested = [row for row, _ in known if row.kind == "predicted" and row.real is not None and row.figure not in CHECKS]
    said = [
        strings.PLAUSIBLE_LEAD.format(
            inside=len(inside),
            known=len(known),
            calibrated=sum(row.kind == "calibrated" for row in inside),
            tested=len(tested),
            evident=sum(row in inside for row in tested),
            utilisation=f"{plain(100 * study.mean(base, 'utilisation'), 1)} %",
        )
    ]
    if len(known) < len(rows):
        said.append(strings.PLAUSIBLE_MISSING.format(count=len(rows) - len(known)))
    if study.about["days"] < 365:
        said.append(strings.PLAUSIBLE_SHORT.format(days=wording.days(study.about["days"])))
    return [Text(" ".join(said))]
