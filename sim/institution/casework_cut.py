"""The cut for the casework room: who follows a call up, what passes between force, teams and municipality.

F patrol forces, A affairs.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

import numpy as np
from numpy.typing import NDArray

from sim.institution.clauses import Answers, Funds, Hears, Informs, Refers
from sim.institution.numbers import Numbers
from sim.institution.terms import CaseworkTerms
from sim.vocabulary import AFFAIRS, CORPS_DESIGNS, PHASES

type Floats = NDArray[np.float64]

_PREVENTION, _FIRST_RESPONSE, _INVESTIGATION = (
    PHASES.index(phase) for phase in ("prevention", "first_response", "investigation")
)


@final
@dataclass(frozen=True)
class CaseworkCut:
    """Reads `CaseworkTerms` off the numbers. `municipalities` and `corps`: names."""

    forces: tuple[str, ...]
    case_forces: tuple[str, ...]
    municipalities: tuple[str, ...]
    corps: tuple[str, ...]

    def read(self, numbers: Numbers) -> CaseworkTerms:
        team = self._team(numbers)
        return CaseworkTerms(
            team=team,
            informed=self._informed(numbers, team),
            refer=self._referred(numbers, "probability", to_force=False),
            refer_days=self._referred(numbers, "delay", to_force=False),
            task=self._referred(numbers, "probability", to_force=True),
            must_hear=self._must_hear(numbers),
            municipal_calls=self._calls(numbers, self.municipalities),
            corps_calls=self._calls(numbers, self.corps),
            heard=self._heard(numbers, "coverage"),
            heard_weight=self._heard(numbers, "weight"),
            heard_skew=self._heard(numbers, "skew"),
            corps_funds=self._corps_funds(numbers),
        )

    def _team(self, numbers: Numbers) -> NDArray[np.int64]:
        """The first case force, in the order of organisations, that has the duty to investigate."""
        team = np.full(len(AFFAIRS), -1, np.int64)
        duty = {c.source: on[:, _INVESTIGATION] for c, _, on in numbers.of(Answers, "share") if c.duty}
        for row in reversed(range(len(self.case_forces))):
            team[duty.get(self.case_forces[row], np.zeros(len(AFFAIRS), np.bool_))] = row
        return team

    def _informed(self, numbers: Numbers, team: NDArray[np.int64]) -> Floats:
        informed = np.zeros((len(self.forces), len(AFFAIRS)))
        informed[:, team < 0] = 1.0
        for clause, quality, _ in numbers.of(Informs, "quality"):
            if clause.source in self.forces and clause.target in self.case_forces:
                force, theirs = self.forces.index(clause.source), team == self.case_forces.index(clause.target)
                informed[force, theirs] = quality[theirs, _INVESTIGATION]
        return informed

    def _referred(self, numbers: Numbers, name: str, *, to_force: bool) -> Floats:
        found = np.full((len(self.forces), len(AFFAIRS)), Refers.terms()[name].absent)
        for clause, value, _ in numbers.of(Refers, name):
            force, other = (clause.target, clause.source) if to_force else (clause.source, clause.target)
            if force in self.forces and other in self.municipalities:
                found[self.forces.index(force)] = value[:, _FIRST_RESPONSE]
        return found

    def _must_hear(self, numbers: Numbers) -> NDArray[np.bool_]:
        found = np.zeros((len(self.forces), len(AFFAIRS)), np.bool_)
        for clause, _, enacted in numbers.of(Refers, "probability"):
            if clause.target in self.forces and clause.source in self.municipalities and clause.must_hear:
                found[self.forces.index(clause.target)] |= enacted[:, _FIRST_RESPONSE]
        return found

    def _calls(self, numbers: Numbers, helpers: tuple[str, ...]) -> Floats:
        """[A] share of minor calls that organisations without officers may take."""
        found = np.zeros(len(AFFAIRS))
        for clause, share, _ in numbers.of(Answers, "share"):
            if clause.source in helpers and not clause.duty:
                found = np.maximum(found, share[:, _FIRST_RESPONSE])
        return found

    def _heard(self, numbers: Numbers, name: str) -> Floats:
        found = np.zeros(len(AFFAIRS))
        for clause, value, _ in numbers.of(Hears, name):
            if clause.target in self.municipalities:
                found = np.maximum(found, value[:, _PREVENTION])
        return found

    def _corps_funds(self, numbers: Numbers) -> Floats:
        found = np.zeros(len(CORPS_DESIGNS))
        for clause, amount, _ in numbers.of(Funds, "amount"):
            if clause.target in self.corps and clause.rule in CORPS_DESIGNS:
                found[CORPS_DESIGNS.index(clause.rule)] += amount.max()
        return found
