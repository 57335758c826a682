"""Who governs a run: the institution as its programmes amend it, and today's terms."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import final

from sim.institution.institution import Institution
from sim.institution.provisions import Provisions
from sim.institution.terms import Terms
from sim.strategies.base import Programme


@final
@dataclass
class Government:
    """An institution as its programmes amend it. Programmes count days from `since`."""

    institution: Institution
    programmes: tuple[Programme, ...] = ()
    since: int = 0
    provisions: Provisions = field(init=False)
    terms: Terms = field(init=False)

    def __post_init__(self) -> None:
        for programme in self.programmes:
            self.institution = programme.amend(self.institution)
        self.provisions = self.institution.provisions()
        self._stands = self.strength(self.since)
        self._standing = self.terms = self.provisions.at(self._stands)

    def strength(self, day: int) -> dict[str, float]:
        """Strength of each strategy on a day of the run."""
        return {p.strategy.key: p.strength(day - self.since) for p in self.programmes}

    def sit(self, day: int) -> None:
        """Today's terms."""
        self.terms = self.terms_on(day)

    def terms_on(self, day: int) -> Terms:
        """The terms of a day; those of today where no strategy has another strength then."""
        strength = self.strength(day)
        if strength != self._stands:
            self._stands, self._standing = strength, self.provisions.at(strength)
        return self._standing

    def clipped(self, day: int) -> int:
        """Numbers of the institution that stand at a bound today because strategies together would pass it."""
        return self.provisions.clipped(self.strength(day)) if self.programmes else 0

    def forebears(self, before: Government) -> list[int]:
        """[F] row that each patrol force has, or the force it came from had, under the government before."""
        return [self._row(force, before.terms.forces) for force in self.terms.forces]

    def principals_before(self, before: Government) -> list[int]:
        """[R] row of each principal under the government before; -1 for a new one."""
        known = before.terms.principals
        return [known.index(p) if p in known else -1 for p in self.terms.principals]

    def _row(self, force: str, known: tuple[str, ...]) -> int:
        origin = self.institution.origin
        while force not in known and force in origin:
            force = origin[force].parent
        return known.index(force) if force in known else 0
