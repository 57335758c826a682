"""The cut for research: who is paid to find things out, and whom it tells.

Know-how is not divided by affairs: an edge counts with the largest of its numbers.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

import numpy as np

from sim.institution.clauses import Funds, Informs
from sim.institution.numbers import Numbers
from sim.institution.terms import ResearchTerms


@final
@dataclass(frozen=True)
class ResearchCut:
    """Reads `ResearchTerms` off the numbers."""

    institutes: tuple[str, ...]
    others: tuple[str, ...]
    """Principals and forces of all branches."""

    @property
    def learners(self) -> tuple[str, ...]:
        return (*self.institutes, *self.others)

    def read(self, numbers: Numbers) -> ResearchTerms:
        row = {name: n for n, name in enumerate(self.learners)}
        teaches, krw = np.zeros((len(row), len(row))), np.zeros(len(row))
        for clause, quality, _ in numbers.of(Informs, "quality"):
            if clause.source in row and clause.target in row:
                teaches[row[clause.source], row[clause.target]] = quality.max()
        for paid, amount, _ in numbers.of(Funds, "amount"):
            if paid.target in self.institutes:
                krw[row[paid.target]] += amount.max()
        return ResearchTerms(teaches, krw)
