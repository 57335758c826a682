"""One pool of crews or several: what splitting costs, and what handing calls over costs.

Any unit of time, the same throughout. With one service law a pool never waits longer than its parts (Smith and Whitt
1981, Bell System Technical Journal 60); where service times differ that is no theorem: see
`experiments.theory.mixed_pool`. Hand-over: Jackson (1957), Operations Research 5.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import final

import numpy as np
from numpy.typing import NDArray

from experiments.theory.erlang import WaitingLine
from experiments.theory.priorities import mean_over_calls


def split_wait(parts: Sequence[WaitingLine]) -> float:
    """Mean wait over all calls where each part serves its own calls only."""
    return mean_over_calls([part.rate for part in parts], [part.wait for part in parts])


def pooled(parts: Sequence[WaitingLine]) -> WaitingLine:
    """The line in which all crews serve all calls. Raises ValueError where the parts' service times differ."""
    service = parts[0].service
    if not all(math.isclose(part.service, service, rel_tol=1e-9) for part in parts):
        raise ValueError("parts with different service times do not pool into an M/M/c line")
    return WaitingLine(sum(part.rate for part in parts), service, sum(part.crews for part in parts))


def crews_for_wait(rate: float, service: float, wait: float) -> int:
    """The fewest crews whose mean wait is at most `wait`. Raises ValueError unless wait > 0."""
    if not wait > 0:
        raise ValueError(f"wait must be > 0, not {wait}")
    crews = math.floor(rate * service) + 1
    while WaitingLine(rate, service, crews).wait > wait:
        crews += 1
    return crews


@final
@dataclass(frozen=True)
class HandoverNetwork:
    """Forces that hand calls over to each other after service: an open Jackson network of M/M/c lines.

    `routing[i][j]` is the chance that a call leaving station i goes on to station j; what is missing to 1 is closed.
    Raises ValueError where the lengths differ, a row is no sub-distribution, or calls could circulate for ever.
    """

    arrivals: tuple[float, ...]
    """Calls per unit of time that enter at each station."""
    services: tuple[float, ...]
    crews: tuple[int, ...]
    routing: tuple[tuple[float, ...], ...]

    def __post_init__(self) -> None:
        size = len(self.arrivals)
        if not (size == len(self.services) == len(self.crews) and self._chances.shape == (size, size)):
            raise ValueError("arrivals, services, crews and routing must name the same stations")
        if self._chances.min() < 0 or self._chances.sum(axis=1).max() > 1 + 1e-12:
            raise ValueError("routing: chances must be >= 0 and add up to at most 1 for each station")
        if np.abs(np.linalg.eigvals(self._chances)).max() > 1 - 1e-12:
            raise ValueError("routing: some calls would be handed over for ever")

    @cached_property
    def _chances(self) -> NDArray[np.float64]:
        return np.array(self.routing, dtype=float, ndmin=2)

    @cached_property
    def lines(self) -> tuple[WaitingLine, ...]:
        """Each station as a line of its own, at the total rate x = arrivals + routing' x (traffic equations)."""
        rates = np.linalg.solve(np.eye(len(self.arrivals)) - self._chances.T, np.array(self.arrivals))
        return tuple(WaitingLine(float(r), s, c) for r, s, c in zip(rates, self.services, self.crews, strict=True))

    @property
    def sojourns_entering(self) -> NDArray[np.float64]:
        """[station] mean time from call to the end of the last visit, by the station a call enters: t = v + routing t.

        Infinite for all where one station is overloaded: the network then has no stationary state.
        """
        visits = np.array([line.sojourn for line in self.lines])
        if not np.isfinite(visits).all():
            return np.full(visits.size, np.inf)
        return np.linalg.solve(np.eye(visits.size) - self._chances, visits)

    @property
    def sojourn(self) -> float:
        """Mean time from call to the end of the last visit, over all calls."""
        return mean_over_calls(self.arrivals, self.sojourns_entering)

    @property
    def p_handed_over(self) -> float:
        """Share of calls that at least two stations, or one station twice, attend."""
        return mean_over_calls(self.arrivals, self._chances.sum(axis=1))
