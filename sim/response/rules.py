"""What we assume about response: minutes, dispatch, patrol. The same for every institution."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import final

from sim.parameters import choice, parameter


@final
@dataclass(frozen=True)
class ResponseRules:
    """Parameters of the response room. `*_p1`, `_p2`, `_p3` are the three priorities."""

    processing_min: float = parameter(
        0.75,
        unit="min",
        low=0.5,
        high=1.5,
        source="wl.call_processing_s",
        meaning="from the call to the dispatch queue",
    )
    turnout_min: float = parameter(
        1.7, unit="min", low=1, high=2.5, source="travel.turnout_min", meaning="from the order to wheels turning"
    )
    urgent_speed: float = parameter(
        1.15,
        unit="ratio",
        low=1,
        high=1.4,
        least=0.1,
        source="travel.urgent_speed",
        meaning="speed to priority 1 over speed to others",
    )
    station_penalty_min: float = parameter(
        4,
        unit="min",
        low=0,
        high=15,
        source="dispatch.station_penalty_min",
        meaning="added to the score of a crew of another station",
    )
    hold_p1_min: float = parameter(
        0, unit="min", low=0, high=30, source="dispatch.hold_p1_min", meaning="wait for the own station's crews"
    )
    hold_p2_min: float = parameter(
        5, unit="min", low=0, high=30, source="dispatch.hold_p2_min", meaning="wait for the own station's crews"
    )
    hold_p3_min: float = parameter(
        10, unit="min", low=0, high=30, source="dispatch.hold_p3_min", meaning="wait for the own station's crews"
    )
    patience_p2_min: float = parameter(
        240,
        unit="min",
        low=30,
        high=100000,
        least=0.01,
        source="dispatch.patience_p2_min",
        meaning="mean patience in the queue",
    )
    patience_p3_min: float = parameter(
        120,
        unit="min",
        low=30,
        high=100000,
        least=0.01,
        source="dispatch.patience_p3_min",
        meaning="mean patience in the queue",
    )
    queue_capacity: int = parameter(
        1000000,
        unit="calls",
        low=0,
        high=1000000,
        source="dispatch.queue_capacity",
        meaning="calls that may wait at once",
    )
    order: str = choice(
        "travel",
        among=("travel", "preference"),
        source="dispatch.order",
        meaning="free crew with the best travel score, or first free crew along a fixed list of stations",
    )
    service: str = choice(
        "lognormal",
        among=("exponential", "lognormal", "constant"),
        source="service.distribution",
        meaning="service time law",
    )
    service_cv: float = parameter(
        0.8, unit="ratio", low=0.3, high=1.5, source="service.cv", meaning="SD over mean of lognormal service times"
    )
    service_factor: float = parameter(
        1.5,
        unit="ratio",
        low=1,
        high=2,
        least=0.01,
        source="service.factor",
        meaning="service times of all affairs, calibrated to utilisation",
    )
    misroute: float = parameter(
        0.19,
        unit="probability",
        low=0,
        high=1,
        source="split.misroute_given_contested",
        meaning="a contested call goes to the wrong force first",
    )
    assessment_min: float = parameter(
        5, unit="min", low=0, high=15, source="split.assessment_min", meaning="on scene by the wrong force's crew"
    )
    engaged_turnout_min: float = parameter(
        0.5,
        unit="min",
        low=0,
        high=3,
        source="travel.engaged_turnout_min",
        meaning="added to turnout where a crew is out of its car, on enforcement or in talks with residents",
    )
    admin_min: float = parameter(
        0,
        unit="min",
        low=0,
        high=6,
        source="command.admin_min",
        meaning="per crew and contested incident, where the crew's force has more than one principal",
    )
    patrol_stop_min: float = parameter(
        13,
        unit="min",
        low=11,
        high=16,
        least=1,
        source="patrol.stop_minutes_optimal",
        meaning="length of one patrol stop",
    )
    patrol_reach_min: float = parameter(
        10,
        unit="min",
        low=5,
        high=60,
        least=0.1,
        source="patrol.reach_min",
        meaning="how far from their box crews patrol (decay of the plan)",
    )
    plan_exponent: float = parameter(
        0.7, unit="exponent", low=0, high=1.5, source="plan.exponent", meaning="how sharply the plan follows known harm"
    )
    hold_by_force: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    """Minutes of hold for priorities 1 to 3 by force, where a force keeps a rule of its own."""

    def hold_of(self, force: str) -> tuple[float, float, float]:
        """Minutes of hold for priorities 1 to 3 in one force."""
        own = self.hold_by_force.get(force)
        if own is None:
            return self.hold_p1_min, self.hold_p2_min, self.hold_p3_min
        first, second, third = own
        return first, second, third
