"""Citizen voice: more residents are heard, what they say weighs more, and some found a safety network.

Claim of the study: "actively reflect the voices of citizens in public security policy and build a public security
cooperation network".

Mechanism. HEARS toward the commission and the municipality gets more coverage and weight. A commission hears those who
know it: they complain by fear, trust and concern (`sim.society.complaints`), and who is heard gets to know it. What is
heard enters the map by which the commission's priorities are carried out, and the order of municipal repairs. `skew`
says whether all are asked alike, as by lot, or only those are heard who come. A share of residents is invited to found
a safety network (at rung R3 others join): members report more and walk a little where they live, led by the crews that
lead auxiliaries. That watching prevents anything by itself is not assumed (`society.network.efficacy`).

Where it can fail. Who speaks is not who suffers: the map of complaints leaves out places that suffer and do not know
the commission, and those whom fear keeps quiet, and patrol moves away from them. What is not heard is taken to be even,
so that more weight on little hearing blurs what records know. Walks are led by crews, who could patrol where it is
needed: large groups, or little effect of being seen, cost more presence than they bring. Members report more:
recorded crime and the load of crews rise while true crime does not fall, as where trust rises (recorded crime is no
measure of this strategy). A commission resolves only so much a month, and crews follow as far as it holds their
careers; trials of community policing found more satisfaction and next to no less crime or fear (Gill et al. 2014), six
trials abroad nothing at all (Blair et al. 2021).

Cost by payer: meetings and surveys, paid by the province. Members of the network are paid nothing.
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
    """Regular hearings, surveys and panels on autonomous affairs, and a safety network of residents."""

    key: ClassVar[str] = "citizen_voice"
    title: ClassVar[str] = "Citizen voice"
    claim: ClassVar[str] = (
        "actively reflect the voices of citizens in public security policy and build a public security cooperation "
        "network"
    )
    legal_basis: ClassVar[str] = "ordinance"
    basis: ClassVar[str] = "the commission may hear those concerned, Act art. 26(2); its procedure by ordinance, 26(4)"

    coverage: float = parameter(
        0.3, unit="share of residents", low=0.1, high=0.5, source="voice.coverage", meaning="whose concerns are heard"
    )
    weight: float = parameter(
        0.3, unit="share of priorities", low=0, high=0.6, source="voice.weight", meaning="weight of what is heard"
    )
    skew: float = parameter(
        0.3,
        unit="share",
        low=0,
        high=1,
        source="voice.skew",
        meaning="how far those who come by themselves stand for all",
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
