"""A strategy that leaves clauses of one kind alone, to see which of its amendments an effect comes from."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import final

from sim.institution.institution import Institution
from sim.strategies.base import Cost, Strategy


@final
@dataclass(frozen=True)
class Without(Strategy):
    """`strategy` in all but its amendments to clauses of one kind (`Refers`). Time and costs are its own."""

    strategy: Strategy
    kind: str

    @property
    def key(self) -> str:  # type: ignore[override]
        return self.strategy.key

    @property
    def legal_basis(self) -> str:
        return self.strategy.legal_basis

    @property
    def basis(self) -> str:
        return self.strategy.basis

    @property
    def lag_days(self) -> float:
        return self.strategy.lag_days

    @property
    def ramp_days(self) -> float:
        return self.strategy.ramp_days

    def amend(self, institution: Institution) -> Institution:
        amended = self.strategy.amend(institution)
        before = len(institution.amendments)
        kept = tuple(a for a in amended.amendments[before:] if a.clause.kind != self.kind)
        return replace(amended, amendments=amended.amendments[:before] + kept)

    def costs(self) -> tuple[Cost, ...]:
        return self.strategy.costs()


def amended_kinds(strategy: Strategy, institution: Institution) -> tuple[str, ...]:
    """Kinds of clauses that a strategy amends in an institution, in the order of its amendments."""
    new = strategy.amend(institution).amendments[len(institution.amendments) :]
    return tuple(dict.fromkeys(amendment.clause.kind for amendment in new))
