"""Conduct: how long crews stay on a scene, and how courteous they are at contacts.

Fatigue and new duties slow them; fatigue and the pressure of counts wear their courtesy.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.administration.fatigue import stay
from sim.administration.learning import service
from sim.compiled import kernel

type Floats = NDArray[np.float64]


@kernel
def pace(fatigue: float, novelty: float, slowing: float, cost: float) -> float:
    """Time on scene over the usual one; exactly 1 for a rested crew that knows its calls."""
    return stay(fatigue, slowing) * service(novelty, cost)


@kernel
def worn(fatigue: float, pressure: float, courtesy: float) -> float:
    """Share points by which courtesy is worn; exactly 0 for a rested crew under usual rewards."""
    return courtesy * fatigue + pressure


@kernel
def behave(
    paces: Floats,
    wear: Floats,
    fatigue: Floats,
    novelty: Floats,
    pressure: Floats,
    slowing: float,
    cost: float,
    courtesy: float,
) -> None:
    """Conduct of every crew, written into `paces` and `wear`. Columns [K]."""
    for k in range(len(paces)):
        paces[k] = pace(fatigue[k], novelty[k], slowing, cost)
        wear[k] = worn(fatigue[k], pressure[k], courtesy)
