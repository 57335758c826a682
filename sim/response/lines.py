"""Lines of waiting calls, and which of them a free crew takes."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.compiled import inlined
from sim.institution.terms import ResponseTerms
from sim.response import state
from sim.response.room import Desk, Room


@inlined
def append(c: int, line: NDArray[np.int64], desk: Desk) -> None:
    """Put a call at the end of a line ([2]: first, last)."""
    desk.call_after[c] = -1
    desk.call_before[c] = line[1]
    if line[1] >= 0:
        desk.call_after[line[1]] = c
    else:
        line[0] = c
    line[1] = c


@inlined
def wait_in_line(c: int, room: Room) -> None:
    """Let a call wait for any crew that may take it."""
    calls = room.calls
    calls.state[c] = state.WAITING
    room.desk.waiting[0] += 1
    append(c, room.desk.queue[calls.stage[c] - 1, calls.priority[c], calls.affair[c]], room.desk)


@inlined
def hold(c: int, station: int, room: Room) -> None:
    """Hold a call for the crews of one station."""
    room.calls.state[c] = state.HELD
    room.desk.waiting[1] += 1
    append(c, room.desk.held[station], room.desk)


@inlined
def leave(c: int, room: Room) -> None:
    """Take a waiting or held call out of its line."""
    calls, desk = room.calls, room.desk
    if calls.state[c] == state.HELD:
        line = desk.held[room.layout.own[calls.affair[c], calls.place[c]]]
        desk.waiting[1] -= 1
    else:
        line = desk.queue[calls.stage[c] - 1, calls.priority[c], calls.affair[c]]
        desk.waiting[0] -= 1
    before, after = desk.call_before[c], desk.call_after[c]
    if before >= 0:
        desk.call_after[before] = after
    else:
        line[0] = after
    if after >= 0:
        desk.call_before[after] = before
    else:
        line[1] = before


@inlined
def may_take(force: int, affair: int, priority: int, aid: float, terms: ResponseTerms) -> bool:
    """Whether a force has the duty for a call, or gives mutual aid to it."""
    urgent = 1 if priority == 0 else 0
    rank = terms.rank[force, affair, urgent]
    return bool(rank == 0 or (rank == 1 and aid < terms.aid_share[force, affair, urgent]))


@inlined
def next_call(k: int, room: Room) -> int:
    """The call a free crew takes, -1 for none: by priority, its force's order of affairs, time of joining, number."""
    calls, desk, terms = room.calls, room.desk, room.terms
    force, station = room.crews.force[k], room.crews.station[k]
    affairs = terms.rank.shape[1]
    lines = 2 * 3 * affairs if desk.waiting[0] > 0 else 0
    found = -1
    for line in range(lines + 1):
        if line == lines:
            c = desk.held[station, 0]
        else:
            c = desk.queue[line // (3 * affairs), line // affairs % 3, line % affairs, 0]
        while c >= 0:
            a, p = calls.affair[c], calls.priority[c]
            if (terms.wrong[a] == force if calls.stage[c] == 1 else may_take(force, a, p, calls.aid[c], terms)) and (
                found < 0 or comes_before(c, found, force, room)
            ):
                found = c
            c = desk.call_after[c]
    return found


@inlined
def comes_before(c: int, other: int, force: int, room: Room) -> bool:
    """Whether a force takes call `c` before call `other`."""
    calls, order = room.calls, room.terms.order
    if calls.priority[c] != calls.priority[other]:
        return bool(calls.priority[c] < calls.priority[other])
    if order[force, calls.affair[c]] != order[force, calls.affair[other]]:
        return bool(order[force, calls.affair[c]] < order[force, calls.affair[other]])
    if calls.joined[c] != calls.joined[other]:
        return bool(calls.joined[c] < calls.joined[other])
    return c < other
