"""Clearance (검거율): how likely a case is to be cleared, given what happened on the call that opened it.

A logit of the affair's base share plus terms that are zero at the reference: response time (violence and theft that
are not discovered late; Blanes i Vidal and Kirchmaier 2018, shrunk and bounded), place knowledge of the crew, what the
team in charge knows of what the crew has learnt, the file that the crew's force writes in its free time, specialisation
of the pool that holds the duty (null by default), and hand-over between forces. Decided by the incident's mark when the
case is finished.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final, NamedTuple, final

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit, logit

from sim.casework.rules import CLEARED, ClearanceRules
from sim.casework.tables import Followed, Patrol, Reference
from sim.demand import purposes
from sim.institution.terms import CaseworkTerms
from sim.randomness import marks
from sim.vocabulary import AFFAIRS, MAJOR_CRIME

TENTH: Final = math.log(1.1)
"""The slope is given for a response time that is 10 % longer."""

EDGE: Final = 1e-3
"""A share that log-odds can hold."""

type Floats = NDArray[np.float64]


class Law(NamedTuple):
    """The rules of clearance as columns by affair, in log-odds; affairs that are never cleared stand at 0."""

    base: Floats
    slope: Floats
    """By the log of response time over the reference; 0 outside violence and theft."""
    low: Floats
    high: Floats
    """Bounds of the term of response."""
    late: Floats
    """Share discovered after the event."""


def law(rules: ClearanceRules) -> Law:
    """Columns of the rules."""
    made = Law(*(np.zeros(len(AFFAIRS)) for _ in Law._fields))
    for affair in CLEARED:
        a, base = AFFAIRS.index(affair), rules.base(affair)
        made.base[a] = logit(base)
        if affair in MAJOR_CRIME:
            made.slope[a] = rules.response_slope / (TENTH * base * (1.0 - base))
            made.late[a] = rules.late(affair)
        reach = rules.response_range / 2.0
        made.low[a] = min(0.0, logit(max(base - reach, EDGE)) - made.base[a])
        made.high[a] = max(0.0, logit(min(base + reach, 1.0 - EDGE)) - made.base[a])
    return made


def response_term(law: Law, affair: NDArray[np.int64], ratio: Floats) -> Floats:
    """[N] log-odds for response times `ratio` times the reference; 0 at 1 and at NaN, bounded on both sides."""
    slope = law.slope[affair]
    known = (slope != 0.0) & ~np.isnan(ratio)
    with np.errstate(divide="ignore"):
        distance = np.log(ratio, out=np.zeros(len(ratio)), where=known)
    return np.clip(slope * distance, law.low[affair], law.high[affair])


def specialisation(answering: Floats, volume: Floats) -> Floats:
    """[F] how many times the usual share of its affairs each force's pool has, log 2.

    The pool of a force is all affairs for which it has the duty, whoever else has it: two names of one force are one
    pool. `volume` [A] is the region's usual work by affair.
    """
    everywhere = np.tile(volume, (len(answering), 1))
    pool, whole = np.where(answering > 0.0, everywhere, 0.0).sum(axis=1), everywhere.sum(axis=1)
    ratio = np.divide(whole, pool, out=np.ones(len(pool)), where=pool > 0.0)
    power: Floats = np.log2(ratio)
    return power


@final
@dataclass(frozen=True)
class Odds:
    """The chances of today's cases."""

    rules: ClearanceRules
    law: Law
    key: np.uint64
    volume: Floats
    """[A] incidents a day that crews attend at the reference."""
    terms: CaseworkTerms
    patrol: Patrol
    reference: Reference

    def of(self, followed: Followed, rows: NDArray[np.int64]) -> Floats:
        """[N] probability that a case opened by these rows of `followed` will be cleared."""
        affair, force = followed.affair[rows], followed.force[rows]
        odds = self.law.base[affair] + self._response(followed, rows) + self._knowledge(followed.place_knowledge[rows])
        odds += self.rules.information * (self.terms.informed[force, affair] - self.reference.informed[affair])
        odds += (self.rules.files * np.log(self.patrol.filing))[force]
        power = specialisation(self.patrol.answering, self.volume)[force]
        failure = (1.0 - expit(odds)) * np.power(self.rules.progress, power)
        chance: Floats = (1.0 - failure) * np.where(followed.handed_over[rows], self.rules.handed_over, 1.0)
        return chance

    def _response(self, followed: Followed, rows: NDArray[np.int64]) -> Floats:
        affair = followed.affair[rows]
        term = response_term(self.law, affair, followed.response_min[rows] / self.reference.response_min[affair])
        late = marks(self.key, followed.id[rows], purposes.OPEN_CASE) < self.law.late[affair]
        return np.where(late, 0.0, term)

    def _knowledge(self, knowledge: Floats) -> Floats:
        usual = self.reference.knowledge
        if usual <= 0.0:
            return np.zeros(len(knowledge))
        term: Floats = self.rules.knowledge * (knowledge / usual - 1.0)
        return term
