"""What a governance model is: a reform of the unitary institution, one family of clauses at a time.

Each step is a whole institution, so a run can stop between any two and show at which step a difference appears.
No model may state an outcome: who commands, answers, appoints, informs, pays and judges is all it can change.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import final

from sim.institution.institution import Institution


@final
@dataclass(frozen=True)
class Step:
    """One step of a reform: its short name, what it says, and the institution once it holds."""

    name: str
    sentence: str
    institution: Institution


class Governance(ABC):
    """A small frozen object with its own parameters. `key`: its file name; `title`: what a reader calls it."""

    @property
    @abstractmethod
    def key(self) -> str: ...

    @property
    @abstractmethod
    def title(self) -> str: ...

    @abstractmethod
    def steps(self, unitary: Institution) -> tuple[Step, ...]:
        """The reform, one family of clauses at a time; first the bare split where a force is split. Empty: none."""

    def reform(self, unitary: Institution) -> Institution:
        """The institution after the last step."""
        steps = self.steps(unitary)
        return steps[-1].institution if steps else unitary
