"""Fatigue: hours in which a crew's pool works above the ceiling tire it; rest takes it away within weeks.

A pool is the crews of one station that stand in for one another. Its utilisation of the day is spread over the hours
as calls are; what an hour has above the ceiling is overload. A tired crew stays longer on scenes and is less courteous.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from sim.administration.relaxation import relaxed
from sim.compiled import kernel

type Floats = NDArray[np.float64]

WEEK_DAYS: Final = 7.0


@kernel
def overload(utilisation: float, hours: Floats, ceiling: float) -> float:
    """Mean over the hours of what a pool works above the ceiling. `hours` [24]: calls in each over the mean hour."""
    above = 0.0
    for hour in hours:
        above += max(utilisation * hour - ceiling, 0.0)
    return above / len(hours)


@kernel
def tired(fatigue: float, overload: float, build: float, recovery_days: float, days: float) -> float:
    """Fatigue some days later under the same overload: F' = build x overload / week - F / recovery."""
    return relaxed(fatigue, build / WEEK_DAYS * overload * recovery_days, days, recovery_days)


@kernel
def stay(fatigue: float, slowing: float) -> float:
    """Time on scene over that of a rested crew; exactly 1 for a rested one."""
    return 1.0 + slowing * fatigue


@kernel
def tire(
    fatigue: Floats,
    overloads: Floats,
    utilisation: Floats,
    hours: Floats,
    beyond: float,
    ceiling: float,
    build: float,
    recovery_days: float,
) -> None:
    """A day of every crew, written into `fatigue` and `overloads`. Columns [K]; `utilisation` is that of its pool.

    `beyond`: hours beyond duty over those on duty, which tire as overload does.
    """
    for k in range(len(fatigue)):
        overloads[k] = overload(utilisation[k], hours, ceiling)
        fatigue[k] = tired(fatigue[k], overloads[k] + beyond, build, recovery_days, 1.0)


def pooled(pool: NDArray[np.int64], busy_min: Floats, duty_min: Floats) -> Floats:
    """[K] utilisation of each crew's pool: minutes on calls over minutes on duty, summed in the order of crews.

    `pool` [K] numbers; minutes [K]. 0 where nobody of the pool was on duty.
    """
    busy, duty = np.bincount(pool, busy_min), np.bincount(pool, duty_min)
    found: Floats = np.divide(busy, duty, out=np.zeros(len(duty)), where=duty > 0.0)
    return found[pool]
