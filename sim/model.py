"""The model: circumstances, an institution, and the days they live through."""

from __future__ import annotations

from collections.abc import Callable
from typing import final

import numpy as np
from numpy.typing import NDArray

from sim import beginning, followup, public_view, reports, staffing
from sim.administration.office import Offices
from sim.agents.auxiliary_officer import AuxiliaryOfficer
from sim.agents.case_team import CaseTeam
from sim.agents.municipal_worker import MunicipalWorker
from sim.agents.on_demand import OnDemand
from sim.agents.police_crew import PoliceCrew
from sim.agents.resident import Resident
from sim.bookkeeping import decisions as decision_books
from sim.bookkeeping import evening
from sim.bookkeeping import followed as followed_books
from sim.bookkeeping import incidents as incident_books
from sim.bookkeeping import officers as officer_books
from sim.casework.office import Casework
from sim.circumstances import Circumstances
from sim.demand.calls import Calls
from sim.demand.occurrence import Incidents, before_the_first_day, by_place, occur, with_room_for
from sim.institution.institution import Institution
from sim.ledger import Ledger
from sim.morale import Morale
from sim.reference import Reference, by_pilot
from sim.response import state
from sim.response.control_room import service_law
from sim.response.dispatch import run_day
from sim.response.layout import Layout, lay_out, planned_anew
from sim.response.orders import Orders, orders
from sim.response.patrol import presence
from sim.response.room import Room
from sim.response.rules import ResponseRules
from sim.response.state import Docket
from sim.strategies.base import Programme
from sim.viewing import Today, Viewed


@final
class SecurityModel(Viewed):
    """Public safety in one region under one policy. `step()` is one day; day 0 starts with all crews in their beats.

    `reference`: by default from a pilot of itself, four weeks at the mean of the year with hazards at 1. `after`: the
    model whose state it takes over (see `under`). `posts_added`: crews beyond what is given; vacant where negative.
    """

    offices: Offices
    morale: Morale
    casework: Casework
    layout: Layout
    ledger: Ledger

    def __init__(
        self,
        circumstances: Circumstances,
        institution: Institution,
        *,
        response: ResponseRules | None = None,
        programmes: tuple[Programme, ...] = (),
        reference: Reference | None = None,
        loop: Callable[[float, int, Room], None] = run_day,
        after: SecurityModel | None = None,
        at_rest: bool = False,
        posts_added: int = 0,
    ) -> None:
        super().__init__(rng=np.random.default_rng(circumstances.streams.seed))
        self.circumstances = circumstances
        self.response = response or ResponseRules()
        self.day: int = after.day if after else 0
        self.government = beginning.government(circumstances, institution, programmes, self.day)
        at_rest = at_rest or after is None
        self.staff = staffing.staffed(
            circumstances, self.government, after.staff if after else None, self.day, posts_added, at_rest=at_rest
        )
        open_ = after.room.open if after else None
        self.room = beginning.control_room(circumstances, self.response, self.staff.crews, open_, loop)
        self._law = service_law(self.response)
        self.occurred: NDArray[np.uint8] = (
            after.occurred.copy() if after else before_the_first_day(circumstances.fate, circumstances.ceiling)
        )
        self.reference = reference or by_pilot(self._pilot, self.terms, self.crews, circumstances)
        self.presence: NDArray[np.float64] = (after.presence if after else self.reference.patrol).copy()
        self.enforcement: NDArray[np.float64] = (after.enforcement if after else np.zeros(len(self.presence))).copy()
        self.patrolled: NDArray[np.float64] = self.reference.patrol
        self._open(after, at_rest=at_rest)
        self.close_books()
        self.residents = OnDemand(self, Resident, lambda: len(self.population.place))
        self.auxiliaries = OnDemand(self, AuxiliaryOfficer, lambda: len(self.casework.members.place))
        self._register(PoliceCrew, range(len(self.crews.force)))
        self._register(CaseTeam, range(len(self.terms.case_forces) * len(self.world.region.districts)))
        self._register(MunicipalWorker, range(len(self.casework.workers.place)))

    # --- one day --------------------------------------------------------------------------------------------------

    def step(self) -> None:
        """One day, straight down; what comes back is yesterday's state only."""
        self._sit()
        incidents, hazard = self._occur()
        reported, calls, found = self._report(incidents)
        ours = self._divert(calls)
        drafted = self._draft()
        before = self.crews.minutes.copy()
        closed, on_duty = self.room.run_day(self.day, ours, drafted, self.terms.response, self.layout, self.orders)
        spent = self.staff.lengthened(self.day, on_duty)
        self._follow_up(closed, found, spent)
        self._learn(calls, incidents, found, spent)
        self._take_in(incidents, closed, spent)
        self._close(closed, len(ours.id), before, spent)
        self.today = Today(self.day, hazard, incidents, reported, found, calls, ours, closed)
        self.government.study()
        self.day += 1

    def run(self, days: int, progress: Callable[[int], None] | None = None) -> SecurityModel:
        """Run some days, return the model. `progress` is told the day after each. ValueError: days that are none."""
        for _ in beginning.days_ahead(days):
            self.step()
            if progress is not None:
                progress(self.day)
        return self

    def under(
        self,
        institution: Institution,
        *,
        programmes: tuple[Programme, ...] = (),
        response: ResponseRules | None = None,
        at_rest: bool = False,
        posts_added: int = 0,
    ) -> SecurityModel:
        """A model that goes on from here under another policy, with books of its own. This one is untouched.

        `at_rest`: what takes years (resolutions, careers, posts, free time, repairs) starts where it settles.
        """
        return SecurityModel(
            self.circumstances,
            institution,
            response=response or self.response,
            programmes=programmes,
            reference=self.reference,
            loop=self.room.loop,
            after=self,
            at_rest=at_rest,
            posts_added=posts_added,
        )

    def close_books(self) -> None:
        """Start a new ledger today, as after a burn-in."""
        self.ledger = beginning.ledger(self.circumstances, self.forces, self.accounts, self.day, len(self.room.open.id))

    # --- the phases -----------------------------------------------------------------------------------------------

    def _sit(self) -> None:
        """Today's terms and orders; the region is laid out anew when duties have changed, plans when they are due."""
        self.morale.review(self.day, self.government)
        self.government.sit(self.day)
        planned = self.offices.sit(self.day, self.terms.administration)
        if planned:
            self.triage = followup.triage(self.circumstances.ground, self.terms, self.offices.said)
        posted = self.staff.sit(self.day, self.layout, self.offices)
        officer_books.enter_posted(self.ledger, posted)
        if posted.granted:
            self._take_on(posted.granted)
        self.morale.morning(self.terms, self.offices.gaming)
        training = self.government.training_min
        self.taken = followup.taken(self.terms, self.crews, self.staff.free_min, self.casework, training)
        self.orders: Orders = orders(self.offices.known, self.offices.free_time, self.taken, self.offices.gaming.padded)
        if any(posted) or not self.terms.same_as(self._laid_out):
            self._lay_out()
        elif planned:
            self._plan()

    def _take_on(self, granted: int) -> None:
        """The last rows of the crew table are new: crews that a staffing claim has won."""
        self.room.crews = crews = self.staff.crews
        self.morale.take_on(crews, self.terms)
        self._register(PoliceCrew, range(len(crews.force) - granted, len(crews.force)))

    def _plan(self) -> None:
        """New patrol plans in the same beats; a new layout where forces no longer share beats as before."""
        anew = planned_anew(self.layout, self.world, self.terms, self.response, self.orders.known)
        if anew is None:
            self._lay_out()
        else:
            self.layout = anew

    def _lay_out(self) -> None:
        """Beats, catchments and search orders for today's terms."""
        crews = self.crews
        self.layout = lay_out(
            self.world, self.terms, crews.force, crews.station, self.response, self.offices.known, crews.vacant == 0
        )
        self._laid_out = self.terms

    def _occur(self) -> tuple[Incidents, NDArray[np.float64]]:
        """Today's incidents, and [A, P] hazards over their reference: yesterday's presence, what repairs prevent."""
        circumstances = self.circumstances
        potential = circumstances.fate.day(self.day)
        self.occurred = with_room_for(self.occurred, int(potential.serial.max(initial=-1)) + 1)
        ratio = circumstances.hazard_ratio(self.presence, self.reference.patrol) * self.casework.relief
        if self.society is not None:
            ratio = ratio * self.society.watched()
        incidents, thinning = occur(
            potential,
            key=circumstances.fate.key,
            ratio=ratio,
            ceiling=circumstances.ceiling,
            displaced=circumstances.table.displaced,
            occurred=self.occurred,
            next_door=circumstances.next_door,
        )
        incident_books.enter_thinning(self.ledger, thinning, ratio, circumstances.rates)
        return incidents, ratio

    def _report(self, incidents: Incidents) -> tuple[NDArray[np.bool_], Calls, Incidents]:
        """Which incidents are reported, today's dispatched calls, what crews come upon that nobody reports."""
        return reports.heard(self.circumstances, self.society, incidents, self.enforcement, self._law, self.ledger)

    def _divert(self, calls: Calls) -> Calls:
        """The calls that are left to crews; municipal staff and auxiliaries take some minor ones."""
        stays = self.casework.divert(self.day, calls, self.terms.casework)
        return Calls._make(column[stays] for column in calls)

    def _draft(self) -> NDArray[np.bool_]:
        """Crews taken for assembly and guard duty, from the forces whose careers headquarters holds."""
        demanded, drafted = staffing.drafted(self.circumstances, self.crews, self.terms.response, self.day)
        self.ledger.assembly.append((demanded, int(drafted.sum())))
        return drafted

    def _follow_up(self, closed: Docket, found: Incidents, spent: NDArray[np.float64]) -> None:
        """Cases, repairs, auxiliaries: what comes of the day."""
        self.engaged_hours = float(spent[2].sum()) / 60.0
        self.followed = followup.followed(closed, found, self.crews, self.layout, self.terms)
        hours, self.walked = public_view.walks(self.circumstances, self.society)
        told = followup.patrol(self.terms, self.crews, self.engaged_hours, self.offices, self.triage, hours)
        worked = self.casework.follow(self.day, self.followed, self.terms.casework, told, self.morale.staffed)
        followed_books.enter_casework(self.ledger, worked)
        decision_books.enter_casework(self.ledger, self.casework.teams, self.terms)

    def _learn(self, calls: Calls, incidents: Incidents, found: Incidents, spent: NDArray[np.float64]) -> None:
        """Presence fades with its half-life and today's is added; offices enter the day into their records."""
        self.offices.learn_of_found(followup.found_today(self.circumstances, found, self.enforcement))
        kept = 0.5 ** (1.0 / self.circumstances.demand.presence_halflife_days)
        self.patrolled, enforced = (presence(self.layout.beats, use, len(self.presence)) for use in spent[:2])
        self.seen = seen = self.patrolled + self.casework.presence + self.walked
        self.presence = kept * self.presence + (1.0 - kept) * seen
        self.enforcement = kept * self.enforcement + (1.0 - kept) * enforced
        harm = by_place(calls.affair, calls.place, len(seen)) * self.circumstances.table.harm[:, None]
        lived = beginning.lived_through(self.circumstances, by_place(incidents.affair, incidents.place, len(seen)))
        self.offices.learn(harm, lived, *public_view.heard(self.society, self.offices.aware))

    def _take_in(self, incidents: Incidents, closed: Docket, spent: NDArray[np.float64]) -> None:
        """Residents take in what the day has brought: contacts, what they lived through, what they see around them."""
        circumstances, calls = self.circumstances, public_view.answered(closed, self.crews.wear)
        self.waits = public_view.waits(circumstances, calls)
        self.crew_min = public_view.crew_minutes(circumstances, self.layout, spent)
        self.wear = public_view.by_district(self.crews.wear, self.crews, circumstances)
        if self.society is not None:
            around, decided = (self.presence, self.reference.patrol), self.casework.case_teams.decided
            seen = public_view.seen(
                circumstances, self.terms, incidents, calls, decided, around, self.crew_min, self.wear
            )
            public_view.enter(self.ledger, self.society, self.society.take_in(self.day, seen), self.day)

    def _close(self, closed: Docket, came: int, before: NDArray[np.float64], in_beats: NDArray[np.float64]) -> None:
        ledger, crews = self.ledger, self.crews
        staffing.book_vacancies(crews, before)
        spent = crews.minutes - before
        self.staff.free_min = spent[:, state.FREE]
        self.morale.evening(self.layout, spent, self.casework.teams, self.terms, self.staff.bought_min)
        evening.enter(
            ledger,
            evening.Evening(
                day=self.day,
                closed=closed,
                crews=crews,
                spent=spent,
                in_beats=in_beats,
                seen=self.seen,
                taken=self.taken,
                layout=self.layout,
                offices=self.offices,
                officers=self.morale.told(self.casework.teams),
                terms=self.terms,
                district=self.world.places.district,
                handling_min=self.response.processing_min,
            ),
        )
        ledger.bill += self.bill(self.day)
        ledger.came += came
        ledger.open = len(self.room.open.id)
        ledger.clipped += self.government.clipped(self.day)
        ledger.days += 1

    # --- how it begins --------------------------------------------------------------------------------------------

    def _open(self, after: SecurityModel | None, *, at_rest: bool) -> None:
        """Officers, offices and casework that go on, or that stand where they settle under this institution."""
        circumstances, reference, crews, day = self.circumstances, self.reference, self.crews, self.day
        past = beginning.Past(after.government, after.offices, after.morale, after.casework) if after else None
        self.morale = beginning.morale(circumstances, reference, self.government, crews, past, at_rest=at_rest)
        self.government.remember(after.government if after else None, at_rest=at_rest)
        self.society = beginning.society(circumstances, reference, after.society if after else None)
        said = public_view.said(self.society)
        self.offices = beginning.offices(circumstances, reference, self.government, day, past, said, at_rest=at_rest)
        self._lay_out()
        if after and at_rest and self.staff.settle(self.layout, self.offices):
            self._lay_out()
        terms, offices = self.terms, self.offices
        self.casework = beginning.casework(circumstances, reference, terms, crews, offices, day, past, at_rest=at_rest)
        self.triage = followup.triage(circumstances.ground, terms, offices.said)

    def _pilot(self, apart: Circumstances, even: Reference) -> SecurityModel:
        """A run of this institution by itself, to measure the reference."""
        return SecurityModel(apart, self.institution, response=self.response, reference=even, loop=self.room.loop)
