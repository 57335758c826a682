"""The event loop of one day, written a second time in plain Python, to be held against the compiled one.

Same effects as `sim.response.dispatch.run_day`, to the last bit, by other means: objects instead of columns, the heap
of the standard library, one unordered list of waiting calls, a look at every free crew instead of a bounded search.
Shared with the compiled loop are only the minutes on the road and the points of a patrol.
"""

from __future__ import annotations

from heapq import heappop, heappush

from sim.response import events, state
from sim.response.room import Room
from sim.response.twin_rows import Call, Crew, read, write
from sim.response.twin_rules import Rules
from sim.world.travel import travel_minutes


def run_day(length: float, first: int, room: Room) -> None:
    """Run the events of one day. Calls before `first` are carried over; the others join in order of time."""
    day = _Day(first, room)
    tomorrow = room.midnight + length
    for crew in day.crews:
        day.look_for_work(crew, room.midnight)
    while day.agenda and day.agenda[0][0] < tomorrow:
        day.happen(*heappop(day.agenda))
    for crew in day.crews:
        day.book(crew, tomorrow)
    write(room.crews, day.crews)
    write(room.calls, day.calls)


class _Day:
    """The control room between two midnights."""

    def __init__(self, first: int, room: Room) -> None:
        self.room = room
        self.rules = Rules(room)
        self.crews = read(Crew, room.crews)
        self.calls = read(Call, room.calls)
        self.agenda: list[tuple[float, int, int]] = []
        self.in_line: list[Call] = []
        """Calls that wait or are held."""
        for crew in self.crews:
            self._take_over_crew(crew)
        for call in self.calls[:first]:
            self._take_over_call(call)
        for call in self.calls[first:]:
            self._plan(call.joined, events.ARRIVE, call.number)

    def happen(self, minute: float, kind: int, number: int) -> None:
        """One event. Simultaneous ones come by kind and number; arrivals, of the highest kind, come last."""
        match kind:
            case events.RELEASE:
                self.finish(self.crews[number], minute)
                self.look_for_work(self.crews[number], minute)
            case events.REENTER:
                self.come_back(self.calls[number], minute)
            case events.HOLD_END:
                self.end_hold(self.calls[number], minute)
            case events.EXPIRE:
                self.give_up(self.calls[number], minute)
            case _:
                self.join(self.calls[number], minute)

    # --- calls ------------------------------------------------------------------------------------------------------

    def join(self, call: Call, minute: float) -> None:
        """A call reaches the room: perhaps the wrong force, perhaps held for its own station, else anyone."""
        self._note(minute, events.ARRIVE, call)
        if call.stage == 0 and self.rules.misrouted(call):
            if call.desk < self.room.terms.desk[call.affair]:
                self._note(minute, events.DESK, call)
                self.pass_on(call, minute)
            else:
                call.stage = 1
                self.answer(call, minute)
            return
        call.stage = 2
        patience_of_station = float(self.room.layout.hold[call.affair, call.priority])
        own = self.rules.own(call)
        if (
            patience_of_station > 0.0
            and own >= 0
            and not any(crew.station == own for crew in self.rules.free(self.crews, call, None))
        ):
            self.hold(call, patience_of_station, minute)
        else:
            self.answer(call, minute)

    def hold(self, call: Call, minutes: float, minute: float) -> None:
        """Keep a call for the crews of its own station."""
        if self._full():
            self.turn_away(call, minute)
            return
        call.state = state.HELD
        call.until = minute + minutes
        self._note(minute, events.HOLD, call)
        self._line_up(call)

    def end_hold(self, call: Call, minute: float) -> None:
        """Its own station had its time; now anyone may go."""
        if call.state == state.HELD and call.until == minute:
            self._note(minute, events.HOLD_END, call)
            self.in_line.remove(call)
            self.answer(call, minute)

    def answer(self, call: Call, minute: float, volunteer: Crew | None = None) -> None:
        """Somebody goes, or the call waits."""
        wrong = call.stage == 1
        only = int(self.room.terms.wrong[call.affair]) if wrong else None
        crew = volunteer or self.rules.nearest(self.crews, call, only, minute)
        if crew is None:
            self.wait(call, minute)
        elif wrong:
            call.state = state.ASSESSED
            self.send(crew, call, state.ASSESS, minute)
        else:
            call.state = state.SERVED
            call.queue_min += minute - call.joined
            self.send(crew, call, state.SCENE, minute)
            self.reinforce(call, minute)

    def reinforce(self, call: Call, minute: float) -> None:
        """The second crew and more where one is not enough; then one of each force that goes too."""
        for missing in range(call.crews - 1, 0, -1):
            crew = self.rules.nearest(self.crews, call, None, minute)
            if crew is None:
                call.short = missing
                break
            self.send(crew, call, state.SCENE, minute)
        for force, share in enumerate(self.room.terms.joint_share[:, call.affair, call.urgent]):
            if call.joint < share and not call.forces >> force & 1:
                crew = self.rules.nearest(self.crews, call, force, minute)
                if crew is not None:
                    self.send(crew, call, state.SCENE, minute)

    def wait(self, call: Call, minute: float) -> None:
        """Nobody is free. A call that was held has its seat; another needs one."""
        held = call.state == state.HELD
        if not held and self._full():
            self.turn_away(call, minute)
            return
        call.state = state.WAITING
        self._note(minute, events.WAIT, call)
        if held:
            self.in_line.append(call)
        else:
            self._line_up(call)

    def give_up(self, call: Call, minute: float) -> None:
        """The caller has waited long enough. Events of an earlier wait are out of date."""
        if call in self.in_line and call.gives_up_at == minute:
            self._note(minute, events.EXPIRE, call)
            self.in_line.remove(call)
            call.queue_min += minute - call.joined
            call.state, call.closed = state.ABANDONED, minute

    def turn_away(self, call: Call, minute: float) -> None:
        self._note(minute, events.BLOCK, call)
        call.state, call.closed = state.BLOCKED, minute

    def pass_on(self, call: Call, minute: float) -> None:
        """To the force that has the duty."""
        call.state, call.stage = state.PASSED_ON, 2
        call.until = minute + float(self.room.terms.handover_min[call.affair])
        self._note(minute, events.PASS_ON, call)
        self._plan(call.until, events.REENTER, call.number)

    def come_back(self, call: Call, minute: float) -> None:
        """A call that was passed on arrives; all its minutes so far were hand-over."""
        call.handover_min += minute - call.joined
        call.joined = minute
        self._note(minute, events.REENTER, call)
        self.join(call, minute)

    # --- crews ------------------------------------------------------------------------------------------------------

    def look_for_work(self, crew: Crew, minute: float) -> None:
        """A free crew takes the first call of its force's order: priority, affair, time of joining, number."""
        if crew.status != state.IDLE:
            return
        order = self.room.terms.order[crew.force]
        mine = [call for call in self.in_line if self.rules.would_take(crew, call)]
        if mine:
            call = min(mine, key=lambda c: (c.priority, int(order[c.affair]), c.joined, c.number))
            self.in_line.remove(call)
            self.answer(call, minute, crew)

    def send(self, crew: Crew, call: Call, leg: int, minute: float) -> None:
        numbers = self.room.numbers
        way, turnout = self.rules.way(crew, call, minute), self.rules.turnout(crew, minute)
        self.book(crew, minute)
        crew.status, crew.call, crew.leg = state.BUSY, call.number, leg
        crew.scene_at = minute + (turnout + way)
        service = call.service_min * crew.pace + self.rules.administration(crew, call)
        crew.release_at = crew.scene_at + (numbers.assessment_min if leg == state.ASSESS else service)
        crew.answered += 1
        self._plan(crew.release_at, events.RELEASE, crew.number)
        self._note(minute, events.ASSESS if leg == state.ASSESS else events.ASSIGN, call, crew)
        self._note(crew.scene_at, events.ON_SCENE, call, crew)
        call.out += 1
        call.sent += 1
        call.forces |= 1 << crew.force
        call.busy_min += crew.release_at - minute
        call.any_on_scene = min(call.any_on_scene, crew.scene_at)
        if leg == state.SCENE and self.rules.may_take(crew.force, call):
            call.on_scene = min(call.on_scene, crew.scene_at)
            if call.force < 0:
                call.force, call.first_crew, call.assigned = crew.force, crew.number, minute
                call.own_station = int(crew.station == self.rules.own(call))

    def finish(self, crew: Crew, minute: float) -> None:
        """A crew leaves its scene and turns home, or joins the assembly duty of the day."""
        call = self.calls[crew.call]
        self._note(minute, events.RELEASE, call, crew)
        self.book(crew, minute)
        call.out -= 1
        if crew.leg == state.ASSESS:
            self.pass_on(call, minute)
        elif call.out == 0:
            call.state, call.closed = state.RESOLVED, minute
        crew.call = -1
        crew.place, crew.x_km, crew.y_km = call.place, call.x_km, call.y_km
        home = travel_minutes(self.room.roads, *self.rules.box(crew), call.place, call.x_km, call.y_km)
        crew.home_at = minute + home
        crew.status = state.ON_ASSEMBLY if crew.drafted else state.IDLE

    def book(self, crew: Crew, until: float) -> None:
        """Enter a crew's time since it was last booked."""
        begin, crew.booked = crew.booked, until
        if crew.status == state.ON_ASSEMBLY:
            crew.minutes[state.ASSEMBLY] += until - begin
            return
        first, then = (state.TRAVEL, crew.leg) if crew.status == state.BUSY else (state.RETURN, state.FREE)
        change = min(until, max(begin, crew.scene_at if crew.status == state.BUSY else crew.home_at))
        crew.minutes[first] += change - begin
        crew.minutes[then] += until - change
        if crew.status == state.IDLE:
            for row, share in enumerate(self.rules.uses(crew)):
                self.room.spent[row, self.rules.beat(crew)] += (until - change) * share

    # --- what the room knows ----------------------------------------------------------------------------------------

    def _take_over_crew(self, crew: Crew) -> None:
        if crew.status == state.BUSY:
            self._plan(crew.release_at, events.RELEASE, crew.number)
        else:
            crew.status = state.ON_ASSEMBLY if crew.drafted else state.IDLE

    def _take_over_call(self, call: Call) -> None:
        if call.state == state.PASSED_ON:
            self._plan(call.until, events.REENTER, call.number)
        elif call.state in (state.HELD, state.WAITING):
            if self.rules.own(call) < 0:
                call.state = state.WAITING
            if self.room.terms.wrong[call.affair] < 0:
                call.stage = 2
            self._line_up(call)

    def _line_up(self, call: Call) -> None:
        self.in_line.append(call)
        self._plan(call.gives_up_at, events.EXPIRE, call.number)
        if call.state == state.HELD:
            self._plan(call.until, events.HOLD_END, call.number)

    def _plan(self, minute: float, kind: int, number: int) -> None:
        heappush(self.agenda, (minute, kind, number))

    def _full(self) -> bool:
        return len(self.in_line) >= self.room.numbers.queue_capacity

    def _note(self, minute: float, kind: int, call: Call, crew: Crew | None = None) -> None:
        log = self.room.log
        row = int(log.length[0])
        if len(log.minute) > 0:
            log.length[0] = row + 1
        if row < len(log.minute):
            log.minute[row], log.kind[row] = minute, kind
            log.call[row], log.crew[row] = call.id, -1 if crew is None else crew.number
