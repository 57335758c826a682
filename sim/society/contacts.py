"""Contacts with the police that follow from incidents: calls that were answered or given up, and cases that end."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.compiled import kernel
from sim.society.encounter import LEFT_OPEN
from sim.society.fear import after_victimisation
from sim.society.minds import Minds
from sim.society.trust import after_encounter
from sim.vocabulary import AFFAIRS, FIELDS

type Floats = NDArray[np.float64]
type Whole = NDArray[np.int64]

CALL, TRAFFIC, INVESTIGATION = range(len(FIELDS))
FIELD_OF_CASE = np.array([TRAFFIC if a == "traffic" else INVESTIGATION for a in AFFAIRS])
"""[A] field to which a case belongs."""


class Contacts(NamedTuple):
    """N contacts of one day."""

    id: NDArray[np.uint64]
    """Incident."""
    place: Whole
    field: Whole
    settled: NDArray[np.bool_]
    late_min: Floats
    """Minutes beyond the expected response time; 0 where none is expected."""
    wear: Floats
    """Points by which the courtesy of the crew was worn, beyond the usual; 0 where no crew came."""


class Answered(NamedTuple):
    """Calls that ended today, in docket order."""

    id: NDArray[np.uint64]
    affair: Whole
    place: Whole
    urgent: NDArray[np.bool_]
    waited_min: Floats
    """Until the first right crew came, or until the caller gave up."""
    given_up: NDArray[np.bool_]
    wear: Floats


class Ended(NamedTuple):
    """Cases that ended today."""

    id: NDArray[np.uint64]
    affair: Whole
    place: Whole
    cleared: NDArray[np.bool_]


class Judged(NamedTuple):
    """Contacts of one day as those who had them judged them."""

    id: NDArray[np.uint64]
    """Incident."""
    place: Whole
    content: NDArray[np.bool_]


def nothing_judged() -> Judged:
    """A day without contacts."""
    return Judged(np.empty(0, np.uint64), np.empty(0, np.int64), np.empty(0, np.bool_))


def of_calls(calls: Answered, expected_min: Floats, usual_wear: Floats, district: Whole) -> Contacts:
    """Contacts with callers. `expected_min` [2, D]: by not urgent and urgent; NaN where nothing is expected.
    `usual_wear` [D]: points by which courtesy is worn at the reference."""
    usual = expected_min[calls.urgent.astype(np.int64), district[calls.place]]
    late = np.where(np.isnan(usual), 0.0, calls.waited_min - usual)
    wear = np.where(calls.given_up, 0.0, calls.wear - usual_wear[district[calls.place]])
    settled = ~LEFT_OPEN[calls.affair] & ~calls.given_up
    return Contacts(calls.id, calls.place, np.full(len(calls.id), CALL), settled, late, wear)


def of_cases(cases: Ended) -> Contacts:
    """Contacts with those whose cases end: they hear whether theirs was cleared."""
    none = np.zeros(len(cases.id))
    return Contacts(cases.id, cases.place, FIELD_OF_CASE[cases.affair], cases.cleared, none, none)


@kernel
def take_in(
    day: float,
    row: Whole,
    field: Whole,
    content: NDArray[np.bool_],
    step: float,
    loss: float,
    minds: Minds,
) -> None:
    """Let residents take in their contacts, in the order given."""
    for i in range(len(row)):
        r = row[i]
        minds.trust[r] = after_encounter(minds.trust[r], content[i], step, loss)
        minds.met[r, field[i]] = day
        minds.content[r, field[i]] = 1 if content[i] else 0


@kernel
def live_through(
    row: Whole,
    affair: Whole,
    fright: Floats,
    weight: float,
    minds: Minds,
) -> None:
    """Let residents live through incidents: fear by `fright` [A], memory by `weight`."""
    for i in range(len(row)):
        r, a = row[i], affair[i]
        minds.fear[r] = after_victimisation(minds.fear[r], fright[a])
        minds.exposure[r, a] += weight
