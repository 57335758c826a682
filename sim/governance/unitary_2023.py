"""Unitary 2023: the law of 2021 after the reorganisation of September 2023.

28 mobile patrol units (기동순찰대), about 2,600 officers from desk posts, patrol where headquarters sends them. At
stations life safety and 112 become one division (범죄예방대응과), which directs the police boxes in prevention and
response alike. The desk work that these officers left is not in the model: their crews come at no loss elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import ClassVar, Final, final

from sim.governance.base import Governance, Step
from sim.governance.restating import restated
from sim.institution.clauses import Answers, Appoints, Clause, Commands, Evaluates, Funds, Informs, Refers
from sim.institution.institution import Institution
from sim.institution.names import MUNICIPALITY, NATIONAL_PATROL, NPA
from sim.institution.organisation import FORCE, PATROL, Organisation
from sim.parameters import check, parameter
from sim.vocabulary import Scope

NATIONAL_MOBILE: Final = "national.mobile"

_REORGANISATION: Final = "reorganisation of the National Police, September 2023"


@final
@dataclass(frozen=True)
class Unitary2023(Governance):
    """Visible patrol from desk posts, and one division for prevention and response at stations."""

    key: ClassVar[str] = "unitary_2023"
    title: ClassVar[str] = "Unitary model (일원화) since the reorganisation of September 2023"

    mobile_share: float = parameter(
        0.0448,
        unit="share of the crews of police boxes",
        low=0.02,
        high=0.06,
        least=0.0,
        source="mobile.share",
        meaning="crews of the mobile patrol units",
    )
    chain_weight: float = parameter(
        0.75,
        unit="share of its weight before",
        low=0.5,
        high=1,
        least=0.0,
        source="command.chain_weight_2023",
        meaning="what is left of the 112 chain's command over police boxes in one division with life safety",
    )

    def __post_init__(self) -> None:
        check(self, f"governance.{self.key}", plausible=False)

    def steps(self, unitary: Institution) -> tuple[Step, ...]:
        mobile = self._establish(unitary)
        return (
            Step("mobile units", "Officers from desk posts patrol in mobile units under headquarters.", mobile),
            Step("merged rooms", "Life safety and 112 at stations become one division.", self._merge(mobile)),
        )

    def _establish(self, unitary: Institution) -> Institution:
        units = Organisation(NATIONAL_MOBILE, FORCE, PATROL, "Mobile patrol units", people=self.mobile_share)
        return unitary.establish(units).enact(*_duties(), *_like_the_boxes(unitary), _judged(unitary))

    def _merge(self, mobile: Institution) -> Institution:
        responding = Scope(phases=("first_response",))
        chain = [c for c in mobile.find(Commands, NPA, NATIONAL_PATROL) if c.scope == responding]
        merged = {
            "statement": "one division of the station directs prevention and response; the 112 room still dispatches",
            "basis": _REORGANISATION,
        }
        return restated(mobile, {c: merged | {"weight": self.chain_weight * c.weight} for c in chain})


def _duties() -> Iterator[Clause]:
    yield Commands(
        source=NPA,
        target=NATIONAL_MOBILE,
        scope=Scope(phases=("prevention",)),
        weight=1.0,
        statement="the si/do police send mobile units to crowded and dangerous places",
        basis=_REORGANISATION,
    )
    yield Answers(
        source=NATIONAL_MOBILE,
        scope=Scope(phases=("prevention",)),
        share=1.0,
        statement="mobile units patrol in sight against every kind of incident",
        basis=_REORGANISATION,
    )
    yield Answers(
        source=NATIONAL_MOBILE,
        scope=Scope(phases=("first_response",)),
        duty=False,
        urgent_only=True,
        share=1.0,
        statement="mobile units go to urgent calls when they are nearest",
        basis=f"{_REORGANISATION}; extent assumed",
    )


def _like_the_boxes(unitary: Institution) -> Iterator[Clause]:
    """Careers, information, referral and money as they are for the crews of the police boxes."""
    for career in unitary.find(Appoints, target=NATIONAL_PATROL):
        yield replace(career, target=NATIONAL_MOBILE)
    for money in unitary.find(Funds, target=NATIONAL_PATROL):
        yield replace(money, target=NATIONAL_MOBILE)
    for record in (*unitary.find(Informs, NATIONAL_PATROL), *unitary.find(Refers, NATIONAL_PATROL, MUNICIPALITY)):
        yield replace(record, source=NATIONAL_MOBILE)


def _judged(unitary: Institution) -> Evaluates:
    """Mobile units belong to no station, so no commission evaluates their chief (Act art. 30(4))."""
    (judge,) = unitary.find(Evaluates, NPA, NATIONAL_PATROL)
    return replace(
        judge,
        target=NATIONAL_MOBILE,
        statement="headquarters evaluates the mobile units, by its own criteria for the boxes",
        basis=f"{_REORGANISATION}; criteria assumed",
    )
