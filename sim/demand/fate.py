"""Fate: what could happen, the same under every policy (common random numbers by construction).

A day's potential incidents depend only on (seed, replication, day). Near-repeat is a branching process inside the
fate: every potential incident carries Poisson(n * ceiling) children on later days, alive only if their parent
happened, so that thinning by 1/ceiling leaves n living children per living parent and the mean is mu / (1 - n).
Equations: cluster representation of a self-exciting process (Hawkes and Oakes 1974).
"""

from __future__ import annotations

import math
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.compiled import kernel
from sim.demand import purposes
from sim.demand.rhythm import Calendar
from sim.randomness import Streams, mark, mixed

DAY: Final = 1440.0
LAST_MINUTE: Final = 1439.9999999
WARM_UP_DAYS: Final = 40
"""Days of fate before the first simulated one, so that near-repeat chains are already under way."""

GUIDE: Final = 2048
"""Steps of the guide table that starts each search for a place (Chen and Asau 1974)."""


class Potential(NamedTuple):
    """Potential incidents of one day, in no order of time."""

    id: NDArray[np.uint64]
    root: NDArray[np.uint64]
    """Whose mark chooses the street segment: an ancestor's for near repeats on the same segment, else its own."""
    serial: NDArray[np.int64]
    parent: NDArray[np.int64]
    """Serial of the parent; -1 for immigrants."""
    minute: NDArray[np.float64]
    """Minutes since the first simulated midnight."""
    place: NDArray[np.int64]
    affair: NDArray[np.int64]


class Spread(NamedTuple):
    """How potential incidents are spread over places, hours and generations."""

    where: NDArray[np.float64]
    """[A, P] cumulative shares of places."""
    guide: NDArray[np.int64]
    """[A, GUIDE] place at which the search for a mark in that step starts."""
    hour: NDArray[np.float64]
    """[A, 24] cumulative shares of hours."""
    children: NDArray[np.float64]
    """[A] mean number of potential children."""
    near_days: float
    same_segment: float


class Unborn(NamedTuple):
    """Children put aside for later days: H lists, one for each day of a ring, through one pool of slots."""

    first: NDArray[np.int64]
    """[H] first slot of each day's list; -1 ends. Free slots form a list of their own."""
    free: NDArray[np.int64]
    """[1] first free slot."""
    after: NDArray[np.int64]
    """[slots], as all that follow."""
    id: NDArray[np.uint64]
    root: NDArray[np.uint64]
    serial: NDArray[np.int64]
    parent: NDArray[np.int64]
    place: NDArray[np.int64]
    affair: NDArray[np.int64]


class Fate:
    """The potential incidents of one replication, day after day."""

    def __init__(
        self,
        rates: NDArray[np.float64],
        *,
        ceiling: NDArray[np.float64],
        branching: NDArray[np.float64],
        near_days: float,
        near_same_segment: float,
        calendar: Calendar,
        streams: Streams,
    ) -> None:
        self.key = streams.key("fate")
        self._streams = streams
        self._calendar = calendar
        self._immigrants = rates.sum(axis=1) * ceiling * (1.0 - branching)
        where = _cumulative(rates)
        self._spread = Spread(
            where, _guide(where), calendar.hours, branching * ceiling, float(near_days), float(near_same_segment)
        )
        children = float((self._immigrants / (1.0 - branching * ceiling).clip(0.05) - self._immigrants).sum())
        waiting = children * near_days
        self._horizon = 64 + int(30 * near_days)
        self._slots = 256 + int(2.0 * waiting + 20.0 * math.sqrt(waiting))
        self._restart()

    @property
    def issued(self) -> int:
        """Serials given so far; one more than the largest."""
        return self._issued

    @property
    def places(self) -> int:
        return int(self._spread.where.shape[1])

    def day(self, day: int) -> Potential:
        """Potential incidents of `day` (0 is the first simulated; the warm-up days are negative).

        Days are made in order. The last two are kept, so that policies that step side by side share them; going
        further back makes everything anew, with the same result.
        """
        if day < self._next and day not in self._kept:
            self._restart()
        while self._next <= day:
            self._kept[self._next] = self._make(self._next)
            self._kept.pop(self._next - 2, None)
            self._next += 1
        return self._kept[day]

    def _restart(self) -> None:
        slots = self._slots
        self._next = -WARM_UP_DAYS
        self._issued = 0
        self._kept: dict[int, Potential] = {}
        self._unborn = Unborn(
            first=np.full(self._horizon, -1, np.int64),
            free=np.zeros(1, np.int64),
            after=np.append(np.arange(1, slots), -1),
            id=np.empty(slots, np.uint64),
            root=np.empty(slots, np.uint64),
            serial=np.empty(slots, np.int64),
            parent=np.empty(slots, np.int64),
            place=np.empty(slots, np.int64),
            affair=np.empty(slots, np.int64),
        )

    def _make(self, day: int) -> Potential:
        since = day + WARM_UP_DAYS
        number = self._streams.generator("fate", since).poisson(self._immigrants * self._calendar.factor(day))
        total = int(number.sum()) + due(self._unborn, since % self._horizon)
        potential = Potential(
            id=np.empty(total, np.uint64),
            root=np.empty(total, np.uint64),
            serial=np.empty(total, np.int64),
            parent=np.empty(total, np.int64),
            minute=np.empty(total),
            place=np.empty(total, np.int64),
            affair=np.empty(total, np.int64),
        )
        self._issued, lost = unfold(
            potential, number.astype(np.int64), since, day * DAY, self.key, self._issued, self._spread, self._unborn
        )
        if lost:
            raise OverflowError(f"fate: no room for {lost} near-repeat children beside {self._slots} that wait")
        return potential


@kernel
def unfold(
    potential: Potential,
    number: NDArray[np.int64],
    since: int,
    midnight: float,
    key: np.uint64,
    issued: int,
    spread: Spread,
    unborn: Unborn,
) -> tuple[int, int]:
    """Fill `potential` with one day: those whose day has come, then immigrants, and put their children aside.

    Returns the serials issued after the day and the number of children for whom there was no room.
    """
    horizon = len(unborn.first)
    lost = 0
    row = come_of_age(potential, unborn, since % horizon)
    for a in range(len(number)):
        for _ in range(number[a]):
            id = mixed(key ^ ((np.uint64(since) << np.uint64(32)) + np.uint64(row)))
            potential.id[row] = id
            potential.root[row] = id
            potential.serial[row] = issued
            potential.parent[row] = -1
            potential.affair[row] = a
            potential.place[row] = place_at(spread, a, mark(key, id, purposes.PLACE))
            issued += 1
            row += 1
    for i in range(row):
        a = potential.affair[i]
        id = potential.id[i]
        potential.minute[i] = midnight + minute_at(spread, a, mark(key, id, purposes.MINUTE))
        count = poisson_at(spread.children[a], mark(key, id, purposes.CHILDREN)) if spread.children[a] > 0.0 else 0
        for child in range(count):
            own = mixed(id + np.uint64(child + 1))
            # Not on the day itself: a child must come after its parent.
            wait = geometric_at(spread.near_days, mark(key, own, purposes.DELAY))
            then = (since + min(wait, horizon - 1)) % horizon
            slot = unborn.free[0]
            if slot < 0:
                lost += 1
                continue
            same = mark(key, own, purposes.NEAR_SEGMENT) < spread.same_segment
            unborn.id[slot] = own
            unborn.root[slot] = potential.root[i] if same else own
            unborn.serial[slot] = issued
            unborn.parent[slot] = potential.serial[i]
            unborn.place[slot] = potential.place[i]
            unborn.affair[slot] = a
            put_aside(unborn, slot, then)
            issued += 1
    return issued, lost


@kernel
def come_of_age(potential: Potential, unborn: Unborn, day: int) -> int:
    """Move the children that wait for a day of the ring into `potential`; how many there were."""
    row = 0
    slot = unborn.first[day]
    while slot >= 0:
        potential.id[row] = unborn.id[slot]
        potential.root[row] = unborn.root[slot]
        potential.serial[row] = unborn.serial[slot]
        potential.parent[row] = unborn.parent[slot]
        potential.place[row] = unborn.place[slot]
        potential.affair[row] = unborn.affair[slot]
        row += 1
        following = unborn.after[slot]
        unborn.after[slot] = unborn.free[0]
        unborn.free[0] = slot
        slot = following
    unborn.first[day] = -1
    return row


@kernel
def put_aside(unborn: Unborn, slot: int, day: int) -> None:
    """Take a slot off the free list and put it on the list of a day of the ring."""
    unborn.free[0] = unborn.after[slot]
    unborn.after[slot] = unborn.first[day]
    unborn.first[day] = slot


@kernel
def due(unborn: Unborn, day: int) -> int:
    """How many children wait for one day of the ring."""
    count = 0
    slot = unborn.first[day]
    while slot >= 0:
        count += 1
        slot = unborn.after[slot]
    return count


@kernel
def place_at(spread: Spread, affair: int, uniform: float) -> int:
    """The place on which a uniform mark falls."""
    p = spread.guide[affair, int(uniform * GUIDE)]
    last = spread.where.shape[1] - 1
    while p < last and spread.where[affair, p] <= uniform:
        p += 1
    return int(p)


@kernel
def minute_at(spread: Spread, affair: int, uniform: float) -> float:
    """Minutes after midnight at the quantile `uniform`: an hour by the affair's profile, evenly inside it."""
    hour = 0
    below = 0.0
    while hour < 23 and spread.hour[affair, hour] <= uniform:
        below = spread.hour[affair, hour]
        hour += 1
    return float(min(60.0 * (hour + (uniform - below) / (spread.hour[affair, hour] - below)), LAST_MINUTE))


@kernel
def poisson_at(mean: float, uniform: float) -> int:
    """Poisson quantile by summing probabilities; meant for means well below 1."""
    count = 0
    probability = math.exp(-mean)
    total = probability
    while uniform >= total and count < 50:
        count += 1
        probability *= mean / count
        total += probability
    return count


@kernel
def geometric_at(mean: float, uniform: float) -> int:
    """Geometric quantile on 1, 2, ... with the given mean."""
    if mean <= 1.0:
        return 1
    return 1 + int(math.log1p(-uniform) / math.log1p(-1.0 / mean))


def _cumulative(rates: NDArray[np.float64]) -> NDArray[np.float64]:
    """[A, P] cumulative shares of places; affairs that never happen keep equal shares."""
    total = rates.sum(axis=1, keepdims=True)
    share = np.where(total > 0.0, rates / np.where(total > 0.0, total, 1.0), 1.0 / rates.shape[1])
    return np.cumsum(share, axis=1)


def _guide(where: NDArray[np.float64]) -> NDArray[np.int64]:
    steps = np.arange(GUIDE) / GUIDE
    return np.array([np.searchsorted(row, steps, side="right") for row in where], np.int64).clip(0, where.shape[1] - 1)
