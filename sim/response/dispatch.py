"""The event loop of one day: who goes where, when. Compiled; its plain twin is `sim.response.twin`.

Calls join the queue of the force that has the duty of first response. The free eligible crew with the least travel,
plus a penalty for leaving its own station, goes. Calls of low priority are held some minutes for their own station's
crews. A call of unclear ownership may go to the wrong force first, whose crew assesses it and hands it over, or be
settled at a joint desk. Some calls draw a crew of another force in addition. Those who wait too long give up. What is
open at midnight stays open. Ties are broken by crew id, simultaneous events by kind and then by number.
"""

from __future__ import annotations

import numpy as np

from sim.compiled import inlined, loop
from sim.response import events, state
from sim.response.agenda import KIND, pop, push
from sim.response.duty import book_busy, book_free, close, hand_over, locate, release, roam, send, set_free, way_to
from sim.response.events import note
from sim.response.lines import hold, leave, may_take, next_call, wait_in_line
from sim.response.room import Room
from sim.response.search import best_free, has_free


@loop
def run_day(length: float, first: int, room: Room) -> None:
    """Run the events of one day. Calls before `first` are carried over; the others join in order of time.

    Every turn of the loop is one event. It leaves at most one call `c` to be served, by crew `k` if that is given.
    """
    calls, crews, desk = room.calls, room.crews, room.desk
    resume(first, room)
    tomorrow = room.midnight + length
    morning, coming = 0, first
    while True:
        c, k = -1, -1
        arrival = calls.joined[coming] if coming < len(calls.id) else np.inf
        planned = desk.agenda_minute[0] if desk.planned[0] > 0 else np.inf
        minute = min(arrival, planned)
        if morning < len(crews.force):
            # Crews back from other duty, or under new clauses, may find work at midnight.
            minute, k = room.midnight, morning
            morning += 1
        elif minute >= tomorrow:
            break
        elif arrival < planned:
            c = joining(coming, minute, room)
            coming += 1
        else:
            kind, index = desk.agenda[0] // KIND, desk.agenda[0] % KIND
            pop(desk)
            if kind == events.RELEASE:
                release(index, minute, room)
                k = index
            elif kind == events.REENTER:
                calls.handover_min[index] += minute - calls.joined[index]
                calls.joined[index] = minute
                note(room.log, minute, events.REENTER, calls.id[index], -1)
                c = joining(index, minute, room)
            elif kind == events.HOLD_END:
                c = hold_ended(index, minute, room)
            else:
                patience_ended(index, minute, room)
        if k >= 0 and crews.status[k] == state.IDLE:
            c = next_call(k, room)
            if c >= 0:
                leave(c, room)
        if c >= 0:
            serve(c, k, minute, room)
    for k in range(len(crews.force)):
        if crews.status[k] == state.IDLE:
            book_free(k, tomorrow, room)
        elif crews.status[k] == state.BUSY:
            book_busy(k, tomorrow, room)
        else:
            crews.minutes[k, state.ASSEMBLY] += tomorrow - crews.booked[k]
            crews.booked[k] = tomorrow


@inlined
def joining(c: int, minute: float, room: Room) -> int:
    """A call comes to the control room, or comes back from a hand-over. Returns it if it is to be served now."""
    calls, desk, layout = room.calls, room.desk, room.layout
    note(room.log, minute, events.ARRIVE, calls.id[c], -1)
    a = calls.affair[c]
    if calls.stage[c] == 0:
        if is_misrouted(c, room):
            if calls.desk[c] < room.terms.desk[a]:
                note(room.log, minute, events.DESK, calls.id[c], -1)
                hand_over(c, minute, room)
                return -1
            calls.stage[c] = 1
            return c
        calls.stage[c] = 2
    minutes = layout.hold[a, calls.priority[c]]
    own = layout.own[a, calls.place[c]]
    if minutes > 0.0 and own >= 0 and not has_free(own, c, room):
        if is_full(room):
            turn_away(c, minute, room)
            return -1
        hold(c, own, room)
        note(room.log, minute, events.HOLD, calls.id[c], -1)
        calls.until[c] = minute + minutes
        push(desk, calls.until[c], events.HOLD_END, c)
        push(desk, calls.joined[c] + calls.patience_min[c], events.EXPIRE, c)
        return -1
    return c


@inlined
def is_misrouted(c: int, room: Room) -> bool:
    """Whether a force that may not take the call, not even as mutual aid, hears of it first."""
    calls = room.calls
    wrong = room.terms.wrong[calls.affair[c]]
    if wrong < 0 or calls.contest[c] >= room.numbers.misroute:
        return False
    return not may_take(wrong, calls.affair[c], calls.priority[c], calls.aid[c], room.terms)


@inlined
def hold_ended(c: int, minute: float, room: Room) -> int:
    """The own station had no crew in time: any may go now. Returns the call if it was still held."""
    calls = room.calls
    if calls.state[c] != state.HELD or calls.until[c] != minute:
        return -1
    note(room.log, minute, events.HOLD_END, calls.id[c], -1)
    leave(c, room)
    return c


@inlined
def patience_ended(c: int, minute: float, room: Room) -> None:
    """The caller gives up, unless a crew is on its way."""
    calls = room.calls
    waits = calls.state[c] == state.WAITING or calls.state[c] == state.HELD
    if waits and calls.joined[c] + calls.patience_min[c] == minute:
        note(room.log, minute, events.EXPIRE, calls.id[c], -1)
        leave(c, room)
        calls.queue_min[c] += minute - calls.joined[c]
        close(c, minute, state.ABANDONED, room)


@inlined
def is_full(room: Room) -> bool:
    """Whether the queue, calls on hold included, has no room left."""
    return bool(room.desk.waiting[0] + room.desk.waiting[1] >= room.numbers.queue_capacity)


@inlined
def turn_away(c: int, minute: float, room: Room) -> None:
    """The queue is full."""
    close(c, minute, state.BLOCKED, room)
    note(room.log, minute, events.BLOCK, room.calls.id[c], -1)


@inlined
def serve(c: int, k: int, minute: float, room: Room) -> None:
    """Send crew `k`, or the best free one; then as many more as are needed and free; then one of each force that
    goes too. Where nobody is free the call waits. A call with the wrong force gets one crew, to assess it."""
    calls, terms = room.calls, room.terms
    a = calls.affair[c]
    urgent = 1 if calls.priority[c] == 0 else 0
    wrong = calls.stage[c] == 1
    needed = 1 if wrong else calls.crews[c]
    turns = needed if wrong else needed + terms.rank.shape[0]
    turn = 0
    while turn < turns:
        only = -1
        if wrong:
            only = terms.wrong[a]
        elif turn >= needed:
            only = turn - needed
            goes = calls.joint[c] < terms.joint_share[only, a, urgent] and (calls.forces[c] >> only) & 1 == 0
            if not goes:
                turn += 1
                continue
        if k >= 0:
            at, x, y = locate(k, minute, room)
            way = way_to(c, at, x, y, room)
        else:
            k, way = best_free(c, only, minute, room)
        if k >= 0:
            if turn == 0:
                calls.state[c] = state.ASSESSED if wrong else state.SERVED
                if not wrong:
                    calls.queue_min[c] += minute - calls.joined[c]
            send(k, c, state.ASSESS if wrong else state.SCENE, way, minute, room)
            k = -1
        elif turn == 0:
            wait(c, minute, room)
            return
        elif turn < needed:
            calls.short[c] = needed - turn
            turn = needed - 1
        turn += 1


@inlined
def wait(c: int, minute: float, room: Room) -> None:
    """Let a call wait until its caller gives up; or turn it away where the queue is full."""
    calls = room.calls
    after_hold = calls.state[c] == state.HELD
    if not after_hold and is_full(room):
        turn_away(c, minute, room)
        return
    wait_in_line(c, room)
    note(room.log, minute, events.WAIT, calls.id[c], -1)
    if not after_hold:
        push(room.desk, calls.joined[c] + calls.patience_min[c], events.EXPIRE, c)


@inlined
def resume(first: int, room: Room) -> None:
    """Take up the state that the day before left: lists of free crews, lines of calls, the agenda."""
    calls, crews, desk = room.calls, room.crews, room.desk
    for k in range(len(crews.force)):
        if crews.status[k] == state.BUSY:
            push(desk, crews.release_at[k], events.RELEASE, k)
        elif crews.drafted[k] == 1:
            crews.status[k] = state.ON_ASSEMBLY
        else:
            set_free(k, room)
            if room.midnight < crews.home_at[k]:
                roam(k, room)
    for c in range(first):
        if calls.stage[c] == 1 and calls.state[c] == state.WAITING and room.terms.wrong[calls.affair[c]] < 0:
            # New clauses know no wrong force: whoever has the duty takes the call.
            calls.stage[c] = 2
        if calls.state[c] == state.PASSED_ON:
            push(desk, calls.until[c], events.REENTER, c)
        elif calls.state[c] == state.HELD or calls.state[c] == state.WAITING:
            own = room.layout.own[calls.affair[c], calls.place[c]]
            if calls.state[c] == state.HELD and own >= 0:
                hold(c, own, room)
                push(desk, calls.until[c], events.HOLD_END, c)
            else:
                wait_in_line(c, room)
            push(desk, calls.joined[c] + calls.patience_min[c], events.EXPIRE, c)
