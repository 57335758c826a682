"""Reads the ranges that a plausible run must meet, signs reported from Korea, and the by-construction ledger."""

from __future__ import annotations

import math
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Final, final

from experiments.inputs.tables import DATA, Row, read_table
from sim.institution.clauses import KINDS as CLAUSES
from sim.institution.diff import ANSWERING

KINDS: Final = ("calibrated", "predicted")
SURE: Final = ("theorem", "definition", "assumptions")
"""Kinds of rules that fix a sign, the surest first; `assumptions`: the ratio of two of them decides."""

RULES: Final = (*SURE, "open", "neutral")
STRATEGIES: Final = "strategies"
DIVIDED: Final = "divided"
MECHANISMS: Final = (*(kind.__name__ for kind in CLAUSES), *ANSWERING, "split", STRATEGIES, "any")
"""What a rule works through: clauses of a kind, one way of answering calls, the division of forces, strategies at all,
or whatever differs."""

SIDES: Final = ("base", "reform", "either")
"""Whom a rule can favour: the model that others are compared with, the other one, or whichever it may be."""

EXPECTED: Final = ("up", "down", "not up", "not down")
"""Signs of a reported pattern."""


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
    side: str
    """One of `SIDES`."""
    vanishes_at: str
    kind: str
    """One of `RULES`."""
    clauses: tuple[str, ...]
    """Those of `MECHANISMS` that it works through; `divided+Answers`: only where forces are divided."""
    outcomes: tuple[str, ...]
    """Keys of the outcomes whose sign it can fix."""

    def fixes(self, outcome: str, through: Collection[str], favoured: str = "either") -> bool:
        """Whether it can fix the sign of an outcome that differs through these mechanisms, `divided` among them.

        `favoured`: which of `SIDES` the difference favours, `either` where no direction is better.
        """
        works = "any" in self.clauses or any(set(clause.split("+")).issubset(through) for clause in self.clauses)
        agrees = "either" in (self.side, favoured) or self.side == favoured
        return self.kind in SURE and outcome in self.outcomes and works and agrees


@final
@dataclass(frozen=True)
class Pattern:
    """A sign reported from Korea: which way something moved between two institutions."""

    key: str
    pattern: str
    policy: str
    reference: str
    measure: str
    """An outcome, `use:NAME` (crew hours a day), `use:NAME@FORCE`, or "" where nothing measured corresponds."""
    expected: str
    """One of `EXPECTED`."""
    fixed_by: str
    """What fixes the sign in the model; "" if nothing is known to."""
    source: str


def read_benchmarks(data: Path = DATA) -> tuple[Benchmark, ...]:
    """The rows of plausibility.csv. Raises `BadInput` for a wrong cell or a range upside down."""
    columns = ("figure", "title", "unit", "low", "high", "real", "kind", "region", "source")
    return tuple(_benchmark(row) for row in read_table(data / "plausibility.csv", columns))


def read_ledger(data: Path = DATA) -> tuple[BuiltIn, ...]:
    """The rows of by_construction.csv. Raises `BadInput` for an unknown kind or mechanism."""
    columns = ("rule", "favours", "side", "vanishes_at", "kind", "clauses", "outcomes")
    return tuple(_built_in(row) for row in read_table(data / "by_construction.csv", columns))


def _built_in(row: Row) -> BuiltIn:
    through = _several(row.text("clauses"))
    if not {clause.removeprefix(f"{DIVIDED}+") for clause in through} <= set(MECHANISMS):
        raise row.bad("clauses", f"{', '.join(MECHANISMS)}, joined by &, each alone or after {DIVIDED}+")
    return BuiltIn(
        row.text("rule"),
        row.text("favours"),
        row.among("side", SIDES),
        row.text("vanishes_at"),
        row.among("kind", RULES),
        through,
        _several(row.cells["outcomes"]),
    )


def read_patterns(data: Path = DATA) -> tuple[Pattern, ...]:
    """The rows of patterns.csv."""
    columns = ("key", "pattern", "policy", "reference", "measure", "expected", "fixed_by", "source")
    return tuple(
        Pattern(
            **{name: row.text(name) for name in ("key", "pattern", "policy", "reference", "source")},
            **{name: row.cells[name].strip() for name in ("measure", "fixed_by")},
            expected=row.among("expected", EXPECTED),
        )
        for row in read_table(data / "patterns.csv", columns)
    )


def _several(cell: str) -> tuple[str, ...]:
    return tuple(filter(None, (name.strip() for name in cell.split("&"))))


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
