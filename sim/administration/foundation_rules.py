"""Parameters of giving: how residents answer a foundation, and how public payers do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

from sim.parameters import parameter


@final
@dataclass(frozen=True)
class FoundationRules:
    """How gifts depend on income and on where they go, and what they displace."""

    income_elasticity: float = parameter(
        1.5,
        unit="",
        low=0.5,
        high=2.5,
        source="foundation.donation_income_elasticity",
        meaning="of gifts to the income of a region over the nation's mean",
    )
    homebound: float = parameter(
        0.5,
        unit="share",
        low=0.0,
        high=1.0,
        most=1,
        source="foundation.homebound",
        meaning="of gifts that would be withheld if all of them left the region",
    )
    raising: float = parameter(
        0.15,
        unit="share",
        low=0.0,
        high=0.35,
        most=0.9,
        source="foundation.raising",
        meaning="of gifts that raising them costs",
    )
    crowd_out: float = parameter(
        0.2,
        unit="share",
        low=0.0,
        high=0.5,
        most=1,
        source="foundation.crowd_out",
        meaning="of what gifts pay that public payers save instead of adding it",
    )
    overtime: float = parameter(
        1.0,
        unit="ratio",
        low=0.4,
        high=1.5,
        least=0.05,
        source="foundation.overtime_price",
        meaning="price of a bought hour over the full cost of an hour on duty",
    )
    tiring: float = parameter(
        1.0,
        unit="",
        low=0.0,
        high=3.0,
        source="foundation.tiring",
        meaning="how far a bought hour tires a crew as an hour above the ceiling does",
    )
