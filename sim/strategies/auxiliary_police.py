"""Auxiliary police: a corps without arrest powers walks, and takes minor calls.

Claim of the study: "auxiliary police should be actively utilized to supplement the security gap".

Mechanism. Money (FUNDS) makes members, in one of three designs; members walk where they choose to and where they are
sent, and may take minor calls on autonomous affairs (ANSWERS without duty). Patrol crews supervise them (COMMANDS,
sworn hours per hour of the corps).

Where it can fail. Supervision takes sworn hours from patrol. Members live where need is low and avoid hard places.
Volunteers leave. With little presence for a sworn hour, sworn patrol given up is worth more than the walk it buys.

Cost by payer. The province pays the corps by the amended FUNDS clause alone, so no money is counted twice; officers'
hours of supervision are hours, not won.
Legal basis: volunteers now (Act on Autonomous Neighbourhood Patrols, since 27 April 2023); the others need an Act.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import ClassVar, Final, final

from sim.institution.clauses import Answers, Commands, Funds
from sim.institution.institution import Institution
from sim.institution.names import AUXILIARY, PROVINCE_TREASURY
from sim.parameters import check, choice, parameter
from sim.strategies.base import Strategy
from sim.vocabulary import CORPS_DESIGNS, LOCAL, Scope

_LAW: Final[Mapping[str, tuple[str, str]]] = {
    "volunteer": ("now", "Act on Autonomous Neighbourhood Patrols (자율방범대법), in force since 27 April 2023"),
    "paid": ("act", "an Act on paid auxiliaries, which does not exist"),
    "conscript_like": ("act", "an Act, and service in the corps as military service; conscripted police ended in 2023"),
}
"""By design: what is needed, and the text."""


@final
@dataclass(frozen=True)
class AuxiliaryPolice(Strategy):
    """A corps of volunteers, of paid auxiliaries, or of young people in service."""

    key: ClassVar[str] = "auxiliary_police"
    title: ClassVar[str] = "Auxiliary police"
    claim: ClassVar[str] = "auxiliary police should be actively utilized to supplement the security gap"

    design: str = choice("volunteer", among=CORPS_DESIGNS, source="aux.design", meaning="how auxiliaries serve")
    volunteer_krw: float = parameter(
        776,
        unit="KRW per resident and year",
        low=120,
        high=3040,
        source="aux.volunteer_funds_krw",
        meaning="money for volunteers",
    )
    paid_krw: float = parameter(
        6900,
        unit="KRW per resident and year",
        low=800,
        high=27500,
        source="aux.paid_funds_krw",
        meaning="money for paid auxiliaries",
    )
    conscript_krw: float = parameter(
        7500,
        unit="KRW per resident and year",
        low=500,
        high=15000,
        source="aux.conscript_funds_krw",
        meaning="money for auxiliaries in service",
    )
    minor_calls: float = parameter(
        0.318,
        unit="share of divertible minor calls",
        low=0.2,
        high=0.41,
        source="aux.divertible_call_share",
        meaning="minor calls on autonomous affairs that the corps may take",
    )
    supervision: float = parameter(
        0.1,
        unit="sworn hours per hour of the corps",
        low=0.05,
        high=0.25,
        most=1.0,
        source="aux.supervision_hours",
        meaning="time of the crews that lead and oversee the corps",
    )
    start_up_days: float = parameter(
        180,
        unit="days",
        low=30,
        high=1095,
        source="aux.start_up_days",
        meaning="from the decision to the first members; the corps is paid from the start",
    )

    def __post_init__(self) -> None:
        check(self, f"strategy.{self.key}", plausible=False)

    @property
    def legal_basis(self) -> str:
        return _LAW[self.design][0]

    @property
    def basis(self) -> str:
        return _LAW[self.design][1]

    @property
    def lag_days(self) -> float:
        """No ramp follows: recruits fill the corps at a rate of their own."""
        return self.start_up_days

    @property
    def krw(self) -> float:
        """KRW per resident and year for the chosen design."""
        by_design = (self.volunteer_krw, self.paid_krw, self.conscript_krw)
        return by_design[CORPS_DESIGNS.index(self.design)]

    def amend(self, institution: Institution) -> Institution:
        self.needs(institution, AUXILIARY, PROVINCE_TREASURY)
        leading = institution.find(Commands, target=AUXILIARY)
        if not leading:
            raise ValueError(f"{self.key}: nobody commands {AUXILIARY!r}; enact a Commands clause of a force over it")
        for command in leading:
            led = replace(command, statement="crews lead and oversee the corps", basis=self.basis)
            institution = institution.move(led, by=self.key, supervision=self.supervision)
        money = Funds(
            source=PROVINCE_TREASURY,
            target=AUXILIARY,
            rule=self.design,
            statement="the province pays for auxiliaries",
            basis=self.basis,
        )
        calls = Answers(
            source=AUXILIARY,
            scope=Scope(LOCAL, ("first_response",)),
            duty=False,
            statement="auxiliaries may take minor calls on autonomous affairs",
            basis=self.basis,
        )
        return institution.move(money, by=self.key, amount=self.krw).move(calls, by=self.key, share=self.minor_calls)
