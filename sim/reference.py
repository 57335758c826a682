"""The reference: what the law in force was like when the figures were taken to which the model is set.

Hazards, clearance, free time and repairs have their recorded level at the reference; a policy moves them by how it
differs from it. Nothing in it favours a policy: it fixes levels, and only differences are compared.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Final, NamedTuple, Protocol, final

import numpy as np
from numpy.typing import NDArray

from sim import followup, public_view
from sim.administration.acceptance import Standing, standing
from sim.administration.careers import settled_knowledge
from sim.administration.free_time import Standard, standard
from sim.administration.promotion import Prospects, prospects
from sim.casework import repairs
from sim.casework.tables import Followed
from sim.casework.tables import Reference as CaseworkReference
from sim.circumstances import Circumstances
from sim.institution.terms import Terms
from sim.response.state import Crews
from sim.society.seen import SocietyReference
from sim.vocabulary import AFFAIRS, FREE_USES

PILOT_DAYS: Final = 28
SETTLING_DAYS: Final = 7


class Reference(NamedTuple):
    """A affairs, P places."""

    patrol: NDArray[np.float64]
    """[P] patrol minutes a day."""
    standard: Standard
    """What crews were rewarded for."""
    engagement_hours: float
    """Hours a day that a crew talks with residents."""
    casework: CaseworkReference
    society: SocietyReference
    standing: Standing
    """How crews stood to those who run reforms and to those who judge them."""
    prospects: Prospects
    """How far officers were passed over for promotion."""


class Measured(NamedTuple):
    """What a pilot measures."""

    patrol: NDArray[np.float64]
    response_min: NDArray[np.float64]
    """[A] geometric means; NaN where nothing was measured."""
    engagement_hours: float
    waited_min: NDArray[np.float64]
    """[2, D] mean minutes until a crew came, by not urgent and urgent."""
    crew_min: NDArray[np.float64]
    """[2, D] crew minutes a day of enforcement and of engagement."""
    wear: NDArray[np.float64]
    """[D] points by which courtesy is worn."""


@final
@dataclass
class Measuring:
    """Sums over the days of a pilot in a region of so many `places` and `districts`."""

    places: int
    districts: int
    days: int = 0
    patrol: NDArray[np.float64] = field(init=False)
    logs: NDArray[np.float64] = field(init=False)
    """[2, A] sums of the logs of response times, and how many."""
    waits: NDArray[np.float64] = field(init=False)
    """[2, 2, D] sums of minutes until a crew came, and how many, by not urgent and urgent."""
    crew_min: NDArray[np.float64] = field(init=False)
    wear: NDArray[np.float64] = field(init=False)
    hours: float = 0.0

    def __post_init__(self) -> None:
        self.patrol, self.logs = np.zeros(self.places), np.zeros((2, len(AFFAIRS)))
        self.waits, self.crew_min = np.zeros((2, 2, self.districts)), np.zeros((2, self.districts))
        self.wear = np.zeros(self.districts)

    def enter(
        self,
        patrolled: NDArray[np.float64],
        followed: Followed,
        engaged_hours: float,
        waits: NDArray[np.float64],
        crew_min: NDArray[np.float64],
        wear: NDArray[np.float64],
    ) -> None:
        """A day: [P] patrol minutes, what crews attended, hours of talks; waits, crew minutes, wear by district."""
        answered = ~np.isnan(followed.response_min)
        affair, minutes = followed.affair[answered], followed.response_min[answered]
        self.logs += [np.bincount(affair, w, len(AFFAIRS)) for w in (np.log(minutes), np.ones(len(affair)))]
        self.patrol += patrolled
        self.hours += engaged_hours
        self.waits += waits
        self.crew_min += crew_min
        self.wear += wear
        self.days += 1

    def measured(self) -> Measured:
        """Means of the days."""
        with np.errstate(invalid="ignore", divide="ignore"):  # an affair without a call has no mean
            minutes, waited = np.exp(self.logs[0] / self.logs[1]), self.waits[0] / self.waits[1]
        days = self.days
        return Measured(self.patrol / days, minutes, self.hours / days, waited, self.crew_min / days, self.wear / days)


def unmeasured(circumstances: Circumstances, crews: Crews) -> Measured:
    """Before any pilot: even patrol, no response times, a crew's usual free hours."""
    hours = len(crews.force) * followup.FREE_HOURS * circumstances.administration.engagement
    districts = len(circumstances.world.region.districts)
    even, nothing = np.ones(len(circumstances.world.load)), np.full((2, districts), np.nan)
    return Measured(even, np.full(len(AFFAIRS), np.nan), hours, nothing, nothing, np.zeros(districts))


def reference_under(terms: Terms, crews: Crews, circumstances: Circumstances, measured: Measured) -> Reference:
    """The reference that an institution makes. The standards of its largest force stand for the region's."""
    largest = int(np.bincount(crews.force).argmax())
    rotation = terms.administration.rotation_years[largest]
    order = followup.triage(circumstances.ground, terms, public_view.usually_said(circumstances))
    told = followup.patrol(terms, crews, measured.engagement_hours, triage=order)
    prevented = repairs.stationary(circumstances.ground, terms.casework, told).prevented
    rules = circumstances.administration
    casework = CaseworkReference(
        measured.response_min,
        settled_knowledge(float(rotation), float(rules.learning_years), float(rules.personal)),
        terms.casework.informed[largest],
        prevented,
    )
    hours = measured.engagement_hours / max(int(np.count_nonzero(crews.vacant == 0)), 1)
    read = terms.administration
    society = SocietyReference(measured.waited_min, measured.crew_min, read.coverage, measured.wear)
    stood, chances = standing(read, largest), prospects(terms, largest)
    return Reference(measured.patrol, standard(read, largest), hours, casework, society, stood, chances)


class Pilot(Protocol):
    """A run of the model, as far as measuring goes."""

    day: int
    presence: NDArray[np.float64]
    patrolled: NDArray[np.float64]
    walked: NDArray[np.float64]
    followed: Followed
    engaged_hours: float
    waits: NDArray[np.float64]
    crew_min: NDArray[np.float64]
    wear: NDArray[np.float64]

    def step(self) -> None: ...


def by_pilot(
    make: Callable[[Circumstances, Reference], Pilot], terms: Terms, crews: Crews, circumstances: Circumstances
) -> Reference:
    """The reference that a run of its own measures: without season, from streams of its own, hazards at reference."""
    apart = replace(
        circumstances,
        demand=replace(circumstances.demand, summer_winter=1.0),
        streams=circumstances.streams.beside("pilot"),
    )
    even = reference_under(terms, crews, circumstances, unmeasured(circumstances, crews))
    pilot, measuring = make(apart, even), Measuring(*_size(circumstances))
    for _ in range(SETTLING_DAYS + PILOT_DAYS):
        pilot.presence = even.patrol
        pilot.step()
        if pilot.day > SETTLING_DAYS:
            # What neighbours walk under the law in force is part of what is usual.
            measuring.enter(
                pilot.patrolled + pilot.walked,
                pilot.followed,
                pilot.engaged_hours,
                pilot.waits,
                pilot.crew_min,
                pilot.wear,
            )
    return reference_under(terms, crews, circumstances, measuring.measured())


def _size(circumstances: Circumstances) -> tuple[int, int]:
    return len(circumstances.world.load), len(circumstances.world.region.districts)


def engagement_hours(reference: Reference, free_time: NDArray[np.float64], crews: Crews, usual: float) -> float:
    """Crew hours a day of talks at another use of free time, [F, uses], if crews are as busy as at the reference."""
    talks = free_time[:, FREE_USES.index("engagement")][crews.force[crews.vacant == 0]]
    return float(reference.engagement_hours * talks.sum() / usual)
