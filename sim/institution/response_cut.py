"""The cut for the response room: who takes a call, who helps, who passes it on, whose priorities hold.

F patrol forces, A affairs. Principals are summed in the order of organisations, so the order of clauses is nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, final

import numpy as np
from numpy.typing import NDArray

from sim.institution.clauses import Answers, Appoints, Commands, Informs
from sim.institution.numbers import Numbers
from sim.institution.terms import ResponseTerms
from sim.vocabulary import AFFAIRS, PHASES

_PREVENTION: Final = PHASES.index("prevention")
_FIRST_RESPONSE: Final = PHASES.index("first_response")

type Floats = NDArray[np.float64]


@final
@dataclass(frozen=True)
class ResponseCut:
    """Reads `ResponseTerms` off the numbers. `shares`: crews of each force; `headquarters`: names."""

    forces: tuple[str, ...]
    shares: tuple[float, ...]
    headquarters: frozenset[str]

    def read(self, numbers: Numbers) -> ResponseTerms:
        """Raises ValueError where no patrol force has the duty of first response for an affair."""
        rank, aid, joint = self._answers(numbers)
        wrong, right = self._routes(rank)
        desk, handover = self._passing(numbers, wrong, right)
        plan, answer, emergency, principals = self._commands(numbers)
        assembly = self._assembly(numbers)
        return ResponseTerms(
            rank,
            aid,
            joint,
            wrong,
            desk,
            handover,
            plan,
            _ranks(answer),
            assembly,
            np.maximum(assembly, emergency),
            principals,
            np.ones(len(self.forces)),
        )

    def _answers(self, numbers: Numbers) -> tuple[NDArray[np.int8], Floats, Floats]:
        """Duty is what is enacted; help is what has a share today, so help that nobody gives yet is no help."""
        shape = (len(self.forces), len(AFFAIRS), 2)
        duty, aid, joint = np.zeros(shape, dtype=np.bool_), np.zeros(shape), np.zeros(shape)
        for clause, share, enacted in numbers.of(Answers, "share"):
            if clause.source not in self.forces:
                continue
            force, calls = self.forces.index(clause.source), slice(1, 2) if clause.urgent_only else slice(0, 2)
            if clause.duty:
                duty[force, :, calls] |= enacted[:, _FIRST_RESPONSE, None]
            else:
                given = (joint if clause.joint else aid)[force, :, calls]
                np.maximum(given, share[:, _FIRST_RESPONSE, None], out=given)
        aid[duty] = 0.0
        rank = np.where(duty, 0, np.where(aid > 0.0, 1, -1)).astype(np.int8)
        return rank, aid, joint

    def _routes(self, rank: NDArray[np.int8]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """[A] the largest answering force without and the largest with the duty; -1 where there is none without."""
        wrong, right = np.full((2, len(AFFAIRS)), -1, dtype=np.int64)
        largest_first = sorted(range(len(self.forces)), key=lambda f: (-self.shares[f], f))
        for a, affair in enumerate(AFFAIRS):
            bound = [f for f in largest_first if rank[f, a, 0] == 0]
            # A force without any duty of first response is nobody's idea of whose a call is.
            free = [f for f in largest_first if rank[f, a, 0] != 0 and (rank[f] == 0).any()]
            if self.forces and not bound:
                raise ValueError(f"no patrol force answers first response of {affair}; enact an Answers clause")
            right[a] = bound[0] if bound else -1
            wrong[a] = free[0] if free else -1
        return wrong, right

    def _passing(self, numbers: Numbers, wrong: NDArray[np.int64], right: NDArray[np.int64]) -> tuple[Floats, Floats]:
        """[A] what the wrong force's clause to the right one says; absent values where there is no such clause."""
        terms = Informs.terms()
        found = {name: np.where(wrong >= 0, terms[name].absent, 0.0) for name in ("desk", "handover")}
        for name, values in found.items():
            for clause, value, _ in numbers.of(Informs, name):
                if clause.source in self.forces and clause.target in self.forces:
                    source, target = self.forces.index(clause.source), self.forces.index(clause.target)
                    np.copyto(values, value[:, _FIRST_RESPONSE], where=(wrong == source) & (right == target))
        return found["desk"], found["handover"]

    def _commands(self, numbers: Numbers) -> tuple[Floats, Floats, Floats, NDArray[np.int64]]:
        """[F, A] priorities in prevention and in answering calls, [F] weight in emergencies, [F] principals."""
        plan, total = np.zeros((len(self.forces), len(AFFAIRS))), np.zeros(len(self.forces))
        answer = np.zeros_like(plan)
        emergency = np.zeros(len(self.forces))
        principals: list[set[str]] = [set() for _ in self.forces]
        for clause, weight, _ in numbers.of(Commands, "weight"):
            if clause.target not in self.forces:
                continue
            force, weights = self.forces.index(clause.target), weight[:, _PREVENTION]
            if clause.emergency:
                emergency[force] = max(emergency[force], weight.max())
                continue
            plan[force] += weights
            answer[force] += weight[:, _FIRST_RESPONSE]
            total[force] += weights.max()
            if weight.max() > 0.0:
                principals[force].add(clause.source)
        whole = np.where(total > 0.0, total, 1.0)
        return plan / whole[:, None], answer, emergency, np.array([len(p) for p in principals], np.int64)

    def _assembly(self, numbers: Numbers) -> Floats:
        """[F] what headquarters holds of the officers' careers: whom it appoints it can send."""
        held = np.zeros(len(self.forces))
        for clause, stake, _ in numbers.of(Appoints, "stake"):
            if clause.target in self.forces and clause.source in self.headquarters:
                force = self.forces.index(clause.target)
                held[force] = max(held[force], stake.max())
        return held


def _ranks(plan: Floats) -> NDArray[np.int64]:
    """[F, A] dense rank of each affair by descending weight; equal weights share a rank."""
    ranks = np.zeros(plan.shape, dtype=np.int64)
    for force, weights in enumerate(plan):
        levels = np.unique(weights)
        ranks[force] = levels.size - 1 - np.searchsorted(levels, weights)
    return ranks
