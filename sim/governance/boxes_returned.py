"""Boxes returned: the unitary law with the police boxes back under life safety, as the commissions ask (2022, 2025).

The commission directs prevention by the boxes with more weight, the 112 room only dispatches, and the exception that
keeps patrol officers out of the commission's appointments falls. All crews still answer all calls as one pool.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, Final, final

from sim.governance.base import Governance, Step
from sim.governance.restating import restated
from sim.institution.clauses import Appoints, Clause, Commands
from sim.institution.institution import Institution
from sim.institution.names import COMMISSION, NATIONAL_PATROL, NATIONAL_TRAFFIC, NPA
from sim.parameters import check, parameter
from sim.vocabulary import Scope

_RESPONDING: Final = Scope(phases=("first_response",))
_PROPOSAL: Final = "proposal of the commissions, 2022 and 2025"
_DECREE: Final = "proposal: Appointment Decree art. 4(1) without the exception of patrol divisions and substations"


@final
@dataclass(frozen=True)
class BoxesReturned(Governance):
    """Command and careers over the police boxes as over the other autonomous branches, and more of them."""

    key: ClassVar[str] = "boxes_returned"
    title: ClassVar[str] = "Unitary model (일원화), police boxes back under life safety"

    chain_weight: float = parameter(
        0.5,
        unit="share of its weight before",
        low=0.25,
        high=1,
        least=0.0,
        source="command.chain_weight_returned",
        meaning="what is left of the 112 chain's command over police boxes when its room only dispatches",
    )
    commission_weight: float = parameter(
        0.4,
        unit="share",
        low=0.15,
        high=0.8,
        least=0.0,
        source="command.commission_weight_returned",
        meaning="weight of the commission over the police boxes in prevention; headquarters has the rest",
    )

    def __post_init__(self) -> None:
        check(self, f"governance.{self.key}", plausible=False)

    def steps(self, unitary: Institution) -> tuple[Step, ...]:
        returned = self._return(unitary)
        directed = self._direct(returned)
        return (
            Step("life safety", "The police boxes answer to life safety; the 112 room only dispatches.", returned),
            Step("command", "The commission directs the boxes in prevention with more weight.", directed),
            Step("careers", "The commission shares in appointing patrol officers.", _appoint(directed)),
        )

    def _return(self, unitary: Institution) -> Institution:
        chain = [c for c in unitary.find(Commands, NPA, NATIONAL_PATROL) if c.scope == _RESPONDING]
        dispatching = {
            "statement": "the 112 control room dispatches the crews of the police boxes, and no more",
            "basis": _PROPOSAL,
        }
        return restated(unitary, {c: dispatching | {"weight": self.chain_weight * c.weight} for c in chain})

    def _direct(self, returned: Institution) -> Institution:
        changes: dict[Clause, dict[str, Any]] = {}
        for clause in returned.find(Commands, target=NATIONAL_PATROL):
            weight = self.commission_weight if clause.source == COMMISSION else 1.0 - self.commission_weight
            if clause.scope != _RESPONDING and not clause.emergency:
                changes[clause] = {"weight": weight, "basis": f"{clause.basis}; {_PROPOSAL}"}
        return restated(returned, changes)


def _appoint(directed: Institution) -> Institution:
    """The stakes of both principals become those they have in the other autonomous branches; promotion stays."""
    changes: dict[Clause, dict[str, Any]] = {
        career: {"stake": other.stake, "basis": _DECREE}
        for career in directed.find(Appoints, NPA, NATIONAL_PATROL)
        for other in directed.find(Appoints, NPA, NATIONAL_TRAFFIC)
    }
    (own,) = directed.find(Appoints, NPA, NATIONAL_PATROL)
    (example,) = directed.find(Appoints, COMMISSION, NATIONAL_TRAFFIC)
    shared = Appoints(
        source=COMMISSION,
        target=NATIONAL_PATROL,
        stake=example.stake,
        rotation=example.rotation,
        reposting=own.reposting,
        promotion=own.promotion,
        statement="the governor's powers up to inspector, without hiring and dismissal, lie with the commission",
        basis=_DECREE,
    )
    return restated(directed, changes).enact(shared)
