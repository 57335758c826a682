"""Who reports. Without minds (rung R0) every kind of incident has a constant propensity to be reported."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.compiled import kernel
from sim.demand.purposes import REPORT
from sim.randomness import mark


@kernel
def reports(propensity: float, uniform: float) -> bool:
    """An incident is reported if its mark is below the propensity."""
    return uniform < propensity


@kernel
def reported(
    key: np.uint64, id: NDArray[np.uint64], affair: NDArray[np.int64], propensity: NDArray[np.float64]
) -> NDArray[np.bool_]:
    """[N] which incidents are reported, given [A] propensities."""
    out = np.empty(len(id), np.bool_)
    for i in range(len(id)):
        out[i] = reports(propensity[affair[i]], mark(key, id[i], REPORT))
    return out
