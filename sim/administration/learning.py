"""Learning curves: a force that gets duties it never had is slow at them at first.

Novelty is the share of a force's calls on which the force that it came from never answered. It halves within months;
until then service takes longer. A force under another name, or with fewer duties, has none.
"""

from __future__ import annotations

import math
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sim.compiled import kernel
from sim.institution.terms import ResponseTerms

type Floats = NDArray[np.float64]

MONTH_DAYS: Final = 365.0 / 12.0


def novelty(before: ResponseTerms, now: ResponseTerms, forebears: list[int], calls: Floats) -> Floats:
    """[F] share of each force's calls that is new to it. `forebears` [F] under `before`; `calls` [A] a day."""
    answers = (now.rank == 0).any(axis=2)
    knew = (before.rank >= 0).any(axis=2)[forebears]
    new, all_ = ((calls * cell).sum(axis=1) for cell in (answers & ~knew, answers))
    share: Floats = np.divide(new, all_, out=np.zeros(len(answers)), where=all_ > 0.0)
    return share


@kernel
def familiar(novelty: float, days: float, halflife_months: float) -> float:
    """Novelty some days later; none stays none."""
    return novelty * math.pow(0.5, days / (MONTH_DAYS * halflife_months))


@kernel
def service(novelty: float, cost: float) -> float:
    """Time on scene over that of a crew that knows its calls; exactly 1 where nothing is new."""
    return 1.0 + cost * novelty


@kernel
def get_used(novelty: Floats, halflife_months: float) -> None:
    """A day of every crew, written into `novelty` [K]."""
    for k in range(len(novelty)):
        novelty[k] = familiar(novelty[k], 1.0, halflife_months)
