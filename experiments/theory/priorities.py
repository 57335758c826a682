"""Waits by priority class. Class 0 goes first; within a class first come, first served.

Any unit of time, the same throughout. Sources: Cobham (1954), Operations Research 2; Pollaczek and Khinchine as in
Gross, Shortle, Thompson and Harris (2008), ch. 3 and 5. There is no closed form for several crews and service times
that differ between classes.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from experiments.theory.erlang import WaitingLine, erlang_c


def priority_waits(rates: Sequence[float], service: float, crews: int) -> NDArray[np.float64]:
    """[class] mean waits, M/M/c, non-preemptive, one service law for all classes.

    W_k = (C s / c) / ((1 - S_{k-1}) (1 - S_k)), S_k the load per crew of the classes 0 to k. A class is stable, and
    its wait finite, as long as S_k < 1, however many calls of lower classes there are.
    """
    loads = np.asarray(rates, dtype=float) * service / crews
    residual = erlang_c(float(loads.sum()) * crews, crews) * service / crews
    return _cobham(residual, loads)


def single_crew_waits(
    rates: Sequence[float], services: Sequence[float], variations: Sequence[float]
) -> NDArray[np.float64]:
    """[class] mean waits, M/G/1, non-preemptive; `services` mean times, `variations` SD over mean, by class.

    W_k = W0 / ((1 - S_{k-1}) (1 - S_k)), W0 = sum of rate x E[S^2] / 2 = sum of load x s (1 + v^2) / 2.
    """
    times = np.asarray(services, dtype=float)
    loads = np.asarray(rates, dtype=float) * times
    # An overloaded class is served in the time the higher classes leave, so only that much of it is ever met.
    met = np.clip(1.0 - (np.cumsum(loads) - loads), 0.0, loads)
    residual = float(met @ (times * (1.0 + np.square(variations)) / 2.0))
    return _cobham(residual, loads)


def single_crew_wait(rate: float, service: float, variation: float) -> float:
    """Mean wait, M/G/1 (Pollaczek-Khinchine): load x s (1 + v^2) / (2 (1 - load)); infinite from a load of 1."""
    return float(single_crew_waits([rate], [service], [variation])[0])


def preemptive_sojourns(rates: Sequence[float], service: float, crews: int) -> NDArray[np.float64]:
    """[class] mean times from call to release, M/M/c, preemptive-resume, one service law; all rates > 0.

    The classes 0 to k together are an M/M/c of their own; what class k adds to it is its own number present.
    """
    totals = np.cumsum(np.asarray(rates, dtype=float))
    present = np.array([total * WaitingLine(float(total), service, crews).sojourn for total in totals])
    stable = np.isfinite(present)
    added = np.diff(np.where(stable, present, 0.0), prepend=0.0)
    return np.where(stable, added / np.asarray(rates, dtype=float), np.inf)


def mean_over_calls(rates: Sequence[float], waits: Sequence[float] | NDArray[np.float64]) -> float:
    """Mean over all calls of a time known by class or by station, weighted by calls."""
    return float(np.average(np.asarray(waits, dtype=float), weights=np.asarray(rates, dtype=float)))


def _cobham(residual: float, loads: NDArray[np.float64]) -> NDArray[np.float64]:
    free = 1.0 - np.concatenate(([0.0], np.cumsum(loads)))
    stable = free[1:] > 0.0
    return np.where(stable, residual / np.where(stable, free[:-1] * free[1:], 1.0), np.inf)
