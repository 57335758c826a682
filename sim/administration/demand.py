"""The estimate of demand by which posts move and crews are claimed: calls of residents, and what crews came upon.

What crews come upon follows where they are. Counted as found it sends them back there, and the estimate runs away from
the truth; each divided by the chance of coming upon it (importance weighting, Ensign et al. 2018) it does not, for any
number of places. Where nobody looks (chance 0) nothing is found and nothing can be weighted: residents alone count
there. Below `least_chance` the weight is held, so that one lucky find is no crime wave; there the old loop is left.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.administration.knowledge import faded

type Floats = NDArray[np.float64]
type Wholes = NDArray[np.int64]


class Found(NamedTuple):
    """What crews came upon that nobody had reported, on record. A affairs, P places."""

    counted: Floats
    """[A, P] incidents a day, each as one."""
    weighed: Floats
    """[A, P] incidents a day, each as 1 over its chance of being come upon."""
    memory: float
    """Weight of the days behind both: 0 before the first day, near 1 once the record is as old as it remembers."""


def nothing(affairs: int, places: int) -> Found:
    """The record before the first day."""
    return Found(np.zeros((affairs, places)), np.zeros((affairs, places)), 0.0)


def of_a_day(affair: Wholes, place: Wholes, chance: Floats, least: float, shape: tuple[int, int]) -> Found:
    """A day by itself. `affair`, `place`, `chance` [N] of what was found; `shape`: affairs, places."""
    cell = affair * shape[1] + place
    weight = 1.0 / np.maximum(chance, least)
    counted, weighed = (np.bincount(cell, w, shape[0] * shape[1]).reshape(shape) for w in (np.ones(len(cell)), weight))
    return Found(counted, weighed, 1.0)


def remembered(record: Found, today: Found, memory_days: float) -> Found:
    """The record a day later; a day's weight fades with mean age `memory_days`, as in the record of calls."""
    return Found(
        faded(record.counted, today.counted, memory_days),
        faded(record.weighed, today.weighed, memory_days),
        record.memory + (today.memory - record.memory) / memory_days,
    )


def estimated(calls: Floats, found: Found, corrected: Floats, weight: float) -> Floats:
    """[A, P] demand a day: calls on record, and with `weight` what crews came upon.

    `corrected` [A]: share that is counted by 1 over its chance; 0 as found (naive), 1 unbiased.
    """
    if found.memory <= 0.0:
        return calls
    share = corrected[:, None]
    come_upon = (1.0 - share) * found.counted + share * found.weighed
    demand: Floats = calls + weight * (come_upon / found.memory)
    return demand


def error(analysed: Floats, calls: Floats, without: float) -> float:
    """Relative error of the estimate of a station's demand, `without` where nothing is analysed.

    `analysed`, `calls` [A]: share of incidents that the unit knows, and calls a day, by affair.
    """
    whole = calls.sum()
    known = float((analysed * calls).sum() / whole) if whole > 0.0 else 0.0
    return without * (1.0 - known)
