"""What we assume about workload analysis: how demand is counted, and what is claimed from the count."""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

from sim.parameters import parameter


@final
@dataclass(frozen=True)
class WorkloadRules:
    """Parameters of workload analysis. None acts while no post may move and no claim is granted."""

    feedback_weight: float = parameter(
        0.2,
        unit="share",
        low=0,
        high=1,
        source="data.feedback_weight",
        meaning="weight of an incident that crews came upon beside a call of residents, in the estimate of demand",
    )
    least_chance: float = parameter(
        0.0001,
        unit="probability",
        low=0.00001,
        high=0.01,
        least=1e-9,
        source="data.least_chance",
        meaning="chance of being come upon below which an incident counts as if it had been so",
    )
    claim_standard: float = parameter(
        0.6,
        unit="share of time on calls",
        low=0.5,
        high=0.7,
        least=0.01,
        source="wl.util_ceiling",
        meaning="utilisation above which a pool of crews claims more",
    )
    claim_days: int = parameter(
        365, unit="days", low=180, high=730, least=1, source="claims.days", meaning="between two staffing claims"
    )
    claim_most: float = parameter(
        0.03,
        unit="share of crews a year",
        low=0.005,
        high=0.1,
        source="claims.most",
        meaning="crews that one claim can win at most, but always one",
    )
