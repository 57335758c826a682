"""Relaxation: what is left alone nears where it settles, by the same share of the distance in equal times."""

from __future__ import annotations

import math

from sim.compiled import kernel


@kernel
def relaxed(value: float, goal: float, days: float, mean_days: float) -> float:
    """A value some days later, which nears its goal at the rate 1 / `mean_days`; at the goal it stays, to the bit."""
    return goal + (value - goal) * math.exp(-days / mean_days)
