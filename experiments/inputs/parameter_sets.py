"""Reads sets of parameters: a CSV table whose header names parameters, one set a row."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from experiments.bad_input import unknown
from experiments.design.ranges import Point, Range, Value
from experiments.inputs.tables import Row, read_table


def read_parameter_sets(path: Path, ranges: Mapping[str, Range]) -> tuple[Point, ...]:
    """All sets, in the order of the rows. `ranges`: what each parameter may be, by key.

    Raises `BadInput`: a file that cannot be read or has no rows, a key that is no parameter or comes twice, a row too
    short or too long, a value that is no number, not whole, out of its range or none of the choices.
    """
    rows = read_table(path, ())
    for key in rows[0].cells:
        if key not in ranges:
            raise unknown("parameter", key, ranges, f"{path.name}, line 1")
    return tuple({key: _value(row, ranges[key]) for key in row.cells} for row in rows)


def _value(row: Row, allowed: Range) -> Value:
    if allowed.choices:
        return row.among(allowed.key, allowed.choices)
    value = row.number(allowed.key, allowed.low, allowed.high)
    if allowed.whole and not value.is_integer():
        raise row.bad(allowed.key, f"a whole number from {allowed.low:g} to {allowed.high:g}")
    return int(value) if allowed.whole else value
