"""Reads how large a difference in an outcome has to be to matter: margins that are stated before any result."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, final

from experiments.inputs.tables import DATA, Row, by_key, read_table

KINDS: Final = ("absolute", "relative")


@final
@dataclass(frozen=True)
class Margin:
    """The least difference in one outcome that matters."""

    outcome: str
    size: float
    """In the unit of the outcome, or as a share of the reference where it is `relative`."""
    relative: bool
    reason: str
    """What a practitioner would notice; "" where a study says its own margin."""

    def at(self, reference_mean: float) -> float:
        """The margin in the unit of the outcome, beside a reference with this mean."""
        return self.size * abs(reference_mean) if self.relative else self.size


type Margins = Mapping[str, Margin]
"""Margins by outcome."""


def read_margins(data: Path = DATA) -> Margins:
    """The rows of materiality.csv. Raises `BadInput` for a wrong cell or an outcome that stands there twice."""
    rows = by_key(read_table(data / "materiality.csv", ("outcome", "margin", "kind", "reason")), "outcome")
    return {outcome: _margin(outcome, row) for outcome, row in rows.items()}


def restated(margins: Margins, said: Mapping[str, float]) -> Margins:
    """The margins with those of a study in their place; their kinds stay. Raises KeyError for an unknown outcome."""
    return {**margins, **{name: replace(margins[name], size=float(size), reason="") for name, size in said.items()}}


def _margin(outcome: str, row: Row) -> Margin:
    relative = row.among("kind", KINDS) == "relative"
    return Margin(outcome, row.number("margin"), relative, row.text("reason"))
