"""P-values of paired differences, and what is left of them where many are looked at.

A NaN (no test was possible) stays a NaN and does not count into its family.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import stdtr
from scipy.stats import false_discovery_control

from experiments.analysis.paired import PairedDifference


def paired_p(difference: PairedDifference) -> float:
    """Two-sided p of a mean difference of 0 (paired t test); NaN from one replication, 0 or 1 without any spread."""
    if difference.n == 1:
        return math.nan
    if difference.sd == 0:
        return float(difference.mean == 0)
    statistic = difference.mean / (difference.sd / math.sqrt(difference.n))
    return float(2.0 * stdtr(difference.n - 1, -abs(statistic)))


def holm(p: ArrayLike) -> NDArray[np.float64]:
    """[test] p-values that hold the chance of any false alarm in the family.

    Raises ValueError for a p outside 0 to 1. Source: Holm (1979), Scandinavian Journal of Statistics 6.
    """
    found, known = _family(p)
    order = np.argsort(found[known], kind="stable")
    size = order.size
    stepped = np.maximum.accumulate(found[known][order] * np.arange(size, 0, -1))
    adjusted = np.empty(size)
    adjusted[order] = np.minimum(stepped, 1.0)
    found[known] = adjusted
    return found


def benjamini_hochberg(p: ArrayLike) -> NDArray[np.float64]:
    """[test] p-values that hold the expected share of false alarms among the alarms; p independent or alike in sign.

    Raises ValueError for a p outside 0 to 1. Source: Benjamini and Hochberg (1995), Journal of the Royal Statistical
    Society B 57.
    """
    found, known = _family(p)
    if known.any():
        found[known] = false_discovery_control(found[known], method="bh")
    return found


def _family(p: ArrayLike) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """A copy of the p-values, and which of them are none of NaN."""
    found = np.array(p, dtype=float)
    known = ~np.isnan(found)
    if found.ndim != 1 or ((found[known] < 0) | (found[known] > 1)).any():
        raise ValueError("a family is one vector of p-values from 0 to 1, or NaN")
    return found, known
