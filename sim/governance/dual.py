"""Dual: a national and a local force share one region (government plan of 13 November 2018, not enacted).

The police boxes and the teams for women and youth and for traffic move to a local force under the commission; a
national patrol unit stays. Control rooms and first response are joint. The plan says 36 % of all officers (43,000 of
117,617); the same share of patrol crews is our reading, and a parameter.

Both forces go to about 3 % of calls in the Jeju trial of 2018 (12 of 394). Two rules here make such calls: misrouted
calls (3.0 % of calls; with a joint desk only a fifth of them moves a crew: 0.6 %) and the joint list. The default
`joint_share` closes that count: 0.67 of the calls for women and youth, 3.6 % of all, makes the other 2.4 %. Where more
than one crew is needed, mutual aid sends both forces to further calls; with it a simulated Seoul shows 4 to 5 %.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import ClassVar, Final, final

from sim.governance.base import Governance, Step
from sim.governance.second_force import ACROSS, Words, joint_room, of_calls, own_police, pay, told_across
from sim.institution.clauses import Answers, Clause, Commands, Evaluates, Hears, Informs, Refers
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
from sim.vocabulary import LOCAL, NATIONAL, Scope

LOCAL_PATROL: Final = "local.patrol"
LOCAL_WOMEN_YOUTH: Final = "local.women_youth"
LOCAL_TRAFFIC: Final = "local.traffic"

_LOCAL_FORCES: Final = (LOCAL_PATROL, LOCAL_WOMEN_YOUTH, LOCAL_TRAFFIC)
_PLAN: Final = "government plan of 13 November 2018"
_FIRST: Final = ("first_response",)
_WORDS: Final = Words(
    "the local force appoints its own",
    "records reach the commission",
    "the commission evaluates its own force, by the criteria by which headquarters did",
    _PLAN,
)


@final
@dataclass(frozen=True)
class Dual(Governance):
    """The 2018 plan as a reform of the unitary institution."""

    key: ClassVar[str] = "dual"
    title: ClassVar[str] = "Dual model (이원화), plan of 2018"

    patrol_share: float = parameter(
        0.36,
        unit="share of crews",
        low=0.1,
        high=0.6,
        source="government_plan_2018",
        meaning="patrol crews that move to the local force",
    )
    boxes: str = choice("divided", among=BOXES, source="dual.boxes", meaning="police boxes of one force or of both")
    aid: str = choice(
        "emergency",
        among=("none", "emergency", "full"),
        source="dual.aid",
        meaning="calls for which the forces help each other: none, urgent ones, all",
    )
    joint_share: float = parameter(
        0.67,
        unit="share of calls",
        low=0,
        high=1,
        source="split.joint_share_women_youth",
        meaning="calls for women and youth to which a national crew goes in addition",
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
        meaning="what the commission knows of the incidents of its own force, within a day",
    )
    heard: float = parameter(
        0.2,
        unit="share of residents",
        low=0,
        high=0.5,
        source="hear.coverage_dual",
        meaning="residents whose concerns a commission with a force of its own can hear",
    )
    chain_weight: float = parameter(
        0.5,
        unit="share of its weight before",
        low=0.25,
        high=1,
        least=0.0,
        source="dual.chain_weight",
        meaning="command over calls at the local force's boxes, over what the 112 chain had when they were its own",
    )
    local_cost_share: float = parameter(
        0.0,
        unit="share of the cost of posts",
        low=0,
        high=0.5,
        source="fund.local_cost_share",
        meaning="cost of the local force that the province pays; the plan has the state pay in principle",
    )

    overhead: float = parameter(
        0.03,
        unit="share of the cost of posts",
        low=0,
        high=0.1,
        most=1,
        source="split.backoffice_duplication",
        meaning="what an administration of its own costs the local force beside its posts",
    )

    def __post_init__(self) -> None:
        check(self, f"governance.{self.key}", plausible=False)

    def steps(self, unitary: Institution) -> tuple[Step, ...]:
        steps: list[Step] = []
        now = unitary
        for name, sentence, enacted in (
            ("split", "A local force takes its share of crews; every rule stays.", self._split),
            ("command", "The commission commands the local force, headquarters the national force.", self._command),
            ("jurisdiction", "Autonomous affairs go to the local force, national affairs to the national.", _divide),
            ("mutual aid", self._aid_sentence(), self._help),
            ("joint attendance", "A national crew joins calls on the joint list.", self._attend),
            ("joint desk", "A joint control room settles misrouted calls and passes on the others.", self._desk),
            ("people and money", "Careers, evaluation, records, voice and money follow the force.", self._people),
        ):
            now = enacted(now)
            steps.append(Step(name, sentence, now))
        return tuple(steps)

    def _aid_sentence(self) -> str:
        calls = {"none": "no calls", "emergency": "urgent calls", "full": "all calls"}[self.aid]
        return f"The forces help each other with {calls}."

    def _split(self, unitary: Institution) -> Institution:
        return (
            unitary.split_force(NATIONAL_PATROL, LOCAL_PATROL, self.patrol_share, self.boxes, basis=_PLAN)
            .rename_force(NATIONAL_WOMEN_YOUTH, LOCAL_WOMEN_YOUTH, basis=_PLAN)
            .rename_force(NATIONAL_TRAFFIC, LOCAL_TRAFFIC, basis=_PLAN)
        )

    def _command(self, split: Institution) -> Institution:
        directs = "the commission directs the autonomous police"
        answers = "the joint 112 room dispatches the boxes of the local force, and no more"
        for local in _LOCAL_FORCES:
            directed = Commands(
                source=COMMISSION, target=local, scope=Scope(LOCAL), weight=1.0, statement=directs, basis=_PLAN
            )
            chain = of_calls(directed, self.chain_weight, answers) if local == LOCAL_PATROL else (directed,)
            split = split.repeal(Commands, target=local).enact(*chain)
        return _emergencies(split)

    def _help(self, divided: Institution) -> Institution:
        return divided if self.aid == "none" else divided.enact(*self._mutual_aid())

    def _mutual_aid(self) -> Iterator[Clause]:
        for helper, affairs in ((NATIONAL_PATROL, LOCAL), (LOCAL_PATROL, NATIONAL)):
            yield Answers(
                source=helper,
                scope=Scope(affairs, _FIRST),
                duty=False,
                urgent_only=self.aid == "emergency",
                share=1.0,
                statement="the nearer crew of either force goes first",
                basis=f"{_PLAN}: joint first response",
            )

    def _attend(self, divided: Institution) -> Institution:
        return divided.enact(
            Answers(
                source=NATIONAL_PATROL,
                scope=Scope(("women_youth",), _FIRST),
                duty=False,
                joint=True,
                share=self.joint_share,
                statement="a national crew goes in addition to sexual and domestic violence and child abuse",
                basis="joint list of the Jeju trial, 2018",
            )
        )

    def _desk(self, divided: Institution) -> Institution:
        return divided.enact(
            *joint_room(
                (NATIONAL_PATROL, LOCAL_PATROL),
                quality=self.known_across,
                desk=self.desk,
                handover=self.handover_min,
                statement="both forces sit in one 112 room; a call of the other force must be passed on at once",
                basis=f"{_PLAN}: joint 112 room",
            )
        )

    def _people(self, divided: Institution) -> Institution:
        for local in _LOCAL_FORCES:
            divided = own_police(divided, local, 1.0, self.commission_knows, _WORDS)
        divided = (
            told_across(divided, _LOCAL_FORCES, quality=self.known_across, statement=ACROSS, basis="assumption")
            .repeal(Evaluates, COMMISSION, NATIONAL_PATROL)
            .repeal(Informs, NATIONAL_PATROL, COMMISSION)
            .repeal(Refers, MUNICIPALITY, NATIONAL_PATROL)
        )
        (heard,) = divided.find(Hears, RESIDENTS, COMMISSION)
        closer = replace(
            heard,
            coverage=self.heard,
            statement="residents who know of it and speak are heard by a commission with a force of its own",
        )
        paid = pay(
            _LOCAL_FORCES,
            self.local_cost_share,
            self.overhead,
            statement="the state pays in principle; the province pays its share of the local force's posts",
            basis=_PLAN,
        )
        return divided.repeal(Hears, RESIDENTS, COMMISSION).enact(closer, *paid)


def _emergencies(split: Institution) -> Institution:
    """Headquarters over the national patrol unit, and over the local force where the Act lets it."""
    split = split.enact(
        Commands(
            source=NPA,
            target=LOCAL_PATROL,
            emergency=True,
            weight=1.0,
            statement="the Commissioner General may take command in a national emergency or where forces are short",
            basis="Act art. 32",
        )
    )
    return split.repeal(Commands, target=NATIONAL_PATROL).enact(
        Commands(
            source=NPA,
            target=NATIONAL_PATROL,
            scope=Scope(NATIONAL),
            weight=1.0,
            statement="the Commissioner General directs the national patrol unit",
            basis=_PLAN,
        )
    )


def _divide(split: Institution) -> Institution:
    return split.narrow(Answers, LOCAL_PATROL, Scope(LOCAL), basis=_PLAN).narrow(
        Answers, NATIONAL_PATROL, Scope(NATIONAL), basis=_PLAN
    )
