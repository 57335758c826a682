"""The model: circumstances, an institution, and the days they live through."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, final

import mesa
import numpy as np
from numpy.typing import NDArray

from sim import bookkeeping
from sim.agents.police_crew import PoliceCrew
from sim.agents.resident import Residents
from sim.circumstances import Circumstances
from sim.demand import assembly, purposes
from sim.demand.calls import Calls, calls_of, no_calls
from sim.demand.occurrence import Incidents, before_the_first_day, hazard_ratios, occur, segments_of, with_room_for
from sim.institution.institution import Institution
from sim.institution.terms import Terms
from sim.ledger import IS_MAJOR_CRIME, Ledger
from sim.randomness import marks
from sim.response import state
from sim.response.control_room import ControlRoom, service_law
from sim.response.dispatch import run_day
from sim.response.layout import Layout, lay_out
from sim.response.posting import Transfer, posted
from sim.response.room import Room
from sim.response.rules import ResponseRules
from sim.response.state import Crews, Docket
from sim.society.reporting import reported
from sim.strategies.base import Programme
from sim.world.population import Population
from sim.world.world import World

if TYPE_CHECKING:
    import networkx

PILOT_DAYS, PILOT_SETTLING_DAYS = 28, 7


@final
class SecurityModel(mesa.Model):  # type: ignore[misc]  # Mesa ships no types
    """Public safety in one region under one policy. `step()` is one day; day 0 starts with all crews in their beats.

    Without a `reference` (patrol minutes by place at which hazards have their recorded level) the model makes one by a
    pilot of itself: four weeks at the mean of the year, with hazards at their reference. `after` is the model whose
    state it takes over (see `under`).
    """

    def __init__(
        self,
        circumstances: Circumstances,
        institution: Institution,
        *,
        response: ResponseRules | None = None,
        programmes: tuple[Programme, ...] = (),
        reference: NDArray[np.float64] | None = None,
        loop: Callable[[float, int, Room], None] = run_day,
        after: SecurityModel | None = None,
    ) -> None:
        super().__init__(rng=np.random.default_rng(circumstances.streams.seed))
        self.circumstances = circumstances
        self.response = response or ResponseRules()
        self.day: int = after.day if after else 0
        self.since = self.day
        self._govern(institution, programmes)
        stations = circumstances.world.stations
        self.room: ControlRoom = ControlRoom(
            rules=self.response,
            roads=circumstances.world.roads,
            key=circumstances.streams.key("patrol"),
            crews=state.copied_crews(after.crews) if after else state.crews(stations, self._posted()),
            open=state.copied_docket(after.room.open) if after else state.docket(no_calls(), 0.0),
            loop=loop,
        )
        self.crews.force[:] = self._posted()
        self._law = service_law(self.response)
        self.occurred: NDArray[np.uint8] = (
            after.occurred.copy() if after else before_the_first_day(circumstances.fate, circumstances.ceiling)
        )
        self.reference = self._pilot() if reference is None else reference
        self.presence: NDArray[np.float64] = (after.presence if after else self.reference).copy()
        self.ledger = self._new_ledger()
        self.residents = Residents(self)
        for row in range(len(self.crews.force)):
            PoliceCrew(self, row)

    # --- what a notebook looks at ---------------------------------------------------------------------------------

    @property
    def world(self) -> World:
        return self.circumstances.world

    @property
    def crews(self) -> Crews:
        return self.room.crews

    @property
    def population(self) -> Population:
        return self.world.population

    @property
    def forces(self) -> tuple[str, ...]:
        """Names of the patrol forces, in the order of `crews.force`."""
        return self.terms.forces

    def place_network(self) -> networkx.Graph[int]:
        """Places and which are close to which."""
        return self.world.place_network()

    def social_network(self) -> networkx.Graph[int]:
        """Residents and their ties. Meant for small worlds."""
        return self.world.social_network()

    def institution_network(self) -> networkx.MultiDiGraph[str]:
        """Organisations and the clauses between them."""
        from sim.institution.network import network

        return network(self.institution)

    # --- one day --------------------------------------------------------------------------------------------------

    def step(self) -> None:
        """One day, straight down; what comes back is yesterday's state only."""
        self._sit()
        incidents = self._occur()
        calls = self._report(incidents)
        drafted = self._draft()
        before = self.crews.minutes.copy()
        closed, patrol = self.room.run_day(self.day, calls, drafted, self.terms.response, self.layout)
        self._remember(patrol)
        self._close(closed, len(calls.id), before)
        self.day += 1

    def run(self, days: int, progress: Callable[[int], None] | None = None) -> SecurityModel:
        """Run some days and return the model itself. `progress` is told the day after each."""
        for _ in range(days):
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
    ) -> SecurityModel:
        """A model that goes on from here under another policy, with books of its own. This one is untouched."""
        return SecurityModel(
            self.circumstances,
            institution,
            response=response or self.response,
            programmes=programmes,
            reference=self.reference,
            loop=self.room.loop,
            after=self,
        )

    def close_books(self) -> None:
        """Start a new ledger today, as after a burn-in."""
        self.ledger = self._new_ledger()

    # --- the phases -----------------------------------------------------------------------------------------------

    def _govern(self, institution: Institution, programmes: tuple[Programme, ...]) -> None:
        self.programmes = programmes
        for programme in programmes:
            institution = programme.amend(institution)
        self.institution = institution
        self._provisions = institution.provisions()
        self.terms: Terms = self._provisions.at(self._strength())
        self._laid_out: Terms | None = None

    def _strength(self) -> dict[str, float]:
        return {p.strategy.key: p.strength(self.day - self.since) for p in self.programmes}

    def _sit(self) -> None:
        """Today's terms; the region is laid out anew when they have changed."""
        if self.programmes:
            self.terms = self._provisions.at(self._strength())
        if self._laid_out is None or not self.terms.same_as(self._laid_out):
            self.layout: Layout = lay_out(
                self.world, self.terms, self.crews.force, self.response, self.circumstances.known_harm
            )
            self._laid_out = self.terms

    def _posted(self) -> NDArray[np.int64]:
        forces = self.terms.forces
        transfers = tuple(
            Transfer(forces.index(origin.parent), forces.index(to), origin.share, origin.boxes)
            for to, origin in self.institution.origin.items()
            if to in forces
        )
        return posted(self.world.stations.crew_station, transfers)

    def _ratio(self) -> NDArray[np.float64]:
        """[A, P] today's hazards over their reference, from yesterday's presence."""
        circumstances = self.circumstances
        floor = circumstances.demand.presence_floor_share * self.reference.sum() * circumstances.world.load
        ratio: NDArray[np.float64] = hazard_ratios(
            self.presence, self.reference, floor, circumstances.table.presence_elasticity
        )
        return ratio

    def _occur(self) -> Incidents:
        circumstances = self.circumstances
        potential = circumstances.fate.day(self.day)
        self.occurred = with_room_for(self.occurred, int(potential.serial.max(initial=-1)) + 1)
        ratio = self._ratio()
        incidents, thinning = occur(
            potential,
            key=circumstances.fate.key,
            ratio=ratio,
            ceiling=circumstances.ceiling,
            displaced=circumstances.table.displaced,
            occurred=self.occurred,
            next_door=circumstances.next_door,
        )
        bookkeeping.enter_thinning(self.ledger, thinning, ratio, circumstances.rates)
        return incidents

    def _report(self, incidents: Incidents) -> Calls:
        circumstances, world = self.circumstances, self.world
        key, table = circumstances.fate.key, circumstances.table
        told = reported(key, incidents.id, incidents.affair, table.reported)
        bookkeeping.enter_incidents(self.ledger, incidents, world.places.district, told)
        heard = Incidents._make(column[told] for column in incidents)
        crime = np.flatnonzero(IS_MAJOR_CRIME[heard.affair])
        kept = crime[marks(key, heard.id[crime], purposes.RECORD) >= circumstances.demand.recording_loss]
        bookkeeping.enter_record(
            self.ledger,
            heard.affair[kept],
            world.places.district[heard.place[kept]],
            segments_of(key, heard.root[kept], heard.place[kept], world.segments),
            heard.minute[kept],
        )
        return calls_of(heard, key=key, table=table, roads=world.roads, law=self._law)

    def _draft(self) -> NDArray[np.bool_]:
        """Crews taken for assembly and guard duty, from the forces that headquarters commands."""
        circumstances = self.circumstances
        demanded = assembly.crews_demanded(
            self.day,
            circumstances.calendar.weekday(self.day),
            len(self.crews.force),
            circumstances.demand,
            circumstances.streams,
        )
        weight = self.terms.response.assembly_weight[self.crews.force]
        drafted = assembly.drafted(self.day, demanded, weight, circumstances.streams.key("assembly"))
        self.ledger.assembly.append((demanded, int(drafted.sum())))
        return drafted

    def _remember(self, patrol: NDArray[np.float64]) -> None:
        """Presence fades with its half-life; today's patrol is added."""
        kept = 0.5 ** (1.0 / self.circumstances.demand.presence_halflife_days)
        self.presence = kept * self.presence + (1.0 - kept) * patrol

    def _close(self, closed: Docket, came: int, before: NDArray[np.float64]) -> None:
        rules, ledger = self.response, self.ledger
        bookkeeping.enter_calls(ledger, closed, self.world.places.district, self.layout.group, rules.processing_min)
        bookkeeping.enter_crews(ledger, self.crews, before)
        bookkeeping.enter_money(ledger, self.crews, self.world.rules)
        ledger.came += came
        ledger.open = len(self.room.open.id)
        ledger.clipped += self._provisions.clipped(self._strength()) if self.programmes else 0
        ledger.days += 1

    # --- how it begins --------------------------------------------------------------------------------------------

    def _new_ledger(self) -> Ledger:
        world = self.world
        return Ledger(
            self.day,
            len(world.region.districts),
            len(world.segments.cumulative),
            self.terms.forces,
            carried_in=len(self.room.open.id),
            open=len(self.room.open.id),
        )

    def _pilot(self) -> NDArray[np.float64]:
        """[P] mean patrol minutes a day at the reference: a run of its own, without season, from streams of its own."""
        circumstances = self.circumstances
        apart = replace(
            circumstances,
            demand=replace(circumstances.demand, summer_winter=1.0),
            streams=circumstances.streams.beside("pilot"),
        )
        pilot = SecurityModel(
            apart,
            self.institution,
            response=self.response,
            reference=np.ones(len(self.world.load)),
            loop=self.room.loop,
        )
        total = np.zeros(len(self.world.load))
        for _ in range(PILOT_SETTLING_DAYS + PILOT_DAYS):
            pilot.presence = pilot.reference
            before = pilot.presence
            pilot.step()
            kept = 0.5 ** (1.0 / apart.demand.presence_halflife_days)
            if pilot.day > PILOT_SETTLING_DAYS:
                total += (pilot.presence - kept * before) / (1.0 - kept)
        mean: NDArray[np.float64] = total / PILOT_DAYS
        return mean
