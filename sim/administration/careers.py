"""Careers: rotation erases what crews know of their beats. A crew is a post held by a dozen officers in turn.

Of a post's officers 1 / rotation leave a year and 1 / learning of what is not known is learnt: what officers hold in
person settles at rotation / (rotation + learning), mean tenure at the rotation interval. The rest of what a crew knows
stands in files and maps and is never lost.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from sim.administration.relaxation import relaxed
from sim.compiled import kernel

type Floats = NDArray[np.float64]

YEAR_DAYS: Final = 365.0


@kernel
def known(held: float, personal: float) -> float:
    """Share of its beat that a crew knows whose officers know `held` of what is held in person (`personal`, a share).

    Exactly 1 where nothing is held in person.
    """
    return 1.0 - personal * (1.0 - held)


@kernel
def settled_knowledge(rotation_years: float, learning_years: float, personal: float) -> float:
    """Share of a beat that a crew knows after years of the same rotation."""
    return known(rotation_years / (rotation_years + learning_years), personal)


@kernel
def learnt(knowledge: float, rotation_years: float, learning_years: float, personal: float, days: float) -> float:
    """Knowledge some days later: it nears its settled value at the rate 1 / learning + 1 / rotation."""
    goal = settled_knowledge(rotation_years, learning_years, personal)
    return relaxed(knowledge, goal, days, YEAR_DAYS / (1.0 / learning_years + 1.0 / rotation_years))


@kernel
def served(tenure_years: float, rotation_years: float, days: float) -> float:
    """Mean years at the post some days later; settles at the rotation interval."""
    return relaxed(tenure_years, rotation_years, days, YEAR_DAYS * rotation_years)


@kernel
def serve(
    knowledge: Floats, tenure_years: Floats, rotation_years: Floats, learning_years: float, personal: float
) -> None:
    """A day of every crew's career, written into `knowledge` and `tenure_years`. All columns [K]."""
    for k in range(len(knowledge)):
        knowledge[k] = learnt(knowledge[k], rotation_years[k], learning_years, personal, 1.0)
        tenure_years[k] = served(tenure_years[k], rotation_years[k], 1.0)


@kernel
def settle(
    knowledge: Floats, tenure_years: Floats, rotation_years: Floats, learning_years: float, personal: float
) -> None:
    """Every crew's career where it stands after years of the same rotation. All columns [K]."""
    for k in range(len(knowledge)):
        knowledge[k] = settled_knowledge(rotation_years[k], learning_years, personal)
        tenure_years[k] = rotation_years[k]
