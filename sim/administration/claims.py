"""Staffing claims: how many crews a pool lacks by its own hours, and how many of them the rule grants.

A claim rests on hours that crews worked, not on the estimate of demand: what crews came upon by themselves takes none,
and counted in it would ask for crews to do nothing. A claim goes upward only. Where a pool stands below the standard
the analysis has nothing to claim, and nobody gives posts back: they can move inside the pool.
"""

from __future__ import annotations

import math

_ROUNDING = 1e-9


def claimed(busy_min: float, duty_min: float, crews: int, standard: float, misjudged: float) -> int:
    """Crews that would bring a pool down to the standard, beyond those it has.

    `busy_min`, `duty_min`: minutes on calls and on duty of its `crews`; `misjudged`: what is seen of utilisation over
    the true one.
    """
    if duty_min <= 0.0:
        return 0
    utilisation = busy_min / duty_min * misjudged
    return max(math.ceil(crews * utilisation / standard - _ROUNDING) - crews, 0)


def granted(claim: int, share: float, crews: int, most: float) -> int:
    """Crews that payers grant: the nearest whole number to `share` of the claim, at most `most` of the crews there are.

    A small pool may still win one crew.
    """
    return min(math.floor(claim * share + 0.5), max(math.floor(crews * most + _ROUNDING), 1))
