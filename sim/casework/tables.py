"""What comes into the casework room and what goes out of it, as tables."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

type Floats = NDArray[np.float64]
type Whole = NDArray[np.int64]

TICKET_EVENTS: Final = ("referred", "arrived", "repaired", "solved", "expired")
"""What happens to tickets. Solved ones are among the repaired."""

HELPERS: Final = ("municipal", "corps")
"""Who takes minor calls in place of crews."""


class Followed(NamedTuple):
    """Incidents that crews have attended today: answered calls in docket order, then what crews discovered."""

    id: NDArray[np.uint64]
    affair: Whole
    place: Whole
    force: Whole
    """Force of the first right crew, or of the crew that discovered it."""
    response_min: Floats
    """NaN where crews discovered it."""
    handed_over: NDArray[np.bool_]
    place_knowledge: Floats
    """What the crew knows of its places, in the units of `Reference.knowledge`."""


class Decided(NamedTuple):
    """Cases that ended today and could be cleared, in the order in which they were finished."""

    id: NDArray[np.uint64]
    """Incident."""
    affair: Whole
    place: Whole
    cleared: NDArray[np.bool_]


def nothing_decided() -> Decided:
    """A day on which no case ended."""
    whole = np.empty(0, np.int64)
    return Decided(np.empty(0, np.uint64), whole, whole, np.empty(0, np.bool_))


class Moved(NamedTuple):
    """Cases that were opened, or finished, today."""

    id: NDArray[np.uint64]
    """Incident."""
    duty: Whole


def nothing_moved() -> Moved:
    """A day on which no case was opened or finished."""
    return Moved(np.empty(0, np.uint64), np.empty(0, np.int64))


class Patrol(NamedTuple):
    """What casework is told today, of the patrol forces above all. F forces, A affairs, P places."""

    answering: Floats
    """[F, A] share of the calls on each affair that falls to each force by duty; 0 where it has none."""
    supervision: Floats
    """[F] sworn hours per hour of the corps that the force commands."""
    engagement_hours: float
    """Crew hours that crews spent talking to residents today."""
    referring: Floats
    """[F] share of the problems to be referred that the force does refer; exactly 1 at the reference."""
    filing: Floats
    """[F] share of free time on paperwork over that at the reference; exactly 1 there."""
    triage: NDArray[np.int64] | None = None
    """[P] places by district, in the order in which tickets are repaired; None: most calls per street first."""
    network_hours: float = 0.0
    """Hours that members of the safety network walk today: led by the crews that lead the corps."""


class Reference(NamedTuple):
    """Where the terms of clearance, and repairs, stand under the reference institution."""

    response_min: Floats
    """[A] geometric mean of response times, so that the term of response is zero on average; NaN: no such term."""
    knowledge: float
    """Mean place knowledge of crews; 0: no such term."""
    informed: Floats
    """[A] share of what a crew learns that the team in charge knows."""
    prevented: Floats
    """[A, P] incidents a day that repairs prevent: of `repairs.stationary` under the reference institution."""


class Worked(NamedTuple):
    """One day of casework, all of it additive over days. D districts, A affairs, K duties. Levels are those of the
    evening: summed over days and divided by them, they are means."""

    opened: Whole
    """[D, K] cases."""
    closed: Whole
    """[D, K]"""
    closed_late: Whole
    """[D, K] of these, after their due date."""
    case_days: Whole
    """[D, K] days from opening to finishing, summed over closed cases."""
    open: Whole
    """[D, K] level."""
    overdue: Whole
    """[D, K] level: open and past their due date."""
    capacity_min: Floats
    """[D] minutes of all teams."""
    worked_min: Floats
    """[D] of these, spent on cases."""
    decided: Whole
    """[A, D] cases finished that could be cleared."""
    cleared: Whole
    """[A, D]"""
    tickets: Whole
    """[5, D] by `TICKET_EVENTS`."""
    waiting: Whole
    """[D] level: tickets with the municipality."""
    in_transit: int
    """Level: tickets on their way to it."""
    repair_days: float
    """Days from referral to repair, summed over repairs."""
    diverted: Whole
    """[2, A] minor calls taken by `HELPERS`."""
    returned: Whole
    """[2, A] minor calls that they tried and a crew had to take."""
    members: Floats
    """[3] level: members of the corps by design."""
    corps_hours: float
    corps_presence_min: float
    """Patrol-equivalent minutes."""
    supervision_min: float
    """Crew minutes that leading the corps and the walks of the safety network took."""
    contacts: float
    """Contacts of crews that talked to residents."""
    tasks: float
    """Municipal tasks passed to the police."""
    task_min: float
    """Crew minutes that these took."""
