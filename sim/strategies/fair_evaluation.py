"""Fair evaluation: forces are judged by outcomes more than by counts, with less luck, and branches promoted alike.

Claim of the study: "criteria should be prepared to reasonably and fairly evaluate the work and performance of
autonomous police".

Mechanism. Whoever judges a force (EVALUATES) spreads the weight that it gives to criteria today anew, by the same
criteria for all judges, and luck shrinks. Odds of promotion (APPOINTS) go toward those of the mean branch, in every
branch: ranks are few, and what the police boxes gain investigation gives. No judge gets more weight, and no careers
change hands.

Where it can fail. What is measured is done: time that goes to rewarded uses comes from others, so that fewer incidents
are discovered, files are thinner (clearance) and crews stand by less; what nobody measures, the referral of problems,
is left undone the more. Less luck sharpens bad criteria as well as good ones; surveys of few people add luck.
Investigators who were promoted more often leave sooner, and their posts stand empty. Where judges hold no careers
nothing moves; what officers do not accept is not done.

Cost by payer. Resident panels and statisticians, shared by the province and the state, from the start on. Promotion
costs nothing: there are no more ranks than before.
Legal basis: criteria now (rules of headquarters; the commission evaluates station chiefs, Act art. 30(4)); promotion by
branch needs a decree.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import ClassVar, final

from sim.institution.clauses import Appoints, Evaluates
from sim.institution.institution import Institution
from sim.institution.names import PROVINCE_TREASURY, STATE_TREASURY
from sim.parameters import OutOfRange, check, parameter
from sim.strategies.base import Cost, Strategy
from sim.vocabulary import CRITERIA

_CRITERIA_BY = "rules of the yearly evaluation; Act art. 30(4)"
_PROMOTION_BY = "a presidential decree on appointment and promotion, to be changed"


@final
@dataclass(frozen=True)
class FairEvaluation(Strategy):
    """One list of criteria for all who judge, and even odds of promotion."""

    key: ClassVar[str] = "fair_evaluation"
    title: ClassVar[str] = "Fair evaluation"
    claim: ClassVar[str] = "criteria to reasonably and fairly evaluate the work and performance of autonomous police"

    response_time: float = parameter(
        0.2, unit="share of weight", low=0, high=0.5, source="fair.response_time", meaning="of each judge, by criterion"
    )
    cleared: float = parameter(
        0.2, unit="share of weight", low=0, high=0.5, source="fair.cleared", meaning="of each judge, by criterion"
    )
    reports_counted: float = parameter(
        0.1,
        unit="share of weight",
        low=0,
        high=0.5,
        source="fair.reports_counted",
        meaning="of each judge, by criterion",
    )
    residents_satisfaction: float = parameter(
        0.25,
        unit="share of weight",
        low=0,
        high=0.5,
        source="fair.residents_satisfaction",
        meaning="of each judge, by criterion; the five are taken in proportion, so that they need not sum to 1",
    )
    prevention: float = parameter(
        0.25, unit="share of weight", low=0, high=0.5, source="fair.prevention", meaning="of each judge, by criterion"
    )
    luck_left: float = parameter(
        0.5,
        unit="ratio",
        low=0.25,
        high=1.5,
        source="fair.luck_left",
        meaning="luck in evaluations over that before; above 1 the new measures are noisier than counts",
    )
    evened: float = parameter(
        1.0,
        unit="share",
        low=0,
        high=1,
        source="fair.evened",
        meaning="of the way, in logs, from today's odds of promotion to even ones",
    )
    lag_days: float = parameter(
        365, unit="days", low=180, high=1095, source="fair.lag_days", meaning="from the start to the first evaluation"
    )
    ramp_days: float = parameter(
        365, unit="days", low=0, high=1095, source="fair.ramp_days", meaning="until all are judged by the new criteria"
    )
    panels_krw: float = parameter(
        100,
        unit="KRW per resident and year",
        low=20,
        high=500,
        source="fair.panels_krw",
        meaning="resident panels and statisticians",
    )
    province_share: float = parameter(
        0.5,
        unit="share of the cost",
        low=0,
        high=1,
        source="fair.province_share",
        meaning="of panels and statisticians that the province pays; the state pays the rest",
    )

    def __post_init__(self) -> None:
        check(self, f"strategy.{self.key}", plausible=False)
        if not any(self._weights.values()):
            raise OutOfRange(f"strategy.{self.key}.{CRITERIA[-1]}: 0 is not allowed where the other criteria are 0 too")

    @property
    def legal_basis(self) -> str:
        return "decree" if self.evened > 0.0 else "now"

    @property
    def basis(self) -> str:
        return f"{_CRITERIA_BY}; {_PROMOTION_BY}" if self.evened > 0.0 else _CRITERIA_BY

    def amend(self, institution: Institution) -> Institution:
        self.needs(institution, STATE_TREASURY, PROVINCE_TREASURY)
        moves = (*self._criteria(institution), *self._promotion(institution))
        if not moves:
            raise ValueError(f"{self.key}: nobody judges a force or appoints in one; enact an Evaluates clause")
        for clause, to in moves:
            institution = institution.move(clause, by=self.key, **to)
        return institution

    def costs(self) -> tuple[Cost, ...]:
        shares = {PROVINCE_TREASURY: self.province_share, STATE_TREASURY: 1.0 - self.province_share}
        return tuple(Cost(payer, self.key, share * self.panels_krw) for payer, share in shares.items())

    @property
    def _weights(self) -> dict[str, float]:
        return {name: getattr(self, name) for name in CRITERIA}

    def _criteria(self, institution: Institution) -> Iterator[tuple[Evaluates, dict[str, float]]]:
        """Each judge of a force: the weight that it has in all, by the new criteria."""
        whole = sum(self._weights.values())
        for judge in institution.find(Evaluates):
            if judge.target not in institution.forces:
                continue
            total = sum(getattr(judge, name) for name in CRITERIA)
            spread = {name: total * weight / whole for name, weight in self._weights.items()}
            criteria = replace(
                judge,
                statement="forces are judged by one list of criteria, outcomes more than counts, adjusted for chance",
                basis=_CRITERIA_BY,
            )
            yield criteria, spread | {"noise": judge.noise * self.luck_left}

    def _promotion(self, institution: Institution) -> Iterator[tuple[Appoints, dict[str, float]]]:
        """Each principal that appoints in a force: its odds, evened."""
        if self.evened == 0.0:
            return
        for career in institution.find(Appoints):
            if career.target in institution.forces:
                even = replace(career, statement="branches are promoted from alike", basis=_PROMOTION_BY)
                yield even, {"promotion": career.promotion ** (1.0 - self.evened)}
