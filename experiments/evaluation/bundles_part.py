"""Of the page of findings: which bundles bring the law in force near the dual model, at what cost, on what basis."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Final

from experiments.evaluation import marks, words
from experiments.evaluation.lines import number
from experiments.evaluation.sources import Source
from experiments.inputs.tables import Row
from experiments.reporting import strings
from experiments.reporting.numbers import decimals, plain

type Rows = Sequence[Row]

PAYERS: Final = ("cost", "state", "province", "others")
HEAD: Final = (
    "reaches", "bundle", "cost", "state", "province", "others", "law", "better than unitary", "worse",
    "not worse than dual",
)  # fmt: skip


def parts(bundles: Rows, closures: Rows, source: Source) -> Iterator[str]:
    """The cheapest bundle for every number of outcomes reached, then the closures of all strategies together."""
    first, last = source.models_of[0], source.models_of[-1]
    yield words.BUNDLES.format(first=first, last=last)
    gaps = bundles[0].count("gaps")
    if not gaps:
        yield words.NO_GAP.format(first=first, last=last, region=source.region)
        yield marks.table(HEAD, [_line(bundles[0]), _line(bundles[-1])])
        return
    most = max(row.count("reached") for row in bundles)
    whole = words.ALL_REACHED if most == gaps else words.NOT_ALL_REACHED
    yield words.MOST_REACHED.format(most=most, gaps=gaps, whole=whole)
    yield marks.table(
        HEAD, map(_line, [*cheapest(bundles), *([bundles[-1]] if bundles[-1] not in cheapest(bundles) else [])])
    )
    yield words.CLOSED
    every = [row for row in closures if row.cells["strategies"] == bundles[-1].cells["strategies"]]
    head = ("outcome", "unit", "distance", "share closed", "95 %", "reached")
    yield marks.table(head, map(_closed, every))


def cheapest(bundles: Rows) -> list[Row]:
    """For every number of outcomes reached that no cheaper bundle exceeds: the cheapest bundle, the fewest first."""
    found: list[Row] = []
    for row in sorted(bundles, key=lambda row: (number(row, "cost"), -row.count("reached"))):
        if not found or row.count("reached") > found[-1].count("reached"):
            found.append(row)
    return found


def _line(row: Row) -> tuple[str, ...]:
    directed = row.cells["directed"]
    counts = (f"{row.cells[name]} of {directed}" for name in ("better", "worse", "not_worse_than_dual"))
    basis = strings.BASES[row.cells["legal_basis"]]
    reached = f"{row.cells['reached']} of {row.cells['gaps']}"
    return (
        reached,
        row.cells["strategies"].replace("+", ", "),
        *(money(number(row, p)) for p in PAYERS),
        basis,
        *counts,
    )


def money(billions: float) -> str:
    """Billions with their sign to two digits; 0 for what is less than 500 won."""
    return plain(billions, decimals(billions, 2), sign=True) if abs(billions) > 5e-7 else "0"


def _closed(row: Row) -> tuple[str, ...]:
    key, share, low, high = row.cells["outcome"], *(number(row, n) for n in ("share", "share_low", "share_high"))
    bounds = f"{plain(low, 2)} to {plain(high, 2)}" if math.isfinite(low) else words.UNBOUNDED
    gap = number(row, "gap") * (100.0 if marks.unit(key) == "points" else 1.0)
    reached = "yes" if row.count("reached") else "no"
    return marks.title(key), marks.unit(key), plain(gap, decimals(gap), sign=True), plain(share, 2), bounds, reached
