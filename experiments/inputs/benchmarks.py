"""Reads the ranges that a plausible run must meet, and the by-construction ledger."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path
from typing import final

from experiments.inputs.tables import DATA, Row, read_table

KINDS = ("calibrated", "predicted")


@final
@dataclass(frozen=True)
class Benchmark:
    """A range for one figure, and the real figure beside it (None where none is known)."""

    figure: str
    title: str
    unit: str
    low: float
    high: float
    real: float | None
    kind: str
    """`calibrated`: parameters were set so that it comes out; `predicted`: they were not."""
    region: str
    """Region to which it is limited; "" for all."""
    source: str

    def holds(self, value: float) -> bool:
        """Whether a value is finite and inside the range."""
        return self.low <= value <= self.high


@final
@dataclass(frozen=True)
class BuiltIn:
    """A rule that can fix the sign of a difference: whom it favours, and where that vanishes."""

    rule: str
    favours: str
    vanishes_at: str


def read_benchmarks(data: Path = DATA) -> tuple[Benchmark, ...]:
    """The rows of plausibility.csv. Raises `BadInput` for a wrong cell or a range upside down."""
    columns = ("figure", "title", "unit", "low", "high", "real", "kind", "region", "source")
    return tuple(_benchmark(row) for row in read_table(data / "plausibility.csv", columns))


def read_ledger(data: Path = DATA) -> tuple[BuiltIn, ...]:
    """The rows of by_construction.csv."""
    rows = read_table(data / "by_construction.csv", ("rule", "favours", "vanishes_at"))
    return tuple(BuiltIn(row.text("rule"), row.text("favours"), row.text("vanishes_at")) for row in rows)


def _benchmark(row: Row) -> Benchmark:
    low = row.number("low", -math.inf)
    return Benchmark(
        figure=row.text("figure"),
        title=row.text("title"),
        unit=row.text("unit"),
        low=low,
        high=row.number("high", low),
        real=row.number("real", -math.inf) if row.cells["real"].strip() else None,
        kind=row.among("kind", KINDS),
        region=row.cells["region"].strip(),
        source=row.text("source"),
    )
