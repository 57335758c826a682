"""Posts: how many crews a force has and where they stand, apart from those that tables give the police boxes."""

from __future__ import annotations

import heapq

import numpy as np
from numpy.typing import NDArray

from sim.randomness import Streams, marks

type Floats = NDArray[np.float64]
type Wholes = NDArray[np.int64]


def added(load: Floats, crews: Wholes, count: int) -> Wholes:
    """[count] stations of new posts: one after the other to the station with most load per crew. Both inputs [B]."""
    heap = [(-load[b] / (crews[b] + 1), b) for b in range(len(load))]
    heapq.heapify(heap)
    have, out = crews.copy(), np.empty(count, np.int64)
    for i in range(count):
        _, b = heapq.heappop(heap)
        out[i] = b
        have[b] += 1
        heapq.heappush(heap, (-load[b] / (have[b] + 1), b))
    return out


def mobile(load: Floats, district: Wholes, count: int) -> Wholes:
    """[count] stations of posts without boxes of their own: at the busiest station of each district, by its load."""
    districts = np.unique(district)
    bases = np.array([max(np.flatnonzero(district == d), key=lambda b: load[b]) for d in districts])
    of_district = np.bincount(np.searchsorted(districts, district), load)
    return bases[added(of_district, np.zeros(len(bases), np.int64), count)]


def vacant(crews: int, count: int, streams: Streams) -> NDArray[np.bool_]:
    """[K] which posts are left empty: a fixed lot, so that fewer posts leave those of more posts empty too."""
    lot = marks(streams.key("institutions"), np.arange(crews, dtype=np.uint64), np.uint64(0))
    out = np.zeros(crews, bool)
    out[np.argsort(lot, kind="stable")[: max(count, 0)]] = True
    return out


def moved(
    station: Wholes, pool: Wholes, demand: Floats, share: Floats, error: Floats, quarter: int, luck: Floats
) -> Wholes:
    """[K] stations after a quarter's moves: crews go from where one can best be spared to where one more helps most.

    `pool` [K]: crews that may stand in for one another (same duties and priorities); -1 stays. `demand` [pools, B] a
    day; offices see it with a relative `error` [pools], times the `luck` [B] of each station. `share` [pools] of the
    posts may move in the quarter, and only while that narrows the gap; what is less than a whole post adds up over
    quarters, or small pools never moved.
    """
    out = station.copy()
    for p in np.unique(pool[pool >= 0]):
        mine = np.flatnonzero(pool == p)
        seen = demand[p] * np.exp(error[p] * luck)
        have = np.bincount(out[mine], minlength=demand.shape[1])
        may = share[p] * len(mine)
        for _ in range(int((quarter + 1) * may) - int(quarter * may)):
            give, take = _widest(seen, have)
            if give < 0:
                break
            crew = mine[out[mine] == give].max()
            out[crew] = take
            have[give] -= 1
            have[take] += 1
    return out


def _widest(seen: Floats, have: Wholes) -> tuple[int, int]:
    """The station that can best spare a crew and the one that gains most by it; (-1, -1) where nothing is gained.

    Either is judged by its demand per crew once the crew has moved, so that no station stands in the way of another.
    """
    spare = np.where(have > 1, seen / np.maximum(have - 1, 1), np.inf)
    need = np.where(have > 0, seen / (have + 1), -np.inf)
    give, take = int(spare.argmin()), int(need.argmax())
    return (give, take) if spare[give] < need[take] else (-1, -1)
