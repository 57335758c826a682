"""The cut for money: who pays a force's posts, and what else is paid.

Y payers, X forces of all branches (patrol first), Z receivers that are no force.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

import numpy as np
from numpy.typing import NDArray

from sim.institution.clauses import Appoints, Funds
from sim.institution.numbers import Numbers
from sim.institution.terms import FundingTerms

type Floats = NDArray[np.float64]


@final
@dataclass(frozen=True)
class FundingCut:
    """Reads `FundingTerms` off the numbers. `forces`: those of all branches."""

    payers: tuple[str, ...]
    forces: tuple[str, ...]
    receivers: tuple[str, ...]
    limited: frozenset[str]
    """Treasuries other than the state's."""
    kinds: tuple[str, ...]
    """What kind of organisation each receiver is."""
    foundations: frozenset[str]
    """Payers that have what residents give."""

    def read(self, numbers: Numbers) -> FundingTerms:
        """A force without payers of its own is paid by those who pay the holder of its careers."""
        paid, overhead = self._paid(numbers, "cost_share"), self._paid(numbers, "overhead")
        employer = self._employers(numbers)
        ready = self._paid(numbers, "claims")
        posts = np.zeros((len(self.payers), len(self.forces)))
        above, claims = np.zeros((2, len(self.forces)))
        for x, force in enumerate(self.forces):
            named = force if paid[force].any() else employer.get(force, force)
            posts[:, x] = paid.get(named, 0.0)
            above[x] = overhead[named].max(initial=0.0) if named in overhead else 0.0
            claims[x] = _by_shares(ready[named], posts[:, x]) if named in ready else 0.0
        limited = np.array([payer in self.limited for payer in self.payers], np.bool_)
        kinds = np.array(self.kinds, np.str_)
        gives = np.array([payer in self.foundations for payer in self.payers], np.bool_)
        gifts, pooled = (self._given(numbers, name) for name in ("amount", "pooled"))
        return FundingTerms(posts, above, self._amounts(numbers), limited, kinds, claims, gives, gifts, pooled)

    def _paid(self, numbers: Numbers, name: str) -> dict[str, Floats]:
        """By receiver: [Y] the number on the clause of each payer."""
        found = {receiver: np.zeros(len(self.payers)) for receiver in (*self.forces, *self.receivers)}
        for clause, value, _ in numbers.of(Funds, name):
            found[clause.target][self.payers.index(clause.source)] += value.max()
        return found

    def _employers(self, numbers: Numbers) -> dict[str, str]:
        """Who holds the largest stake in the careers of each force; ties go to the first organisation."""
        most: dict[str, tuple[float, str]] = {}
        for clause, stake, _ in numbers.of(Appoints, "stake"):
            if stake.max() > most.get(clause.target, (0.0, ""))[0]:
                most[clause.target] = (float(stake.max()), clause.source)
        return {force: principal for force, (_, principal) in most.items()}

    def _amounts(self, numbers: Numbers) -> Floats:
        found = np.zeros((len(self.payers), len(self.receivers)))
        for clause, amount, _ in numbers.of(Funds, "amount"):
            if clause.target in self.receivers and clause.source not in self.foundations:
                found[self.payers.index(clause.source), self.receivers.index(clause.target)] += amount.max()
        return found

    def _given(self, numbers: Numbers, name: str) -> Floats:
        """[Y] the number on the clauses of each foundation."""
        found = np.zeros(len(self.payers))
        for clause, value, _ in numbers.of(Funds, name):
            if clause.source in self.foundations:
                found[self.payers.index(clause.source)] += value.max()
        return found


def _by_shares(each: Floats, posts: Floats) -> float:
    """What payers ([Y]) do together, each by the share of posts that it bears; 0 where nobody bears any."""
    whole = posts.sum()
    return float((each * posts).sum() / whole) if whole > 0.0 else 0.0
