"""Inequality that can be taken apart by groups: Theil's measure and the mean log deviation.

`amounts` are [unit], not negative, finite, not all 0; anything else raises ValueError.
"""

from __future__ import annotations

from typing import NamedTuple, final

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import xlogy


@final
class Parts(NamedTuple):
    """Theil's T as the sum of what lies within groups and between their means."""

    within: float
    between: float


def theil(amounts: ArrayLike) -> float:
    """Theil's T, mean of x/m ln(x/m): 0 where all are equal, ln N where one of N holds everything.

    Source: Theil, Economics and Information Theory (1967), ch. 4.
    """
    relative = _relative(amounts)
    return float(xlogy(relative, relative).mean())


def mean_log_deviation(amounts: ArrayLike) -> float | None:
    """Mean of ln(m/x); None where a unit has nothing, since it is then infinite."""
    relative = _relative(amounts)
    return float(-np.log(relative).mean()) if relative.all() else None


def theil_parts(amounts: ArrayLike, groups: ArrayLike) -> Parts:
    """`theil` within and between `groups`, [unit] a label of each; a group that holds nothing adds nothing.

    Raises ValueError where there are not as many labels as amounts. Source: Shorrocks (1980), Econometrica 48.
    """
    relative, labels = _relative(amounts), np.asarray(groups)
    if labels.shape != relative.shape:
        raise ValueError(f"inequality: {labels.shape} labels for {relative.shape} amounts")
    within = between = 0.0
    for label in np.unique(labels):
        own = relative[labels == label]
        if own.any():
            share = float(own.sum()) / relative.size
            within += share * theil(own)
            between += share * float(np.log(own.mean()))
    return Parts(within, between)


def _relative(amounts: ArrayLike) -> NDArray[np.float64]:
    """Amounts over their mean."""
    found = np.asarray(amounts, dtype=float)
    if found.ndim != 1 or not found.size or not (found.min() >= 0 and 0 < found.sum() < np.inf):
        raise ValueError("inequality: one vector of amounts is needed, not negative, finite, not all 0")
    relative: NDArray[np.float64] = found / found.mean()
    return relative
