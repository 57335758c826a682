"""Sobol points: settings spread evenly over the plausible ranges of many parameters (Sobol' 1967; Owen 1998)."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, final

from scipy.stats import qmc

DIGITS: Final = 6
"""Significant digits of a value, so that a point that is written down is the point that was run."""

type Value = float | int | str
type Point = Mapping[str, Value]
"""Values by the key of their parameter."""


@final
@dataclass(frozen=True)
class Range:
    """What one parameter may be: a number from `low` to `high`, whole if `whole`, or one of `choices`."""

    key: str
    low: float = 0.0
    high: float = 1.0
    whole: bool = False
    choices: tuple[str, ...] = ()

    def at(self, share: float) -> Value:
        """The value a share in [0, 1) of the way through the range."""
        if self.choices:
            return self.choices[int(share * len(self.choices))]
        if self.whole:
            return int(self.low) + int(share * (int(self.high) - int(self.low) + 1))
        value = float(f"{self.low + share * (self.high - self.low):.{DIGITS}g}")
        return min(max(value, self.low), self.high)


def points(ranges: tuple[Range, ...], number: int, seed: int) -> tuple[Point, ...]:
    """The first `number` points of a scrambled Sobol sequence, one dimension for each range in its order."""
    if not ranges or number <= 0:
        return ()
    # A sequence is balanced over a power of two; its beginning is still spread more evenly than independent draws.
    whole = math.ceil(math.log2(number)) if number > 1 else 0
    shares = qmc.Sobol(len(ranges), scramble=True, rng=seed).random_base2(whole)[:number]
    return tuple({r.key: r.at(float(share)) for r, share in zip(ranges, row, strict=True)} for row in shares)
