"""What a parameter may be in a design: a stretch of numbers or a few names, and the points that are made of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, final

import numpy as np

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
        return self._rounded(self.low + share * (self.high - self.low))

    def levels(self, number: int) -> tuple[Value, ...]:
        """So many values with even steps between them, both ends among them; all choices; each value once."""
        if self.choices:
            return self.choices
        spread = np.linspace(self.low, self.high, number).tolist()
        return tuple(dict.fromkeys(round(value) if self.whole else self._rounded(value) for value in spread))

    def _rounded(self, value: float) -> float:
        return min(max(float(f"{value:.{DIGITS}g}"), self.low), self.high)
