"""Paired differences: the same replications, and so the same fate, under a policy and under its reference."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import final

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import stdtrit


@final
@dataclass(frozen=True)
class PairedDifference:
    """Policy minus reference, in the unit of the outcome.

    From a single replication nothing follows about others: `sd` and the interval are then infinite.
    """

    outcome: str
    reference_mean: float
    mean: float
    low: float
    high: float
    sd: float
    """Standard deviation of the difference over replications (n - 1 in the denominator)."""
    n: int

    @property
    def bounded(self) -> bool:
        """Whether the interval is finite, which takes two replications."""
        return math.isfinite(self.low) and math.isfinite(self.high)

    @property
    def distinguishable(self) -> bool:
        """Whether the interval excludes 0. With common random numbers that says nothing about importance."""
        return self.low > 0 or self.high < 0


def t_quantile(level: float, n: int) -> float:
    """Half-width of a two-sided t interval from n replications, in standard errors; infinite for n = 1."""
    return float(stdtrit(n - 1, 0.5 + level / 2)) if n > 1 else math.inf


def paired_difference(outcome: str, policy: ArrayLike, reference: ArrayLike, level: float = 0.95) -> PairedDifference:
    """Mean difference with its t interval; `policy` and `reference` are [replication], in the same order.

    Equal inputs give exactly 0 with interval [0, 0], from two replications on. Raises ValueError where the lengths
    differ, there is no replication, a value is not finite (an outcome a policy does not have cannot be compared), or
    `level` is not in (0, 1).
    """
    ours, theirs = np.asarray(policy, dtype=float), np.asarray(reference, dtype=float)
    _check(outcome, ours, theirs, level)
    difference = ours - theirs
    n, mean = difference.size, float(difference.mean())
    sd = float(difference.std(ddof=1)) if n > 1 else math.inf
    half = t_quantile(level, n) * sd / math.sqrt(n)
    return PairedDifference(outcome, float(theirs.mean()), mean, mean - half, mean + half, sd, n)


def _check(outcome: str, ours: np.ndarray, theirs: np.ndarray, level: float) -> None:
    if ours.ndim != 1 or ours.shape != theirs.shape or ours.size == 0:
        raise ValueError(f"{outcome}: {ours.shape} against {theirs.shape} values; needed are pairs, at least one")
    if not (np.isfinite(ours).all() and np.isfinite(theirs).all()):
        raise ValueError(f"{outcome}: a value is not finite")
    if not 0 < level < 1:
        raise ValueError(f"level must lie in (0, 1), not {level}")
