"""A grid: every value of every parameter with every value of the others; the last parameter changes fastest."""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass
from typing import ClassVar, final

from experiments.design.ranges import Point
from experiments.design.sampling.base import MOST, TooMany, Wanted


@final
@dataclass(frozen=True)
class Grid:
    """Values as written out, or so many levels of each range."""

    takes: ClassVar[tuple[tuple[str, ...], ...]] = (("over", "levels"), ("values",))

    def points(self, wanted: Wanted) -> tuple[Point, ...]:
        values = {r.key: r.levels(wanted.levels) for r in wanted.ranges} | dict(wanted.values)
        number = math.prod(map(len, values.values()))
        if number > MOST:
            raise TooMany(f"at most {MOST} points; these values make {number}")
        return tuple(dict(zip(values, row, strict=True)) for row in itertools.product(*values.values()))
