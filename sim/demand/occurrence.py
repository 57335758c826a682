"""Which potential incidents happen: deterrence by yesterday's presence, relative to a reference run; displacement.

A potential incident happens if its mark is below ((G + g0) / (Gref + g0))^-eps / ceiling. The reference run has ratio
1 everywhere and so reproduces the recorded counts whatever eps is.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.compiled import kernel
from sim.demand.fate import WARM_UP_DAYS, Fate, Potential
from sim.demand.purposes import DISPLACE, DISPLACE_TO, OCCUR, SEGMENT
from sim.randomness import mark, marks
from sim.vocabulary import AFFAIRS
from sim.world.places import Places
from sim.world.segments import Segments, segment_at


class Incidents(NamedTuple):
    """Incidents of one day that happened, in no order of time."""

    id: NDArray[np.uint64]
    root: NDArray[np.uint64]
    minute: NDArray[np.float64]
    place: NDArray[np.int64]
    affair: NDArray[np.int64]


class Thinning(NamedTuple):
    """What is counted about one day's thinning."""

    potential: int
    exceeded: int
    """Potential incidents whose multiplier was above the ceiling."""
    deterred: int
    displaced: int


@kernel
def hazard_ratio(presence: float, reference: float, floor: float, elasticity: float) -> float:
    """Hazard over its reference, given patrol minutes a day and their reference."""
    if reference + floor <= 0.0:
        return 1.0  # nobody patrols, not even at the reference
    return math.pow((presence + floor) / (reference + floor), -elasticity)


@kernel
def hazard_ratios(
    presence: NDArray[np.float64],
    reference: NDArray[np.float64],
    floor: NDArray[np.float64],
    elasticity: NDArray[np.float64],
) -> NDArray[np.float64]:
    """[A, P] hazard ratios of all affairs and places."""
    out = np.ones((len(elasticity), len(presence)))
    for a in range(len(elasticity)):
        if elasticity[a] > 0.0:
            for p in range(len(presence)):
                out[a, p] = hazard_ratio(presence[p], reference[p], floor[p], elasticity[a])
    return out


@kernel
def thin(
    potential: Potential,
    key: np.uint64,
    ratio: NDArray[np.float64],
    ceiling: NDArray[np.float64],
    displaced: NDArray[np.float64],
    occurred: NDArray[np.uint8],
    state: NDArray[np.int8],
) -> tuple[int, int]:
    """Decide each potential incident: `state` 0 did not happen, 1 happened, 2 was deterred here and moves next door.

    `occurred[serial]` is set for the children's sake. Returns (above the ceiling, deterred).
    """
    exceeded = 0
    deterred = 0
    for i in range(len(potential.id)):
        state[i] = 0
        parent = potential.parent[i]
        if parent >= 0 and occurred[parent] == 0:
            continue
        a = potential.affair[i]
        hazard = ratio[a, potential.place[i]]
        if hazard > ceiling[a]:
            exceeded += 1
        chance = mark(key, potential.id[i], OCCUR) * ceiling[a]
        if chance < hazard:
            state[i] = 1
        elif chance < 1.0:
            deterred += 1
            if displaced[a] > 0.0 and mark(key, potential.id[i], DISPLACE) < displaced[a]:
                state[i] = 2
        if state[i] > 0:
            occurred[potential.serial[i]] = 1
    return exceeded, deterred


def occur(
    potential: Potential,
    *,
    key: np.uint64,
    ratio: NDArray[np.float64],
    ceiling: NDArray[np.float64],
    displaced: NDArray[np.float64],
    occurred: NDArray[np.uint8],
    next_door: NextDoor,
) -> tuple[Incidents, Thinning]:
    """The incidents of a day. A displaced one keeps its fate and its clock time, and is not thinned again."""
    state = np.empty(len(potential.id), np.int8)
    exceeded, deterred = thin(potential, key, ratio, ceiling, displaced, occurred, state)
    happened = np.flatnonzero(state)
    incidents = Incidents(*(getattr(potential, column)[happened] for column in Incidents._fields))
    moved = np.flatnonzero(state[happened] == 2)
    incidents.place[moved] = next_door.to(key, incidents.id[moved], incidents.place[moved], incidents.affair[moved])
    return incidents, Thinning(len(potential.id), int(exceeded), int(deterred), len(moved))


def before_the_first_day(fate: Fate, ceiling: NDArray[np.float64]) -> NDArray[np.uint8]:
    """[serials] what happened before day 0: the warm-up of fate thinned at the reference, for near repeats."""
    occurred = np.zeros(1 << 16, np.uint8)
    ratio = np.ones((len(ceiling), fate.places))
    for day in range(-WARM_UP_DAYS, 0):
        potential = fate.day(day)
        occurred = with_room_for(occurred, fate.issued)
        state = np.empty(len(potential.id), np.int8)
        thin(potential, fate.key, ratio, ceiling, np.zeros(len(ceiling)), occurred, state)
    return occurred


def with_room_for(occurred: NDArray[np.uint8], serials: int) -> NDArray[np.uint8]:
    """The same marks with room for at least so many serials; it doubles, so that it seldom moves."""
    if serials <= len(occurred):
        return occurred
    return np.concatenate((occurred, np.zeros(max(serials, 2 * len(occurred)) - len(occurred), np.uint8)))


@kernel
def segments_of(
    key: np.uint64, root: NDArray[np.uint64], place: NDArray[np.int64], segments: Segments
) -> NDArray[np.int64]:
    """[N] the street segment of each incident. A displaced one keeps its mark and falls on its new place's streets."""
    out = np.empty(len(root), np.int64)
    for i in range(len(root)):
        p = place[i]
        out[i] = segment_at(segments.first[p], segments.first[p + 1], segments.cumulative, mark(key, root[i], SEGMENT))
    return out


def by_place(affair: NDArray[np.int64], place: NDArray[np.int64], places: int) -> NDArray[np.float64]:
    """[A, P] how many there are of each affair in each place."""
    count = np.bincount(affair * places + place, minlength=len(AFFAIRS) * places)
    return count.reshape(len(AFFAIRS), places).astype(float)


class NextDoor:
    """Where a deterred incident reappears: by risk and distance, its own place included.

    Weights are shares of risk, not places, so that splitting a place changes nothing.
    """

    def __init__(self, places: Places, rates: NDArray[np.float64], reach_km: float) -> None:
        self._places = places
        self._rates = rates
        self._reach_km = reach_km

    def to(
        self, key: np.uint64, id: NDArray[np.uint64], place: NDArray[np.int64], affair: NDArray[np.int64]
    ) -> NDArray[np.int64]:
        """[N] destinations."""
        where = marks(key, id, DISPLACE_TO)
        return np.array([self._one(p, a, u) for p, a, u in zip(place, affair, where, strict=True)], np.int64)

    def _one(self, place: int, affair: int, uniform: float) -> int:
        places = self._places
        km = np.hypot(places.x_km - places.x_km[place], places.y_km - places.y_km[place])
        weight = np.cumsum(self._rates[affair] * np.exp(-km / self._reach_km))
        return int(min(np.searchsorted(weight, uniform * weight[-1], side="right"), len(weight) - 1))
