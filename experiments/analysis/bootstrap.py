"""The interval of a paired mean without the assumption that differences are normal."""

from __future__ import annotations

import math
import warnings
from typing import Final, NamedTuple, final

import numpy as np
from numpy.typing import ArrayLike
from scipy.stats import DegenerateDataWarning, bootstrap

RESAMPLES: Final = 9_999
FEWEST: Final = 3
"""From two differences no acceleration can be told."""


@final
class Bounds(NamedTuple):
    """An interval in the unit of the data; infinite ends where none can be told."""

    low: float
    high: float


UNBOUNDED: Final = Bounds(-math.inf, math.inf)


def mean_interval(differences: ArrayLike, level: float = 0.95) -> Bounds:
    """Bias-corrected and accelerated bootstrap interval of the mean of `differences`, [replication].

    The resamples are drawn from a seed that is the number of replications, so equal data give equal intervals. Without
    any spread the interval is that one value; with fewer than three replications, or where the data leave the
    correction undefined, it is unbounded. Raises ValueError for a value that is not finite and for a `level` outside
    (0, 1). Source: Efron (1987), Journal of the American Statistical Association 82; scipy.stats.bootstrap.
    """
    data = np.asarray(differences, dtype=float)
    if data.ndim != 1 or not np.isfinite(data).all() or not 0 < level < 1:
        raise ValueError("bootstrap: one vector of finite differences and a level in (0, 1) are needed")
    if data.size < FEWEST:
        return UNBOUNDED
    if (data == data[0]).all():
        return Bounds(float(data[0]), float(data[0]))
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        for kind in (DegenerateDataWarning, RuntimeWarning):  # an undefined correction is answered below
            warnings.simplefilter("ignore", kind)
        found = bootstrap(
            (data,),
            np.mean,
            confidence_level=level,
            n_resamples=RESAMPLES,
            method="BCa",
            rng=np.random.default_rng(data.size),
        ).confidence_interval
    low, high = float(found.low), float(found.high)
    return Bounds(low, high) if math.isfinite(low) and math.isfinite(high) else UNBOUNDED
