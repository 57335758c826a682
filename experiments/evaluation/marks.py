"""Markdown: tables, numbers of kept rows as they are shown, names of strategies and outcomes."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from experiments.analysis.materiality import Judgement
from experiments.analysis.paired import PairedDifference
from experiments.evaluation.lines import number
from experiments.inputs.tables import Row
from experiments.reporting import strings
from experiments.reporting.headline import BY_KEY
from experiments.reporting.numbers import NONE, change, interval, scale_of


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table, or nothing where there are no rows."""
    lines = [f"| {' | '.join(cell.replace('|', '\\|') for cell in row)} |" for row in rows]
    return "\n".join((f"| {' | '.join(head)} |", f"|{' --- |' * len(head)}", *lines)) if lines else ""


def page(*parts: str) -> str:
    """Parts with a line between them."""
    return "\n\n".join(part for part in parts if part) + "\n"


def difference(row: Row, column: str) -> PairedDifference:
    """The difference that a row tells, under the column of its mean. What no row tells is NaN."""
    n, mean = row.count("n"), number(row, column)
    low, high = number(row, "low"), number(row, "high")
    return PairedDifference(row.cells["outcome"], number(row, "reference"), mean, low, high, math.nan, n)


def shown(row: Row, column: str) -> str:
    """The mean of a row with its sign, in the unit of differences; a dash where there is none."""
    found = difference(row, column)
    return change(found, BY_KEY[found.outcome].unit) if math.isfinite(found.mean) else NONE


def spread(row: Row, column: str) -> str:
    """The interval of a row."""
    found = difference(row, column)
    return interval(found, BY_KEY[found.outcome].unit)


def sure(row: Row) -> bool:
    """Whether the interval of a row leaves out 0."""
    return number(row, "low") > 0 or number(row, "high") < 0


def verdict(row: Row) -> str:
    said: str = strings.JUDGEMENTS[Judgement(row.cells["verdict"])]
    return said


def material(row: Row) -> bool:
    return Judgement(row.cells["verdict"]).material


def title(outcome: str) -> str:
    return BY_KEY[outcome].title


def unit(outcome: str) -> str:
    return scale_of(BY_KEY[outcome].unit).step


def code(name: str) -> str:
    return f"`{name}`"
