"""Which crews were free when one was sent: the day is run again up to that minute, in memory of its own."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from sim.chronicle.response import Listening, in_memory_of_its_own
from sim.response import state
from sim.response.twin_rows import Call, Crew, read
from sim.response.twin_rules import Rules


class Nearby(NamedTuple):
    """A crew that was free when another was, or itself was, sent."""

    crew: int
    force: int
    place: int
    """That of its station."""
    way_min: float
    """Travel without turnout."""
    km: float
    may_take: bool
    own_station: bool


def sent_and_nearest(room: Listening, incident: np.uint64, minute: float, sent: int) -> tuple[Nearby, Nearby | None]:
    """The crew that was sent to an incident's call at a minute of that day, and the nearest other one, whatever its
    force; None where no other was free."""
    assert room.midnight is not None  # the day has been run
    then = in_memory_of_its_own(room.midnight)
    row = int(np.flatnonzero(then.calls.id == incident)[0])
    room.loop(minute - then.midnight, room.first, then)
    crews, calls, rules = read(Crew, then.crews), read(Call, then.calls), Rules(then)
    call = calls[row]

    def found(crew: Crew) -> Nearby:
        if crew.status == state.BUSY:
            _at_its_last_scene(crew, calls[crew.call], minute)
        _, x, y = rules.where(crew, minute)
        km = float(np.hypot(call.x_km - x, call.y_km - y))
        may, own = rules.may_take(crew.force, call), crew.station == rules.own(call)
        return Nearby(crew.number, crew.force, rules.box(crew)[0], rules.way(crew, call, minute), km, may, own)

    free = [found(crew) for crew in crews if crew.status == state.IDLE and crew.number != sent]
    return found(crews[sent]), min(free, key=lambda nearby: (nearby.way_min, nearby.crew), default=None)


def _at_its_last_scene(crew: Crew, last: Call, minute: float) -> None:
    """A crew that takes the next call in the minute of its release."""
    crew.place, crew.x_km, crew.y_km, crew.home_at = last.place, last.x_km, last.y_km, minute + 1.0
