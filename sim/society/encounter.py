"""Encounters: how likely somebody is satisfied with a contact. Response against expectation, resolution, courtesy."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from sim.compiled import kernel
from sim.vocabulary import AFFAIRS

type Floats = NDArray[np.float64]

LEFT_OPEN: Final = np.array([a in ("violent", "property", "inquiry", "women_youth") for a in AFFAIRS])
"""[A] affairs that crews do not settle on scene: they open a case, and the matter stays open on the day."""


@kernel
def chance_of_content(
    settled: bool, minutes_late: float, wear: float, best: float, open_: float, slope: float
) -> float:
    """Probability that somebody is satisfied, before it is held in [0, 1]. Parks (1976), Percy (1980): what counts is
    the time beyond the expected one. `wear`: points by which courtesy is worn."""
    return (best if settled else open_) + slope * minutes_late - wear


@kernel
def chances_of_content(
    settled: NDArray[np.bool_], minutes_late: Floats, wear: Floats, best: float, open_: float, slope: float
) -> tuple[Floats, int]:
    """[N] chances in [0, 1], and how many were held at a bound."""
    out = np.empty(len(settled))
    held = 0
    for i in range(len(settled)):
        chance = chance_of_content(settled[i], minutes_late[i], wear[i], best, open_, slope)
        out[i] = min(max(chance, 0.0), 1.0)
        if out[i] != chance:
            held += 1
    return out, held
