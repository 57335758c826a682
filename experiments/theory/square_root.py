"""Square-root law of response distance: crews at random places, the nearest free one goes.

Source: Kolesar and Blum (1973), Management Science 19; constants for crews placed as a Poisson process from Larson and
Odoni, Urban Operations Research (1981), ch. 3.
"""

from __future__ import annotations

import math
from typing import Final

STRAIGHT: Final = 0.5
"""Mean straight-line distance to the nearest crew, times the square root of crews per area."""

RIGHT_ANGLE: Final = math.sqrt(math.pi / 8)
"""The same along a grid of streets (0.627)."""


def mean_distance(area: float, free_crews: float, constant: float = STRAIGHT) -> float:
    """Mean distance to the nearest free crew, constant x sqrt(area / free crews), in the unit of sqrt(area).

    `free_crews` is the mean number free; edges of the area are neglected. Raises ValueError where none is free.
    """
    if free_crews <= 0:
        raise ValueError(f"square-root law: free_crews must be > 0, not {free_crews}")
    return constant * math.sqrt(area / free_crews)


def mean_travel(area_km2: float, free_crews: float, speed_kmh: float, detour: float) -> float:
    """Mean travel time in minutes: straight-line distance x detour / speed."""
    return 60.0 * detour * mean_distance(area_km2, free_crews) / speed_kmh


def distance_ratio(share: float) -> float:
    """How many times as far the nearest crew is where only a `share` of the crews may answer: 1 / sqrt(share).

    Raises ValueError unless 0 < share <= 1.
    """
    if not 0 < share <= 1:
        raise ValueError(f"square-root law: share must lie in (0, 1], not {share}")
    return 1.0 / math.sqrt(share)
