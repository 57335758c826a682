"""How it is entered who had the say over officers' minutes.

A commission's say over a force is its part of the command over it. In prevention only what it has resolved and crews
follow counts, and what is delegated to those whose careers it holds; over calls its command over their answer counts.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.administration.command import levels, say
from sim.administration.office import Offices
from sim.casework.teams import Teams
from sim.institution.terms import Terms
from sim.ledger import IS_LOCAL, Decisions, Ledger
from sim.response.layout import Layout
from sim.response.state import Crews, Docket

type Floats = NDArray[np.float64]


def enter_calls(ledger: Ledger, closed: Docket, terms: Terms) -> None:
    """Minutes on calls, by whose command over the answer they were spent."""
    by_commission = _say_over_calls(terms)[np.maximum(closed.force, 0), closed.affair]
    minutes = np.where(closed.force >= 0, closed.busy_min, 0.0)
    local = IS_LOCAL[closed.affair]
    _enter(ledger.decisions, minutes, local, by_commission)


def enter_patrol(
    ledger: Ledger, spent: Floats, layout: Layout, offices: Offices, terms: Terms, district: NDArray[np.int64]
) -> None:
    """Minutes of patrol ([beats]), divided over affairs as harm in the place is on record."""
    beats, affairs = layout.beats, len(offices.record)
    minutes = np.repeat(spent, np.diff(beats.first)) * beats.share
    harm = offices.record[:, beats.place]
    part = harm / np.maximum(harm.sum(axis=0), 1e-300)
    followed, ex_police = offices.followed, offices.rules.ex_police
    over = np.array([say(terms.administration, f, followed[:, f], ex_police) for f in layout.leading])
    where = district[beats.place]
    by_commission = over[np.repeat(beats.group, np.diff(beats.first)), where]
    by_place = np.bincount(beats.place, minutes, len(district))
    ledger.patrol = by_place if ledger.patrol is None else ledger.patrol + by_place
    for a in range(affairs):
        on_affair = minutes * part[a]
        _enter(ledger.decisions, on_affair, np.full(len(on_affair), IS_LOCAL[a]), by_commission)


def enter_posts(ledger: Ledger, crews: Crews, offices: Offices, terms: Terms, day: int, minutes: Floats) -> None:
    """Principals behind crew minutes ([K]), careers, and how long resolutions take to be followed."""
    books, read = ledger.decisions, terms.administration
    filled = crews.vacant == 0
    books.officer_min += float(minutes[filled].sum())
    books.principal_min += float((minutes * terms.response.principals[crews.force])[filled].sum())
    books.posts += int(filled.sum())
    books.tenure_years += float(crews.tenure_years[filled].sum())
    books.place_knowledge += float(crews.place_knowledge[filled].sum())
    for r in np.flatnonzero(read.by_resolution):
        commanded = read.prevention[r].max(axis=1) > 0.0
        if not commanded.any():
            continue
        under = crews.force[filled & commanded[crews.force]]
        books.crews += len(under)
        books.lag_days += (0.5 * offices.rules.plan_days + offices.rules.adoption_days) * len(under)
        on_agenda = np.tile(read.prevention[r].max(axis=0) > 0.0, (offices.ground.districts, 1))
        resolved = offices.resolved(day)[r] & on_agenda
        books.matters += int(on_agenda.sum())
        books.resolved += int(resolved.sum())
        books.to_follow += len(under) * int(resolved.sum())
        # Force by force and crew by crew, so that a force under two names adds up to the same bits.
        by_force = np.array([followed[resolved].sum() for followed in offices.followed[r]])
        books.followed += float(by_force[under].sum())


def enter_casework(ledger: Ledger, teams: Teams, terms: Terms) -> None:
    """Minutes of case teams today, by whose command over follow-up they were spent."""
    weights = terms.administration.follow_up
    level = weights.max(axis=2)
    whole, own = level.sum(axis=0), level[terms.administration.by_resolution].sum(axis=0)
    share = own / np.where(whole > 0.0, whole, 1.0)
    local = np.array([IS_LOCAL[terms.casework.team == t].any() for t in range(len(terms.case_forces))], np.bool_)
    _enter(ledger.decisions, teams.worked_min, local[teams.force], share[teams.force])


def _say_over_calls(terms: Terms) -> Floats:
    """[F, A] part of a commission in the command over the answer to calls."""
    read = terms.administration
    out = np.zeros(read.first_response.shape[1:])
    for force in range(len(out)):
        weights = read.first_response[:, force]
        whole = levels(weights).sum()
        own = weights[read.by_resolution].sum(axis=0)
        out[force] = own / whole if whole > 0.0 else 0.0
    return out


def _enter(books: Decisions, minutes: Floats, local: NDArray[np.bool_], by_commission: Floats) -> None:
    books.autonomous_min += float(minutes[local].sum())
    books.by_commission_min += float((minutes * by_commission)[local].sum())
    books.all_min += float(minutes.sum())
    books.by_named_min += float((minutes * np.where(local, by_commission, 1.0 - by_commission)).sum())
