"""How closed calls are entered."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.ledger import BIN_MIN, BINS, IS_LOCAL, PARTS, Ledger
from sim.response import state
from sim.response.state import Docket
from sim.vocabulary import AFFAIRS


def enter_calls(
    ledger: Ledger, closed: Docket, district: NDArray[np.int64], group: NDArray[np.int64], handling_min: float
) -> None:
    """Closed calls: how they ended, and the parts of the response time of those answered. `group` [F]: see `Layout`."""
    answered = closed.state == state.RESOLVED
    parts = _parts(closed, answered, group, handling_min)
    where = district[closed.place]
    cell = (where * len(AFFAIRS) + closed.affair) * 3 + closed.priority
    group = IS_LOCAL[closed.affair] * 3 + closed.priority
    size = ledger.districts * len(AFFAIRS) * 3
    daily = np.empty((len(PARTS), 2, 3))
    for row, name in enumerate(PARTS):
        ledger.calls[row] += np.bincount(cell, parts[name], size).reshape(ledger.calls[row].shape)
        daily[row] = np.bincount(group, parts[name], 6).reshape(2, 3)
    ledger.daily.append(daily)
    affair, priority = closed.affair[answered], closed.priority[answered]
    step = np.minimum((parts["response_min"][answered] / BIN_MIN).astype(np.int64), BINS - 1)
    flat = (affair * 3 + priority) * BINS + step
    ledger.bins += np.bincount(flat, minlength=ledger.bins.size).reshape(ledger.bins.shape)
    force = np.minimum(closed.force[answered], len(ledger.forces) - 1)
    ledger.by_force += np.bincount(force * len(AFFAIRS) + affair, minlength=ledger.by_force.size).reshape(
        ledger.by_force.shape
    )


def _parts(
    closed: Docket, answered: NDArray[np.bool_], group: NDArray[np.int64], handling_min: float
) -> dict[str, NDArray[np.float64]]:
    def of_answered(minutes: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.where(answered, minutes, 0.0)

    with np.errstate(invalid="ignore"):  # calls that nobody answered have no minutes
        response = closed.on_scene - closed.called
        travel = closed.on_scene - closed.assigned
        first_any = closed.any_on_scene - closed.called
    # Two names of one force are not two forces.
    went = (closed.forces[:, None] >> np.arange(len(group))) & 1
    several = np.array([went[:, group == g].any(axis=1) for g in np.unique(group)]).sum(axis=0) > 1
    return {
        "calls": np.ones(len(closed.id)),
        "answered": answered.astype(float),
        "abandoned": (closed.state == state.ABANDONED).astype(float),
        "turned_away": (closed.state == state.BLOCKED).astype(float),
        "response_min": of_answered(response),
        "handling_min": of_answered(np.full(len(closed.id), handling_min)),
        "queue_min": of_answered(closed.queue_min),
        "handover_min": of_answered(closed.handover_min),
        "travel_min": of_answered(travel),
        "first_any_min": of_answered(first_any),
        "crews_sent": closed.sent.astype(float),
        "crews_short": closed.short.astype(float),
        "own_station": closed.own_station.astype(float),
        "misrouted": (closed.handover_min > 0.0).astype(float),
        "both_forces": several.astype(float),
        "busy_min": closed.busy_min,
    }
