"""What we assume about what residents do to those they know. Nothing compiled stands here: configuration reads it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

from sim.parameters import parameter


@final
@dataclass(frozen=True)
class InfluenceRules:
    """What residents do to each other's minds. All zero: nobody tells anybody anything."""

    per_day: float = parameter(
        0,
        unit="share per day",
        low=0,
        high=0.02,
        source="trust.influence_per_day",
        meaning="of the way from a resident's trust to the mean of those it knows",
    )
    told: float = parameter(
        0,
        unit="share",
        low=0,
        high=0.3,
        source="trust.told",
        meaning="weight of an encounter that somebody one knows tells of, over one's own",
    )
    fear_told: float = parameter(
        0,
        unit="share",
        low=0,
        high=0.1,
        source="fear.told",
        meaning="of the distance to full fear, when somebody one knows becomes a victim",
    )


@final
@dataclass(frozen=True)
class NetworkRules:
    """The community safety network. Without founders (`seeds`, or HEARS.network) it has no members at any setting."""

    contagion: bool = False
    """Membership spreads along ties; otherwise founding members remain the only ones."""
    seeds: float = parameter(
        0,
        unit="share of residents",
        low=0,
        high=0.2,
        source="network.seeds",
        meaning="founding members of the safety network",
    )
    threshold: float = parameter(
        0.35,
        unit="share of neighbours",
        low=0.15,
        high=0.6,
        source="network.threshold",
        meaning="members among those one knows at which half of the residents would join",
    )
    threshold_sd: float = parameter(
        0.12,
        unit="share of neighbours",
        low=0,
        high=0.3,
        source="network.threshold_sd",
        meaning="standard deviation of that threshold over residents",
    )
    joins_per_day: float = parameter(
        0.01,
        unit="probability per day",
        low=0.001,
        high=0.1,
        source="network.joins_per_day",
        meaning="that somebody whose threshold is reached joins",
    )
    leaves_per_day: float = parameter(
        0.002,
        unit="probability per day",
        low=0,
        high=0.01,
        source="network.leaves_per_day",
        meaning="that a member who founded nothing leaves",
    )
    reporting: float = parameter(
        0.2,
        unit="log-odds",
        low=0,
        high=0.5,
        source="network.reporting",
        meaning="by which members report the more",
    )
    walk_hours: float = parameter(
        0.2,
        unit="hours per member and month",
        low=0,
        high=2,
        source="network.walk_hours",
        meaning="of walks in the neighbourhood, in groups and with the effect of volunteers of the corps",
    )
    efficacy: float = parameter(
        0,
        unit="share of incidents",
        low=0,
        high=0.16,
        source="network.efficacy",
        meaning="that do not happen where all are members; built in, hence none by default",
    )
