"""What we assume about officers: how they tire, game, leave, accept reforms, learn. The same for every institution."""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

from sim.parameters import parameter


@final
@dataclass(frozen=True)
class FatigueRules:
    """Parameters of fatigue. Without `build` there is none."""

    ceiling: float = parameter(
        0.6,
        unit="share of an hour",
        low=0.5,
        high=0.7,
        source="wl.util_ceiling",
        meaning="time on calls in an hour from which it tires",
    )
    build: float = parameter(
        0.5,
        unit="fatigue a week, per share of an hour above the ceiling",
        low=0.0,
        high=1.0,
        source="fatigue.build",
        meaning="how fast overload tires; 0: nobody tires",
    )
    recovery_days: float = parameter(
        14.0,
        unit="days",
        low=7,
        high=42,
        least=0.5,
        source="fatigue.recovery_days",
        meaning="mean time in which fatigue passes",
    )
    slowing: float = parameter(
        0.2,
        unit="share of the time on scene, per unit of fatigue",
        low=0.0,
        high=0.4,
        source="fatigue.slowing",
        meaning="longer stay on scene",
    )
    courtesy: float = parameter(
        0.3,
        unit="share points, per unit of fatigue",
        low=0.0,
        high=0.6,
        source="fatigue.courtesy",
        meaning="wear of courtesy at contacts",
    )


@final
@dataclass(frozen=True)
class GamingRules:
    """Parameters of gaming and neglect; at 0 there is none."""

    courtesy: float = parameter(
        0.05,
        unit="share points, per usual amount of enforcement",
        low=0.0,
        high=0.2,
        source="gaming.courtesy",
        meaning="wear of courtesy where counts are rewarded as much as to double enforcement",
    )
    padding: float = parameter(
        0.25,
        unit="share of the enforcement that a reward for counts adds",
        low=0.0,
        high=0.6,
        source="gaming.padding",
        meaning="that makes entries in the count and nothing in the world",
    )
    substitution: float = parameter(
        0.3,
        unit="share of referrals, per share of free time moved",
        low=0.0,
        high=0.6,
        source="perf.multitask_substitution",
        meaning="unmeasured work that is left undone where time moves to rewarded uses",
    )


@final
@dataclass(frozen=True)
class TransferRules:
    """Parameters of transfers. Without `aversion` dislike moves nobody."""

    asking: float = parameter(
        0.03,
        unit="share of officers a year",
        low=0.03,
        high=0.16,
        source="wl.turnover_us",
        meaning="who leave of their own will at the reference, among those who leave",
    )
    aversion: float = parameter(
        1.0,
        unit="log of that share, per unit of dislike",
        low=0.0,
        high=3.0,
        source="transfer.aversion",
        meaning="how far dislike drives people away; 0: not at all",
    )
    passed_over: float = parameter(
        0.5,
        unit="dislike per unit of log odds",
        low=0.0,
        high=2.0,
        source="transfer.passed_over",
        meaning="of a branch whose odds of promotion are worse than those of who did its work at the reference",
    )
    refill_days: float = parameter(
        90.0,
        unit="days",
        low=30,
        high=180,
        least=1,
        source="transfer.refill_days",
        meaning="mean time for which the post of a case officer who left beyond the usual stands empty",
    )
    felt_days: float = parameter(
        90.0,
        unit="days",
        low=30,
        high=365,
        least=1,
        source="transfer.felt_days",
        meaning="mean time over which a case team feels its load",
    )


@final
@dataclass(frozen=True)
class AcceptanceRules:
    """Parameters of acceptance. Where it does not matter, programmes are done as they were meant."""

    matters: float = parameter(
        1.0,
        unit="share",
        low=0.0,
        high=1.0,
        source="acceptance.matters",
        meaning="of a programme that officers have in their hands; 0: done as it was meant, whatever they think",
    )
    usual: float = parameter(
        0.5,
        unit="share",
        low=0.1,
        high=0.9,
        least=0.001,
        most=0.999,
        source="trust.implementation_fidelity",
        meaning="acceptance where it settles under the law in force",
    )
    start: float = parameter(
        0.2,
        unit="share",
        low=0.05,
        high=0.5,
        source="acceptance.start",
        meaning="acceptance on the day on which programmes begin",
    )
    days: float = parameter(
        180.0,
        unit="days",
        low=60,
        high=720,
        least=1,
        source="acceptance.days",
        meaning="mean time in which acceptance nears where it settles",
    )
    stake_slope: float = parameter(
        1.0,
        unit="log-odds per share of a career",
        low=0.0,
        high=2.0,
        source="acceptance.stake_slope",
        meaning="more acceptance where those who run reforms hold careers",
    )
    luck_slope: float = parameter(
        0.3,
        unit="log-odds per standard deviation",
        low=0.0,
        high=1.0,
        source="acceptance.luck_slope",
        meaning="less acceptance where luck decides evaluations",
    )
    fatigue_slope: float = parameter(
        1.0,
        unit="log-odds per unit of fatigue",
        low=0.0,
        high=3.0,
        source="acceptance.fatigue_slope",
        meaning="less acceptance where crews are tired",
    )
    review_days: int = parameter(
        30,
        unit="days",
        low=7,
        high=365,
        least=1,
        source="acceptance.review_days",
        meaning="between two reviews of how far programmes are carried out",
    )


@final
@dataclass(frozen=True)
class LearningRules:
    """Parameters of learning curves. At rest nothing is new."""

    cost: float = parameter(
        0.05,
        unit="share of the time on scene, per share of new calls",
        low=0.0,
        high=0.25,
        source="learning.cost",
        meaning="longer service while calls are new",
    )
    halflife_months: float = parameter(
        6.0,
        unit="months",
        low=1,
        high=24,
        least=0.1,
        source="learning.halflife_months",
        meaning="in which half of what is new becomes usual",
    )
