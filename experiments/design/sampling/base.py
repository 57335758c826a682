"""What a design is: from ranges, levels or rows to the points at which a study is run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Protocol, final

from experiments.design.ranges import Point, Range, Value

MOST: Final = 100_000
"""Points of a design."""


class TooMany(ValueError):
    """A design would have more points than `MOST`. The message says how many may be asked."""


@final
@dataclass(frozen=True)
class Wanted:
    """What designs are made from. Each takes its part of it and leaves the rest."""

    ranges: tuple[Range, ...] = ()
    number: int = 0
    """Points, where the design lets them be chosen."""
    seed: int = 1
    levels: int = 0
    """Values of each range, where a design has the same number of each."""
    values: Mapping[str, tuple[Value, ...]] = field(default_factory=dict, hash=False)
    """Values by key, where they were written out."""
    rows: tuple[Point, ...] = ()
    """Whole points, where they were written out."""


class Design(Protocol):
    """One answer to how a space of parameters is looked at."""

    @property
    def takes(self) -> tuple[tuple[str, ...], ...]:
        """The keys of a configuration that it needs; where there is more than one way, each of them."""

    def points(self, wanted: Wanted) -> tuple[Point, ...]:
        """The points, the same ones for the same `wanted`. Raises `TooMany`."""
