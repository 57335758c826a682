"""Sobol points: settings spread evenly over the plausible ranges of many parameters (Sobol' 1967; Owen 1998)."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import ClassVar, final

from scipy.stats import qmc

from experiments.design.ranges import Point, Range
from experiments.design.sampling.base import Wanted


@final
@dataclass(frozen=True)
class Sobol:
    """The first points of a scrambled Sobol sequence."""

    takes: ClassVar[tuple[tuple[str, ...], ...]] = (("over", "points"),)

    def points(self, wanted: Wanted) -> tuple[Point, ...]:
        return points(wanted.ranges, wanted.number, wanted.seed)


def points(ranges: tuple[Range, ...], number: int, seed: int) -> tuple[Point, ...]:
    """The first `number` points of a scrambled Sobol sequence, one dimension for each range in its order."""
    if not ranges or number <= 0:
        return ()
    # A sequence is balanced over a power of two; its beginning is still spread more evenly than independent draws.
    whole = math.ceil(math.log2(number)) if number > 1 else 0
    shares = qmc.Sobol(len(ranges), scramble=True, rng=seed).random_base2(whole)[:number]
    return tuple({r.key: r.at(float(share)) for r, share in zip(ranges, row, strict=True)} for row in shares)
