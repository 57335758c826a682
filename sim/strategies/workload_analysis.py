"""Workload analysis: a unit of the si/do police counts demand, posts follow it, and crews are claimed by a rule.

Claim of the study: "a security big data analysis department should be established to ensure that scientific and
objective workload analysis can be conducted to see if manpower is appropriate to respond to local safety needs".

Mechanism. Forces tell the unit of their incidents (INFORMS), so that a station's demand is estimated with less error.
Whoever appoints may move a share of posts a year toward it (APPOINTS.reposting). Once a year the unit holds the hours
of each pool of crews against a standard and claims what is missing; whoever pays grants a share (FUNDS.claims), as far
as its money goes. Two designs: `naive` counts what crews came upon as it was found, `corrected` by 1 over its chance.

Where it can fail. Crews come upon what is where they are: counted as found, posts follow posts. The correction makes
rare finds heavy, so that a small region sees more noise. Who is moved has to learn a new beat, so much moving costs
clearance; a station left for a busier one answers later. Posts that follow calls leave areas that call little. Years
pass until posts have moved, and below the standard nothing is claimed.

Cost by payer. Analysts and their systems, shared by state and province; granted crews are paid as posts by who pays the
force, and are not in the planned cost.
Legal basis: analysis now; posts of the National Police are set by a presidential decree on its organisation.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar, Final, final

from sim.institution.clauses import Appoints, Funds, Informs
from sim.institution.institution import Institution
from sim.institution.names import ANALYSIS, PROVINCE_TREASURY, STATE_TREASURY
from sim.institution.organisation import FORCE, PATROL
from sim.parameters import check, choice, parameter
from sim.strategies.base import Cost, Strategy

DESIGNS: Final = ("corrected", "naive")
"""How the unit counts what crews came upon: by 1 over the chance of coming upon it, or as it was found."""

_DECREE: Final = "presidential decree on the organisation of the National Police (posts of its stations)"
_NOW: Final = "internal analysis by the si/do police; no rule stands against it"


@final
@dataclass(frozen=True)
class WorkloadAnalysis(Strategy):
    """A unit that estimates demand, posts that follow it, claims that payers grant in part."""

    key: ClassVar[str] = "workload_analysis"
    title: ClassVar[str] = "Workload analysis"
    claim: ClassVar[str] = "scientific and objective workload analysis ... to see if manpower is appropriate"

    design: str = choice(
        "corrected", among=DESIGNS, source="workload.design", meaning="how finds of crews count in estimated demand"
    )
    known: float = parameter(
        0.6,
        unit="share of incidents known",
        low=0.25,
        high=0.8,
        source="workload.known",
        meaning="what the unit is told; the error of estimated demand falls by this share",
    )
    reposting: float = parameter(
        0.05,
        unit="share of posts a year",
        low=0.01,
        high=0.2,
        least=0.0,
        most=0.2,
        source="data.reallocation_rate",
        meaning="posts that whoever appoints may move toward estimated demand",
    )
    granted: float = parameter(
        0.3,
        unit="share of the crews claimed",
        low=0,
        high=1,
        source="workload.granted",
        meaning="of a staffing claim that payers grant, as far as their money goes",
    )
    lag_days: float = parameter(
        365, unit="days", low=180, high=730, least=0, source="workload.lag_days", meaning="until the unit first reports"
    )
    ramp_days: float = parameter(
        365, unit="days", low=0, high=1095, source="workload.ramp_days", meaning="from the first report to the full use"
    )
    unit_krw: float = parameter(
        200,
        unit="KRW per resident and year",
        low=30,
        high=800,
        source="workload.unit_krw",
        meaning="analysts and their systems",
    )
    province_share: float = parameter(
        0.5,
        unit="share of the cost",
        low=0,
        high=1,
        source="workload.province_share",
        meaning="of the unit's cost that the province pays; the state pays the rest",
    )

    def __post_init__(self) -> None:
        check(self, f"strategy.{self.key}", plausible=False)

    @property
    def legal_basis(self) -> str:
        return "decree" if self._touches_posts else "now"

    @property
    def basis(self) -> str:
        return _DECREE if self._touches_posts else _NOW

    @property
    def _touches_posts(self) -> bool:
        """Whether posts may move or be added; a unit that only reports needs nobody's leave."""
        return self.reposting > 0.0 or self.granted > 0.0

    def amend(self, institution: Institution) -> Institution:
        self.needs(institution, ANALYSIS, STATE_TREASURY, PROVINCE_TREASURY)
        patrol = [o.name for o in institution.organisations if o.kind == FORCE and o.branch == PATROL]
        for force in patrol:
            institution = self._tell(institution, force)
            for career in institution.find(Appoints, target=force):
                moves = replace(career, statement="posts follow estimated demand within a yearly share", basis=_DECREE)
                institution = institution.move(moves, by=self.key, reposting=self.reposting)
        employers = {career.source for force in patrol for career in institution.find(Appoints, target=force)}
        for money in institution.find(Funds):
            if money.cost_share > 0.0 and money.target in (*patrol, *employers):
                grants = replace(money, statement="a part of what the analysis claims is granted", basis=_DECREE)
                institution = institution.move(grants, by=self.key, claims=self.granted)
        return institution

    def costs(self) -> tuple[Cost, ...]:
        shares = {PROVINCE_TREASURY: self.province_share, STATE_TREASURY: 1.0 - self.province_share}
        return tuple(Cost(payer, self.key, share * self.unit_krw) for payer, share in shares.items())

    def _tell(self, institution: Institution, force: str) -> Institution:
        records = Informs(
            source=force,
            target=ANALYSIS,
            statement="crews' records, calls and hours reach the workload analysis unit",
            basis=_NOW,
        )
        corrected = float(self.design == "corrected")
        return institution.move(records, by=self.key, quality=self.known, corrected=corrected)
