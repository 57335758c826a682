"""Tickets: problems with a removable cause that the police pass to the municipality, until repaired or dropped.

A problem is met on an attended incident, or heard of in a contact. It is passed on with the probability of REFERS,
more often by crews that know their places, and arrives after the delay of REFERS. Municipal staff repair first where
calls per street are most, and what residents tell it, oldest first in one place, within their capacity; what is not
repaired in time is dropped.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.casework.ground import Ground
from sim.casework.lines import Lines, leave_first
from sim.casework.mixing import across_forces
from sim.casework.tables import Followed, Patrol, Reference
from sim.compiled import kernel
from sim.demand import purposes
from sim.institution.terms import CaseworkTerms
from sim.randomness import marks
from sim.vocabulary import AFFAIRS

type Floats = NDArray[np.float64]
type Whole = NDArray[np.int64]


class Tickets(NamedTuple):
    """Tickets as columns; those on their way stand in a list, those that arrived in lines by place."""

    id: NDArray[np.uint64]
    affair: Whole
    place: Whole
    referred: Whole
    """Day."""
    arrives: Whole
    """Day."""


def no_tickets(rows: int = 0) -> Tickets:
    """A table of free rows."""
    return Tickets(np.zeros(rows, np.uint64), *(np.zeros(rows, np.int64) for _ in range(4)))


def select(table: Tickets, rows: NDArray[np.intp] | NDArray[np.bool_]) -> Tickets:
    """Some rows."""
    return Tickets._make(column[rows] for column in table)


def joined(one: Tickets, other: Tickets) -> Tickets:
    """Two tables, one after the other."""
    return Tickets._make(np.concatenate(pair) for pair in zip(one, other, strict=True))


def from_incidents(
    day: int, ground: Ground, followed: Followed, terms: CaseworkTerms, patrol: Patrol, reference: Reference
) -> Tickets:
    """Problems met on today's attended incidents that are passed on, by incident."""
    key = ground.key
    rows = np.flatnonzero(marks(key, followed.id, purposes.REMOVABLE) < ground.table.removable[followed.affair])
    rows = rows[np.argsort(followed.id[rows], kind="stable")]
    force, affair = followed.force[rows], followed.affair[rows]
    known = followed.place_knowledge[rows] / reference.knowledge if reference.knowledge > 0.0 else 1.0
    chance = terms.refer[force, affair] * patrol.referring[force] * known
    passed = marks(key, followed.id[rows], purposes.REFER) < chance
    rows, force, affair = rows[passed], force[passed], affair[passed]
    return _sent(day, followed.id[rows], affair, followed.place[rows], terms.refer_days[force, affair])


def from_contacts(day: int, ground: Ground, contacts: float, terms: CaseworkTerms, patrol: Patrol) -> Tickets:
    """Problems that crews heard of in today's contacts and passed on: spread by the region's known pattern."""
    expected = contacts * ground.rules.municipality.found_per_contact
    item = np.array([day], np.uint64)
    found = int(expected) + int(marks(ground.key, item, purposes.REMOVABLE)[0] < expected % 1.0)
    id = (np.uint64(day) << np.uint64(32)) + np.arange(1, found + 1, dtype=np.uint64)
    pattern = np.cumsum(ground.harm * ground.table.removable[:, None])
    if found == 0 or pattern[-1] <= 0.0:
        return no_tickets()
    affair, place = cells(pattern, marks(ground.key, id, purposes.REMOVABLE), len(ground.district))
    refer, days = _across(terms, patrol)
    passed = marks(ground.key, id, purposes.REFER) < refer[affair]
    return _sent(day, id[passed], affair[passed], place[passed], days[affair[passed]])


def _across(terms: CaseworkTerms, patrol: Patrol) -> tuple[Floats, Floats]:
    """[A] probability of a referral and its days, over the forces that answer."""
    refer = across_forces(terms.refer * patrol.referring[:, None], patrol.answering)
    return refer, across_forces(terms.refer_days, patrol.answering)


def cells(pattern: Floats, uniform: Floats, places: int) -> tuple[Whole, Whole]:
    """Affair and place on which uniform marks fall, given the cumulated weights [A * P] of all cells."""
    cell = np.minimum(np.searchsorted(pattern, uniform * pattern[-1], side="right"), len(pattern) - 1)
    return (cell // places).astype(np.int64), (cell % places).astype(np.int64)


def _sent(day: int, id: NDArray[np.uint64], affair: Whole, place: Whole, days: Floats) -> Tickets:
    arrives = day + np.maximum(1, np.rint(days)).astype(np.int64)
    return Tickets(id, affair, place, np.full(len(id), day, np.int64), arrives)


def expected(ground: Ground, terms: CaseworkTerms, patrol: Patrol) -> tuple[Floats, Floats]:
    """[A, P] tickets a day that are passed on if all stood at the reference, and [A] their days on the way."""
    rules = ground.rules.municipality
    refer, days = _across(terms, patrol)
    met = ground.attended * ground.table.removable[:, None]
    pattern = ground.harm * ground.table.removable[:, None]
    heard = patrol.engagement_hours * rules.contacts_per_hour * rules.found_per_contact
    if pattern.sum() > 0.0:
        met = met + heard * pattern / pattern.sum()
    return met * refer[:, None], np.maximum(1.0, np.rint(days))


@kernel
def drop(
    lines: Lines,
    tickets: Tickets,
    day: int,
    expiry_days: float,
    district: NDArray[np.int64],
    dropped: NDArray[np.int64],
) -> None:
    """Take tickets that waited longer than `expiry_days` out of their lines; count them in `dropped` [D]."""
    for place in range(len(lines.first)):
        while lines.first[place] >= 0 and day - tickets.arrives[lines.first[place]] > expiry_days:
            leave_first(lines, place)
            dropped[district[place]] += 1


@kernel
def repair(
    lines: Lines,
    triage: NDArray[np.int64],
    district: NDArray[np.int64],
    able: NDArray[np.int64],
    done: NDArray[np.int64],
) -> int:
    """Repair as many tickets as each district is `able` [D] to; write their rows to `done` in order, count them."""
    repaired = 0
    for place in triage:
        d = district[place]
        while able[d] > 0 and lines.first[place] >= 0:
            able[d] -= 1
            done[repaired] = leave_first(lines, place)
            repaired += 1
    return repaired


def by_affair_and_place(tickets: Tickets, places: int) -> NDArray[np.int64]:
    """[A, P] how many."""
    count: Whole = np.bincount(tickets.affair * places + tickets.place, minlength=len(AFFAIRS) * places)
    return count.reshape(len(AFFAIRS), places)
