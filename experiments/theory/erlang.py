"""Crews as servers: waiting (Erlang C), losing (Erlang B) and impatient callers (Erlang A).

Poisson calls, exponential service, first come first served, no travel. Any unit of time, the same throughout: a rate
in calls per minute goes with service and waits in minutes. Source: Gross, Shortle, Thompson and Harris,
Fundamentals of Queueing Theory (4th ed., 2008), ch. 2; impatience: Palm (1957), Garnett, Mandelbaum and Reiman (2002).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import final

import numpy as np
from numpy.typing import NDArray


def erlang_b(offered: float, crews: int) -> float:
    """Chance that all `crews` are busy where calls are lost: B_k = a B_{k-1} / (k + a B_{k-1}), B_0 = 1.

    `offered` is the load a = rate x service, in Erlang.
    """
    blocked = 1.0
    for k in range(1, crews + 1):
        blocked = offered * blocked / (k + offered * blocked)
    return blocked


def erlang_c(offered: float, crews: int) -> float:
    """Chance of waiting where calls wait: C = B / (1 - r (1 - B)), r = a / c; 1 where the load exceeds the crews."""
    if offered >= crews:
        return 1.0
    blocked = erlang_b(offered, crews)
    return blocked / (1.0 - offered / crews * (1.0 - blocked))


@dataclass(frozen=True)
class Station:
    """`crews` alike that answer `rate` calls per unit of time, `service` units of time each on average.

    Raises ValueError for a negative rate, a service time that is not positive, or no crew.
    """

    rate: float
    service: float
    crews: int

    def __post_init__(self) -> None:
        if not (0 <= self.rate < math.inf and 0 < self.service < math.inf and self.crews >= 1):
            raise ValueError(f"{self}: rate >= 0, service > 0 and crews >= 1 are needed, all finite")

    @property
    def offered(self) -> float:
        """Offered load a = rate x service (Erlang)."""
        return self.rate * self.service

    @property
    def load(self) -> float:
        """Offered load per crew; a waiting line without impatience is stable below 1."""
        return self.offered / self.crews


@final
@dataclass(frozen=True)
class WaitingLine(Station):
    """M/M/c: all calls wait until served. Where the load is 1 or more, waits are infinite and certain."""

    @cached_property
    def p_wait(self) -> float:
        """Chance that a call waits (Erlang C)."""
        return erlang_c(self.offered, self.crews)

    @property
    def wait_of_waiting(self) -> float:
        """Mean wait of the calls that wait: s / (c - a)."""
        return self.service / (self.crews - self.offered) if self.load < 1 else math.inf

    @property
    def wait(self) -> float:
        """Mean wait of all calls, Wq = C s / (c - a)."""
        return self.p_wait * self.wait_of_waiting

    @property
    def waiting(self) -> float:
        """Mean number of calls that wait, Lq = rate x Wq (Little's law)."""
        return self.rate * self.wait

    @property
    def sojourn(self) -> float:
        """Mean time from call to release, Wq + s."""
        return self.wait + self.service

    def p_longer(self, than: float) -> float:
        """P(W > t) = C exp(-t (c - a) / s), for t >= 0."""
        return self.p_wait * math.exp(-than / self.wait_of_waiting)

    def wait_quantile(self, share: float) -> float:
        """The wait that a `share` of the calls, 0 <= share < 1, does not exceed; 0 where that share does not wait."""
        beyond = 1.0 - share
        return 0.0 if self.p_wait <= beyond else self.wait_of_waiting * math.log(self.p_wait / beyond)


@final
@dataclass(frozen=True)
class LossSystem(Station):
    """M/M/c/c: a call that finds all crews busy is lost."""

    @cached_property
    def p_lost(self) -> float:
        """Chance that a call is lost (Erlang B)."""
        return erlang_b(self.offered, self.crews)

    @property
    def utilisation(self) -> float:
        """Busy share of the crews, a (1 - B) / c."""
        return self.load * (1.0 - self.p_lost)


@final
@dataclass(frozen=True)
class ImpatientLine(Station):
    """M/M/c+M (Erlang A): callers who wait give up after an exponential time of mean `patience`; never unstable.

    Raises ValueError also for a patience or a rate that is not positive.
    """

    patience: float

    def __post_init__(self) -> None:
        super().__post_init__()
        if not (self.rate > 0 and 0 < self.patience < math.inf):
            raise ValueError(f"{self}: rate > 0 and patience > 0 are needed, finite")

    @cached_property
    def states(self) -> NDArray[np.float64]:
        """[n] chance of n calls present, a birth-death chain cut where the tail is below rounding.

        Past c and past the balance point the ratio of neighbours falls below 1 / (1 + j / (rate x patience)) at the
        j-th step, so 15 sqrt(rate x patience) + 64 further states leave less than 1e-25.
        """
        answered = self.rate * self.patience
        balance = max(0.0, answered - self.crews * self.patience / self.service)
        present = np.arange(1, self.crews + 1 + math.ceil(balance + 15.0 * math.sqrt(answered) + 64.0))
        leaving = np.minimum(present, self.crews) / self.service + np.maximum(present - self.crews, 0) / self.patience
        # Logarithms: the ratio of likely to unlikely states overflows where crews are many.
        logs = np.concatenate(([0.0], np.cumsum(math.log(self.rate) - np.log(leaving))))
        weights: NDArray[np.float64] = np.exp(logs - logs.max())
        chances: NDArray[np.float64] = weights / weights.sum()
        return chances

    @property
    def p_wait(self) -> float:
        """Chance that a call waits or gives up: all crews are busy when it comes."""
        return float(self.states[self.crews :].sum())

    @cached_property
    def waiting(self) -> float:
        """Mean number of calls that wait, Lq."""
        beyond = self.states[self.crews :]
        return float(np.arange(beyond.size) @ beyond)

    @property
    def wait(self) -> float:
        """Mean time in the queue of all calls, those that give up included (Little's law)."""
        return self.waiting / self.rate

    @property
    def p_abandon(self) -> float:
        """Share of calls that give up: each waiting caller leaves at rate 1 / patience."""
        return self.waiting / (self.patience * self.rate)

    @property
    def utilisation(self) -> float:
        """Busy share of the crews."""
        return self.load * (1.0 - self.p_abandon)
