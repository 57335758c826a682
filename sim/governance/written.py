"""A governance model that was written down instead of programmed: named steps, each a list of changes.

The changes are the verbs of `Institution` as values, so that a file can say them. The reform starts from the unitary
law or from organisations of its own.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import final

from sim.governance.base import Governance, Step
from sim.institution.clauses import EVERYTHING, Clause
from sim.institution.institution import Institution
from sim.institution.organisation import Organisation
from sim.vocabulary import Scope


class Change(ABC):
    """One verb of a reform with its words."""

    @abstractmethod
    def of(self, institution: Institution) -> Institution:
        """The institution after it. Raises ValueError where it cannot be."""


@final
@dataclass(frozen=True)
class Establish(Change):
    organisation: Organisation

    def of(self, institution: Institution) -> Institution:
        return institution.establish(self.organisation)


@final
@dataclass(frozen=True)
class Split(Change):
    force: str
    to: str
    share: float
    boxes: str
    basis: str

    def of(self, institution: Institution) -> Institution:
        return institution.split_force(self.force, self.to, self.share, self.boxes, basis=self.basis)


@final
@dataclass(frozen=True)
class Rename(Change):
    force: str
    to: str
    basis: str

    def of(self, institution: Institution) -> Institution:
        return institution.rename_force(self.force, self.to, basis=self.basis)


@final
@dataclass(frozen=True)
class Repeal(Change):
    kind: type[Clause]
    source: str | None = None
    target: str | None = None
    scope: Scope = EVERYTHING

    def of(self, institution: Institution) -> Institution:
        return institution.repeal(self.kind, self.source, self.target, self.scope)


@final
@dataclass(frozen=True)
class Narrow(Change):
    kind: type[Clause]
    force: str
    scope: Scope
    basis: str

    def of(self, institution: Institution) -> Institution:
        return institution.narrow(self.kind, self.force, self.scope, basis=self.basis)


@final
@dataclass(frozen=True)
class Enact(Change):
    clause: Clause

    def of(self, institution: Institution) -> Institution:
        return institution.enact(self.clause)


@final
@dataclass(frozen=True)
class WrittenStep:
    """One step: its short name, what it says, its changes in the order in which they are made."""

    name: str
    sentence: str
    changes: tuple[Change, ...]


@final
@dataclass(frozen=True)
class Written(Governance):
    """A reform as a list of steps. `founded`: the organisations it starts from instead of the unitary law."""

    name: str
    heading: str
    written: tuple[WrittenStep, ...]
    founded: tuple[Organisation, ...] | None = None

    @property
    def key(self) -> str:
        return self.name

    @property
    def title(self) -> str:
        return self.heading

    def start(self, unitary: Institution) -> Institution:
        """What the first step changes."""
        return unitary if self.founded is None else Institution(self.founded, ())

    def steps(self, unitary: Institution) -> tuple[Step, ...]:
        now, found = self.start(unitary), []
        for step in self.written:
            for change in step.changes:
                now = change.of(now)
            found.append(Step(step.name, step.sentence, now))
        return tuple(found)
