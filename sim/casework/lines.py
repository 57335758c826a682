"""Lines of rows, first in, first out: open cases by district and duty, tickets by place.

Rows of a table stand in lines by number. A row in no line is free and may be used for the next entry.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.compiled import inlined, kernel


class Lines(NamedTuple):
    """Q lines over a table of M rows; -1 is nothing."""

    first: NDArray[np.int64]
    """[Q]"""
    last: NDArray[np.int64]
    """[Q]"""
    after: NDArray[np.int64]
    """[M] the next row in its line."""
    line: NDArray[np.int64]
    """[M] the line a row stands in; -1 where it is free."""


def no_lines(count: int, rows: int) -> Lines:
    """Empty lines over a table of free rows."""
    nowhere = (np.full(n, -1, np.int64) for n in (count, count, rows, rows))
    return Lines(*nowhere)


@kernel
def append(lines: Lines, rows: NDArray[np.int64], line: NDArray[np.int64]) -> None:
    """Put each row at the end of its line, in the order given."""
    for i in range(len(rows)):
        row, q = rows[i], line[i]
        if lines.first[q] < 0:
            lines.first[q] = row
        else:
            lines.after[lines.last[q]] = row
        lines.last[q] = row
        lines.after[row] = -1
        lines.line[row] = q


@inlined
def leave_first(lines: Lines, q: int) -> int:
    """Take the first row out of a line and return it."""
    row = lines.first[q]
    lines.first[q] = lines.after[row]
    if lines.after[row] < 0:
        lines.last[q] = -1
    lines.line[row] = -1
    return int(row)


def enter[Table: tuple[NDArray[Any], ...]](
    table: Table, lines: Lines, new: Table, line: NDArray[np.int64]
) -> tuple[Table, Lines]:
    """Write new rows into free ones and put them in line, in the order given. Tables grow by doubling."""
    free = np.flatnonzero(lines.line < 0)[: len(line)]
    if len(free) < len(line):
        more = max(len(line), len(lines.line))
        table = type(table)._make(np.concatenate((c, np.zeros(more, c.dtype))) for c in table)  # type: ignore[attr-defined]
        nowhere = np.full(more, -1, np.int64)
        after, standing = (np.concatenate((c, nowhere)) for c in (lines.after, lines.line))
        lines = Lines(lines.first, lines.last, after, standing)
        free = np.flatnonzero(lines.line < 0)[: len(line)]
    for column, values in zip(table, new, strict=True):
        column[free] = values
    append(lines, free, np.ascontiguousarray(line, np.int64))
    return table, lines


def copied[Table: tuple[NDArray[Any], ...]](table: Table) -> Table:
    """The same columns in memory of their own."""
    return type(table)._make(column.copy() for column in table)  # type: ignore[attr-defined, no-any-return]
