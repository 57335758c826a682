"""Where a free crew is: patrol moves keyed by (crew, day, counter), so that histories do not shift one another.

The day is divided into stops of equal length. In each, a crew that is back in its beat is at its box for paperwork, or
at a point drawn from its beat's plan. A crew that is free in the same stop under two policies is at the same point
under both, if the plan is. Patrol presence is booked as the plan's share of the free minutes in a beat, not stop by
stop: hazards answer to how much a place is patrolled, and the luck of the draw would raise them a little wherever
crews are few.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.compiled import inlined, kernel
from sim.randomness import mark, word
from sim.world.travel import Roads


class Beats(NamedTuple):
    """Places of each beat and their shares of the patrol plan. Beat b: `first[b]` to `first[b + 1] - 1`."""

    first: NDArray[np.int64]
    place: NDArray[np.int64]
    share: NDArray[np.float64]
    plan: NDArray[np.float64]
    """Cumulative shares."""
    reach: NDArray[np.float64]
    """What the way from the box leaves of a place's weight."""
    group: NDArray[np.int64]
    """[beats] the group of forces that patrols it."""


@kernel
def plans(
    first: NDArray[np.int64],
    place: NDArray[np.int64],
    reach: NDArray[np.float64],
    group: NDArray[np.int64],
    weight: NDArray[np.float64],
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Shares and cumulative shares of the places in each beat. `weight` [G, P] of each group's plan."""
    share, plan = np.empty(len(place)), np.empty(len(place))
    for b in range(len(first) - 1):
        total = 0.0
        for i in range(first[b], first[b + 1]):
            share[i] = weight[group[b], place[i]] * reach[i]
            total += share[i]
        so_far = 0.0
        for i in range(first[b], first[b + 1]):
            share[i] = share[i] / total if total > 0.0 else 1.0 / (first[b + 1] - first[b])
            so_far += share[i]
            plan[i] = so_far
    return share, plan


@inlined
def planned_place(beats: Beats, beat: int, uniform: float) -> int:
    """The place of a beat's plan on which a uniform mark falls."""
    first, last = beats.first[beat], beats.first[beat + 1] - 1
    i = first
    # Counting all steps below the mark has no branch to predict, and beats are short.
    for j in range(first, last):
        i += 1 if beats.plan[j] <= uniform else 0
    return int(beats.place[i])


@inlined
def stop_of(crew: int, day: int, stop: int) -> np.uint64:
    """The item under which the marks of one patrol stop are drawn."""
    return (np.uint64(day) << np.uint64(40)) | (np.uint64(stop) << np.uint64(28)) | np.uint64(crew)


@inlined
def stop_mark(key: np.uint64, crew: int, day: int, stop: int) -> float:
    """The mark that decides where a crew spends a stop."""
    return mark(key, stop_of(crew, day, stop), np.uint64(0))


@inlined
def at_box(uniform: float, box_share: float) -> bool:
    """Whether a crew spends the stop at its police box."""
    return uniform < box_share


@inlined
def patrol_place(beats: Beats, beat: int, uniform: float, box_share: float) -> int:
    """The place of its beat at which a crew that is not at its box spends the stop."""
    return planned_place(beats, beat, (uniform - box_share) / (1.0 - box_share))


@inlined
def patrol_point(roads: Roads, place: int, key: np.uint64, crew: int, day: int, stop: int) -> tuple[float, float]:
    """The point of that place at which the crew stands: 32 random bits for each coordinate."""
    bits = word(key, stop_of(crew, day, stop), np.uint64(1))
    east = (bits >> np.uint64(32)) * 2.3283064365386963e-10
    north = (bits & np.uint64(0xFFFFFFFF)) * 2.3283064365386963e-10
    side = roads.side_km[place]
    return roads.x_km[place] + side * (east - 0.5), roads.y_km[place] + side * (north - 0.5)


@inlined
def out_of_car(key: np.uint64, crew: int, day: int, stop: int, engaged: float) -> bool:
    """Whether a crew that is not at its box spends the stop out of its car."""
    return mark(key, stop_of(crew, day, stop), np.uint64(2)) < engaged


def presence(beats: Beats, minutes: NDArray[np.float64], places: int) -> NDArray[np.float64]:
    """[P] minutes by place, given those in each beat: they follow the plan."""
    spent = np.repeat(minutes, np.diff(beats.first))
    by_place: NDArray[np.float64] = np.bincount(beats.place, spent * beats.share, places)
    return by_place
