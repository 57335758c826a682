"""What we assume about offices: how they decide, know, judge, and move people. The same for every institution."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import final

from sim.administration.foundation_rules import FoundationRules
from sim.administration.funding import FundingRules
from sim.administration.officer_rules import (
    AcceptanceRules,
    FatigueRules,
    GamingRules,
    LearningRules,
    TransferRules,
)
from sim.administration.research_rules import ResearchRules
from sim.administration.transition_rules import TransitionRules
from sim.administration.workload_rules import WorkloadRules
from sim.parameters import OutOfRange, choice, parameter


@final
@dataclass(frozen=True)
class AdministrationRules:
    """Parameters of the administration room."""

    funding: FundingRules = field(default_factory=FundingRules)
    fatigue: FatigueRules = field(default_factory=FatigueRules)
    gaming: GamingRules = field(default_factory=GamingRules)
    transfers: TransferRules = field(default_factory=TransferRules)
    acceptance: AcceptanceRules = field(default_factory=AcceptanceRules)
    learning: LearningRules = field(default_factory=LearningRules)
    research: ResearchRules = field(default_factory=ResearchRules)
    workload: WorkloadRules = field(default_factory=WorkloadRules)
    foundation: FoundationRules = field(default_factory=FoundationRules)
    transition: TransitionRules = field(default_factory=TransitionRules)
    # --- use of free time ---
    patrol: float = parameter(
        0.5, unit="share", low=0.3, high=0.7, source="effort.patrol", meaning="free time on visible patrol, at the law"
    )
    enforcement: float = parameter(
        0.15,
        unit="share",
        low=0.05,
        high=0.3,
        source="effort.enforcement",
        meaning="free time on self-initiated enforcement, at the law in force",
    )
    engagement: float = parameter(
        0.1,
        unit="share",
        low=0.02,
        high=0.3,
        source="effort.engagement",
        meaning="free time on contact with residents, at the law in force",
    )
    paperwork: float = parameter(
        0.15,
        unit="share",
        low=0.05,
        high=0.3,
        source="effort.paperwork_floor",
        meaning="free time on paperwork at the police box, at the law in force; the other box time is standby",
    )
    paperwork_floor: float = parameter(
        0.1,
        unit="share",
        low=0.0,
        high=0.15,
        source="effort.paperwork_least",
        meaning="free time that paperwork takes at least",
    )
    theta: float = parameter(
        1.0,
        unit="log-odds per unit of evaluated reward",
        low=0,
        high=3,
        source="effort.theta",
        meaning="how far evaluation bends the use of free time",
    )
    phase_tilt: float = parameter(
        2.0,
        unit="log-odds per unit of share",
        low=0,
        high=4,
        source="effort.phase_tilt",
        meaning="how far command over prevention, against command over calls, bends free time to patrol and contact",
    )
    # --- agenda of a commission ---
    sitting_days: int = parameter(
        30, unit="days", low=7, high=90, least=1, source="agenda.sitting_days", meaning="between two sittings"
    )
    resolutions: int = parameter(
        6,
        unit="resolutions per sitting",
        low=1,
        high=30,
        source="agenda.resolutions",
        meaning="matters that a commission can resolve in one sitting; a matter is one affair in one district",
    )
    validity_days: float = parameter(
        365,
        unit="days",
        low=90,
        high=1095,
        least=1,
        source="agenda.validity_days",
        meaning="a resolution holds so long",
    )
    ex_police: float = parameter(
        0.15,
        unit="share",
        low=0,
        high=0.5,
        source="agenda.ex_police",
        meaning="pull of members from the police toward headquarters' priorities",
    )
    local_capture: float = parameter(
        0.1,
        unit="share",
        low=0,
        high=0.5,
        source="agenda.local_capture",
        meaning="pull of a commission's priorities to where residents are many, away from where harm is",
    )
    adoption_days: float = parameter(
        14,
        unit="days",
        low=0,
        high=90,
        source="agenda.adoption_days",
        meaning="mean time in which crews take up what is resolved",
    )
    stake_floor: float = parameter(
        0.1,
        unit="share",
        low=0.02,
        high=1,
        least=0.0,
        source="agenda.stake_floor",
        meaning="to which crews follow the resolutions of a principal without a say in careers",
    )
    # --- knowledge ---
    plan_days: int = parameter(
        7, unit="days", low=1, high=30, least=1, source="plan.days", meaning="between two patrol plans"
    )
    memory_days: float = parameter(
        365,
        unit="days",
        low=60,
        high=1825,
        least=1,
        source="plan.memory_days",
        meaning="mean age of the calls in the record from which places are known",
    )
    map_km: float = parameter(
        0.1,
        unit="km",
        low=0.05,
        high=0.5,
        least=0.001,
        source="plan.map_km",
        meaning="bandwidth of the density maps from which patrol is planned",
    )
    # --- careers ---
    learning_years: float = parameter(
        0.5,
        unit="years",
        low=0.1,
        high=2,
        least=0.01,
        source="careers.learning_years",
        meaning="mean time in which a crew gets to know its beat",
    )
    personal: float = parameter(
        1.0,
        unit="share",
        low=0.0,
        high=1.0,
        source="careers.personal",
        meaning="of what a crew knows of its beat that its officers hold in person; 0: rotation erases nothing",
    )
    # --- posts ---
    demand_error: float = parameter(
        0.25,
        unit="share",
        low=0.1,
        high=0.4,
        least=0,
        source="data.demand_error_without",
        meaning="error of the estimate of a station's demand where no unit analyses it",
    )
    quarter_days: int = parameter(
        91, unit="days", low=30, high=365, least=1, source="posts.quarter_days", meaning="between two moves of posts"
    )
    posts_settle: str = choice(
        "movable",
        among=("movable", "all"),
        source="posts.settle",
        meaning="posts that stand at rest where demand asks for them: those that somebody may move, or all",
    )
    # --- emergencies ---
    emergency_share: float = parameter(
        0.12,
        unit="share",
        low=0.05,
        high=0.3,
        source="duty.emergency_share",
        meaning="crews demanded for assemblies from which the day is an emergency (Act art. 32)",
    )

    def __post_init__(self) -> None:
        """Raise `OutOfRange` for shares of free time that are allowed one by one but not together."""
        if self.standby < 0.0:
            left = 1.0 - self.patrol - self.enforcement - self.engagement
            raise OutOfRange(
                f"administration.paperwork: {self.paperwork:g} is not allowed; allowed: at most {max(left, 0.0):.3g}, "
                "what patrol, enforcement and engagement leave of free time"
            )

    @property
    def standby(self) -> float:
        """The free time at the law in force that is left for standby at the police box."""
        return 1.0 - self.patrol - self.enforcement - self.engagement - self.paperwork
