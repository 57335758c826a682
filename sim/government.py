"""Who governs a run: the institution as its programmes amend it, what its organisations have learnt, today's terms."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass, field, replace
from typing import final

import numpy as np
from numpy.typing import NDArray

from sim.administration import research, transition
from sim.administration.research_rules import ResearchRules
from sim.institution.institution import Institution
from sim.institution.provisions import Provisions
from sim.institution.terms import Terms
from sim.strategies.base import Programme


@final
@dataclass
class Government:
    """An institution as its programmes amend it. Programmes count days from `since`.

    `fidelity`: how far officers do what programmes ask of them. `residents` live in the region.
    """

    institution: Institution
    programmes: tuple[Programme, ...] = ()
    since: int = 0
    rules: ResearchRules = field(default_factory=ResearchRules)
    residents: float = 0.0
    fidelity: float = 1.0
    asks_officers: bool = field(init=False)
    """Whether any programme asks officers for something, so that it is met by what they think of it."""
    provisions: Provisions = field(init=False)
    terms: Terms = field(init=False)
    know_how: NDArray[np.float64] = field(init=False)
    """[N] what each learner of the terms knows from research."""
    matured: float = field(init=False, default=0.0)
    """Days by which programmes have matured by the last evening; more than have passed where pilots are evaluated."""
    evening: int = field(init=False)
    """The day after that evening."""

    def __post_init__(self) -> None:
        for programme in self.programmes:
            self.institution = programme.amend(self.institution)
        asked = self.institution.asked_of_officers
        self.asks_officers = any(p.intensity > 0.0 and p.strategy.key in asked for p in self.programmes)
        self.provisions = self.institution.provisions()
        self._recent: list[tuple[dict[str, float], float, Terms]] = []
        self.evening = self.since
        self.know_how = np.zeros(len(self.provisions.research.learners))
        self.sit(self.since)

    def strength(self, day: int) -> dict[str, float]:
        """Strength of each strategy on a day of the run."""
        matured = self.matured + (day - self.evening)
        return {p.strategy.key: p.strength(matured) for p in self.programmes}

    def sit(self, day: int) -> None:
        """Today's terms."""
        self.terms = research.eased(self._at(self.strength(day), self.fidelity), self.know_how, self.rules)

    def study(self) -> None:
        """An evening: organisations learn from research and forget, programmes mature."""
        self.matured += self.pace
        self.evening += 1
        self.know_how = research.a_day_later(self.know_how, self.terms.research, self.rules, self.residents)

    @property
    def found_out(self) -> float:
        """What the best institute knows; 0 where nobody works in one."""
        works = self.terms.research.krw > 0.0
        return float(self.know_how[works].max(initial=0.0))

    def hear(self, elsewhere: float) -> None:
        """An evening: institutes take over from one of another region that knows `elsewhere`."""
        self.know_how = research.heard(self.know_how, elsewhere, self.terms.research, self.rules)

    def remember(self, before: Government | None, *, at_rest: bool) -> None:
        """Know what the government before knew; `at_rest`: what these terms settle at."""
        if before is None or at_rest:
            self.know_how = research.settled(self.terms.research, self.rules, self.residents)
        else:
            known = dict(zip(before.terms.learners, before.know_how, strict=True))
            self.know_how = np.array([known.get(self._forebear(name, known), 0.0) for name in self.terms.learners])
        self.sit(self.evening)

    def paid_on(self, day: int) -> Terms:
        """The terms by which a day is paid: programmes as they are meant, and sums from their start on."""
        meant = self._at(self.strength(day), 1.0)
        granted = self._at({p.strategy.key: p.paid(day - self.since) for p in self.programmes}, 1.0).funding.amounts
        return replace(meant, funding=meant.funding._replace(amounts=granted))

    @property
    def pace(self) -> float:
        """Days by which transitions mature in one; exactly 1 where nobody knows more than at the start."""
        return research.pace(self.terms, self.know_how, self.rules)

    @property
    def training_min(self) -> NDArray[np.float64]:
        """[F] minutes a day that one crew of each patrol force learns from research."""
        return research.training_min(self.terms, self.know_how, self.rules)

    def clipped(self, day: int) -> int:
        """Numbers of the institution that stand at a bound today because strategies together would pass it."""
        return self.provisions.clipped(self.strength(day), self.fidelity) if self.programmes else 0

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

    def passed(self, before: Government) -> NDArray[np.float64]:
        """[F] share of the careers of each patrol force that were others' under the government before."""
        then, now = before.terms, self.terms
        stakes = then.administration.stake, now.administration.stake
        return transition.passed(*stakes, then.principals, now.principals, self.forebears(before))

    def cases_passed(self, before: Government) -> NDArray[np.float64]:
        """[T] the same of each case force."""
        then, now = before.terms, self.terms
        stakes = then.administration.case_stake, now.administration.case_stake
        return transition.passed(*stakes, then.principals, now.principals, self.teams_before(before))

    def commanded(self, before: Government, calls: NDArray[np.float64]) -> NDArray[np.float64]:
        """[F] share of each patrol force's calls on which others gave the orders before. `calls` [A] a day."""
        then, now = before.terms, self.terms
        weights = then.administration.first_response, now.administration.first_response
        answered = (now.response.rank == 0).any(axis=2) * calls
        return transition.commanded(*weights, then.principals, now.principals, self.forebears(before), answered)

    def _at(self, strength: dict[str, float], acceptance: float) -> Terms:
        """The terms at these strengths; the same object where they are those of a moment ago."""
        for known, accepted, terms in self._recent:
            if known == strength and accepted == acceptance:
                return terms
        terms = self.provisions.at(strength, acceptance)
        self._recent = [*self._recent[-2:], (strength, acceptance, terms)]
        return terms

    def _row(self, force: str, known: tuple[str, ...]) -> int:
        force = self._forebear(force, known)
        return known.index(force) if force in known else 0

    def _forebear(self, name: str, known: Container[str]) -> str:
        """The organisation itself if it is known, else the force from which it was split."""
        origin = self.institution.origin
        while name not in known and name in origin:
            name = origin[name].parent
        return name
