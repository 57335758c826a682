"""The control room's working memory, and all that the event loop sees, in one tuple."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.institution.terms import ResponseTerms
from sim.response.events import Log
from sim.response.layout import Layout
from sim.response.orders import Orders
from sim.response.state import Crews, Docket
from sim.world.travel import Roads


class Numbers(NamedTuple):
    """Parameters of the event loop, the same for every institution."""

    turnout_min: float
    urgent_speed: float
    station_penalty_min: float
    assessment_min: float
    misroute: float
    stop_min: float
    engaged_turnout_min: float
    admin_min: float
    queue_capacity: int
    by_preference: int
    """1: stations are searched in their fixed order, 0: by travel score."""
    key: np.uint64


class Desk(NamedTuple):
    """Working memory, made anew every day from the state. Free crews and waiting calls form linked lists; -1 ends."""

    free: NDArray[np.int64]
    """[F, B] first free crew of a force at a station."""
    after: NDArray[np.int64]
    before: NDArray[np.int64]
    roaming: NDArray[np.int64]
    """Free crews that may not be back in their beats yet."""
    roams: NDArray[np.int64]
    """[K] 1 for crews on that list."""
    stop: NDArray[np.int64]
    """[K] stop for which `spot_*` holds."""
    spot_place: NDArray[np.int64]
    spot_x: NDArray[np.float64]
    spot_y: NDArray[np.float64]
    queue: NDArray[np.int64]
    """[2, 3, A, 2] first and last waiting call by stage - 1, priority, affair."""
    held: NDArray[np.int64]
    """[B, 2] first and last call held for a station."""
    call_after: NDArray[np.int64]
    call_before: NDArray[np.int64]
    agenda_minute: NDArray[np.float64]
    """Binary heap of coming events."""
    agenda: NDArray[np.int64]
    planned: NDArray[np.int64]
    """[1] events on the agenda."""
    away: NDArray[np.int64]
    """[1] crews in `roaming`."""
    waiting: NDArray[np.int64]
    """[2] calls that wait for any crew, calls held for their own station."""


class Room(NamedTuple):
    """One day in the control room."""

    day: int
    midnight: float
    calls: Docket
    crews: Crews
    desk: Desk
    terms: ResponseTerms
    layout: Layout
    roads: Roads
    orders: Orders
    numbers: Numbers
    spent: NDArray[np.float64]
    """[3, beats] minutes of patrol, enforcement, engagement in each beat today."""
    log: Log
