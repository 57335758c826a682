"""Municipal cooperation: police and local government share problems, people and calls.

Claim of the study: "a close public security cooperation model with a local autonomy organization as a practical plan
related to office work allocation".

Mechanism. Crews pass problems with a removable cause (REFERS) to the municipality more often and sooner; what is solved
stops being called about. Municipal staff may take minor calls on autonomous affairs (ANSWERS without duty). The
municipality knows of incidents (INFORMS). The same closeness lets the municipality pass tasks of its own to the force
that answers for autonomous affairs (REFERS the other way): the cost that officers protested against in 2021.

Where it can fail. Municipal capacity is finite: more tickets wait longer and expire. Set-up takes years. Shifted tasks
and the reporting they bring take crews' free time, so that patrol thins; with few repairs and many tasks harm rises.

Cost by payer. Coordinators, shared by province and municipality, from the start on. Municipal staff who repair or take
calls are those who are there: what they would have done instead is not booked.
Legal basis: an ordinance (Act arts. 4(2), 24(1)13).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar, final

from sim.institution.clauses import Answers, Informs, Refers
from sim.institution.institution import Institution
from sim.institution.names import MUNICIPALITY, PROVINCE_TREASURY
from sim.institution.organisation import FORCE, PATROL
from sim.parameters import check, parameter
from sim.strategies.base import YEAR_DAYS, Cost, Strategy
from sim.vocabulary import LOCAL, Scope

_FIRST = ("first_response",)
_BASIS = "si/do ordinance on autonomous affairs; Act art. 24(1)13"


@final
@dataclass(frozen=True)
class MunicipalCooperation(Strategy):
    """Joint teams of police and municipality."""

    key: ClassVar[str] = "municipal_cooperation"
    title: ClassVar[str] = "Municipal cooperation"
    claim: ClassVar[str] = "a close public security cooperation model with a local autonomy organization"
    legal_basis: ClassVar[str] = "ordinance"
    basis: ClassVar[str] = "scope of autonomous affairs by si/do ordinance, Act art. 4(2); coordination, art. 24(1)13"

    referral: float = parameter(
        0.6,
        unit="probability",
        low=0.2,
        high=0.9,
        most=0.999,
        source="coop.referral",
        meaning="a problem with a removable cause is passed to the municipality",
    )
    referral_days: float = parameter(
        5, unit="days", low=1, high=14, least=0.01, source="coop.referral_days", meaning="until a referral arrives"
    )
    task_shifting: float = parameter(
        0.1,
        unit="probability",
        low=0.02,
        high=0.4,
        most=0.999,
        source="coop.task_shifting",
        meaning="a municipal task is passed to the police",
    )
    known: float = parameter(
        0.6,
        unit="share of incidents known",
        low=0.2,
        high=0.9,
        source="coop.municipality_knows",
        meaning="what the municipality knows of the forces' incidents on autonomous affairs",
    )
    minor_calls: float = parameter(
        0.25,
        unit="share of divertible minor calls",
        low=0.1,
        high=0.67,
        source="muni.divertible_to_nonpolice",
        meaning="minor calls on autonomous affairs that municipal staff may take",
    )
    setup_months: float = parameter(
        33, unit="months", low=12, high=48, source="partner.setup_months", meaning="from the start to the first effect"
    )
    ramp_days: float = parameter(
        365, unit="days", low=0, high=1095, source="coop.ramp_days", meaning="from the first effect to the full one"
    )
    coordinators_krw: float = parameter(
        600,
        unit="KRW per resident and year",
        low=100,
        high=2000,
        source="coop.coordinators_krw",
        meaning="coordinators of the joint teams",
    )
    province_share: float = parameter(
        0.5,
        unit="share of the cost",
        low=0,
        high=1,
        source="coop.province_share",
        meaning="of the coordinators' cost that the province pays; the municipality pays the rest",
    )

    def __post_init__(self) -> None:
        check(self, f"strategy.{self.key}", plausible=False)

    @property
    def lag_days(self) -> float:
        return self.setup_months * YEAR_DAYS / 12.0

    def amend(self, institution: Institution) -> Institution:
        self.needs(institution, MUNICIPALITY, PROVINCE_TREASURY)
        for organisation in institution.organisations:
            if organisation.kind == FORCE and organisation.branch == PATROL:
                institution = self._joined(institution, organisation.name)
        calls = Answers(
            source=MUNICIPALITY,
            scope=Scope(LOCAL, _FIRST),
            duty=False,
            statement="municipal staff may take minor calls on autonomous affairs",
            basis=_BASIS,
        )
        return institution.move(calls, by=self.key, share=self.minor_calls)

    def costs(self) -> tuple[Cost, ...]:
        shares = {PROVINCE_TREASURY: self.province_share, MUNICIPALITY: 1.0 - self.province_share}
        return tuple(Cost(payer, self.key, share * self.coordinators_krw) for payer, share in shares.items())

    def _joined(self, institution: Institution, force: str) -> Institution:
        """What changes between one patrol force and the municipality."""
        problems = Refers(
            source=force,
            target=MUNICIPALITY,
            statement="joint teams take up problems with a removable cause that crews meet",
            basis=_BASIS,
        )
        records = Informs(
            source=force,
            target=MUNICIPALITY,
            scope=Scope(LOCAL),
            statement="the municipality is told of incidents on autonomous affairs",
            basis=_BASIS,
        )
        institution = institution.move(
            _as_enacted(institution, problems), by=self.key, probability=self.referral, delay=self.referral_days
        ).move(records, by=self.key, quality=self.known)
        affairs = _duties(institution, force)
        if not affairs:
            return institution
        tasks = Refers(
            source=MUNICIPALITY,
            target=force,
            scope=Scope(affairs),
            statement="joint teams also carry municipal tasks to the police",
            basis=_BASIS,
        )
        return institution.move(_as_enacted(institution, tasks), by=self.key, probability=self.task_shifting)


def _duties(institution: Institution, force: str) -> tuple[str, ...]:
    """Autonomous affairs for which the force has the duty of first response: whose tasks can be passed to it."""
    return tuple(
        affair
        for affair in LOCAL
        if any(a.duty and a.source == force for a in institution.jurisdiction(affair, "first_response"))
    )


def _as_enacted(institution: Institution, wanted: Refers) -> Refers:
    """The clause to move, under the condition on which the law in force already has it, if it has."""
    there = institution.find(Refers, wanted.source, wanted.target)
    return replace(wanted, must_hear=there[0].must_hear) if there else wanted
