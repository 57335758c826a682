"""One pool for two kinds of calls whose service times differ: exact, where no closed form is known.

M/H2/c, first come first served. The state is the number of calls present (the level) and how many of those in service
are long ones. Levels above c repeat, so the chain is a quasi-birth-death process with geometric tail: pi_{n+1} =
pi_n R for n >= c (Neuts 1981); R by logarithmic reduction (Latouche and Ramaswami 1993, J. Appl. Prob. 30).
Any unit of time, the same throughout.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, final

import numpy as np
from numpy.typing import NDArray


class _Tail(NamedTuple):
    """All levels with every crew busy, added up."""

    chance: float
    waiting: float


@final
@dataclass(frozen=True)
class MixedPool:
    """`crews` that serve two kinds of calls in one queue. Two-element tuples: rates of calls, mean service times.

    Raises ValueError for rates or times that are not positive, no crew, or a load of 1 or more.
    """

    rates: tuple[float, float]
    services: tuple[float, float]
    crews: int

    def __post_init__(self) -> None:
        if min(*self.rates, *self.services) <= 0 or self.crews < 1 or self.load >= 1:
            raise ValueError(f"{self}: positive rates and services, a crew and a load below 1 are needed")

    @property
    def load(self) -> float:
        """Offered load per crew."""
        return sum(r * s for r, s in zip(self.rates, self.services, strict=True)) / self.crews

    @property
    def p_wait(self) -> float:
        """Chance that a call waits, the same for both kinds (Poisson arrivals see time averages)."""
        return self._tail.chance

    @property
    def wait(self) -> float:
        """Mean wait, the same for both kinds since one queue serves them in turn."""
        return self._tail.waiting / sum(self.rates)

    @cached_property
    def _tail(self) -> _Tail:
        ratios = [self._repeating_ratio()]
        for level in range(self.crews, 0, -1):
            stay = self._leaving(level) - ratios[0] @ self._down(level + 1)
            ratios.insert(0, np.linalg.solve(stay.T, self._up(level - 1).T).T)
        below, states = 0.0, np.ones(1)
        for ratio in ratios[:-1]:
            below, states = below + states.sum(), states @ ratio
        beyond = np.linalg.inv(np.eye(self.crews + 1) - ratios[-1])
        busy = states @ beyond
        total = below + busy.sum()
        return _Tail(float(busy.sum() / total), float((busy @ ratios[-1] @ beyond).sum() / total))

    def _repeating_ratio(self) -> NDArray[np.float64]:
        """R of the levels above c."""
        leaving, up, down = self._leaving(self.crews), self._up(self.crews), self._down(self.crews + 1)
        higher, lower = np.linalg.solve(leaving, up), np.linalg.solve(leaving, down)
        first_down, reached = lower, higher
        while np.abs(1.0 - first_down.sum(axis=1)).max() > 1e-14 and reached.max() > 1e-300:
            back = np.linalg.inv(np.eye(len(up)) - higher @ lower - lower @ higher)
            higher, lower = back @ higher @ higher, back @ lower @ lower
            first_down = first_down + reached @ lower
            reached = reached @ higher
        return np.linalg.solve((leaving - up @ first_down).T, up.T).T

    def _leaving(self, level: int) -> NDArray[np.float64]:
        """Diagonal of the rates at which the states of a level up to c are left; row = calls of kind 1 in service."""
        second = np.arange(level + 1)
        return np.diag(sum(self.rates) + (level - second) / self.services[0] + second / self.services[1])

    def _up(self, level: int) -> NDArray[np.float64]:
        """Arrivals: into service below c, else into the queue, where their kind does not matter yet."""
        if level >= self.crews:
            return sum(self.rates) * np.eye(self.crews + 1)
        return self.rates[0] * np.eye(level + 1, level + 2) + self.rates[1] * np.eye(level + 1, level + 2, 1)

    def _down(self, level: int) -> NDArray[np.float64]:
        """Releases; above c the first in the queue follows, of kind 1 by its share of the calls."""
        busy = min(level, self.crews)
        second = np.arange(busy + 1)
        first_ends = np.diag((busy - second) / self.services[0])
        second_ends = np.diag(second / self.services[1])
        if level <= self.crews:
            return first_ends @ np.eye(busy + 1, busy) + second_ends @ np.eye(busy + 1, busy, -1)
        share = self.rates[1] / sum(self.rates)
        size = busy + 1
        follows_first = (1 - share) * np.eye(size) + share * np.eye(size, k=1)
        follows_second = share * np.eye(size) + (1 - share) * np.eye(size, k=-1)
        return first_ends @ follows_first + second_ends @ follows_second
