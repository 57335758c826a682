"""What became of the day's calls: the log of the event loop, with forces and stations beside crews."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, final

import numpy as np

from sim.chronicle.happenings import Happening, Happenings, happenings
from sim.demand import purposes
from sim.model import SecurityModel
from sim.randomness import marks
from sim.response import events, state
from sim.response.room import Room
from sim.response.state import copied_crews, copied_docket
from sim.viewing import Today

LOGGED: Final[Mapping[int, Happening]] = {
    events.RELEASE: Happening.RELEASED,
    events.REENTER: Happening.CAME_BACK,
    events.HOLD_END: Happening.HOLD_ENDED,
    events.EXPIRE: Happening.ABANDONED,
    events.ARRIVE: Happening.JOINED,
    events.ASSIGN: Happening.ASSIGNED,
    events.ON_SCENE: Happening.ON_SCENE,
    events.DESK: Happening.DESK,
    events.BLOCK: Happening.TURNED_AWAY,
    events.HOLD: Happening.HELD,
    events.WAIT: Happening.QUEUED,
    events.PASS_ON: Happening.HANDED_OVER,
    events.ASSESS: Happening.ASSESSING,
}
"""Events of the response room by kind."""

KINDS: Final = np.array([LOGGED[kind] for kind in range(len(LOGGED))], np.int64)
PER_CALL: Final = 16
"""Most events of a call without those of its crews."""
PER_CREW: Final = 3


@final
@dataclass
class Listening:
    """An event loop that keeps the log of its last day, and the room as it was at midnight. It changes no result."""

    loop: Callable[[float, int, Room], None]
    log: events.Log
    midnight: Room | None = None
    first: int = 0

    def __call__(self, length: float, first: int, room: Room) -> None:
        most = (PER_CALL + PER_CREW * (room.calls.crews + room.terms.rank.shape[0])).sum()
        self.log, self.first = events.log(int(most)), first
        self.midnight = in_memory_of_its_own(room)
        self.loop(length, first, room._replace(log=self.log))


def in_memory_of_its_own(room: Room) -> Room:
    """The same room, to be run again."""
    desk = type(room.desk)._make(column.copy() for column in room.desk)
    return room._replace(
        calls=copied_docket(room.calls), crews=copied_crews(room.crews), desk=desk, spent=room.spent.copy()
    )


def called(model: SecurityModel, today: Today) -> Iterator[Happenings]:
    """Calls for crews, and who took some in their place."""
    calls = today.calls
    yield happenings(Happening.CALLED, calls.id, calls.minute, place=calls.place)
    others = ~np.isin(calls.id, today.ours.id)
    id, affair = calls.id[others], calls.affair[others]
    mark = marks(model.circumstances.fate.key, id, purposes.DIVERT)
    municipal = mark < model.circumstances.table.divertible[affair] * model.terms.casework.municipal_calls[affair]
    helper = np.where(municipal, 0, 1)
    yield happenings(Happening.DIVERTED, id, calls.minute[others], place=calls.place[others], value=helper)


def logged(model: SecurityModel, log: events.Log) -> Iterator[Happenings]:
    """The log of the day, in the order in which it was written."""
    count = int(log.length[0])
    crew, kind = log.crew[:count], log.kind[:count]
    sent, crews = crew >= 0, model.crews
    force = np.where(sent, crews.force[crew], -1)
    box = np.where(sent, model.world.stations.place[crews.station[crew]], -1)
    yield Happenings(log.call[:count], log.minute[:count], KINDS[kind], crew, force, box, np.full(count, np.nan))


def answered(today: Today) -> Iterator[Happenings]:
    """Calls that are closed, by their first right crew."""
    ended = today.closed
    closed = state.select(ended, np.flatnonzero((ended.state == state.RESOLVED) & (ended.force >= 0)))
    yield happenings(
        Happening.ANSWERED,
        closed.id,
        closed.on_scene,
        crew=closed.first_crew,
        force=closed.force,
        place=closed.place,
        value=closed.on_scene - closed.called,
    )
