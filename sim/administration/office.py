"""The offices of one run: what they know, have resolved, are followed in, and how crews' free time is used.

Everything is kept by principal and force so that two forces with equal clauses stand on equal numbers, bit for bit.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import NamedTuple, final

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from sim.administration import agenda, command, demand, free_time, knowledge
from sim.administration.free_time import Standard
from sim.administration.gaming import Gaming, gaming, of_forces
from sim.administration.knowledge import Said
from sim.administration.rules import AdministrationRules
from sim.institution.terms import AdministrationTerms

type Floats = NDArray[np.float64]


class Ground(NamedTuple):
    """What offices deal with: P places in D districts."""

    district: NDArray[np.int64]
    """[P]"""
    districts: int
    even: Floats
    """[P] share of streets in each place."""
    near: csr_array
    """[P, P] how far an incident in one place counts for another on a map."""


@final
@dataclass
class Offices:
    """State of the administration room. R principals, F patrol forces, D districts, A affairs, P places."""

    rules: AdministrationRules
    ground: Ground
    reference: Standard
    record: Floats
    """[A, P] harm a day of the calls on record."""
    experience: Floats
    """[A, P] incidents a day that residents live through."""
    aware: float
    """Share of residents who know that there is a commission."""
    told: Floats
    """[R, A, P] the record as far as news of it has reached each principal."""
    valid_until: Floats
    """[R, D, A] day until which resolutions hold; without meaning for who needs none."""
    followed: Floats
    """[R, F, D, A] share to which crews follow each principal; 1 for who needs no resolution."""
    standards: tuple[Standard, ...]
    """[F] what forces are rewarded for since their last evaluation."""
    found: demand.Found
    """What crews came upon that nobody had reported."""
    said: Said | None = None
    """What residents say; None where no office hears what they think."""
    free_time: Floats = field(init=False)
    """[F, uses]"""
    gaming: Gaming = field(init=False)
    """What rewards do beside bending free time."""
    known: Floats = field(init=False)
    """[F, P] harm a day by place, weighted by the priorities that each force follows."""

    def sit(self, day: int, terms: AdministrationTerms) -> bool:
        """One day of the offices. Returns whether forces have new plans or another use of free time."""
        self._evaluate(day, terms)
        if day % self.rules.sitting_days == 0:
            self._resolve(day, terms)
        self._follow(day, terms)
        planned = day % self.rules.plan_days == 0
        if planned:
            self.told = knowledge.passed_on(self.told, self.record, terms.delay_days, self.rules.plan_days)
            self.known = self._plans(terms)
        mix = self._mixes()
        changed = planned or not np.array_equal(mix, self.free_time)
        self.free_time, self.gaming = mix, self._gaming()
        return changed

    def learn(self, calls: Floats, lived: Floats, aware: float, said: Said | None = None) -> None:
        """Enter a day: [A, P] harm of dispatched calls, [A, P] incidents lived through, who knows the commission, and
        what residents say by now: they remember for themselves, so that it is not put on record."""
        self.record = knowledge.faded(self.record, calls, self.rules.memory_days)
        self.experience = knowledge.faded(self.experience, lived, self.rules.memory_days)
        self.aware, self.said = aware, said

    def learn_of_found(self, today: demand.Found) -> None:
        """Enter a day of what crews came upon."""
        self.found = demand.remembered(self.found, today, self.rules.memory_days)

    def resolved(self, day: int) -> NDArray[np.bool_]:
        """[R, D, A] matters that a valid resolution covers."""
        return self.valid_until > day

    @property
    def filing(self) -> Floats:
        """[F] share of free time on paperwork over that at the reference; exactly 1 there."""
        return free_time.filing(self.free_time, self.reference, self.rules)

    # --- the steps of a day ---------------------------------------------------------------------------------------

    def _evaluate(self, day: int, terms: AdministrationTerms) -> None:
        """Once a year each force learns what it is judged by; command over it is felt at once."""
        standards = []
        for force, before in enumerate(self.standards):
            today = free_time.standard(terms, force)
            every = terms.every_days[:, force]
            due = any(day % days == 0 for days in every[every > 0].tolist())
            standards.append(today if due else today._replace(reward=before.reward))
        self.standards = tuple(standards)

    def _resolve(self, day: int, terms: AdministrationTerms) -> None:
        for r in np.flatnonzero(terms.by_resolution):
            self.valid_until[r] = agenda.sit(day, self.valid_until[r], self._urgency(terms, int(r)), self.rules)

    def _follow(self, day: int, terms: AdministrationTerms) -> None:
        resolved = self.resolved(day)
        for r in np.flatnonzero(terms.by_resolution):
            for force in range(self.followed.shape[1]):
                goal = agenda.heed(float(terms.stake[r, force]), self.rules) * resolved[r]
                self.followed[r, force] = agenda.followed(self.followed[r, force], goal, self.rules.adoption_days)

    def _urgency(self, terms: AdministrationTerms, principal: int) -> Floats:
        """[D, A] harm a day in each matter as the commission sees it; 0 where it commands no patrol force."""
        seen = self._understood(terms, principal)
        harm = np.array([np.bincount(self.ground.district, row, self.ground.districts) for row in seen]).T
        urgency: Floats = np.where(terms.prevention[principal].max(axis=0) > 0.0, harm, 0.0)
        return urgency

    def _understood(self, terms: AdministrationTerms, principal: int) -> Floats:
        """[A, P] the map on a principal's wall."""
        ground, told = self.ground, self.told[principal]
        lived, said = self.experience, self.said
        seen = knowledge.understood(terms, principal, told, lived, ground.even, self.aware, self.rules, said)
        return knowledge.mapped(seen, ground.near, ground.even)

    def _plans(self, terms: AdministrationTerms) -> Floats:
        """[F, P] what each force's priorities make of what principals know."""
        seen = [self._understood(terms, r) for r in range(len(terms.stake))]
        plans = np.empty((terms.stake.shape[1], len(self.ground.even)))
        for force in range(len(plans)):
            weight = command.priorities(terms, force, self.followed[:, force], self.rules.ex_police)
            plan = np.zeros(len(self.ground.even))
            for r, harm in enumerate(seen):
                plan += (weight[r].T[:, self.ground.district] * harm).sum(axis=0)
            plans[force] = plan if plan.any() else self.ground.even
        return plans

    def _mixes(self) -> Floats:
        return np.array([free_time.mix(today, self.reference, self.rules) for today in self.standards])

    def _gaming(self) -> Gaming:
        bent = [free_time.bent(today, self.reference, self.rules) for today in self.standards]
        return gaming(bent, self.rules.gaming)

    # --- how it begins and goes on --------------------------------------------------------------------------------

    def settle(self, day: int, terms: AdministrationTerms) -> None:
        """Put everything where it would stand after years of today's terms and records."""
        principals, forces = terms.stake.shape
        self.told = np.repeat(self.record[None], principals, axis=0)
        self.valid_until = np.zeros((principals, self.ground.districts, len(self.record)))
        self.followed = np.ones((principals, forces, self.ground.districts, len(self.record)))
        for r in np.flatnonzero(terms.by_resolution):
            self.valid_until[r] = agenda.settled(day, self._urgency(terms, int(r)), self.rules)
            for force in range(forces):
                heeded = agenda.heed(float(terms.stake[r, force]), self.rules)
                self.followed[r, force] = heeded * self.resolved(day)[r]
        self.standards = tuple(free_time.standard(terms, force) for force in range(forces))
        self.known, self.free_time, self.gaming = self._plans(terms), self._mixes(), self._gaming()


def settled(
    rules: AdministrationRules,
    ground: Ground,
    reference: Standard,
    record: Floats,
    experience: Floats,
    aware: float,
    day: int,
    terms: AdministrationTerms,
    said: Said | None = None,
) -> Offices:
    """Offices after years of the same terms, with [A, P] harm and incidents a day on record."""
    none = np.zeros((0, 0, 0))
    found = demand.nothing(*record.shape)
    offices = Offices(
        rules, ground, reference, record.copy(), experience.copy(), aware, none, none, none, (), found, said
    )
    offices.settle(day, terms)
    return offices


def after(before: Offices, terms: AdministrationTerms, force_of: list[int], principal_of: list[int]) -> Offices:
    """Offices that go on under other terms. A new principal knows nothing yet and has resolved nothing."""
    known = np.array([max(r, 0) for r in principal_of])
    new = np.array([r < 0 for r in principal_of])
    told = before.told[known]
    told[new] = 0.0
    valid_until = before.valid_until[known]
    valid_until[new] = 0.0
    followed = np.ascontiguousarray(before.followed[known][:, force_of])
    followed[new] = np.where(terms.by_resolution[new], 0.0, 1.0)[:, None, None, None]
    offices = replace(
        before,
        record=before.record.copy(),
        experience=before.experience.copy(),
        told=told,
        valid_until=valid_until,
        followed=followed,
        standards=tuple(before.standards[f] for f in force_of),
    )
    # Plans and habits stay until the offices sit again.
    offices.known, offices.free_time = before.known[force_of], before.free_time[force_of]
    offices.gaming = of_forces(before.gaming, force_of)
    return offices
