"""The tables that an evaluation leaves in docs/data: their columns, written and read as CSV."""

from __future__ import annotations

import csv
import math
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from experiments.bad_input import BadInput
from experiments.inputs.tables import Row, read_table
from experiments.running.origins import ROOT
from experiments.running.storage import appearing

KEPT: Final = ROOT / "docs" / "data"
"""Where the tables stand that the pages are made of."""

DIGITS: Final = 5

COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "alone": (
        "world", "governance", "strategy", "outcome", "reference", "quarter", "half", "three_quarters", "full",
        "low", "high", "n", "verdict", "through", "lowest_rung",
    ),
    "effects": ("governance", "what", "strategies", "outcome", "reference", "mean", "low", "high", "n"),
    "variance": ("governance", "outcome", "single", "pair", "higher", "noise"),
    "bundles": (
        "strategies", "legal_basis", "cost", "state", "province", "others", "gaps", "reached", "better", "worse",
        "directed", "not_worse_than_dual",
    ),
    "closures": ("strategies", "outcome", "gap", "mean", "low", "high", "share", "share_low", "share_high", "reached"),
}  # fmt: skip
"""By table. `alone` has a file for each world."""


def write(file: Path, table: str, rows: Iterable[Mapping[str, object]]) -> None:
    """All rows, numbers to five digits, which is finer than any interval here."""
    with appearing(file) as part, part.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, COLUMNS[table], lineterminator="\n")
        writer.writeheader()
        writer.writerows({key: _said(value) for key, value in row.items()} for row in rows)


def read(file: Path, table: str) -> tuple[Row, ...]:
    """The rows of a table. Raises `BadInput` where it is not there or lacks a column."""
    if not file.is_file():
        raise BadInput(f"{file}: no such table; allowed: chian findings DIR, with the folder of an evaluation, first")
    return read_table(file, COLUMNS[table])


def read_if(file: Path, table: str) -> tuple[Row, ...]:
    """The same of a table that may have no rows, as that of closures where there is no distance to cover."""
    with file.open(encoding="utf-8") as stream:
        return read(file, table) if len(stream.readlines()) > 1 else ()


def number(row: Row, column: str) -> float:
    """A cell as a number of any size and sign; NaN where it is empty, infinite as it says."""
    said = row.cells[column]
    try:
        return float(said) if said else math.nan
    except ValueError:
        raise row.bad(column, "a number, or nothing") from None


def _said(value: object) -> object:
    if isinstance(value, float):
        return "" if math.isnan(value) else f"{value:.{DIGITS}g}"
    return value
