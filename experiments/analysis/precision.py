"""How many replications a wanted precision takes, judged from those at hand."""

from __future__ import annotations

import math

from scipy.special import ndtri

from experiments.analysis.paired import PairedDifference, t_quantile


def replications_for_half_width(sd: float, half_width: float, level: float = 0.95) -> int:
    """The smallest n >= 2 with t_{n-1} sd / sqrt(n) <= half_width.

    `sd` and `half_width` in the unit of the outcome. Raises ValueError unless sd is finite and not negative, and
    half_width > 0. Source: Law, Simulation Modeling and Analysis (5th ed., 2015), 9.4.1.
    """
    if not (0 <= sd < math.inf and half_width > 0):
        raise ValueError(f"a finite sd >= 0 and a half-width > 0 are needed, not {sd} and {half_width}")
    # The normal quantile is below every t quantile, so this start is never too large.
    n = max(2, math.ceil((float(ndtri(0.5 + level / 2)) * sd / half_width) ** 2))
    while t_quantile(level, n) * sd / math.sqrt(n) > half_width:
        n += 1
    return n


def replications_needed(difference: PairedDifference, half_width: float, level: float = 0.95) -> int | None:
    """Replications for a half-width in the unit of the outcome.

    None where no number can be told: a single replication shows no spread, and none is enough for a half-width of 0.
    """
    if not difference.bounded or half_width == 0:
        return None
    return replications_for_half_width(difference.sd, half_width, level)
