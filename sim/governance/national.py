"""National: one police under headquarters, no commission, boxes under life safety (much as before July 2021).

What the commission has under the unitary law goes to headquarters or ends. The Office of Investigation stays, though it
is of January 2021, so that the difference is the commission and the 112 chain alone.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, ClassVar, Final, final

from sim.governance.base import Governance, Step
from sim.governance.restating import restated
from sim.institution.clauses import Appoints, Clause, Commands, Evaluates, Funds, Hears, Informs, Refers
from sim.institution.institution import Institution
from sim.institution.names import (
    COMMISSION,
    MUNICIPALITY,
    NATIONAL_PATROL,
    NPA,
    PROVINCE_TREASURY,
    RESIDENTS,
    STATE_TREASURY,
)
from sim.parameters import check, parameter
from sim.vocabulary import Scope

_RESPONDING: Final = Scope(phases=("first_response",))
_BEFORE: Final = "Police Act as it stood before July 2021"


@final
@dataclass(frozen=True)
class National(Governance):
    """The commission away: what a regional voice is measured against."""

    key: ClassVar[str] = "national"
    title: ClassVar[str] = "National police without a commission, as before July 2021"

    chain_weight: float = parameter(
        0.25,
        unit="share of headquarters' command",
        low=0.0,
        high=1.0,
        source="command.chain_weight_before",
        meaning="weight of the 112 room's command over police boxes that life safety directs",
    )

    def __post_init__(self) -> None:
        check(self, f"governance.{self.key}", plausible=False)

    def steps(self, unitary: Institution) -> tuple[Step, ...]:
        commanded = _command(unitary)
        boxes = self._boxes(commanded)
        careers = _careers(boxes)
        return (
            Step("command", "Headquarters directs all affairs of all forces.", commanded),
            Step("life safety", "The police boxes answer to life safety; the 112 room only dispatches.", boxes),
            Step("careers", "Headquarters alone appoints and evaluates.", careers),
            Step(
                "voice and money",
                "What reports, hearings, ordinances and project money gave the commission ends.",
                _end(careers),
            ),
        )

    def _boxes(self, commanded: Institution) -> Institution:
        chain = [c for c in commanded.find(Commands, NPA, NATIONAL_PATROL) if c.scope == _RESPONDING]
        dispatching = {
            "weight": self.chain_weight,
            "statement": "the 112 room dispatches; the life-safety division directs the police boxes",
            "basis": "organisation of police stations before 2021",
        }
        return restated(commanded, dict.fromkeys(chain, dispatching))


def _command(unitary: Institution) -> Institution:
    """All affairs weigh alike where one principal commands them."""
    directs = {
        "source": NPA,
        "statement": "the Commissioner General directs autonomous affairs through the si/do police chief",
    }
    changes: dict[Clause, dict[str, Any]] = {}
    for clause in unitary.find(Commands):
        if clause.source in (NPA, COMMISSION) and not clause.emergency:
            changes[clause] = {"weight": 1.0, "basis": _BEFORE} | (directs if clause.source == COMMISSION else {})
    return restated(unitary, changes)


def _careers(commanded: Institution) -> Institution:
    """What headquarters judges by stays; the commission's tenth, which held no careers, falls away."""
    changes: dict[Clause, dict[str, Any]] = {}
    alone = {"statement": "headquarters alone evaluates, by the criteria that it held before", "basis": "assumption"}
    for career in commanded.find(Appoints, COMMISSION):
        (own,) = commanded.find(Appoints, NPA, career.target)
        changes[own] = {"stake": own.stake + career.stake, "basis": _BEFORE}
    for judge in commanded.find(Evaluates, NPA):
        if commanded.find(Evaluates, COMMISSION, judge.target):
            changes[judge] = alone
    return restated(commanded, changes).repeal(Appoints, COMMISSION).repeal(Evaluates, COMMISSION)


def _end(careers: Institution) -> Institution:
    (projects,) = careers.find(Funds, STATE_TREASURY, COMMISSION)
    own = replace(projects, target=NPA, statement="the state pays the projects through headquarters", basis=_BEFORE)
    return (
        careers.repeal(Informs, target=COMMISSION)
        .repeal(Hears, RESIDENTS, COMMISSION)
        .repeal(Refers, MUNICIPALITY, NATIONAL_PATROL)
        .repeal(Funds, STATE_TREASURY, COMMISSION)
        .repeal(Funds, PROVINCE_TREASURY, COMMISSION)
        .enact(own)
    )
