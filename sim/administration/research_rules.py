"""What we assume about research: what it costs, how it spreads and fades, what it is good for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

from sim.parameters import parameter


@final
@dataclass(frozen=True)
class ResearchRules:
    """Parameters of research. Without money for an institute nobody knows more than today."""

    half_won: float = parameter(
        3.0,
        unit="bn KRW a year",
        low=0.5,
        high=20,
        least=0.001,
        source="institute.half_won",
        meaning="budget of an institute at which it finds out half of what there is to find; the same in any region",
    )
    retention: float = parameter(
        0.98,
        unit="share a month",
        low=0.55,
        high=0.995,
        least=0.01,
        most=0.9999,
        source="learn.retention_month",
        meaning="know-how that an organisation keeps",
    )
    transfer: float = parameter(
        0.3,
        unit="share a month",
        low=0.0,
        high=0.6,
        source="learn.transfer_share",
        meaning="of the know-how in which one organisation is ahead, that another takes over if it is told everything",
    )
    gain: float = parameter(
        0.05,
        unit="share",
        low=0.0,
        high=0.15,
        most=0.99,
        source="learn.max_gain",
        meaning="of every delay, misrouting, blank on the map and transition that full know-how takes away",
    )
    training_hours: float = parameter(
        8.0,
        unit="hours a year",
        low=0,
        high=40,
        source="institute.training_hours",
        meaning="that an officer spends on what an institute teaches, where it teaches everything",
    )
