"""Links: the scale on which several reforms of one number add up.

Each strategy shifts a number on its own scale, the shifts add, the sum is carried back. Amounts add as they are,
delays and ratios in logarithms (each shift is a factor), chances as independent chances. Two values have no finite
place on their scale: a delay of 0 and a chance of 1. They stand at `SHORTEST` and `SUREST` there; a number that nobody
moves is never carried over, so it keeps its bits.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, final

import numpy as np
from numpy.typing import NDArray

type Array = NDArray[np.float64]

SHORTEST: Final = 0.001
"""Where a delay of 0 stands on the scale of delays (same unit as the delay)."""

SUREST: Final = 0.999
"""Where a chance of 1 stands on the scale of chances."""


@final
@dataclass(frozen=True)
class Link:
    """A scale: `to` carries numbers onto it, `back` from it, element by element. Arrays of any shape."""

    name: str
    to: Callable[[Array], Array]
    back: Callable[[Array], Array]


def _same(numbers: Array) -> Array:
    return numbers


def _log(delays: Array) -> Array:
    return np.log(np.maximum(delays, SHORTEST))


def _log_ratio(ratios: Array) -> Array:
    return np.log(ratios)


def _exp(logarithms: Array) -> Array:
    return np.exp(logarithms)


def _hazard(chances: Array) -> Array:
    return -np.log1p(-np.minimum(chances, SUREST))


def _chance(hazards: Array) -> Array:
    return -np.expm1(-hazards)


AMOUNT: Final = Link("amount", _same, _same)
"""People, money, weights: shifts add as they are."""

DELAY: Final = Link("delay", _log, _exp)
"""Times: shifts multiply."""

RATIO: Final = Link("ratio", _log_ratio, _exp)
"""Ratios and odds over others' odds: shifts multiply; a number on it is never 0."""

CHANCE: Final = Link("chance", _hazard, _chance)
"""Probabilities and shares: -log(1 - p), so that independent chances add; finite at 0, where most numbers start."""
