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


def _ascending(counts: ArrayLike) -> NDArray[np.float64]:
    ordered = np.sort(np.asarray(counts, dtype=float))
    if ordered.ndim != 1 or ordered.size == 0 or not (ordered[0] >= 0 and 0 < ordered.sum() < np.inf):
        raise ValueError("concentration: one vector of counts is needed, not negative, finite, not all 0")
    return ordered
