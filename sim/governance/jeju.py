"""Jeju: the trial of 2018 to 2020, a small second force under the province beside the national one.

Of 54 types of call 42 stayed national and 12 went to the autonomous police: drunks, protection, traffic, lost property.
Here these are the affairs life safety, traffic and local events, 32 % of dispatched calls (31.8 % in the trial); women
and youth stay national. Where such a call is urgent a national car goes too, both rooms sit together, and two networks
of boxes share one area. The second force grew from 46 to 60 cars on patrol in all, so it has 14 of 60.

The commission stands for the province and its autonomous police. Most officers were seconded and go back: the province
holds half of their careers (an assumption; the Assembly's research service found that it held none).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar, Final, final

from sim.governance.base import Governance, Step
from sim.governance.second_force import ACROSS, Words, joint_room, of_calls, own_police, pay, told_across
from sim.institution.clauses import Answers, Appoints, Commands, Evaluates, Hears, Informs, Refers
from sim.institution.institution import Institution
from sim.institution.names import (
    COMMISSION,
    MUNICIPALITY,
    NATIONAL_PATROL,
    NATIONAL_TRAFFIC,
    NATIONAL_WOMEN_YOUTH,
    NPA,
    RESIDENTS,
)
from sim.institution.organisation import BOXES
from sim.parameters import check, choice, parameter
from sim.vocabulary import AFFAIRS, Scope

JEJU_PATROL: Final = "jeju.patrol"
JEJU_TRAFFIC: Final = "jeju.traffic"
OWN: Final = ("life_safety", "traffic", "local_events")
"""Affairs of the second force: the 12 types of call."""

_FORCES: Final = (JEJU_PATROL, JEJU_TRAFFIC)
_REST: Final = tuple(affair for affair in AFFAIRS if affair not in OWN)
_FIRST: Final = ("first_response",)
_TRIAL: Final = "Jeju trial, 2018 to 2020"
_DISPATCHED: Final = "the 112 rooms, which sit together, dispatch the boxes of the second force, and no more"
_WORDS: Final = Words(
    "the province posts officers",
    "records reach the province",
    "the province evaluates its own force, by the criteria by which headquarters did",
    _TRIAL,
    lent="seconded officers go back to the National Police",
)


@final
@dataclass(frozen=True)
class Jeju(Governance):
    """The trial as a reform of the unitary institution."""

    key: ClassVar[str] = "jeju"
    title: ClassVar[str] = "Jeju trial (제주), 2018 to 2020"

    patrol_share: float = parameter(
        14 / 60,
        unit="share of crews",
        low=0.05,
        high=0.4,
        source="jeju.patrol_share",
        meaning="patrol crews of the second force",
    )
    boxes: str = choice("shared", among=BOXES, source="jeju.boxes", meaning="police boxes of one force or of both")
    joint_urgent: float = parameter(
        1.0,
        unit="share of calls",
        low=0,
        high=1,
        source="jeju.joint_urgent",
        meaning="urgent calls of the second force to which a national crew goes too",
    )
    desk: float = parameter(
        0.8,
        unit="share of misrouted calls",
        low=0,
        high=1,
        source="split.desk_share",
        meaning="misrouted calls settled at the joint control desk",
    )
    handover_min: float = parameter(
        100 / 60,
        unit="min",
        low=0,
        high=466 / 60,
        most=60,
        source="split.cross_agency_delay_s",
        meaning="to pass a call from one force to the other in a shared system",
    )
    known_across: float = parameter(
        0.5,
        unit="share of incidents known",
        low=0,
        high=1,
        source="inform.across_forces_quality",
        meaning="what one police, its case teams too, knows of the other's incidents, within a day",
    )
    commission_knows: float = parameter(
        0.9,
        unit="share of incidents known",
        low=0.3,
        high=1,
        source="inform.own_commission_quality",
        meaning="what the province knows of the incidents of its own force, within a day",
    )
    chain_weight: float = parameter(
        0.5,
        unit="share of its weight before",
        low=0.25,
        high=1,
        least=0.0,
        source="jeju.chain_weight",
        meaning="command over calls at the second force's boxes, over what the 112 chain had when they were its own",
    )
    stake: float = parameter(
        0.5,
        unit="share of a career",
        low=0,
        high=1,
        source="jeju.stake",
        meaning="say of the province in careers of the second force; the police that lend officers have the rest",
    )
    heard: float = parameter(
        0.15,
        unit="share of residents",
        low=0,
        high=0.5,
        source="jeju.heard",
        meaning="residents whose concerns the province can hear for its force",
    )
    local_cost_share: float = parameter(
        1.0,
        unit="share of the cost of posts",
        low=0,
        high=1,
        source="jeju.local_cost_share",
        meaning="cost of the second force that the province pays; the state pays the rest",
    )
    overhead: float = parameter(
        0.03,
        unit="share of the cost of posts",
        low=0,
        high=0.1,
        most=1,
        source="split.backoffice_duplication",
        meaning="what an administration of its own costs the second force beside its posts",
    )

    def __post_init__(self) -> None:
        check(self, f"governance.{self.key}", plausible=False)

    def steps(self, unitary: Institution) -> tuple[Step, ...]:
        steps: list[Step] = []
        now = unitary
        for name, sentence, enacted in (
            ("split", "A second force takes its share of crews; every rule stays.", self._split),
            ("command", "The province directs the second force, headquarters the national one.", self._command),
            ("jurisdiction", "Twelve types of call go to the second force, all others to the national one.", _divide),
            (
                "joint attendance",
                "A national crew may take, and joins, urgent calls of the second force.",
                self._attend,
            ),
            ("joint room", "A joint control room settles misrouted calls and passes on the others.", self._room),
            (
                "people and money",
                "Careers are shared; evaluation, records, voice and money follow the force.",
                self._people,
            ),
        ):
            now = enacted(now)
            steps.append(Step(name, sentence, now))
        return tuple(steps)

    def _split(self, unitary: Institution) -> Institution:
        return unitary.split_force(
            NATIONAL_PATROL, JEJU_PATROL, self.patrol_share, self.boxes, basis=_TRIAL
        ).rename_force(NATIONAL_TRAFFIC, JEJU_TRAFFIC, basis=_TRIAL)

    def _command(self, split: Institution) -> Institution:
        for force, directs, affairs in (
            (JEJU_PATROL, COMMISSION, OWN),
            (JEJU_TRAFFIC, COMMISSION, OWN),
            (NATIONAL_PATROL, NPA, _REST),
            (NATIONAL_WOMEN_YOUTH, NPA, _REST),
        ):
            says = "the province directs its own police" if directs == COMMISSION else "headquarters directs the rest"
            directed = Commands(
                source=directs, target=force, scope=Scope(affairs), weight=1.0, statement=says, basis=_TRIAL
            )
            chain = of_calls(directed, self.chain_weight, _DISPATCHED) if force == JEJU_PATROL else (directed,)
            split = split.repeal(Commands, target=force).enact(*chain)
        return split

    def _attend(self, divided: Institution) -> Institution:
        also = Answers(
            source=NATIONAL_PATROL,
            scope=Scope(OWN, _FIRST),
            duty=False,
            urgent_only=True,
            share=1.0,
            statement="a national crew may take an urgent call if it is nearer",
            basis=_TRIAL,
        )
        joins = replace(
            also, joint=True, share=self.joint_urgent, statement="a national crew goes to urgent calls in addition"
        )
        return divided.enact(also, joins)

    def _room(self, divided: Institution) -> Institution:
        return divided.enact(
            *joint_room(
                (NATIONAL_PATROL, JEJU_PATROL),
                quality=self.known_across,
                desk=self.desk,
                handover=self.handover_min,
                statement="both forces sit in one 112 room",
                basis=_TRIAL,
            )
        )

    def _people(self, divided: Institution) -> Institution:
        for force in _FORCES:
            divided = own_police(divided, force, self.stake, self.commission_knows, _WORDS)
        divided = told_across(divided, _FORCES, quality=self.known_across, statement=ACROSS, basis="assumption")
        divided = _all_national(divided)
        (heard,) = divided.find(Hears, RESIDENTS, COMMISSION)
        closer = replace(
            heard, coverage=self.heard, statement="residents who know of it are heard by the province", basis=_TRIAL
        )
        paid = pay(
            _FORCES, self.local_cost_share, self.overhead, statement="the province pays its own force", basis=_TRIAL
        )
        return divided.repeal(Hears, RESIDENTS, COMMISSION).enact(closer, *paid)


def _divide(split: Institution) -> Institution:
    return split.narrow(Answers, JEJU_PATROL, Scope(OWN), basis=_TRIAL).narrow(
        Answers, NATIONAL_PATROL, Scope(_REST), basis=_TRIAL
    )


def _all_national(divided: Institution) -> Institution:
    """What the commission had over forces that stay national falls away."""
    for force in (NATIONAL_PATROL, NATIONAL_WOMEN_YOUTH):
        divided = divided.repeal(Evaluates, COMMISSION, force).repeal(Informs, force, COMMISSION)
    (own,), (other,) = (divided.find(Appoints, who, NATIONAL_WOMEN_YOUTH) for who in (NPA, COMMISSION))
    return (
        divided.repeal(Appoints, target=NATIONAL_WOMEN_YOUTH)
        .enact(replace(own, stake=own.stake + other.stake, basis=_TRIAL))
        .repeal(Refers, MUNICIPALITY, NATIONAL_PATROL)
    )
