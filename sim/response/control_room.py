"""One day of response: new calls in, closed calls out, the rest over midnight."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import final

import numpy as np
from numpy.typing import NDArray

from sim.demand.calls import NEVER, Calls, ServiceLaw
from sim.institution.terms import ResponseTerms
from sim.response import events, state
from sim.response.dispatch import run_day
from sim.response.layout import Layout
from sim.response.orders import Orders
from sim.response.room import Desk, Numbers, Room
from sim.response.rules import ResponseRules
from sim.response.state import Crews, Docket
from sim.world.travel import Roads

DAY = 1440.0


@final
@dataclass
class ControlRoom:
    """The response room of one run. `crews` and `open` are its state; everything else is given."""

    rules: ResponseRules
    roads: Roads
    key: np.uint64
    crews: Crews
    open: Docket
    log: events.Log = field(default_factory=lambda: events.log(0))
    loop: Callable[[float, int, Room], None] = run_day
    """The event loop: compiled, or its plain twin."""

    def run_day(
        self,
        day: int,
        calls: Calls,
        drafted: NDArray[np.bool_],
        terms: ResponseTerms,
        layout: Layout,
        orders: Orders,
    ) -> tuple[Docket, NDArray[np.float64]]:
        """Run one day. Returns the calls closed today and [3, beats] minutes of patrol, enforcement, engagement."""
        self._roll_call(drafted, layout, day * DAY)
        docket = state.joined(self.open, state.docket(calls, self.rules.processing_min))
        first = int(np.count_nonzero(self.open.state != state.COMING))
        if np.any(np.diff(docket.joined[first:]) < 0.0):
            # Rules changed at midnight: handling is shorter, and today's calls overtake those of yesterday.
            coming = first + np.argsort(docket.joined[first:], kind="stable")
            docket = state.select(docket, np.concatenate((np.arange(first), coming)))
        spent = np.zeros((3, len(layout.beats.first) - 1))
        room = Room(
            day,
            day * DAY,
            docket,
            self.crews,
            desk(self.crews, docket, layout, terms),
            terms,
            layout,
            self.roads,
            orders,
            numbers(self.rules, self.key, float(terms.unsure.max())),
            spent,
            self.log,
        )
        self.loop(DAY, first, room)
        return self._close(docket), spent

    def _roll_call(self, drafted: NDArray[np.bool_], layout: Layout, midnight: float) -> None:
        """Crews of yesterday's assembly duty are back at their stations; today's are marked."""
        crews = self.crews
        back = crews.status == state.ON_ASSEMBLY
        crews.status[back] = state.IDLE
        for column, of_station in (
            (crews.place, layout.station_place),
            (crews.x_km, layout.station_x),
            (crews.y_km, layout.station_y),
        ):
            column[back] = of_station[crews.station[back]]
        crews.home_at[back] = midnight
        crews.drafted[:] = drafted | (crews.vacant == 1)

    def _close(self, docket: Docket) -> Docket:
        """Keep what is still open; crews on calls are told the new numbers."""
        done = docket.state >= state.RESOLVED
        kept = np.flatnonzero(~done)
        number = np.full(len(done), -1, np.int64)
        number[kept] = np.arange(len(kept))
        busy = self.crews.status == state.BUSY
        self.crews.call[busy] = number[self.crews.call[busy]]
        self.open = state.select(docket, kept)
        return state.select(docket, np.flatnonzero(done))


def desk(crews: Crews, docket: Docket, layout: Layout, terms: ResponseTerms) -> Desk:
    """Empty working memory of the right size."""
    k, c, stations = len(crews.force), len(docket.id), len(layout.station_x)
    forces, affairs, _ = terms.rank.shape
    agenda = k + 4 * c + 16
    return Desk(
        free=np.full((forces, stations), -1, np.int64),
        after=np.full(k, -1, np.int64),
        before=np.full(k, -1, np.int64),
        roaming=np.empty(k, np.int64),
        roams=np.zeros(k, np.int64),
        stop=np.full(k, -1, np.int64),
        spot_place=np.empty(k, np.int64),
        spot_x=np.empty(k),
        spot_y=np.empty(k),
        queue=np.full((2, 3, affairs, 2), -1, np.int64),
        held=np.full((stations, 2), -1, np.int64),
        call_after=np.full(c, -1, np.int64),
        call_before=np.full(c, -1, np.int64),
        agenda_minute=np.empty(agenda),
        agenda=np.empty(agenda, np.int64),
        planned=np.zeros(1, np.int64),
        away=np.zeros(1, np.int64),
        waiting=np.zeros(2, np.int64),
    )


def numbers(rules: ResponseRules, key: np.uint64, unsure: float = 1.0) -> Numbers:
    """The parameters as the event loop takes them.

    `unsure`: part of the usual misrouting that is left, by the force that knows least: a call goes to the right one
    where both know whose it is.
    """
    return Numbers(
        turnout_min=float(rules.turnout_min),
        urgent_speed=float(rules.urgent_speed),
        station_penalty_min=float(rules.station_penalty_min),
        assessment_min=float(rules.assessment_min),
        misroute=float(rules.misroute) * unsure,
        stop_min=float(rules.patrol_stop_min),
        engaged_turnout_min=float(rules.engaged_turnout_min),
        admin_min=float(rules.admin_min),
        queue_capacity=int(rules.queue_capacity),
        by_preference=int(rules.order == "preference"),
        key=key,
    )


def service_law(rules: ResponseRules) -> ServiceLaw:
    """How long crews stay and callers wait. Callers of urgent calls do not give up."""
    patience = np.array([NEVER, rules.patience_p2_min, rules.patience_p3_min], float)
    return ServiceLaw(rules.service, float(rules.service_cv), float(rules.service_factor), patience)
