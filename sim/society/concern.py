"""Concern: what residents worry about follows what they have lived through, beside what everybody hears of the region.

Memory fades with a half-life. It is kept in units that grow with the days, so that only those who live through
something are touched: an incident of day d counts 2^(d / half-life), and today's memory is that over 2^(today / ...).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

type Floats = NDArray[np.float64]


def weight(day: int, halflife_days: float) -> float:
    """What an incident of a day counts in the units of memory."""
    return float(2.0 ** (day / halflife_days))


def kept(halflife_days: float) -> float:
    """Share of what is remembered that is still remembered a day later."""
    return float(0.5 ** (1.0 / halflife_days))


def remembered(exposure: Floats, day: int, halflife_days: float) -> Floats:
    """[..., A] incidents that are remembered today, each counted by what is left of it."""
    left: Floats = exposure / weight(day, halflife_days)
    return left


def concern(remembered: Floats, usual: Floats, own: float) -> Floats:
    """[..., A] shares of a resident's concern. `usual` [A] sums to 1; `own`: weight of one incident lived through."""
    whole = usual + own * remembered
    shares: Floats = whole / whole.sum(axis=-1, keepdims=True)
    return shares
