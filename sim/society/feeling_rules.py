"""What we assume about trust and fear: levels, spreads, steps, and how fast they return."""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

from sim.parameters import OutOfRange, parameter


def _check_spread(name: str, mean: float, sd: float) -> None:
    """Raise `OutOfRange` for a spread that nothing between 0 and 1 has at this mean."""
    most = (mean * (1.0 - mean)) ** 0.5
    if sd >= most:
        raise OutOfRange(f"society.{name}.sd: {sd:g} is not allowed; allowed: less than {most:.3g} at mean {mean:g}")


@final
@dataclass(frozen=True)
class TrustRules:
    """Trust in the police, 0 to 1. At the law in force it rests where it is."""

    mean: float = parameter(
        0.55, unit="share", low=0.4, high=0.7, least=0.05, most=0.95, source="trust.mean", meaning="trust at the start"
    )
    sd: float = parameter(
        0.15,
        unit="share",
        low=0.1,
        high=0.25,
        least=0.01,
        most=0.3,
        source="trust.sd",
        meaning="standard deviation over residents, that of the reporting rule",
    )
    step: float = parameter(
        0.05,
        unit="of the distance to 1",
        low=0.01,
        high=0.15,
        most=1,
        source="trust.step",
        meaning="that a good encounter adds",
    )
    negativity: float = parameter(
        4.0,
        unit="ratio",
        low=1,
        high=14,
        source="trust.negativity_ratio",
        meaning="weight of a bad encounter over that of a good one",
    )
    return_per_day: float = parameter(
        0.001,
        unit="per day",
        low=0.0005,
        high=0.003,
        most=1,
        source="trust.return_per_day",
        meaning="return to where trust rests",
    )

    def __post_init__(self) -> None:
        _check_spread("trust", self.mean, self.sd)


@final
@dataclass(frozen=True)
class FearRules:
    """Fear of crime, 0 to 1. At the law in force it rests where it is."""

    mean: float = parameter(
        0.22, unit="share", low=0.2, high=0.35, least=0.05, most=0.95, source="fear.mean", meaning="fear at the start"
    )
    sd: float = parameter(
        0.15,
        unit="share",
        low=0.1,
        high=0.25,
        least=0.01,
        most=0.3,
        source="fear.sd",
        meaning="standard deviation over residents",
    )
    victim: float = parameter(
        0.3,
        unit="of the distance to 1",
        low=0.1,
        high=0.6,
        most=1,
        source="fear.victim_step",
        meaning="that being a victim of violence adds; theft adds half",
    )
    decay_per_day: float = parameter(
        0.02,
        unit="per day",
        low=0.005,
        high=0.05,
        most=1,
        source="fear.decay_per_day",
        meaning="return to where fear rests",
    )
    disorder: float = parameter(
        0.05,
        unit="share",
        low=0,
        high=0.15,
        source="fear.disorder",
        meaning="that twice the usual disorder around a resident's home adds",
    )
    patrol: float = parameter(
        0.05,
        unit="share per log",
        low=0,
        high=0.1,
        source="fear.patrol",
        meaning="that e times the usual presence around a resident's home takes away",
    )
    disorder_days: float = parameter(
        30,
        unit="days",
        low=7,
        high=90,
        least=1,
        source="fear.disorder_days",
        meaning="mean age of the disorder that residents have before their eyes",
    )

    def __post_init__(self) -> None:
        _check_spread("fear", self.mean, self.sd)
