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
    """An institution as its programmes amend it. Programmes count days from `since`.

    `fidelity`: how far officers carry programmes out as they were meant.
    """

    institution: Institution
    programmes: tuple[Programme, ...] = ()
    since: int = 0
    fidelity: float = 1.0
    reforms: bool = field(init=False, default=False)
    """Whether any programme amends anything."""
    provisions: Provisions = field(init=False)
    terms: Terms = field(init=False)

    def __post_init__(self) -> None:
        for programme in self.programmes:
            before, self.institution = self.institution, programme.amend(self.institution)
            self.reforms |= programme.intensity > 0.0 and before.amendments != self.institution.amendments
        self.provisions = self.institution.provisions()
        self._recent: list[tuple[dict[str, float], Terms]] = []
        self.sit(self.since)

    def strength(self, day: int) -> dict[str, float]:
        """Strength of each strategy on a day of the run, carried out as far as today."""
        return self._strength(day, self.fidelity)

    def sit(self, day: int) -> None:
        """Today's terms."""
        self.terms = self._at(self.strength(day))

    def meant_on(self, day: int) -> Terms:
        """The terms of a day if programmes were done as they are meant, which is what they cost."""
        return self._at(self._strength(day, 1.0))

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

    def teams_before(self, before: Government) -> list[int]:
        """[T] row that each case force has, or the force it came from had, under the government before."""
        return [self._row(force, before.terms.case_forces) for force in self.terms.case_forces]

    def _strength(self, day: int, fidelity: float) -> dict[str, float]:
        return {p.strategy.key: p.strength(day - self.since) * fidelity for p in self.programmes}

    def _at(self, strength: dict[str, float]) -> Terms:
        """The terms at these strengths; the same object where they are those of a moment ago."""
        for known, terms in self._recent:
            if known == strength:
                return terms
        terms = self.provisions.at(strength)
        self._recent = [*self._recent[-1:], (strength, terms)]
        return terms

    def _row(self, force: str, known: tuple[str, ...]) -> int:
        origin = self.institution.origin
        while force not in known and force in origin:
            force = origin[force].parent
        return known.index(force) if force in known else 0
