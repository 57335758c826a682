"""The state of the response room: crews and open calls as columns. It is carried over midnight."""

from __future__ import annotations

from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.demand.calls import Calls
from sim.world.stations import Stations

IDLE: Final = 0
BUSY: Final = 1
ON_ASSEMBLY: Final = 2

FREE: Final = 0
RETURN: Final = 1
TRAVEL: Final = 2
SCENE: Final = 3
ASSESS: Final = 4
ASSEMBLY: Final = 5
VACANT: Final = 6
USES: Final = (
    "free",
    "returning",
    "travelling",
    "on scene",
    "assessing for another force",
    "assembly duty",
    "vacant",
)
"""Uses of a crew's minutes, by column of `Crews.minutes`."""

COMING: Final = 0
WAITING: Final = 1
HELD: Final = 2
SERVED: Final = 3
PASSED_ON: Final = 4
ASSESSED: Final = 5
RESOLVED: Final = 6
ABANDONED: Final = 7
BLOCKED: Final = 8
"""States of a call: not yet in the queue; waiting for any crew; held for its own station; with crews; on its way to the
right force; with a crew of the wrong force; and the three ways to end."""

NOT_YET: Final = np.inf


class Crews(NamedTuple):
    """K crews on duty as columns."""

    force: NDArray[np.int64]
    station: NDArray[np.int64]
    status: NDArray[np.int64]
    drafted: NDArray[np.int64]
    """[K] 1 on days of assembly duty, and where nobody holds the post."""
    place: NDArray[np.int64]
    """[K] where the crew was last released."""
    x_km: NDArray[np.float64]
    y_km: NDArray[np.float64]
    home_at: NDArray[np.float64]
    """[K] minute at which it is back in its beat."""
    booked: NDArray[np.float64]
    """[K] minute up to which its time is booked in `minutes`."""
    call: NDArray[np.int64]
    leg: NDArray[np.int64]
    """[K] SCENE or ASSESS while busy."""
    scene_at: NDArray[np.float64]
    release_at: NDArray[np.float64]
    answered: NDArray[np.int64]
    minutes: NDArray[np.float64]
    """[K, 7] minutes by use since the start."""
    vacant: NDArray[np.int64]
    """[K] 1 where nobody holds the post."""
    place_knowledge: NDArray[np.float64]
    """[K] share of its beat that the crew knows."""
    tenure_years: NDArray[np.float64]
    """[K] mean years that its officers have been at the post."""
    fatigue: NDArray[np.float64]
    """[K] 0 rested."""
    novelty: NDArray[np.float64]
    """[K] share of its calls that are still new to it."""
    pace: NDArray[np.float64]
    """[K] time on scene over the usual one; exactly 1 where the crew is rested and knows its calls."""
    wear: NDArray[np.float64]
    """[K] share points by which its courtesy is worn at contacts; exactly 0 for a rested crew under usual rewards."""
    acceptance: NDArray[np.float64]
    """[K] how far its officers accept reforms, 0 to 1."""


class Docket(NamedTuple):
    """Open and coming calls as columns, oldest first."""

    id: NDArray[np.uint64]
    called: NDArray[np.float64]
    joined: NDArray[np.float64]
    """When it joined, or will join, the queue it is in."""
    place: NDArray[np.int64]
    x_km: NDArray[np.float64]
    y_km: NDArray[np.float64]
    affair: NDArray[np.int64]
    priority: NDArray[np.int64]
    crews: NDArray[np.int64]
    service_min: NDArray[np.float64]
    patience_min: NDArray[np.float64]
    contest: NDArray[np.float64]
    desk: NDArray[np.float64]
    aid: NDArray[np.float64]
    joint: NDArray[np.float64]
    state: NDArray[np.int64]
    stage: NDArray[np.int64]
    """0 not yet looked at, 1 with the wrong force, 2 with the right one."""
    until: NDArray[np.float64]
    """End of the hold, or of the hand-over."""
    queue_min: NDArray[np.float64]
    handover_min: NDArray[np.float64]
    assigned: NDArray[np.float64]
    """When the first right crew was assigned."""
    on_scene: NDArray[np.float64]
    """When the first right crew arrived."""
    any_on_scene: NDArray[np.float64]
    """When the first crew of any force arrived."""
    closed: NDArray[np.float64]
    out: NDArray[np.int64]
    """Crews not yet released."""
    sent: NDArray[np.int64]
    forces: NDArray[np.int64]
    """Bit set of the forces that went."""
    force: NDArray[np.int64]
    """Force of the first right crew; -1 before."""
    first_crew: NDArray[np.int64]
    """That crew; -1 before."""
    own_station: NDArray[np.int64]
    """1 if the first right crew was of the call's own station."""
    short: NDArray[np.int64]
    """Crews needed but not free when the first was sent."""
    busy_min: NDArray[np.float64]
    """Crew minutes spent on the call: travel, scene, assessment."""


def crews(
    stations: Stations, force: NDArray[np.int64], station: NDArray[np.int64] | None = None, minute: float = 0.0
) -> Crews:
    """All crews idle in their beats. `station` [K]: those of the world unless given."""
    k = len(force)
    station = np.ascontiguousarray(stations.crew_station if station is None else station, np.int64)
    return Crews(
        force=np.array(force, np.int64),
        station=station.copy(),
        status=np.zeros(k, np.int64),
        drafted=np.zeros(k, np.int64),
        place=stations.place[station].astype(np.int64),
        x_km=stations.x_km[station].astype(np.float64),
        y_km=stations.y_km[station].astype(np.float64),
        home_at=np.full(k, minute),
        booked=np.full(k, minute),
        call=np.full(k, -1, np.int64),
        leg=np.zeros(k, np.int64),
        scene_at=np.zeros(k),
        release_at=np.zeros(k),
        answered=np.zeros(k, np.int64),
        minutes=np.zeros((k, len(USES))),
        vacant=np.zeros(k, np.int64),
        place_knowledge=np.zeros(k),
        tenure_years=np.zeros(k),
        fatigue=np.zeros(k),
        novelty=np.zeros(k),
        pace=np.ones(k),
        wear=np.zeros(k),
        acceptance=np.zeros(k),
    )


def docket(calls: Calls, handling_min: float) -> Docket:
    """New calls, in the order in which they join the queue."""
    n = len(calls.id)
    same: dict[str, Any] = {name: getattr(calls, name) for name in Calls._fields if name in Docket._fields}
    zeros: dict[str, Any] = {name: np.zeros(n) for name in ("until", "queue_min", "handover_min", "busy_min")}
    never: dict[str, Any] = {name: np.full(n, NOT_YET) for name in ("assigned", "on_scene", "any_on_scene", "closed")}
    counts = ("stage", "out", "sent", "forces", "own_station", "short")
    none: dict[str, Any] = {name: np.zeros(n, np.int64) for name in counts}
    return Docket(
        **same,
        **zeros,
        **never,
        **none,
        called=calls.minute,
        joined=calls.minute + handling_min,
        state=np.full(n, COMING, np.int64),
        force=np.full(n, -1, np.int64),
        first_crew=np.full(n, -1, np.int64),
    )


def select(table: Docket, rows: NDArray[np.intp]) -> Docket:
    """Some rows of a docket."""
    return Docket._make(column[rows] for column in table)


def joined(one: Docket, other: Docket) -> Docket:
    """Two dockets, one after the other."""
    return Docket._make(np.concatenate(pair) for pair in zip(one, other, strict=True))


def copied_crews(table: Crews) -> Crews:
    """The same columns in memory of their own."""
    return Crews._make(column.copy() for column in table)


def joined_crews(one: Crews, other: Crews) -> Crews:
    """Two tables of crews, one after the other."""
    return Crews._make(np.concatenate(pair) for pair in zip(one, other, strict=True))


def copied_docket(table: Docket) -> Docket:
    """The same columns in memory of their own."""
    return Docket._make(column.copy() for column in table)
