"""What a strategy is: it says where numbers of clauses would stand at full strength, and nothing else.

Strength belongs to the programme that carries the strategy out, not to the strategy: intensity, start, set-up lag and
ramp. At strength 0 the institution is, bit for bit, the one without the strategy.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import ClassVar, Final, final

from sim.institution.institution import Institution

LEGAL_BASES: Final = ("now", "ordinance", "decree", "act")
"""What a strategy needs before it may start, from least to most."""


class Strategy(ABC):
    """A small frozen object with its own parameters. `legal_basis`: one of `LEGAL_BASES`."""

    key: ClassVar[str]
    legal_basis: ClassVar[str]

    @abstractmethod
    def amend(self, institution: Institution) -> Institution:
        """The institution with this strategy's amendments (`Institution.move(..., by=self.key)`)."""


@final
@dataclass(frozen=True)
class Programme:
    """A strategy carried out: `intensity` is the user's number in [0, 1], the rest are days of the simulation."""

    strategy: Strategy
    intensity: float = 1.0
    start: float = 0.0
    lag: float = 0.0
    ramp: float = 0.0

    def __post_init__(self) -> None:
        if not 0.0 <= self.intensity <= 1.0:
            raise ValueError(f"{self.strategy.key}: intensity {self.intensity!r} is not allowed; allowed: 0 to 1")
        for name in ("lag", "ramp"):
            days = getattr(self, name)
            if not days >= 0.0:
                raise ValueError(f"{self.strategy.key}: {name} {days!r} is not allowed; allowed: 0 days or more")
        if self.strategy.legal_basis not in LEGAL_BASES:
            allowed = ", ".join(LEGAL_BASES)
            raise ValueError(f"{self.strategy.key}: no legal basis {self.strategy.legal_basis!r}; allowed: {allowed}")

    def amend(self, institution: Institution) -> Institution:
        """What the strategy makes of the institution. Raises ValueError if it does more than amend in its own name."""
        amended = self.strategy.amend(institution)
        before = len(institution.amendments)
        others = {amendment.by for amendment in amended.amendments[before:]} - {self.strategy.key}
        kept = amended.amendments[:before] == institution.amendments and amended.origin == institution.origin
        if amended.clauses != institution.clauses or others or not kept:
            raise ValueError(f"{self.strategy.key}: a strategy only amends, in its own name; enacting is a reform")
        return amended

    def strength(self, day: float, fidelity: float = 1.0) -> float:
        """Today's strength: intensity x clip((day - start - lag) / ramp, 0, 1) x fidelity. No ramp: at once."""
        since = day - self.start - self.lag
        grown = float(since >= 0.0) if self.ramp == 0.0 else min(max(since / self.ramp, 0.0), 1.0)
        return self.intensity * grown * fidelity
