"""How concentrated counts look by chance alone: independent counts on very many units.

Counts are Poisson with one mean for all units (`shape` infinite), or Poisson with rates that differ by a Gamma
distribution (`shape` finite, so negative binomial): then some units are worse in truth and chance adds to it. The
bandwidth is the share of units that holds a share of all counts, the last class of units split (interpolated).
"""

from __future__ import annotations

import math
from typing import Any, Final

import numpy as np
from scipy.special import gammaincc, gammainccinv, gammaln, i0e, i1e

REST: Final = 1e-16
"""Chance of larger counts that sums over counts leave out."""


def bandwidth(mean: float, share: float, shape: float = math.inf) -> float:
    """Share of units that holds `share`, 0 < share <= 1, of counts with this mean.

    P(X > k) + (share - P(X' > k)) mean / k, where X' is the count of the unit that an incident lies in and k the count
    at which P(X' > k) passes `share`; X' - 1 is Poisson too, or negative binomial of `shape` + 1. Raises ValueError
    unless mean and shape are positive. Source: Chalfin, Kaplan and Cuellar (2021), Journal of Research in Crime and
    Delinquency 58, on chance as the benchmark.
    """
    units, others = _counts(mean, shape), _counts(mean * (1 + 1 / shape), shape + 1)
    if not 0 < share <= 1:
        raise ValueError(f"share must lie in (0, 1], not {share}")
    k = int(others.isf(share)) + 1
    rest = share - float(others.sf(k - 1))
    return float(units.sf(k)) + (rest * mean / k if k else 0.0)


def gini(mean: float, shape: float = math.inf) -> float:
    """Gini coefficient of counts with this mean, units without a count included.

    exp(-2m) (I0(2m) + I1(2m)) for Poisson counts; else the sum of F (1 - F) over counts, divided by the mean. Raises
    ValueError unless mean and shape are positive.
    """
    counts = _counts(mean, shape)
    if shape == math.inf:
        return float(i0e(2 * mean) + i1e(2 * mean))
    below = counts.cdf(np.arange(int(counts.isf(REST)) + 1))
    return float((below * (1 - below)).sum()) / mean


def true_bandwidth(shape: float, share: float) -> float:
    """Share of units that holds `share`, 0 < share < 1, of the Gamma rates themselves: concentration without chance."""
    if not (shape > 0 and 0 < share < 1):
        raise ValueError(f"chance: shape > 0 and 0 < share < 1 are needed, not {shape} and {share}")
    return float(gammaincc(shape, gammainccinv(shape + 1, share)))


def true_gini(shape: float) -> float:
    """Gini coefficient of the Gamma rates themselves. Raises ValueError unless shape is positive."""
    if not shape > 0:
        raise ValueError(f"chance: shape must be > 0, not {shape}")
    return math.exp(float(gammaln(shape + 0.5) - gammaln(shape + 1))) / math.sqrt(math.pi)


def _counts(mean: float, shape: float) -> Any:
    if not (0 < mean < math.inf and shape > 0):
        raise ValueError(f"chance: a finite mean > 0 and a shape > 0 are needed, not {mean} and {shape}")
    from scipy.stats import nbinom, poisson  # here, because a simulation need not wait a second for its import

    return poisson(mean) if shape == math.inf else nbinom(shape, shape / (shape + mean))
