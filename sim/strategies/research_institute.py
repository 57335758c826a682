"""Research institute: somebody finds out what works, and tells those who run and do the work.

Claim of the study: "to maximize security capabilities such as information sharing and mutual cooperation ... an
autonomous police development research institute should be established".

Mechanism. Money (FUNDS) makes know-how, which fades; offices and forces learn what the institute tells them (INFORMS)
and from one another. Know-how takes a small share off delays of information, off misrouting, off the blanks on the map
from which patrol is planned, and off the time that other programmes need, since pilots are evaluated. It does nothing
else, so alone it does next to nothing.

Where it can fail. It takes years before practice changes, and what is known is forgotten. What one finds out costs the
same everywhere, so a small region buys little. Crews learn in hours that they do not patrol: where there is little to
learn from, or much of it forgotten, hours are lost for nothing.

Cost by payer. The province sets the institute up, and pays it by the amended FUNDS clause alone; officers' hours are
hours, not won.
Legal basis: an ordinance on a research body that the province contributes to (assumption).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, final

from sim.institution.clauses import Appoints, Clause, Commands, Evaluates, Funds, Informs
from sim.institution.institution import Institution
from sim.institution.names import INSTITUTE, PROVINCE_TREASURY
from sim.parameters import check, parameter
from sim.strategies.base import Cost, Strategy


@final
@dataclass(frozen=True)
class ResearchInstitute(Strategy):
    """A small institute that studies autonomous policing and teaches what it finds."""

    key: ClassVar[str] = "research_institute"
    title: ClassVar[str] = "Research institute"
    claim: ClassVar[str] = "an autonomous police development research institute should be established"
    legal_basis: ClassVar[str] = "ordinance"
    basis: ClassVar[str] = "ordinance on a research body to which the province contributes (assumption)"

    institute_krw: float = parameter(
        300,
        unit="KRW per resident and year",
        low=50,
        high=1500,
        source="institute.krw",
        meaning="money for the institute",
    )
    told: float = parameter(
        0.5,
        unit="share of know-how",
        low=0.1,
        high=0.9,
        most=0.999,
        source="institute.told",
        meaning="of what the institute knows that it gets across to offices and forces",
    )
    setup_days: float = parameter(
        365,
        unit="days",
        low=180,
        high=1095,
        source="institute.setup_days",
        meaning="from the decision to the first work",
    )
    setup_krw: float = parameter(
        100,
        unit="KRW per resident, once",
        low=0,
        high=1000,
        source="institute.setup_krw",
        meaning="rooms, data, first posts",
    )

    def __post_init__(self) -> None:
        check(self, f"strategy.{self.key}", plausible=False)

    @property
    def lag_days(self) -> float:
        """No ramp follows: know-how grows at a rate of its own (half of it is there after three years)."""
        return self.setup_days

    def costs(self) -> tuple[Cost, ...]:
        return (Cost(PROVINCE_TREASURY, self.key, krw_per_resident_once=self.setup_krw),)

    def amend(self, institution: Institution) -> Institution:
        self.needs(institution, INSTITUTE, PROVINCE_TREASURY)
        money = Funds(
            source=PROVINCE_TREASURY,
            target=INSTITUTE,
            statement="the province pays a research institute",
            basis=self.basis,
        )
        amended = institution.move(money, by=self.key, amount=self.institute_krw)
        for listener in _listeners(institution):
            telling = Informs(
                source=INSTITUTE, target=listener, statement="the institute teaches what it finds", basis=self.basis
            )
            amended = amended.move(telling, by=self.key, quality=self.told)
        return amended


def _listeners(institution: Institution) -> tuple[str, ...]:
    """Forces, and whoever commands, appoints or judges them, in the order of organisations."""
    kinds: tuple[type[Clause], ...] = (Commands, Appoints, Evaluates)
    forces = institution.forces
    ruling = {clause.source for kind in kinds for clause in institution.find(kind) if clause.target in forces}
    return tuple(name for name in institution.names if name in forces or name in ruling)
