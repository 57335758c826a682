"""How the government, offices, casework and books of a run begin: at rest, or going on from a run before."""

from __future__ import annotations

from collections.abc import Callable
from operator import index
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim import followup
from sim.administration import office, transition
from sim.administration.billing import Accounts
from sim.administration.knowledge import Said, nearness, streets
from sim.administration.learning import novelty
from sim.administration.office import Offices
from sim.administration.transfers import CasePosts, full
from sim.casework.office import Casework
from sim.circumstances import Circumstances
from sim.demand.calls import no_calls
from sim.government import Government
from sim.institution.institution import Institution
from sim.institution.terms import Terms
from sim.ledger import Ledger
from sim.morale import Morale
from sim.reference import Reference, engagement_hours
from sim.response import state
from sim.response.control_room import ControlRoom
from sim.response.room import Room
from sim.response.rules import ResponseRules
from sim.response.state import Crews, Docket
from sim.society.homes import carried_home
from sim.society.society import Society
from sim.strategies.base import Programme

type Floats = NDArray[np.float64]


class Past(NamedTuple):
    """What a run goes on from."""

    government: Government
    offices: Offices
    morale: Morale
    casework: Casework


def government(
    circumstances: Circumstances, institution: Institution, programmes: tuple[Programme, ...], day: int
) -> Government:
    """Who governs from a day on."""
    research, residents = circumstances.administration.research, circumstances.world.region.residents
    return Government(institution, programmes, day, research, residents)


def offices(
    circumstances: Circumstances,
    reference: Reference,
    government: Government,
    day: int,
    past: Past | None,
    said: Said | None,
    *,
    at_rest: bool,
) -> Offices:
    """Offices where they settle, or that go on under another government; `at_rest`: where they settle under it."""
    if past is None:
        return _settled_offices(circumstances, reference, government.terms, day, said)
    terms, under = government.terms.administration, past.government
    now = office.after(past.offices, terms, government.forebears(under), government.principals_before(under))
    if at_rest:
        now.settle(day, terms)
    return now


def _settled_offices(
    circumstances: Circumstances, reference: Reference, terms: Terms, day: int, said: Said | None
) -> Offices:
    """Offices after years of the same terms, with records as they are in the long run."""
    places = circumstances.world.places
    near = nearness(places.x_km, places.y_km, circumstances.administration.map_km)
    districts = len(circumstances.world.region.districts)
    ground = office.Ground(places.district, districts, streets(places.residents), near)
    return office.settled(
        circumstances.administration,
        ground,
        reference.standard,
        circumstances.known_harm,
        lived_through(circumstances, circumstances.rates),
        float(circumstances.society.awareness.start),
        day,
        terms.administration,
        said,
    )


def lived_through(circumstances: Circumstances, incidents: NDArray[np.float64]) -> NDArray[np.float64]:
    """[A, P] what offices can hear of incidents: where people live, or where it happens if minds are not heard."""
    public = circumstances.public
    heard = public is not None and circumstances.society.heard
    return carried_home(incidents, public.homes) if public is not None and heard else incidents


def morale(
    circumstances: Circumstances,
    reference: Reference,
    government: Government,
    crews: Crews,
    past: Past | None,
    *,
    at_rest: bool,
) -> Morale:
    """Officers where they settle, or that go on. The government learns how far its programmes are done."""
    posts = _case_posts(circumstances, government, past)
    made = Morale(crews, circumstances, reference.standing, reference.prospects, posts)
    goal = made.goal(government.terms.administration)
    if past is None or at_rest:
        crews.acceptance[:] = goal
    else:
        _meet_reforms(made, goal, government, past)
    government.fidelity = made.fidelity
    government.sit(government.since)
    if at_rest:
        made.settle(government.terms)
    return made


def _case_posts(circumstances: Circumstances, government: Government, past: Past | None) -> CasePosts:
    """Every post of case teams held, or as it was in the forces that they come from."""
    if past is None:
        districts, teams = len(circumstances.world.region.districts), len(government.terms.case_forces)
        return full(districts, teams, circumstances.casework.team_load)
    rows = government.teams_before(past.government)
    return CasePosts._make(np.ascontiguousarray(table[:, rows]) for table in past.morale.posts)


def _meet_reforms(now: Morale, goal: Floats, government: Government, past: Past) -> None:
    """Programmes that begin are met with the first acceptance; duties, employers and commanders are new to a force."""
    crews, under = now.crews, past.government
    there = len(past.morale.crews.force)
    crews.acceptance[there:] = goal[there:]
    if government.asks_officers and government.programmes != under.programmes:
        crews.acceptance[:] = now.rules.acceptance.start
    before, terms, calls = under.terms.response, government.terms.response, now.circumstances.ground.volume
    new = novelty(before, terms, government.forebears(under), calls)
    rules, share = now.rules.transition, government.passed(under)
    unusual = rules.unfamiliar * np.maximum(share, government.commanded(under, calls))
    crews.novelty[:] = np.maximum(crews.novelty, np.maximum(new, unusual)[crews.force])
    knew, lost = crews.place_knowledge[:there], share[crews.force[:there]]
    crews.place_knowledge[:there] = transition.unlearnt(knew, lost, now.rules.personal, rules.shuffled)


def casework(
    circumstances: Circumstances,
    reference: Reference,
    terms: Terms,
    crews: Crews,
    offices: Offices,
    day: int,
    past: Past | None,
    *,
    at_rest: bool,
) -> Casework:
    """Casework that goes on as it was, or stands where it settles under today's terms."""
    if past is not None and not at_rest:
        return past.casework.copied()
    usual = circumstances.administration.engagement
    hours = engagement_hours(reference, offices.free_time, crews, usual)
    order = followup.triage(circumstances.ground, terms, offices.said)
    told = followup.patrol(terms, crews, hours, offices, order)
    if past is not None:
        return past.casework.settled(terms.casework, told)
    return Casework.at_rest(circumstances.ground, reference.casework, terms.casework, told, day)


def society(circumstances: Circumstances, reference: Reference, before: Society | None) -> Society | None:
    """Residents who go on as they were, or who have long lived under the reference; None where they have no minds.

    Nobody's mind is put at rest under a policy: it returns over years, which is what a long run is for.
    """
    if before is not None:
        return before.copied()
    return None if circumstances.public is None else Society.at_start(circumstances.public, reference.society)


def control_room(
    circumstances: Circumstances,
    rules: ResponseRules,
    crews: Crews,
    open_: Docket | None,
    loop: Callable[[float, int, Room], None],
) -> ControlRoom:
    """The control room with its crews and the calls that are still open."""
    waiting = state.docket(no_calls(), 0.0) if open_ is None else state.copied_docket(open_)
    # Who is on a call goes on with it, under whatever name its force has now.
    sent = waiting.first_crew >= 0
    waiting.force[sent] = crews.force[waiting.first_crew[sent]]
    return ControlRoom(
        rules=rules,
        roads=circumstances.world.roads,
        key=circumstances.streams.key("patrol"),
        crews=crews,
        open=waiting,
        loop=loop,
    )


def ledger(circumstances: Circumstances, forces: tuple[str, ...], accounts: Accounts, day: int, open_: int) -> Ledger:
    """Empty books from a day on. `open_`: calls that are open."""
    world = circumstances.world
    return Ledger(
        day,
        len(world.region.districts),
        len(world.segments.cumulative),
        forces,
        payers=accounts.payers,
        purposes=accounts.purposes,
        carried_in=open_,
        open=open_,
    )


def days_ahead(days: int) -> range:
    """The days of a run. Raises ValueError unless there is a whole number of them."""
    try:
        ahead = range(index(days))
    except TypeError:
        ahead = None
    if ahead is None or days < 0:
        raise ValueError(f"a run of {days!r} days is not allowed; allowed: a whole number of days, at least 0")
    return ahead
