"""Happenings: what befalls an incident, from its occurrence to the last judgement, as one long table."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray


class Happening(IntEnum):
    """What can happen. Names are those of the stored table; `value` says what the last column holds."""

    HAPPENED = 0
    """Value: hazard over its reference."""
    MOVED = 1
    """Deterred where it would have happened, and happened next door. Value: hazard over its reference there."""
    DETERRED = 2
    """Would have happened at the reference. Value: hazard over its reference."""
    ORPHANED = 3
    """A near repeat whose first incident did not happen."""
    TRUSTING = 4
    """In the morning. Value: trust of the resident behind whom the victim stands."""
    REPORTED = 5
    UNREPORTED = 6
    RECORDED = 7
    """In the record of crimes."""
    UNRECORDED = 8
    """Reported, and lost on the way into the record of crimes."""
    FOUND = 9
    """Nobody reported it; a crew came upon it."""
    CALLED = 10
    """A call for a crew."""
    DIVERTED = 11
    """Others took the call. Value: row of `HELPERS`."""
    JOINED = 12
    DESK = 13
    """Found at the joint desk to be another force's."""
    ASSESSING = 14
    """A crew of the wrong force is sent to assess the call."""
    HANDED_OVER = 15
    CAME_BACK = 16
    """The right force has it."""
    HELD = 17
    HOLD_ENDED = 18
    QUEUED = 19
    ASSIGNED = 20
    """Place: that of the crew's station."""
    ON_SCENE = 21
    RELEASED = 22
    ABANDONED = 23
    TURNED_AWAY = 24
    ANSWERED = 25
    """The first crew that may take the call is there. Value: minutes of response."""
    CASE_OPENED = 26
    """Value: row of `DUTIES`."""
    CASE_FINISHED = 27
    """Value: row of `DUTIES`."""
    CLEARED = 28
    UNCLEARED = 29
    REFERRED = 30
    """To the municipality. Value: days on the way."""
    REPAIRED = 31
    """Value: 1 if that solved the problem."""
    JUDGED_CALL = 32
    """Value: 1 satisfied, 0 not."""
    JUDGED_CASE = 33
    """Value: 1 satisfied, 0 not."""
    TRUST_AFTER = 34
    """In the evening, of a resident who was there in person. Value: trust."""
    FEAR_BEFORE = 35
    """In the morning, of the same. Value: fear."""
    FEAR_AFTER = 36
    """In the evening, of the same. Value: fear."""


class Happenings(NamedTuple):
    """N happenings as columns."""

    incident: NDArray[np.uint64]
    minute: NDArray[np.float64]
    """Minutes since day 0 of the run; what is only known by day comes at its end."""
    event: NDArray[np.int64]
    """`Happening`."""
    crew: NDArray[np.int64]
    """-1 for none, as in `force` and `place`."""
    force: NDArray[np.int64]
    """Row of the patrol forces, then of the case forces."""
    place: NDArray[np.int64]
    value: NDArray[np.float64]
    """NaN where an event has none."""


def happenings(
    event: Happening,
    incident: NDArray[np.uint64],
    minute: ArrayLike,
    *,
    crew: ArrayLike = -1,
    force: ArrayLike = -1,
    place: ArrayLike = -1,
    value: ArrayLike = np.nan,
) -> Happenings:
    """Happenings of one kind; what is given once holds for all of them."""

    def column(values: ArrayLike, kind: type) -> NDArray[np.generic]:
        return np.broadcast_to(np.asarray(values, kind), incident.shape)

    whole = (column(values, np.int64) for values in (event, crew, force, place))
    kind, who, whose, where = whole
    columns = (incident, column(minute, np.float64), kind, who, whose, where, column(value, np.float64))
    return Happenings(*columns)  # type: ignore[arg-type]


def joined(parts: Iterable[Happenings]) -> Happenings:
    """Several tables, one below the other."""
    return Happenings._make(np.concatenate(columns) for columns in zip(*parts, strict=True))


def select(table: Happenings, rows: NDArray[np.bool_] | NDArray[np.intp]) -> Happenings:
    """Some rows."""
    return Happenings._make(column[rows] for column in table)


def nothing() -> Happenings:
    """A day on which nothing happened."""
    return happenings(Happening.HAPPENED, np.empty(0, np.uint64), 0.0)
