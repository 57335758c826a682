"""What share of the gap between a reference and a target a treatment closes, with Fieller's confidence set."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from experiments.analysis.paired import t_quantile


@final
class Kind(StrEnum):
    """The shape of a confidence set of a ratio."""

    BOUNDED = "bounded"
    """From low to high."""
    EXCLUSIVE = "exclusive"
    """All but what lies between low and high: the gap cannot be told from 0. An end may be infinite."""
    WHOLE_LINE = "whole line"
    """Nothing is excluded: the gap cannot be told from 0."""
    NO_GAP = "no gap"
    """Reference and target are equal in every replication: there is no ratio."""


@final
@dataclass(frozen=True)
class GapClosure:
    """The closed share of a gap: 0 = as the reference, 1 = as the target; below 0 or above 1 is possible."""

    ratio: float
    """NaN where the mean gap is 0."""
    kind: Kind
    low: float
    high: float
    """Ends of the set, or of what it excludes (`EXCLUSIVE`); infinite for the whole line, NaN without a gap."""
    n: int


def gap_closure(treated: ArrayLike, reference: ArrayLike, target: ArrayLike, level: float = 0.95) -> GapClosure:
    """mean(treated - reference) / mean(target - reference), all [replication] in the same order.

    Only where the target is better than the reference is the ratio a share of a gap that is worth closing: elsewhere
    1 means as bad as the target, and with a gap that may be 0 the ratio means nothing (its set is then not bounded).
    Look at the gap first. Two exceptions need no spread: a treatment that equals the target, or the reference, in every
    replication closes exactly 1, or 0, of any gap. A single replication excludes nothing. Raises ValueError where
    lengths differ, there is no replication, a value is not finite, or `level` is not in (0, 1).
    Source: Fieller (1954), Journal of the Royal Statistical Society B 16.
    """
    done, gap = _differences(treated, reference, target, level)
    n = gap.size
    if not gap.any():
        return GapClosure(math.nan, Kind.NO_GAP, math.nan, math.nan, n)
    for share in (0.0, 1.0):
        if np.array_equal(done, share * gap):
            return GapClosure(share, *_exact(share, n), n)
    mean = float(gap.mean())
    ratio = float(done.mean()) / mean if mean != 0 else math.nan
    if n == 1 or mean == 0:
        return GapClosure(ratio, Kind.WHOLE_LINE, -math.inf, math.inf, n)
    return GapClosure(ratio, *_fieller(ratio, mean, done - ratio * gap, gap, t_quantile(level, n)), n)


def _differences(
    treated: ArrayLike, reference: ArrayLike, target: ArrayLike, level: float
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    values = [np.asarray(one, dtype=float) for one in (treated, reference, target)]
    if len({one.shape for one in values}) > 1 or values[0].ndim != 1 or values[0].size == 0:
        raise ValueError(f"gap closure: {[one.shape for one in values]} values; needed are as many of each, at least 1")
    if not all(np.isfinite(one).all() for one in values):
        raise ValueError("gap closure: a value is not finite")
    if not 0 < level < 1:
        raise ValueError(f"level must lie in (0, 1), not {level}")
    return values[0] - values[1], values[2] - values[1]


def _exact(share: float, n: int) -> tuple[Kind, float, float]:
    return (Kind.BOUNDED, share, share) if n > 1 else (Kind.WHOLE_LINE, -math.inf, math.inf)


def _fieller(
    ratio: float, mean: float, rest: NDArray[np.float64], gap: NDArray[np.float64], t: float
) -> tuple[Kind, float, float]:
    """The r with mean(done - r gap)^2 <= t^2 var(mean(done - r gap)).

    Written in s = r - ratio and `rest` = done - ratio x gap, whose mean is 0: (m^2 - t^2 V) s^2 + 2 t^2 C s - t^2 W
    <= 0 with V, W the variances of the mean gap and the mean rest and C their covariance. That way nothing large
    cancels, and without a rest the set is the ratio alone.
    """
    n = gap.size
    (rest_var, both), (_, gap_var) = np.cov(rest, gap) / n
    square, half = mean**2 - t**2 * float(gap_var), t**2 * float(both)
    root = half**2 + square * t**2 * float(rest_var)
    if square > 0:
        ends = sorted((-half + sign * math.sqrt(max(root, 0.0))) / square for sign in (-1, 1))
        return Kind.BOUNDED, ratio + ends[0], ratio + ends[1]
    if square == 0 and half != 0:
        end = ratio + t**2 * float(rest_var) / (2 * half)
        return (Kind.EXCLUSIVE, end, math.inf) if half > 0 else (Kind.EXCLUSIVE, -math.inf, end)
    if root <= 0:
        return Kind.WHOLE_LINE, -math.inf, math.inf
    ends = sorted((-half + sign * math.sqrt(root)) / square for sign in (-1, 1))
    return Kind.EXCLUSIVE, ratio + ends[0], ratio + ends[1]
