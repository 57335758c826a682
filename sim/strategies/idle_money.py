"""Idle money: it is there, it is booked, and it buys nothing. A reference, not a strategy of the study.

Beside a strategy at equal cost it shows what the strategy does that its money alone does not.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar, final

from sim.institution.institution import Institution
from sim.strategies.base import Cost, Strategy


@final
@dataclass(frozen=True)
class IdleMoney(Strategy):
    """`won_a_year`: by payer. `residents`: those of the region, since costs are said per resident."""

    key: ClassVar[str] = "idle"
    title: ClassVar[str] = "Idle money"

    won_a_year: Mapping[str, int] = field(default_factory=dict, hash=False)
    residents: float = 1.0

    @property
    def legal_basis(self) -> str:
        return "now"

    def amend(self, institution: Institution) -> Institution:
        return institution

    def costs(self) -> tuple[Cost, ...]:
        return tuple(Cost(payer, self.key, won / self.residents) for payer, won in self.won_a_year.items())
