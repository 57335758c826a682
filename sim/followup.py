"""From the response room's evening to casework: what crews attended, and what they found by themselves."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.administration import knowledge
from sim.administration.demand import Found, of_a_day
from sim.administration.knowledge import Said
from sim.administration.office import Offices
from sim.casework.ground import Ground
from sim.casework.office import Casework
from sim.casework.tables import Followed, Patrol
from sim.circumstances import Circumstances
from sim.demand import purposes
from sim.demand.occurrence import Incidents
from sim.institution.terms import Terms
from sim.randomness import marks
from sim.response import state
from sim.response.layout import Layout
from sim.response.state import Crews, Docket

MINUTES_A_DAY = 1440.0

FREE_HOURS = 16.0
"""Free hours of a crew and day before any are measured; the pilot measures them."""


def come_upon(visible_km2: NDArray[np.float64], crews_per_km2: NDArray[np.float64]) -> NDArray[np.float64]:
    """[N] chance that crews come upon an incident: each overlooks an area and sees nothing elsewhere."""
    chance: NDArray[np.float64] = -np.expm1(-visible_km2 * crews_per_km2)
    return chance


def chance_of_discovery(
    circumstances: Circumstances, incidents: Incidents, enforcement: NDArray[np.float64]
) -> NDArray[np.float64]:
    """[N] chance that a crew on enforcement comes upon each incident. `enforcement` [P] minutes a day."""
    seen = circumstances.table.visible_km2[incidents.affair]
    places, densest = circumstances.world.places, circumstances.world.rules.densest
    # Where built-up land clusters, places shrink to a point on the map; nobody lives denser than in a city.
    crews_per_km2 = enforcement / MINUTES_A_DAY / np.maximum(places.area_km2, places.residents / densest)
    return come_upon(seen, crews_per_km2[incidents.place])


def discovered(
    circumstances: Circumstances, unreported: Incidents, enforcement: NDArray[np.float64]
) -> NDArray[np.bool_]:
    """[N] which incidents that nobody reports a crew on enforcement comes upon. `enforcement` [P] minutes a day."""
    chance = chance_of_discovery(circumstances, unreported, enforcement)
    found: NDArray[np.bool_] = marks(circumstances.fate.key, unreported.id, purposes.DISCOVER) < chance
    return found


def found_today(circumstances: Circumstances, found: Incidents, enforcement: NDArray[np.float64]) -> Found:
    """What crews came upon, for the record of the offices. `enforcement` [P]: the minutes by which they did."""
    chance = chance_of_discovery(circumstances, found, enforcement)
    least = circumstances.administration.workload.least_chance
    return of_a_day(found.affair, found.place, chance, least, circumstances.rates.shape)


def followed(closed: Docket, found: Incidents, crews: Crews, layout: Layout, terms: Terms) -> Followed:
    """Answered calls in docket order, then incidents that crews discovered: those of the station that answers there."""
    answered = (closed.state == state.RESOLVED) & (closed.force >= 0)
    calls = Docket._make(column[answered] for column in closed)
    finder = _finders(found, crews, layout, terms)
    return Followed(
        id=np.concatenate((calls.id, found.id)),
        affair=np.concatenate((calls.affair, found.affair)),
        place=np.concatenate((calls.place, found.place)),
        force=np.concatenate((calls.force, crews.force[finder])),
        response_min=np.concatenate((calls.on_scene - calls.called, np.full(len(finder), np.nan))),
        handed_over=np.concatenate((calls.handover_min > 0.0, np.zeros(len(finder), np.bool_))),
        place_knowledge=crews.place_knowledge[np.concatenate((calls.first_crew, finder))],
    )


def patrol(
    terms: Terms,
    crews: Crews,
    engagement_hours: float,
    offices: Offices | None = None,
    triage: NDArray[np.int64] | None = None,
    network_hours: float = 0.0,
) -> Patrol:
    """What casework is told of the patrol forces; without `offices` they use free time as at the reference.

    `triage` [P]: the order of repairs. `network_hours`: walks of the safety network today.
    """
    filled = np.bincount(crews.force[crews.vacant == 0], minlength=len(terms.forces)).astype(float)
    bound = terms.response.duty * np.maximum(filled, 1e-9)[:, None]
    answering = bound / bound.sum(axis=0)
    usual = np.ones(len(terms.forces))
    referring, filing = (usual, usual) if offices is None else (1.0 - offices.gaming.neglect, offices.filing)
    supervision = terms.administration.supervision
    return Patrol(answering, supervision, engagement_hours, referring, filing, triage, network_hours)


def triage(ground: Ground, terms: Terms, said: Said | None) -> NDArray[np.int64] | None:
    """[P] places by district and in it by calls and what residents tell the municipality, per street, most first.

    None where no office hears what residents think: then calls alone decide. Everybody knows the municipality.
    """
    if said is None:
        return None
    read, calls, even = terms.casework, ground.calls, ground.streets / ground.streets.sum()
    told = knowledge.spoken(read.heard, read.heard_skew, calls, even, said, knowing=False)
    pressing = knowledge.weighed(calls, told, read.heard_weight).sum(axis=0)
    return np.lexsort((-pressing / ground.streets, ground.district)).astype(np.int64)


def taken(
    terms: Terms,
    crews: Crews,
    free_min: NDArray[np.float64],
    casework: Casework,
    training_min: NDArray[np.float64],
) -> NDArray[np.float64]:
    """[F] share of free time that supervising auxiliaries, municipal tasks and learning take.

    Minutes of the first two are yesterday's and fall on all crews of the forces that supervise, or are passed tasks,
    alike. `free_min` [K] yesterday's; `training_min` [F] a day and crew.
    """
    out = np.zeros(len(terms.forces))
    for minutes, bound in (
        (casework.supervision_min, terms.administration.supervision > 0.0),
        (casework.task_min, terms.casework.task.any(axis=1)),
    ):
        free = float(free_min[bound[crews.force]].sum())
        if minutes > 0.0 and free > 0.0:
            out[bound] += minutes / free
    if training_min.any():
        # Crews are as free as any, so that a force under two names loses what it would lose under one.
        out += training_min / max(float(free_min[crews.vacant == 0].mean()), 1.0)
    return np.minimum(out, MOST_TAKEN)


MOST_TAKEN = 0.9
"""Some patrol is always left."""


def _finders(found: Incidents, crews: Crews, layout: Layout, terms: Terms) -> NDArray[np.int64]:
    """[N] the first crew, by id, of a force with the duty at the station in whose catchment each incident lies."""
    duty, filled = terms.response.duty, crews.vacant == 0
    out = np.empty(len(found.id), np.int64)
    for i, (a, p) in enumerate(zip(found.affair.tolist(), found.place.tolist(), strict=True)):
        answering = filled & duty[crews.force, a]
        here = np.flatnonzero(answering & (crews.station == layout.own[a, p]))
        out[i] = here[0] if len(here) else np.flatnonzero(duty[crews.force, a])[0]
    return out
