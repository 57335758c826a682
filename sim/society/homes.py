"""Homes: who stands behind an incident. Most victims live where it happens; others carry the memory home.

`behind` people stand behind each simulated resident. The victim of every incident is somebody behind a known row, so
that a row's trust decides on a report; the row itself was there with probability 1 / behind.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.compiled import inlined, loop
from sim.demand.purposes import FROM, PERSON, QUARTER, VICTIM, VISITOR
from sim.randomness import mark, marks
from sim.world.places import Places
from sim.world.population import Population


class Homes(NamedTuple):
    """P places."""

    first: NDArray[np.int64]
    """[P + 1] rows of the residents of each place, as in `Population`."""
    behind: NDArray[np.float64]
    """[P] people behind each simulated resident."""
    visiting: NDArray[np.float64]
    """[P] share of victims that are drawn from residents at large."""
    drawn: NDArray[np.float64]
    """[P, D] cumulative share of the districts in which those live who are at a place."""
    of_district: NDArray[np.int64]
    """[D + 1] where the places of each district begin in `at`."""
    at: NDArray[np.int64]
    """[P] places by district."""
    within: NDArray[np.float64]
    """[P] cumulative share of its district's residents, in the order of `at`."""
    nearest: float
    """The most that one resident counts for anywhere: 1 over the fewest people behind one."""


class People(NamedTuple):
    """Who stands behind N incidents."""

    row: NDArray[np.int64]
    """[N] -1 for nobody simulated."""
    there: NDArray[np.bool_]
    """[N] whether that simulated resident was there in person."""
    home: NDArray[np.int64]
    """[N] place they live in."""


def homes(places: Places, population: Population, load: NDArray[np.float64], least: float, reach_km: float) -> Homes:
    """Homes of those who are at a place. `load` [P]: share of the region's incidents.

    Where a place has more incidents than residents for them, the excess falls on visitors. Visitors come from districts
    by their residents and the distance to their centre, and there by residents; the place itself counts among the homes
    at large, so that dividing a place changes nothing.
    """
    residents = np.maximum(places.residents, 0.0)
    share = residents / residents.sum()
    resident = np.divide(share, load, out=np.ones(len(load)), where=load > 0.0)
    districts = int(places.district.max()) + 1
    living = np.maximum(np.bincount(places.district, residents, districts), 1e-9)
    x, y = (np.bincount(places.district, residents * at, districts) / living for at in (places.x_km, places.y_km))
    km = np.hypot(places.x_km[:, None] - x, places.y_km[:, None] - y)
    # Where everybody is far away, the nearest come.
    drawn = np.cumsum(living * np.exp(-(km - km.min(axis=1, keepdims=True)) / reach_km), axis=1)
    at = np.argsort(places.district, kind="stable")
    of_district = np.searchsorted(places.district[at], np.arange(districts + 1))
    before = np.cumsum(residents[at]) - residents[at]
    within = (before + residents[at] - before[of_district[places.district[at]]]) / living[places.district[at]]
    count = np.diff(population.first)
    behind = np.divide(residents, count, out=np.ones(len(count)), where=count > 0)
    nearest = min(1.0, float(1.0 / behind[count > 0].min(initial=1e9)))
    first, visiting = population.first.astype(np.int64), np.maximum(least, 1.0 - resident)
    return Homes(first, behind, visiting, drawn / drawn[:, -1:], of_district, at, within, nearest)


def carried_home(values: NDArray[np.float64], homes: Homes) -> NDArray[np.float64]:
    """[A, P] by home what [A, P] happens by place."""
    away = (values * homes.visiting) @ np.diff(homes.drawn, axis=1, prepend=0.0)
    share = np.diff(homes.within, prepend=0.0)
    share[homes.of_district[:-1]] = homes.within[homes.of_district[:-1]]
    district, lives = np.repeat(np.arange(away.shape[1]), np.diff(homes.of_district)), np.empty_like(values)
    lives[:, homes.at] = away[:, district] * share
    home: NDArray[np.float64] = values * (1.0 - homes.visiting) + lives
    return home


@inlined
def first_above(uniform: float, cumulative: NDArray[np.float64], start: int, end: int) -> int:
    """The first of the entries from `start` to `end` that lies above a mark; the last one if none does."""
    while end - start > 1:
        middle = (start + end) // 2
        if cumulative[middle - 1] > uniform:
            end = middle
        else:
            start = middle
    return start


@inlined
def home_of(key: np.uint64, id: np.uint64, place: int, homes: Homes) -> int:
    """The place that the victim of an incident at `place` lives in."""
    if mark(key, id, VISITOR) >= homes.visiting[place]:
        return place
    district = first_above(mark(key, id, FROM), homes.drawn[place], 0, homes.drawn.shape[1])
    start, end = homes.of_district[district], homes.of_district[district + 1]
    return int(homes.at[first_above(mark(key, id, QUARTER), homes.within, start, end)])


@inlined
def row_of(home: int, person: float, first: NDArray[np.int64]) -> int:
    """The simulated resident behind whom somebody of a place stands; -1 where nobody is simulated."""
    count = first[home + 1] - first[home]
    if count == 0:
        return -1
    return int(first[home] + min(int(person * count), count - 1))


@inlined
def in_person(row: int, home: int, person: float, homes: Homes) -> bool:
    """Whether it is the simulated resident, of all who stand behind it."""
    return bool(row >= 0 and person * homes.behind[home] < 1.0)


@loop
def whose(
    key: np.uint64,
    id: NDArray[np.uint64],
    place: NDArray[np.int64],
    homes: Homes,
    row: NDArray[np.int64],
    there: NDArray[np.bool_],
    home: NDArray[np.int64],
) -> None:
    """Write who stands behind each incident to `row`, `there`, `home`."""
    for i in range(len(id)):
        lives = home_of(key, id[i], place[i], homes)
        home[i] = lives
        row[i] = row_of(lives, mark(key, id[i], VICTIM), homes.first)
        there[i] = in_person(row[i], lives, mark(key, id[i], PERSON), homes)


def nobody() -> People:
    """A morning before anything has happened."""
    return People(np.empty(0, np.int64), np.empty(0, np.bool_), np.empty(0, np.int64))


def people(key: np.uint64, id: NDArray[np.uint64], place: NDArray[np.int64], homes: Homes) -> People:
    """Who stands behind incidents, by their marks: the same under every policy."""
    count = len(id)
    made = People(np.empty(count, np.int64), np.empty(count, np.bool_), np.empty(count, np.int64))
    whose(key, id, place, homes, *made)
    return made


def perhaps(key: np.uint64, id: NDArray[np.uint64], homes: Homes) -> NDArray[np.intp]:
    """Rows of the incidents whose victim may be a simulated resident in person; of all others it is not."""
    return np.flatnonzero(marks(key, id, PERSON) < homes.nearest)
