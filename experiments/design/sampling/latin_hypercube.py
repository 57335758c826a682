"""A Latin hypercube: every parameter has one value in each of as many equal parts of its range as there are points.

McKay, Beckman and Conover 1979.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, final

from scipy.stats import qmc

from experiments.design.ranges import Point
from experiments.design.sampling.base import Wanted


@final
@dataclass(frozen=True)
class LatinHypercube:
    """Points drawn at random in their parts, parts matched at random between parameters."""

    takes: ClassVar[tuple[tuple[str, ...], ...]] = (("over", "points"),)

    def points(self, wanted: Wanted) -> tuple[Point, ...]:
        ranges = wanted.ranges
        shares = qmc.LatinHypercube(len(ranges), rng=wanted.seed).random(wanted.number)
        return tuple({r.key: r.at(float(share)) for r, share in zip(ranges, row, strict=True)} for row in shares)
