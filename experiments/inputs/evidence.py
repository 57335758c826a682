"""Reads the evidence table: where every number comes from and how far it can be trusted."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final, final

from experiments.inputs.tables import DATA, Row, by_key, read_table

TABLE: Final = "evidence.csv"
ROLES: Final = ("parameter", "target", "context")
"""`parameter`: may be put into the model. `target`: the model must reproduce it. `context`: neither."""

STATUSES: Final = ("VERIFIED", "DERIVED", "CALIBRATED", "RECALLED", "ASSUMPTION")
CONFIDENCE: Final = ("high", "medium", "low")

_COLUMNS: Final = (
    "key",
    "strategy_or_mechanism",
    "default",
    "low",
    "high",
    "unit",
    "citation",
    "role",
    "status",
    "confidence",
    "note",
)


@final
@dataclass(frozen=True)
class Evidence:
    """One row of the evidence table."""

    key: str
    mechanism: str
    default: float
    low: float
    high: float
    unit: str
    citation: str
    role: str
    status: str
    confidence: str
    note: str


def read_evidence(data: Path = DATA) -> dict[str, Evidence]:
    """All rows by key. Raises `BadInput` for a key that comes twice, an unknown role or a default out of its range."""
    rows = by_key(read_table(data / TABLE, _COLUMNS), "key")
    return {key: _evidence(row) for key, row in rows.items()}


def _evidence(row: Row) -> Evidence:
    low, high = (row.number(column, least=float("-inf")) for column in ("low", "high"))
    return Evidence(
        key=row.text("key"),
        mechanism=row.text("strategy_or_mechanism"),
        default=row.number("default", low, high),
        low=low,
        high=high,
        unit=row.text("unit"),
        citation=row.text("citation"),
        role=row.among("role", ROLES),
        status=row.among("status", STATUSES),
        confidence=row.among("confidence", CONFIDENCE),
        note=row.cells["note"].strip(),
    )
