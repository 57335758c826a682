"""Tickets as they would lie about after years without change: spread evenly over the fluid, with marks for the rest."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from sim.casework.ground import Ground
from sim.casework.repairs import Stationary
from sim.casework.tickets import Tickets, cells, no_tickets
from sim.demand import purposes
from sim.randomness import marks

COMING: Final = 1 << 62
WAITING: Final = 3 << 61
"""Numbers of seeded tickets start here, far from those of days; incidents have hashed numbers."""


def on_their_way(day: int, ground: Ground, stationary: Stationary) -> Tickets:
    """Tickets that arrive from tomorrow on."""
    days = stationary.days
    id, affair, place = _spread(ground, stationary.sent * days[:, None], COMING)
    arrives = day + 1 + np.floor(marks(ground.key, id, purposes.SEED) * days[affair]).astype(np.int64)
    return Tickets(id, affair, place, arrives - days[affair].astype(np.int64), arrives)


def unserved(day: int, ground: Ground, stationary: Stationary) -> Tickets:
    """Tickets that nobody will come to: they wait until they are dropped."""
    left = np.maximum(0.0, stationary.sent - stationary.repaired)
    expiry = ground.rules.municipality.expiry_days
    id, affair, place = _spread(ground, left * expiry, WAITING)
    arrived = day - np.floor(marks(ground.key, id, purposes.SEED) * expiry).astype(np.int64)
    return Tickets(id, affair, place, arrived - stationary.days[affair].astype(np.int64), arrived)


def _spread(
    ground: Ground, count: NDArray[np.float64], first: int
) -> tuple[NDArray[np.uint64], NDArray[np.int64], NDArray[np.int64]]:
    """Numbers, affairs and places of as many tickets as `count` [A, P] sums to, at even steps through its cells."""
    total = round(float(count.sum()))
    if total == 0:
        none = no_tickets()
        return none.id, none.affair, none.place
    id = np.arange(first, first + total, dtype=np.uint64)
    affair, place = cells(np.cumsum(count), (np.arange(total) + 0.5) / total, len(ground.district))
    return id, affair, place
