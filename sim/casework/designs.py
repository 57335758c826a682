"""How auxiliaries serve: volunteers, paid auxiliaries, young people in service. They differ by these numbers only."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from typing import Any, final

import numpy as np
from numpy.typing import NDArray

from sim.parameters import parameter
from sim.vocabulary import CORPS_DESIGNS


def _hours(value: float, low: float, high: float, source: str) -> Any:
    return parameter(value, unit="hours a month", low=low, high=high, source=source, meaning="service of one member")


def _attrition(value: float, low: float, high: float, source: str) -> Any:
    return parameter(value, unit="share a year", low=low, high=high, source=source, meaning="members who leave")


def _walkers(value: float, low: float, high: float, source: str) -> Any:
    meaning = "members who walk together and are seen as one patrol"
    return parameter(value, unit="members", low=low, high=high, least=0.5, source=source, meaning=meaning)


def _equivalence(value: float) -> Any:
    meaning = "deterrent value of a minute of theirs over a minute of a crew on patrol"
    source = "aux.presence_equivalence"
    return parameter(value, unit="ratio", low=0.3, high=1.0, source=source, meaning=meaning)


def _comfort(value: float, source: str) -> Any:
    meaning = "0 walk where crews would, 0.5 all streets alike, 1 avoid what crews seek"
    return parameter(value, unit="share", low=0, high=1, source=source, meaning=meaning)


@dataclass(frozen=True)
class Design(ABC):
    """What one member is and does."""

    hours_a_month: float
    attrition: float
    walkers: float
    equivalence: float
    comfort: float

    @property
    def hours_a_day(self) -> float:
        return self.hours_a_month * 12.0 / 365.0

    def patrol_minutes(self, hours: NDArray[np.float64]) -> NDArray[np.float64]:
        """[...] patrol-equivalent minutes of hours walked: groups are seen as one patrol."""
        minutes: NDArray[np.float64] = hours * 60.0 / self.walkers * self.equivalence
        return minutes

    @abstractmethod
    def cost_krw(self, officer_krw: float) -> float:
        """KRW for one member a year, where an officer costs `officer_krw`."""


@final
@dataclass(frozen=True)
class Volunteer(Design):
    """A member of the neighbourhood patrol (자율방범대): unpaid, a few evenings a month."""

    hours_a_month: float = _hours(6.5, 3, 12, "aux.volunteer_hours")
    attrition: float = _attrition(0.225, 0.2, 0.35, "aux.volunteer_attrition")
    walkers: float = _walkers(5.5, 2, 6, "aux.volunteer_walkers")
    equivalence: float = _equivalence(0.8)
    comfort: float = _comfort(0.5, "aux.volunteer_comfort")
    cost: float = parameter(
        400_000,
        unit="KRW a year",
        low=120_000,
        high=760_000,
        least=1000,
        source="aux.kr_volunteer_budget_per_head",
        meaning="equipment, insurance, allowances of one volunteer",
    )

    def cost_krw(self, officer_krw: float) -> float:
        return self.cost


@final
@dataclass(frozen=True)
class Paid(Design):
    """A paid auxiliary without police powers, as the support officers of England and Wales."""

    hours_a_month: float = _hours(140, 120, 165, "aux.paid_hours")
    attrition: float = _attrition(0.1, 0.05, 0.2, "aux.paid_attrition")
    walkers: float = _walkers(2.0, 1, 3, "aux.paid_walkers")
    equivalence: float = _equivalence(0.8)
    comfort: float = _comfort(0.3, "aux.paid_comfort")
    cost_ratio: float = parameter(
        0.56,
        unit="ratio",
        low=0.45,
        high=0.65,
        least=0.01,
        source="aux.cost_ratio_paid",
        meaning="cost of a paid auxiliary over that of an officer",
    )

    def cost_krw(self, officer_krw: float) -> float:
        return self.cost_ratio * officer_krw


@final
@dataclass(frozen=True)
class ConscriptLike(Design):
    """Young people who serve a term in the corps, as the conscripted police did until 2023."""

    hours_a_month: float = _hours(160, 120, 200, "aux.conscript_hours")
    attrition: float = _attrition(0.6, 0.5, 0.7, "aux.conscript_attrition")
    walkers: float = _walkers(3.0, 2, 6, "aux.conscript_walkers")
    equivalence: float = _equivalence(0.8)
    comfort: float = _comfort(0.3, "aux.conscript_comfort")
    cost: float = parameter(
        15_000_000,
        unit="KRW a year",
        low=8_000_000,
        high=30_000_000,
        least=1000,
        source="aux.conscript_cost_krw",
        meaning="pay, board and lodging of one member",
    )

    def cost_krw(self, officer_krw: float) -> float:
        return self.cost


@final
@dataclass(frozen=True)
class Corps:
    """The three designs, and what they share."""

    volunteer: Volunteer = field(default_factory=Volunteer)
    paid: Paid = field(default_factory=Paid)
    conscript_like: ConscriptLike = field(default_factory=ConscriptLike)
    recruited: float = parameter(
        2.0,
        unit="share of vacancies a year",
        low=0.5,
        high=6,
        least=0.01,
        most=365,
        source="aux.recruited_per_year",
        meaning="rate at which funded vacancies are filled",
    )
    walk_exponent: float = parameter(
        0.7,
        unit="exponent",
        low=0,
        high=1.5,
        source="plan.exponent",
        meaning="how sharply walks follow known harm, before the wish for comfort turns it",
    )
    call_hours: float = parameter(
        1.0,
        unit="member hours",
        low=0.5,
        high=3,
        least=0.01,
        source="aux.call_hours",
        meaning="of the corps for one minor call",
    )
    scale: float = parameter(
        10,
        unit="members per row",
        low=1,
        high=100,
        least=1,
        source="aux.scale",
        meaning="members behind one simulated auxiliary; for looking at, it moves nothing",
    )

    def each(self) -> tuple[Design, ...]:
        return tuple(getattr(self, name) for name in CORPS_DESIGNS)
