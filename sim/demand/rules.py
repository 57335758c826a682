"""What we assume about demand beyond the single affair: recording, repeats, deterrence, displacement, assemblies."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, final

from sim.demand.affairs import Affairs
from sim.parameters import OutOfRange, parameter
from sim.vocabulary import AFFAIRS

MOST_CHILDREN: Final = 0.8
"""Potential children of a potential incident, at most."""


@final
@dataclass(frozen=True)
class DemandRules:
    """Parameters of the demand room."""

    affairs: Affairs = field(default_factory=Affairs)
    recording_loss: float = parameter(
        0.19,
        unit="share",
        low=0.05,
        high=0.33,
        most=0.99,
        source="report.recording_loss",
        meaning="reported crime that is not recorded",
    )
    near_days: float = parameter(
        7,
        unit="days",
        low=3,
        high=30,
        least=1,
        source="near.mean_delay_days",
        meaning="mean delay of a near-repeat child",
    )
    near_same_segment: float = parameter(
        0.5,
        unit="share",
        low=0,
        high=1,
        source="near.same_segment",
        meaning="children on their parent's street segment; the others fall on another segment of the place",
    )
    presence_halflife_days: float = parameter(
        3,
        unit="days",
        low=1,
        high=14,
        least=0.05,
        source="deterrence.presence_halflife_days",
        meaning="memory of patrol presence in a place",
    )
    presence_floor_share: float = parameter(
        0.1,
        unit="share",
        low=0.02,
        high=0.3,
        least=0.0001,
        source="deterrence.floor_share",
        meaning="floor of presence over mean reference presence",
    )
    ceiling_presence: float = parameter(
        0.1,
        unit="ratio",
        low=0.02,
        high=0.5,
        least=0.01,
        source="deterrence.ceiling_presence",
        meaning="lowest presence over reference that the thinning ceiling covers; excess is counted",
    )
    ceiling_relief: float = parameter(
        1.02,
        unit="ratio",
        low=1.0,
        high=1.1,
        least=1.0,
        source="muni.ceiling_relief",
        meaning="hazard over its reference that the ceiling covers beside presence, where fewer problems are repaired",
    )
    displacement_km: float = parameter(
        0.5,
        unit="km",
        low=0.1,
        high=2,
        least=0.001,
        source="patrol.displacement_km",
        meaning="mean reach of displacement",
    )
    summer_winter: float = parameter(
        1.24,
        unit="ratio",
        low=1.1,
        high=1.3,
        least=0.1,
        source="dem.summer_winter_ratio",
        meaning="summer calls over winter calls",
    )
    assembly_share: float = parameter(
        0.04,
        unit="share",
        low=0,
        high=0.15,
        source="duty.assembly_share",
        meaning="mean share of crews on assembly duty",
    )
    assembly_peak: float = parameter(
        0.15,
        unit="share",
        low=0.05,
        high=0.3,
        source="duty.assembly_peak",
        meaning="largest share of crews on assembly duty",
    )
    assembly_shape: float = parameter(
        1.5,
        unit="gamma shape",
        low=0.5,
        high=5,
        least=0.05,
        source="duty.assembly_shape",
        meaning="unevenness of assembly days",
    )
    assembly_saturday: float = parameter(
        2.0,
        unit="ratio",
        low=1,
        high=5,
        least=0.01,
        source="duty.assembly_saturday",
        meaning="Saturday's assembly duty over other days'",
    )

    def __post_init__(self) -> None:
        """Raise `OutOfRange` for numbers that are allowed one by one but not together."""
        for name, affair in zip(AFFAIRS, self.affairs.each(), strict=True):
            key = f"demand.affairs.{name}"
            if affair.urgent + affair.low > 1.0:
                raise OutOfRange(
                    f"{key}.low: {affair.low:g} is not allowed; allowed: at most 1 - urgent ({affair.urgent:g})"
                )
            # Potential near repeats must die out, living or not.
            ceiling = self.ceiling_relief * self.ceiling_presence**-affair.presence_elasticity
            if affair.branching * ceiling > MOST_CHILDREN:
                allowed = f"at most {MOST_CHILDREN / ceiling:.3g} with this presence_elasticity and ceiling_presence"
                raise OutOfRange(f"{key}.branching: {affair.branching:g} is not allowed; allowed: {allowed}")
