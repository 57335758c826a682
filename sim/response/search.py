"""The free crew with the best score for a call: travel, plus a penalty for leaving its own station."""

from __future__ import annotations

import numpy as np

from sim.compiled import inlined
from sim.response import state
from sim.response.duty import locate, way_to
from sim.response.lines import may_take
from sim.response.room import Room


@inlined
def belongs(f: int, c: int, only: int, room: Room) -> bool:
    """Whether a force counts in a search: force `only` alone, or (only < 0) all that may take the call."""
    calls = room.calls
    if only >= 0:
        return f == only
    return may_take(f, calls.affair[c], calls.priority[c], calls.aid[c], room.terms)


@inlined
def best_free(c: int, only: int, minute: float, room: Room) -> tuple[int, float]:
    """The free crew with the best score for a call and its travel minutes; -1 where none is free.

    The own station comes first, since it alone bears no penalty; the others by a bound that no crew in its beat can
    beat, so that the search ends early and is exact. Crews on their way home are not in their beats: they are looked
    at one by one. Ties go to the lower crew id.
    """
    calls, desk, layout, numbers = room.calls, room.desk, room.layout, room.numbers
    a, place = calls.affair[c], calls.place[c]
    urgent = 1 if calls.priority[c] == 0 else 0
    speed = numbers.urgent_speed if urgent == 1 else 1.0
    own = layout.own[a, place]
    among = layout.single[only] if only >= 0 else layout.eligible[a, urgent]
    who, best, travel = -1, np.inf, 0.0
    for j in range(-1 if own >= 0 and numbers.by_preference == 0 else 0, layout.near.shape[2]):
        b = own if j < 0 else layout.near[among, place, j]
        if b < 0:
            break
        if numbers.by_preference == 1:
            if who >= 0:
                break
        elif j >= 0:
            if b == own:
                continue
            if layout.bound[among, place, j] / speed + numbers.station_penalty_min > best:
                break
        penalty = 0.0 if b == own else numbers.station_penalty_min
        for f in range(desk.free.shape[0]):
            k = desk.free[f, b]
            if k < 0 or not belongs(f, c, only, room):
                continue
            while k >= 0:
                at, x, y = locate(k, minute, room)
                way = way_to(c, at, x, y, room)
                score = penalty + way
                if score < best or (score == best and k < who):
                    who, best, travel = k, score, way
                k = desk.after[k]
    # Those of the own station have been looked at; the others bear the penalty, so they must be this near to win.
    spare = best - numbers.station_penalty_min
    if numbers.by_preference == 1 or spare < 0.0:
        return who, travel
    reach = 1e-9 + spare * speed / (0.5 * (room.roads.pace[place] + layout.least_pace)) * (1.0 + 1e-9)
    return nearer_homeward(c, only, minute, reach, who, best, travel, room)


@inlined
def nearer_homeward(
    c: int, only: int, minute: float, reach: float, who: int, best: float, travel: float, room: Room
) -> tuple[int, float]:
    """The best found so far, or a crew on its way home within `reach` km that beats it. Forgets those at home."""
    calls, crews, desk = room.calls, room.crews, room.desk
    x, y = calls.x_km[c], calls.y_km[c]
    own = room.layout.own[calls.affair[c], calls.place[c]]
    i = 0
    while i < desk.away[0]:
        k = desk.roaming[i]
        if crews.status[k] != state.IDLE or minute >= crews.home_at[k]:
            desk.away[0] -= 1
            desk.roaming[i] = desk.roaming[desk.away[0]]
            desk.roams[k] = 0
            continue
        i += 1
        if abs(crews.x_km[k] - x) > reach or abs(crews.y_km[k] - y) > reach:
            continue
        if belongs(crews.force[k], c, only, room):
            way = way_to(c, crews.place[k], crews.x_km[k], crews.y_km[k], room)
            score = (0.0 if crews.station[k] == own else room.numbers.station_penalty_min) + way
            if score < best or (score == best and k < who):
                who, best, travel = k, score, way
    return who, travel


@inlined
def has_free(station: int, c: int, room: Room) -> bool:
    """Whether a crew of a station that may take the call is free."""
    for f in range(room.desk.free.shape[0]):  # noqa: SIM110  numba compiles no generators
        if room.desk.free[f, station] >= 0 and belongs(f, c, -1, room):
            return True
    return False
