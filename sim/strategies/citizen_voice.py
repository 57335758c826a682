"""Citizen voice: more residents are heard, and what they say weighs more.

Claim of the study: "actively reflect the voices of citizens in public security policy and build a public security
cooperation network".

Mechanism, as far as it stands here: HEARS toward the commission and the municipality gets more coverage and weight, so
that concerns enter the map by which the commission's priorities are carried out; only residents who are aware of it are
heard, and who is heard gets to know it (`sim.society.awareness`). What the municipality hears changes nothing yet.
Complaints are not modelled, and nothing founds a safety network yet.

Where it can fail. Who speaks is not who suffers (skew): priorities move from hard places to populous ones. A commission
resolves only so much a month. What is meant is done as far as officers accept it; six trials abroad found no effect.

Cost by payer: meetings and surveys, paid by the province.
Legal basis: the commission may hear those concerned; regular bodies need an ordinance (Act art. 26(2), (4)).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Final, final

from sim.institution.clauses import Hears
from sim.institution.institution import Institution
from sim.institution.names import COMMISSION, MUNICIPALITY, PROVINCE_TREASURY, RESIDENTS
from sim.parameters import check, parameter
from sim.strategies.base import Cost, Strategy
from sim.vocabulary import LOCAL, Scope

_HEARERS: Final = (COMMISSION, MUNICIPALITY)


@final
@dataclass(frozen=True)
class CitizenVoice(Strategy):
    """Regular hearings, surveys and panels on autonomous affairs."""

    key: ClassVar[str] = "citizen_voice"
    title: ClassVar[str] = "Citizen voice"
    claim: ClassVar[str] = "actively reflect the voices of citizens in public security policy"
    legal_basis: ClassVar[str] = "ordinance"
    basis: ClassVar[str] = "the commission may hear those concerned, Act art. 26(2); its procedure by ordinance, 26(4)"

    coverage: float = parameter(
        0.3, unit="share of residents", low=0.1, high=0.5, source="voice.coverage", meaning="whose concerns are heard"
    )
    weight: float = parameter(
        0.3, unit="share of priorities", low=0, high=0.6, source="voice.weight", meaning="weight of what is heard"
    )
    skew: float = parameter(
        0.3, unit="share", low=0, high=1, source="voice.skew", meaning="how far those who come stand for all"
    )
    network: float = parameter(
        0.01,
        unit="share of residents",
        low=0,
        high=0.05,
        source="voice.network",
        meaning="invited to found a safety network",
    )
    lag_days: float = parameter(
        180, unit="days", low=30, high=730, source="voice.lag_days", meaning="from the start to the first hearing"
    )
    ramp_days: float = parameter(
        365, unit="days", low=0, high=1095, source="voice.ramp_days", meaning="until hearings have become usual"
    )
    meetings_krw: float = parameter(
        300,
        unit="KRW per resident and year",
        low=50,
        high=1000,
        source="voice.meetings_krw",
        meaning="meetings, surveys and their staff",
    )

    def __post_init__(self) -> None:
        check(self, f"strategy.{self.key}", plausible=False)

    def amend(self, institution: Institution) -> Institution:
        self.needs(institution, RESIDENTS, PROVINCE_TREASURY, *_HEARERS)
        for hearer in _HEARERS:
            hearing = Hears(
                source=RESIDENTS,
                target=hearer,
                scope=Scope(LOCAL),
                statement="residents are asked and heard regularly on autonomous affairs",
                basis="participation ordinance; Act art. 26",
            )
            institution = institution.move(
                hearing,
                by=self.key,
                coverage=self.coverage,
                weight=self.weight,
                skew=self.skew,
                network=self.network,
            )
        return institution

    def costs(self) -> tuple[Cost, ...]:
        return (Cost(PROVINCE_TREASURY, self.key, self.meetings_krw),)
