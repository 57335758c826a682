"""Unitary: one body of officers, three chains of command (law in force since 1 July 2021).

Act on the Organization and Operation of National and Autonomous Police ("Act"): officers stay in the National Police.
The agency directs national affairs, the commission autonomous affairs, the Office of Investigation investigations
(arts. 14, 16, 18, 28). Just before the start the police boxes went to the 112 chain: one national pool answers all.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import ClassVar, Final, final

from sim.governance.base import Governance, Step
from sim.governance.dealings import dealings
from sim.governance.practice import Practice
from sim.institution.clauses import Answers, Clause, Commands
from sim.institution.institution import Institution
from sim.institution.names import (
    ANALYSIS,
    AUXILIARY,
    COMMISSION,
    FOUNDATION,
    INSTITUTE,
    MUNICIPALITY,
    NATIONAL_INVESTIGATION,
    NATIONAL_PATROL,
    NATIONAL_TRAFFIC,
    NATIONAL_WOMEN_YOUTH,
    NOI,
    NPA,
    PROVINCE_TREASURY,
    RESIDENTS,
    STATE_TREASURY,
)
from sim.institution.organisation import ANALYSIS as ANALYSTS
from sim.institution.organisation import FORCE, HEADQUARTERS, PATROL, Organisation
from sim.institution.organisation import FOUNDATION as GIVING
from sim.parameters import check, parameter
from sim.vocabulary import CORPS, LOCAL, NATIONAL, Scope
from sim.vocabulary import INSTITUTE as RESEARCH

ORGANISATIONS: Final = (
    Organisation(NPA, HEADQUARTERS, title="National Police Agency"),
    Organisation(NOI, "investigation_office", title="National Office of Investigation"),
    Organisation(COMMISSION, "commission", title="Si/Do Autonomous Police Commission"),
    Organisation(MUNICIPALITY, "municipality", title="Municipality"),
    Organisation(RESIDENTS, "residents", title="Residents"),
    Organisation(STATE_TREASURY, "treasury", title="State treasury"),
    Organisation(PROVINCE_TREASURY, "treasury", title="Province treasury"),
    Organisation(AUXILIARY, CORPS, title="Auxiliary corps"),
    Organisation(INSTITUTE, RESEARCH, title="Autonomous police development research institute"),
    Organisation(ANALYSIS, ANALYSTS, title="Workload analysis unit"),
    Organisation(FOUNDATION, GIVING, title="Autonomous police foundation"),
    Organisation(NATIONAL_PATROL, FORCE, PATROL, "Patrol crews of the police boxes", people=1.0),
    Organisation(NATIONAL_WOMEN_YOUTH, FORCE, "women_youth", "Women and youth teams"),
    Organisation(NATIONAL_TRAFFIC, FORCE, "traffic", "Traffic teams"),
    Organisation(NATIONAL_INVESTIGATION, FORCE, "investigation", "Investigation teams"),
)

_LOCAL_FORCES: Final = (NATIONAL_PATROL, NATIONAL_WOMEN_YOUTH, NATIONAL_TRAFFIC)
_CASES: Final = ("investigation", "follow_up")
_OUTSIDE_112: Final = ("prevention", "investigation", "follow_up")


@final
@dataclass(frozen=True)
class Unitary(Governance):
    """The base of every comparison. As a reform it changes nothing."""

    key: ClassVar[str] = "unitary"
    title: ClassVar[str] = "Unitary model (일원화), law in force"

    commission_weight: float = parameter(
        0.15,
        unit="share",
        low=0,
        high=0.4,
        source="command.commission_weight_unitary",
        meaning="weight of the commission over patrol, women and youth, traffic; headquarters has the rest",
    )
    supervision: float = parameter(
        0.1,
        unit="sworn hours per hour of an auxiliary",
        low=0.05,
        high=0.25,
        most=1,
        source="aux.supervision_hours",
        meaning="what leading auxiliaries and walking neighbours costs the force that commands them",
    )
    practice: Practice = field(default_factory=Practice)

    def __post_init__(self) -> None:
        check(self, f"governance.{self.key}", plausible=False)

    def steps(self, unitary: Institution) -> tuple[Step, ...]:
        return ()

    def institution(self) -> Institution:
        """The unitary institution, with clauses of all eight kinds."""
        return Institution(ORGANISATIONS, (*self._commands(), *_answers(), *dealings(self.practice)))

    def _commands(self) -> Iterator[Clause]:
        headquarters = 1.0 - self.commission_weight
        for force in _LOCAL_FORCES:
            yield Commands(
                source=NPA,
                target=force,
                scope=Scope(NATIONAL, ("prevention", "follow_up")),
                weight=headquarters,
                statement="the Commissioner General directs national affairs through the si/do police chief",
                basis="Act arts. 14, 28",
            )
            yield Commands(
                source=COMMISSION,
                target=force,
                scope=Scope(LOCAL, _OUTSIDE_112),
                weight=self.commission_weight,
                statement="the commission directs autonomous affairs by resolution, or else the si/do police chief "
                "is deemed to have been delegated the command",
                basis="Act arts. 18, 28(4)",
            )
        yield Commands(
            source=NPA,
            target=NATIONAL_PATROL,
            scope=Scope(phases=("first_response",)),
            weight=1.0,
            statement="the 112 control room dispatches the crews of the police boxes to every call",
            basis="practice since 2021; Act art. 30(3)",
        )
        yield Commands(
            source=NATIONAL_PATROL,
            target=AUXILIARY,
            weight=1.0,
            supervision=self.supervision,
            statement="the crews of the police boxes lead and look after auxiliaries, where there are any",
            basis="Act on autonomous neighbourhood patrols; hours assumed",
        )
        yield Commands(
            source=NOI,
            target=NATIONAL_INVESTIGATION,
            scope=Scope(NATIONAL, _CASES),
            weight=1.0,
            statement="the Office of Investigation directs investigations",
            basis="Act art. 16",
        )


def _answers() -> Iterator[Clause]:
    yield Answers(
        source=NATIONAL_PATROL,
        scope=Scope(phases=("prevention", "first_response")),
        share=1.0,
        statement="patrol crews answer every call first and patrol against every kind of incident",
        basis="practice since 2021 (police boxes under the 112 chain)",
    )
    cases = {
        NATIONAL_PATROL: ("life_safety", "local_events"),
        NATIONAL_WOMEN_YOUTH: ("women_youth",),
        NATIONAL_TRAFFIC: ("traffic",),
        NATIONAL_INVESTIGATION: NATIONAL,
    }
    for force, affairs in cases.items():
        yield Answers(
            source=force,
            scope=Scope(affairs, _CASES),
            share=1.0,
            statement="investigates and follows up its own affairs",
            basis="Act art. 4; division of work among station teams (assumption)",
        )
