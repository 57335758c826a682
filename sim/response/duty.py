"""What crews do: where a free one is, how its time is booked, how it is sent and released."""

from __future__ import annotations

from sim.compiled import inlined
from sim.response import events, state
from sim.response.agenda import push
from sim.response.events import note
from sim.response.lines import may_take
from sim.response.patrol import at_box, out_of_car, patrol_place, patrol_point, stop_mark
from sim.response.room import Room
from sim.world.travel import travel_minutes


@inlined
def locate(k: int, minute: float, room: Room) -> tuple[int, float, float]:
    """Where a free crew is: at its last scene until it is back in its beat, then at its box or on patrol."""
    crews, desk = room.crews, room.desk
    if minute < crews.home_at[k]:
        return crews.place[k], crews.x_km[k], crews.y_km[k]
    stop = int((minute - room.midnight) / room.numbers.stop_min)
    if desk.stop[k] != stop:
        desk.stop[k] = stop
        key, day, layout = room.numbers.key, room.day, room.layout
        box_share = room.orders.box[crews.force[k]]
        uniform = stop_mark(key, k, day, stop)
        if at_box(uniform, box_share):
            b = crews.station[k]
            desk.spot_place[k] = layout.station_place[b]
            desk.spot_x[k], desk.spot_y[k] = layout.station_x[b], layout.station_y[b]
        else:
            desk.spot_place[k] = patrol_place(layout.beats, layout.beat[k], uniform, box_share)
            desk.spot_x[k], desk.spot_y[k] = patrol_point(room.roads, desk.spot_place[k], key, k, day, stop)
    return desk.spot_place[k], desk.spot_x[k], desk.spot_y[k]


@inlined
def way_to(c: int, place: int, x: float, y: float, room: Room) -> float:
    """Travel minutes of a crew at a point to a call."""
    calls = room.calls
    minutes = travel_minutes(room.roads, calls.place[c], calls.x_km[c], calls.y_km[c], place, x, y)
    return minutes / room.numbers.urgent_speed if calls.priority[c] == 0 else minutes


@inlined
def book_free(k: int, until: float, room: Room) -> None:
    """Book a free crew's time: the way home, then patrol in its beat."""
    crews = room.crews
    begin = crews.booked[k]
    home = min(until, max(begin, crews.home_at[k]))
    crews.minutes[k, state.RETURN] += home - begin
    crews.minutes[k, state.FREE] += until - home
    crews.booked[k] = until
    f, beat, orders = crews.force[k], room.layout.beat[k], room.orders
    room.spent[0, beat] += (until - home) * orders.patrol[f]
    room.spent[1, beat] += (until - home) * orders.enforcement[f]
    room.spent[2, beat] += (until - home) * orders.engagement[f]


@inlined
def book_busy(k: int, until: float, room: Room) -> None:
    """Book a busy crew's time up to `until`: travel, then the scene or the assessment."""
    crews = room.crews
    begin = crews.booked[k]
    arrival = min(until, max(begin, crews.scene_at[k]))
    crews.minutes[k, state.TRAVEL] += arrival - begin
    crews.minutes[k, crews.leg[k]] += until - arrival
    crews.booked[k] = until


@inlined
def set_free(k: int, room: Room) -> None:
    """Put a crew on the list of free crews of its force and station."""
    crews, desk = room.crews, room.desk
    crews.status[k] = state.IDLE
    head = desk.free[crews.force[k], crews.station[k]]
    desk.after[k] = head
    desk.before[k] = -1
    if head >= 0:
        desk.before[head] = k
    desk.free[crews.force[k], crews.station[k]] = k


@inlined
def take_off(k: int, room: Room) -> None:
    """Take a crew off the list of free crews."""
    crews, desk = room.crews, room.desk
    if desk.before[k] >= 0:
        desk.after[desk.before[k]] = desk.after[k]
    else:
        desk.free[crews.force[k], crews.station[k]] = desk.after[k]
    if desk.after[k] >= 0:
        desk.before[desk.after[k]] = desk.before[k]


@inlined
def roam(k: int, room: Room) -> None:
    """Remember a free crew that is not back in its beat yet."""
    desk = room.desk
    if desk.roams[k] == 0:
        desk.roams[k] = 1
        desk.roaming[desk.away[0]] = k
        desk.away[0] += 1


@inlined
def turnout(k: int, minute: float, room: Room) -> float:
    """Minutes until the wheels turn: more for a crew that is out of its car, on enforcement or in talks."""
    crews, numbers = room.crews, room.numbers
    if minute < crews.home_at[k]:
        return numbers.turnout_min
    f, stop = crews.force[k], int((minute - room.midnight) / numbers.stop_min)
    if at_box(stop_mark(numbers.key, k, room.day, stop), room.orders.box[f]):
        return numbers.turnout_min
    if out_of_car(numbers.key, k, room.day, stop, room.orders.engaged[f]):
        return numbers.turnout_min + numbers.engaged_turnout_min
    return numbers.turnout_min


@inlined
def administration(f: int, c: int, room: Room) -> float:
    """Minutes of administration on a contested incident, for a force with several principals."""
    contested = room.calls.contest[c] < 1.0
    return room.numbers.admin_min if contested and room.terms.principals[f] > 1 else 0.0


@inlined
def send(k: int, c: int, leg: int, travel: float, minute: float, room: Room) -> None:
    """Assign a free crew to a call."""
    calls, crews, numbers = room.calls, room.crews, room.numbers
    book_free(k, minute, room)
    take_off(k, room)
    crews.status[k] = state.BUSY
    crews.call[k] = c
    crews.leg[k] = leg
    crews.scene_at[k] = minute + (turnout(k, minute, room) + travel)
    stay = numbers.assessment_min
    if leg != state.ASSESS:
        stay = calls.service_min[c] * crews.pace[k] + administration(crews.force[k], c, room)
    crews.release_at[k] = crews.scene_at[k] + stay
    crews.answered[k] += 1
    push(room.desk, crews.release_at[k], events.RELEASE, k)
    note(room.log, minute, events.ASSESS if leg == state.ASSESS else events.ASSIGN, calls.id[c], k)
    note(room.log, crews.scene_at[k], events.ON_SCENE, calls.id[c], k)
    calls.out[c] += 1
    calls.sent[c] += 1
    calls.forces[c] |= 1 << crews.force[k]
    calls.busy_min[c] += crews.release_at[k] - minute
    calls.any_on_scene[c] = min(calls.any_on_scene[c], crews.scene_at[k])
    # A crew that only goes in addition does not stop the clock: the response is that of a force that may take the call.
    if leg == state.SCENE and may_take(crews.force[k], calls.affair[c], calls.priority[c], calls.aid[c], room.terms):
        calls.on_scene[c] = min(calls.on_scene[c], crews.scene_at[k])
        if calls.force[c] < 0:
            calls.force[c] = crews.force[k]
            calls.first_crew[c] = k
            calls.assigned[c] = minute
            own = room.layout.own[calls.affair[c], calls.place[c]]
            calls.own_station[c] = 1 if crews.station[k] == own else 0


@inlined
def release(k: int, minute: float, room: Room) -> None:
    """A crew has finished: it books its time, turns home, and is free (or joins the assembly duty of the day)."""
    calls, crews, layout = room.calls, room.crews, room.layout
    c = crews.call[k]
    book_busy(k, minute, room)
    note(room.log, minute, events.RELEASE, calls.id[c], k)
    calls.out[c] -= 1
    if crews.leg[k] == state.ASSESS:
        hand_over(c, minute, room)
    elif calls.out[c] == 0:
        close(c, minute, state.RESOLVED, room)
    crews.call[k] = -1
    place, x, y = calls.place[c], calls.x_km[c], calls.y_km[c]
    crews.place[k], crews.x_km[k], crews.y_km[k] = place, x, y
    b = crews.station[k]
    crews.home_at[k] = minute + travel_minutes(
        room.roads, layout.station_place[b], layout.station_x[b], layout.station_y[b], place, x, y
    )
    if crews.drafted[k] == 1:
        crews.status[k] = state.ON_ASSEMBLY
    else:
        set_free(k, room)
        roam(k, room)


@inlined
def hand_over(c: int, minute: float, room: Room) -> None:
    """Pass a call on to the force that has the duty. All minutes since it first joined count as hand-over."""
    calls = room.calls
    calls.state[c] = state.PASSED_ON
    calls.stage[c] = 2
    calls.until[c] = minute + room.terms.handover_min[calls.affair[c]]
    note(room.log, minute, events.PASS_ON, calls.id[c], -1)
    push(room.desk, calls.until[c], events.REENTER, c)


@inlined
def close(c: int, minute: float, how: int, room: Room) -> None:
    """A call ends: resolved, abandoned or turned away."""
    room.calls.state[c] = how
    room.calls.closed[c] = minute
