"""Reads a CSV table and says in one line what is wrong with it: file, row, column, value, what is allowed."""

from __future__ import annotations

import csv
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, final

from experiments.bad_input import BadInput

DATA: Final = Path(__file__).parents[2] / "configs" / "data"
"""Where the project's own tables stand."""


def table_in(folder: Path, name: str) -> Path:
    """A table of the user's folder, or the project's own of that name where the folder has none."""
    own = folder / name
    return own if own.is_file() else DATA / name


def tables_in_use(folder: Path) -> list[Path]:
    """Every table that a run with this folder may read, by name: those of the folder, and the project's others."""
    found = {file.name: file for place in (DATA, folder) for file in place.glob("*.csv")}
    return [found[name] for name in sorted(found)]


@final
@dataclass(frozen=True)
class Row:
    """One line of a table. It knows where it stands, so that every complaint can say so."""

    file: str
    line: int
    cells: Mapping[str, str]

    def bad(self, column: str, allowed: str) -> BadInput:
        """The complaint about the value in `column`."""
        return BadInput(f"{self.where(column)}: {self.cells[column]!r} is not allowed; allowed: {allowed}")

    def where(self, column: str) -> str:
        return f"{self.file}, line {self.line}, column {column}"

    def text(self, column: str) -> str:
        """The cell, which must not be empty."""
        value = self.cells[column].strip()
        if not value:
            raise self.bad(column, "any text but none")
        return value

    def among(self, column: str, choices: Iterable[str]) -> str:
        """The cell, which must be one of `choices`."""
        value, allowed = self.cells[column].strip(), tuple(choices)
        if value not in allowed:
            raise self.bad(column, ", ".join(allowed))
        return value

    def number(self, column: str, least: float = 0.0, most: float = math.inf) -> float:
        """The cell as a finite number between `least` and `most`."""
        allowed = "a number" + (f", at least {least:g}" if least > -math.inf else "")
        allowed += f", at most {most:g}" if most < math.inf else ""
        try:
            value = float(self.cells[column])
        except ValueError:
            raise self.bad(column, allowed) from None
        if not math.isfinite(value) or not least <= value <= most:
            raise self.bad(column, allowed)
        return value

    def count(self, column: str) -> int:
        """The cell as a whole number, at least 0."""
        value = self.number(column)
        if not value.is_integer():
            raise self.bad(column, "a whole number, at least 0")
        return int(value)

    def flag(self, column: str) -> bool:
        return self.among(column, ("0", "1")) == "1"


def read_table(path: Path, columns: Iterable[str]) -> tuple[Row, ...]:
    """All rows of a CSV file (UTF-8, first line = names of columns), which must have at least these `columns`.

    Raises `BadInput` if the file is missing, unreadable or empty, a column is missing, or a row is too short or long.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            reader = csv.DictReader(stream, restkey="", restval=None)
            head = reader.fieldnames or ()
            _need(columns, head, path.name)
            _once(head, path.name)
            rows = tuple(_row(path.name, reader.line_num, len(head), cells) for cells in reader)
    except (OSError, UnicodeDecodeError, csv.Error) as fault:
        reason = fault.strerror if isinstance(fault, OSError) else str(fault)
        raise BadInput(f"{path}: cannot be read ({reason}); allowed: a CSV file in UTF-8") from None
    if not rows:
        raise BadInput(f"{path.name}: no rows; allowed: at least one line below the names of the columns")
    return rows


def by_key(rows: Iterable[Row], column: str) -> dict[str, Row]:
    """Rows by the value of `column`, in order. Raises `BadInput` if a value is empty or comes twice."""
    found: dict[str, Row] = {}
    for row in rows:
        key = row.text(column)
        if key in found:
            raise row.bad(column, f"each {column} once; it stands in line {found[key].line} already")
        found[key] = row
    return found


def _need(columns: Iterable[str], head: Iterable[str], file: str) -> None:
    present = tuple(head)
    for column in columns:
        if column not in present:
            raise BadInput(f"{file}, line 1: no column {column!r}; found: {', '.join(present) or 'none'}")


def _once(head: Iterable[str], file: str) -> None:
    """Of two columns of one name the last would be read, without a word."""
    known = set[str]()
    for column in head:
        if column in known:
            raise BadInput(f"{file}, line 1: {column!r} comes twice; allowed: each column once")
        known.add(column)


def _row(file: str, line: int, columns: int, cells: Mapping[str, Any]) -> Row:
    if "" in cells or None in cells.values():
        found = sum(cell is not None for name, cell in cells.items() if name) + len(cells.get("", ()))
        counted = f"{found} cell{'s' * (found != 1)}"
        raise BadInput(f"{file}, line {line}: {counted} found; allowed: {columns}, one for each column")
    return Row(file, line, {name: cell or "" for name, cell in cells.items()})
