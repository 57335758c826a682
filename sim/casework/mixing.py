"""A mean over forces that is exact where the forces agree, so that a force under two names is one force to the bit."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def across_forces(values: NDArray[np.float64], weights: NDArray[np.float64]) -> NDArray[np.float64]:
    """[A] means of `values` [F, A] with `weights` [F, A] that sum to 1 over forces."""
    first = values[0]
    mean: NDArray[np.float64] = first + (weights * (values - first)).sum(axis=0)
    return mean
