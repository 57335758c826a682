"""The cut for the administration room: who commands, appoints, informs, hears and judges the patrol forces.

R principals (whoever commands, appoints or evaluates a force, in the order of organisations), F patrol forces, T forces
of other branches, A affairs.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

import numpy as np
from numpy.typing import NDArray

from sim.institution.clauses import Answers, Appoints, Clause, Commands, Evaluates, Hears, Informs
from sim.institution.numbers import Numbers
from sim.institution.terms import AdministrationTerms
from sim.vocabulary import AFFAIRS, CRITERIA, PHASES

type Floats = NDArray[np.float64]
type Bools = NDArray[np.bool_]

_PREVENTION, _FIRST_RESPONSE, _INVESTIGATION, _FOLLOW_UP = range(len(PHASES))


@final
@dataclass(frozen=True)
class AdministrationCut:
    """Reads `AdministrationTerms` off the numbers."""

    principals: tuple[str, ...]
    forces: tuple[str, ...]
    case_forces: tuple[str, ...]
    corps: tuple[str, ...]
    commissions: frozenset[str]
    headquarters: frozenset[str]
    analyses: frozenset[str]
    """Workload analysis units."""

    def read(self, numbers: Numbers) -> AdministrationTerms:
        prevention, first_response = (self._command(numbers, phase) for phase in (_PREVENTION, _FIRST_RESPONSE))
        known, delay = self._informed(numbers)
        judged, noise, every = self._judged(numbers)
        heard, weight, skew = (self._heard(numbers, name) for name in ("coverage", "weight", "skew"))
        return AdministrationTerms(
            prevention=prevention,
            first_response=first_response,
            follow_up=self._follow_up(numbers),
            by_resolution=np.array([p in self.commissions for p in self.principals], np.bool_),
            headquarters=np.array([p in self.headquarters for p in self.principals], np.bool_),
            stake=self._stake(numbers, self.forces),
            rotation_years=self._rotation(numbers),
            promotion=self._promotion(numbers, self.forces),
            case_stake=self._stake(numbers, self.case_forces),
            case_promotion=self._promotion(numbers, self.case_forces),
            known=known,
            delay_days=delay,
            heard=heard,
            heard_weight=weight,
            heard_skew=skew,
            network=self._invited(numbers),
            judged=judged,
            noise=noise,
            every_days=every,
            supervision=self._supervision(numbers),
            reposting=self._reposting(numbers),
            analysed=self._analysed(numbers, "quality"),
            corrected=self._analysed(numbers, "corrected"),
        )

    def _command(self, numbers: Numbers, phase: int) -> Floats:
        found = np.zeros((len(self.principals), len(self.forces), len(AFFAIRS)))
        for clause, weight, _ in numbers.of(Commands, "weight"):
            if clause.target in self.forces and not clause.emergency:
                found[self._ends(clause, self.forces)] += weight[:, phase]
        return found

    def _follow_up(self, numbers: Numbers) -> Floats:
        found = np.zeros((len(self.principals), len(self.case_forces), len(AFFAIRS)))
        for clause, weight, _ in numbers.of(Commands, "weight"):
            if clause.target in self.case_forces and not clause.emergency:
                both = weight[:, _INVESTIGATION], weight[:, _FOLLOW_UP]
                found[self._ends(clause, self.case_forces)] += np.maximum(*both)
        return found

    def _stake(self, numbers: Numbers, forces: tuple[str, ...]) -> Floats:
        found = np.zeros((len(self.principals), len(forces)))
        for clause, stake, _ in numbers.of(Appoints, "stake"):
            if clause.target in forces:
                found[self._ends(clause, forces)] = stake.max()
        return found

    def _promotion(self, numbers: Numbers, forces: tuple[str, ...]) -> Floats:
        """The odds of the cell in which they are least even: the others are those that no clause covers."""
        found = np.full((len(self.principals), len(forces)), Appoints.terms()["promotion"].absent)
        for clause, odds, _ in numbers.of(Appoints, "promotion"):
            if clause.target in forces:
                found[self._ends(clause, forces)] = odds.flat[np.abs(np.log(odds)).argmax()]
        return found

    def _rotation(self, numbers: Numbers) -> Floats:
        """The shortest interval that any appointing principal sets."""
        found = np.full(len(self.forces), Appoints.terms()["rotation"].absent)
        for clause, years, _ in numbers.of(Appoints, "rotation"):
            if clause.target in self.forces:
                force = self.forces.index(clause.target)
                found[force] = min(found[force], years.min())
        return found

    def _informed(self, numbers: Numbers) -> tuple[Floats, Floats]:
        """[R, A] from forces that take first calls of the affair. Several names of one force say the same thing."""
        shape = (len(self.principals), len(AFFAIRS))
        known, delay = np.zeros(shape), np.full(shape, Informs.terms()["delay"].absent)
        duty = self._duty(numbers)
        delays = {clause.edge: days for clause, days, _ in numbers.of(Informs, "delay")}
        for clause, quality, _ in numbers.of(Informs, "quality"):
            if clause.source not in self.forces or clause.target not in self.principals:
                continue
            r, cell = self.principals.index(clause.target), quality[:, _FIRST_RESPONSE]
            better = duty[self.forces.index(clause.source)] & (cell > known[r])
            known[r, better] = cell[better]
            delay[r, better] = delays[clause.edge][better, _FIRST_RESPONSE]
        return known, delay

    def _duty(self, numbers: Numbers) -> Bools:
        duty = np.zeros((len(self.forces), len(AFFAIRS)), np.bool_)
        for clause, _, enacted in numbers.of(Answers, "share"):
            if clause.source in self.forces and clause.duty:
                duty[self.forces.index(clause.source)] |= enacted[:, _FIRST_RESPONSE]
        return duty

    def _heard(self, numbers: Numbers, name: str) -> Floats:
        found = np.zeros((len(self.principals), len(AFFAIRS)))
        for clause, value, _ in numbers.of(Hears, name):
            if clause.target in self.principals:
                r = self.principals.index(clause.target)
                found[r] = np.maximum(found[r], value[:, _PREVENTION])
        return found

    def _invited(self, numbers: Numbers) -> Floats:
        """[A] by anybody who hears residents, a municipality too."""
        found = np.zeros(len(AFFAIRS))
        for _, value, _ in numbers.of(Hears, "network"):
            found = np.maximum(found, value[:, _PREVENTION])
        return found

    def _judged(self, numbers: Numbers) -> tuple[Floats, Floats, NDArray[np.int64]]:
        shape = (len(self.principals), len(self.forces))
        judged, noise, every = np.zeros((*shape, len(CRITERIA))), np.zeros(shape), np.zeros(shape, np.int64)
        for column, name in enumerate((*CRITERIA, "noise")):
            for clause, value, _ in numbers.of(Evaluates, name):
                if clause.target not in self.forces:
                    continue
                at = self._ends(clause, self.forces)
                every[at] = clause.every_days
                if name == "noise":
                    noise[at] = value.max()
                else:
                    judged[(*at, column)] = value.max()
        return judged, noise, every

    def _supervision(self, numbers: Numbers) -> Floats:
        found = np.zeros(len(self.forces))
        for clause, hours, _ in numbers.of(Commands, "supervision"):
            if clause.target in self.corps and clause.source in self.forces:
                force = self.forces.index(clause.source)
                found[force] = max(found[force], hours.max())
        return found

    def _reposting(self, numbers: Numbers) -> Floats:
        """Who holds a part of the careers holds that part of the posts that may move."""
        stake, found = self._stake(numbers, self.forces), np.zeros(len(self.forces))
        for clause, share, _ in numbers.of(Appoints, "reposting"):
            if clause.target in self.forces:
                r, force = self._ends(clause, self.forces)
                found[force] += share.max() * stake[r, force]
        whole = stake.sum(axis=0)
        reposting: Floats = found / np.where(whole > 0.0, whole, 1.0)
        return reposting

    def _analysed(self, numbers: Numbers, name: str) -> Floats:
        found = np.zeros((len(self.forces), len(AFFAIRS)))
        for clause, value, _ in numbers.of(Informs, name):
            if clause.source in self.forces and clause.target in self.analyses:
                force = self.forces.index(clause.source)
                found[force] = np.maximum(found[force], value[:, _FIRST_RESPONSE])
        return found

    def _ends(self, clause: Clause, forces: tuple[str, ...]) -> tuple[int, int]:
        return self.principals.index(clause.source), forces.index(clause.target)
