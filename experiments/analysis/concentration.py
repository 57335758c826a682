"""How unevenly counts (recorded crimes, calls) fall on units (street segments, places, districts).

Units without a count are units: they belong into the vector. `counts` are [unit], not negative, not all 0; anything
else raises ValueError.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray


def units_holding(counts: ArrayLike, share: float) -> int:
    """The fewest units that together hold at least `share`, 0 < share <= 1, of all counts."""
    ordered = _ascending(counts)[::-1]
    if not 0 < share <= 1:
        raise ValueError(f"share must lie in (0, 1], not {share}")
    held = np.cumsum(ordered)
    # 0.07 x 100 is a little more than 7 in binary; without the slack a whole unit would be added.
    return int(np.searchsorted(held, share * held[-1] * (1.0 - 1e-12))) + 1


def bandwidth(counts: ArrayLike, share: float) -> float:
    """`units_holding` as a share of all units (integer bandwidth: no unit is split).

    Source: Weisburd (2015), Criminology 53.
    """
    return units_holding(counts, share) / np.size(counts)


def interpolated_bandwidth(counts: ArrayLike, share: float) -> float:
    """The same with the last unit split: (k - 1 + (share C - the counts of k - 1 units) / those of unit k) / N.

    It lies below the integer bandwidth by less than 1 / N, which is much where units are few: say which was used.
    """
    k = units_holding(counts, share)
    ordered = _ascending(counts)[::-1]
    return float(k - 1 + (share * ordered.sum() - ordered[: k - 1].sum()) / ordered[k - 1]) / ordered.size


def gini(counts: ArrayLike) -> float:
    """Gini coefficient: 0 where all units are equal, (N - 1) / N where one of N units holds everything."""
    ordered = _ascending(counts)
    ranks = np.arange(1, ordered.size + 1)
    return float((2 * ranks - ordered.size - 1) @ ordered / (ordered.size * ordered.sum()))


def generalised_gini(counts: ArrayLike) -> float:
    """Gini against the most even spread that C whole counts on N units allow: max(1, N / C) (G - 1) + 1.

    Where counts are fewer than units the plain Gini is high by necessity. Source: Bernasco and Steenbeek (2017),
    Journal of Quantitative Criminology 33.
    """
    ordered = _ascending(counts)
    return max(1.0, ordered.size / float(ordered.sum())) * (gini(ordered) - 1.0) + 1.0


def unbiased_gini(counts: ArrayLike) -> float:
    """`gini` times N / (N - 1): 1 where one of N units holds everything. Raises ValueError for a single unit."""
    return gini(counts) * _correction(float(np.size(counts)))


def unbiased_generalised_gini(counts: ArrayLike) -> float:
    """`generalised_gini` times M / (M - 1), M = min(N, C). Raises ValueError unless M > 1.

    Source: Bernasco and Steenbeek (2017); their R package `lorenzgini`.
    """
    return generalised_gini(counts) * _correction(min(float(np.size(counts)), float(_ascending(counts).sum())))


def _correction(size: float) -> float:
    if size <= 1:
        raise ValueError("concentration: more than one unit and more than one count are needed")
    return size / (size - 1.0)


def _ascending(counts: ArrayLike) -> NDArray[np.float64]:
    ordered = np.sort(np.asarray(counts, dtype=float))
    if ordered.ndim != 1 or ordered.size == 0 or not (ordered[0] >= 0 and 0 < ordered.sum() < np.inf):
        raise ValueError("concentration: one vector of counts is needed, not negative, finite, not all 0")
    return ordered
