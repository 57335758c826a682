"""Rules of the plain twin that look and change nothing: who may take which call, where a crew is, how far it has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import final

from sim.response import state
from sim.response.patrol import at_box, out_of_car, patrol_place, patrol_point, stop_mark
from sim.response.room import Room
from sim.response.twin_rows import Call, Crew
from sim.world.travel import travel_minutes


@final
@dataclass(frozen=True)
class Rules:
    """What can be read off the room of one day."""

    room: Room

    def own(self, call: Call) -> int:
        """The station in whose catchment it lies."""
        return int(self.room.layout.own[call.affair, call.place])

    def misrouted(self, call: Call) -> bool:
        """Whether a force hears of it first that has neither the duty for it nor helps with it."""
        wrong = int(self.room.terms.wrong[call.affair])
        return wrong >= 0 and call.contest < self.room.numbers.misroute and not self.may_take(wrong, call)

    def may_take(self, force: int, call: Call) -> bool:
        """Duty, or mutual aid that is available for this call."""
        cell = force, call.affair, call.urgent
        rank = self.room.terms.rank[cell]
        return bool(rank == 0 or (rank == 1 and call.aid < self.room.terms.aid_share[cell]))

    def would_take(self, crew: Crew, call: Call) -> bool:
        """Whether a crew may take a call in line: held ones are for their own station, whoever it is there."""
        if call.state == state.HELD and self.own(call) != crew.station:
            return False
        if call.stage == 1:
            return bool(self.room.terms.wrong[call.affair] == crew.force)
        return self.may_take(crew.force, call)

    def free(self, crews: Iterable[Crew], call: Call, only: int | None) -> Iterator[Crew]:
        """Free crews of force `only`, or of any force that may take the call."""
        for crew in crews:
            if crew.status == state.IDLE and (self.may_take(crew.force, call) if only is None else crew.force == only):
                yield crew

    def nearest(self, crews: Iterable[Crew], call: Call, only: int | None, minute: float) -> Crew | None:
        """The free crew with the least travel and penalty, of force `only` or of any that may; ties to the lower id."""
        free = list(self.free(crews, call, only))
        if self.room.numbers.by_preference:
            free = self._at_first_station(free, call, only)
        own, penalty = self.own(call), self.room.numbers.station_penalty_min

        def score(crew: Crew) -> tuple[float, int]:
            return (0.0 if crew.station == own else penalty) + self.way(crew, call, minute), crew.number

        return min(free, key=score, default=None)

    def _at_first_station(self, free: list[Crew], call: Call, only: int | None) -> list[Crew]:
        """Those at the first station, in the fixed order of the call's place, that has any."""
        layout = self.room.layout
        forces = layout.eligible[call.affair, call.urgent] if only is None else layout.single[only]
        for station in layout.near[forces, call.place]:
            here = [crew for crew in free if crew.station == station]
            if here:
                return here
        return []

    def beat(self, crew: Crew) -> int:
        """The crew's beat."""
        return int(self.room.layout.beat[crew.number])

    def box(self, crew: Crew) -> tuple[int, float, float]:
        """The police box it is posted to."""
        layout, b = self.room.layout, crew.station
        return int(layout.station_place[b]), float(layout.station_x[b]), float(layout.station_y[b])

    def where(self, crew: Crew, minute: float) -> tuple[int, float, float]:
        """At its last scene (a crew on its way home counts as still there), or at its box, or on patrol."""
        if minute < crew.home_at:
            return crew.place, crew.x_km, crew.y_km
        room, numbers = self.room, self.room.numbers
        stop = int((minute - room.midnight) / numbers.stop_min)
        uniform = stop_mark(numbers.key, crew.number, room.day, stop)
        box_share = float(room.orders.box[crew.force])
        if at_box(uniform, box_share):
            return self.box(crew)
        place = patrol_place(room.layout.beats, self.beat(crew), uniform, box_share)
        return place, *patrol_point(room.roads, place, numbers.key, crew.number, room.day, stop)

    def uses(self, crew: Crew) -> tuple[float, float, float]:
        """Shares of the crew's free minutes on patrol, enforcement, engagement."""
        orders = self.room.orders
        each = orders.patrol[crew.force], orders.enforcement[crew.force], orders.engagement[crew.force]
        return float(each[0]), float(each[1]), float(each[2])

    def turnout(self, crew: Crew, minute: float) -> float:
        """Minutes until it drives: longer where it is out of its car."""
        room, numbers = self.room, self.room.numbers
        if minute >= crew.home_at:
            stop = int((minute - room.midnight) / numbers.stop_min)
            boxed = stop_mark(numbers.key, crew.number, room.day, stop) < room.orders.box[crew.force]
            engaged = float(room.orders.engaged[crew.force])
            if not boxed and out_of_car(numbers.key, crew.number, room.day, stop, engaged):
                return numbers.turnout_min + numbers.engaged_turnout_min
        return numbers.turnout_min

    def administration(self, crew: Crew, call: Call) -> float:
        """Minutes lost on a contested call by a force with several principals."""
        several = self.room.terms.principals[crew.force] > 1
        return self.room.numbers.admin_min if several and call.contest < 1.0 else 0.0

    def way(self, crew: Crew, call: Call, minute: float) -> float:
        """Travel minutes of a free crew to a call."""
        minutes = travel_minutes(self.room.roads, call.place, call.x_km, call.y_km, *self.where(crew, minute))
        return minutes / self.room.numbers.urgent_speed if call.urgent else minutes
