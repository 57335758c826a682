"""From an incident to a call at the control room: everything about it is a mark of its fate."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from sim.demand import purposes
from sim.demand.occurrence import Incidents
from sim.demand.rates import AffairTable
from sim.randomness import marks
from sim.world.travel import Roads

NEVER = 1e12
"""Minutes beyond any run: the patience of those who wait as long as it takes."""


class Calls(NamedTuple):
    """Dispatched calls of one day, by minute."""

    id: NDArray[np.uint64]
    minute: NDArray[np.float64]
    place: NDArray[np.int64]
    x_km: NDArray[np.float64]
    y_km: NDArray[np.float64]
    affair: NDArray[np.int64]
    priority: NDArray[np.int64]
    """0, 1, 2 for priorities 1, 2, 3."""
    crews: NDArray[np.int64]
    service_min: NDArray[np.float64]
    patience_min: NDArray[np.float64]
    contest: NDArray[np.float64]
    """Mark over the affair's contested share: below the misroute probability the wrong force hears of it first."""
    desk: NDArray[np.float64]
    aid: NDArray[np.float64]
    joint: NDArray[np.float64]


class ServiceLaw(NamedTuple):
    """How long a crew stays on scene, and how long a caller waits."""

    distribution: str
    cv: float
    factor: float
    patience_min: NDArray[np.float64]
    """[3] mean patience by priority."""

    def minutes(self, uniform: NDArray[np.float64], mean: NDArray[np.float64]) -> NDArray[np.float64]:
        """Service minutes at the quantile `uniform` of the law with mean `mean` (x factor)."""
        mean = mean * self.factor
        if self.distribution == "constant":
            return mean
        if self.distribution == "exponential":
            return mean * -np.log1p(-uniform)
        spread = np.log1p(self.cv**2)
        # The open interval: a mark of exactly 0 would be a call of no length.
        z = ndtri(np.clip(uniform, 1e-12, 1.0 - 1e-12))
        minutes: NDArray[np.float64] = mean * np.exp(np.sqrt(spread) * z - 0.5 * spread)
        return minutes


def calls_of(
    incidents: Incidents,
    *,
    key: np.uint64,
    table: AffairTable,
    priorities: tuple[NDArray[np.float64], NDArray[np.float64]],
    roads: Roads,
    law: ServiceLaw,
) -> Calls:
    """The dispatched calls among reported incidents (the caller passes the reported ones only).

    `priorities`: [A] shares of incidents, reported or not, that would get priority 1, and priority 3.
    """
    sent = np.flatnonzero(marks(key, incidents.id, purposes.DISPATCH) < table.dispatched[incidents.affair])
    sent = sent[np.argsort(incidents.minute[sent], kind="stable")]
    id, minute = incidents.id[sent], incidents.minute[sent]
    place, affair = incidents.place[sent], incidents.affair[sent]

    def drawn(purpose: np.uint64) -> NDArray[np.float64]:
        uniform: NDArray[np.float64] = marks(key, id, purpose)
        return uniform

    rank = drawn(purposes.PRIORITY)
    urgent, low = (share[affair] for share in priorities)
    priority = np.where(rank < urgent, 0, np.where(rank < 1.0 - low, 1, 2)).astype(np.int64)
    whole = np.floor(table.crews[affair])
    contested = table.contested[affair]
    contest = np.full(len(id), np.inf)
    np.divide(drawn(purposes.MISROUTE), contested, out=contest, where=contested > 0.0)
    return Calls(
        id=id,
        minute=minute,
        place=place,
        x_km=roads.x_km[place] + roads.side_km[place] * (drawn(purposes.EAST) - 0.5),
        y_km=roads.y_km[place] + roads.side_km[place] * (drawn(purposes.NORTH) - 0.5),
        affair=affair,
        priority=priority,
        crews=(whole + (drawn(purposes.CREWS) < table.crews[affair] - whole)).astype(np.int64),
        service_min=law.minutes(drawn(purposes.SERVICE), table.service_min[affair]),
        patience_min=np.minimum(NEVER, law.patience_min[priority] * -np.log1p(-drawn(purposes.PATIENCE))),
        contest=contest,
        desk=drawn(purposes.DESK),
        aid=drawn(purposes.AID),
        joint=drawn(purposes.JOINT),
    )


def no_calls() -> Calls:
    """A day without calls."""
    whole, real = np.empty(0, np.int64), np.empty(0)
    return Calls(np.empty(0, np.uint64), real, whole, real, real, whole, whole, whole, *([real] * 6))
