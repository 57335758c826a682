"""A list: points that somebody has written down."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, final

from experiments.design.ranges import Point
from experiments.design.sampling.base import Wanted


@final
@dataclass(frozen=True)
class Listed:
    """The rows as they are."""

    takes: ClassVar[tuple[tuple[str, ...], ...]] = (("file",),)

    def points(self, wanted: Wanted) -> tuple[Point, ...]:
        return wanted.rows
