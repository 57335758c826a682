"""How the offices, casework and books of a run begin: at rest, or going on from a run before."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from sim import followup
from sim.administration import office
from sim.administration.billing import Accounts
from sim.administration.knowledge import nearness, streets
from sim.administration.office import Offices
from sim.casework.office import Casework
from sim.circumstances import Circumstances
from sim.demand.calls import no_calls
from sim.government import Government
from sim.institution.terms import Terms
from sim.ledger import Ledger
from sim.reference import Reference, engagement_hours
from sim.response import state
from sim.response.control_room import ControlRoom
from sim.response.room import Room
from sim.response.rules import ResponseRules
from sim.response.state import Crews, Docket
from sim.society.homes import carried_home
from sim.society.society import Society


def settled_offices(circumstances: Circumstances, reference: Reference, terms: Terms, day: int) -> Offices:
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
    )


def lived_through(circumstances: Circumstances, incidents: NDArray[np.float64]) -> NDArray[np.float64]:
    """[A, P] what offices can hear of incidents: where people live, or where it happens if minds are not heard."""
    public = circumstances.public
    heard = public is not None and circumstances.society.heard
    return carried_home(incidents, public.homes) if public is not None and heard else incidents


def next_offices(before: Offices, was: Government, now: Government, day: int, *, at_rest: bool) -> Offices:
    """Offices that go on under another government; `at_rest`: where they settle under it."""
    terms = now.terms.administration
    offices = office.after(before, terms, now.forebears(was), now.principals_before(was))
    if at_rest:
        offices.settle(day, terms)
    return offices


def casework(
    circumstances: Circumstances,
    reference: Reference,
    terms: Terms,
    crews: Crews,
    free_time: NDArray[np.float64],
    day: int,
    before: Casework | None,
    *,
    at_rest: bool,
) -> Casework:
    """Casework that goes on as it was, or stands where it settles under today's terms."""
    if before is not None and not at_rest:
        return before.copied()
    usual = circumstances.administration.engagement
    told = followup.patrol(terms, crews, engagement_hours(reference, free_time, crews, usual))
    if before is not None:
        return before.settled(terms.casework, told)
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
