"""Careers: rotation erases what crews know of their beats. A crew is a post held by a dozen officers in turn.

Of a post's officers 1 / rotation leave a year and 1 / learning of what is not known is learnt: knowledge k settles at
rotation / (rotation + learning), mean tenure at the rotation interval.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

type Floats = NDArray[np.float64]


def settled_knowledge(rotation_years: Floats, learning_years: float) -> Floats:
    """[...] share of a beat that a crew knows after years of the same rotation."""
    known: Floats = rotation_years / (rotation_years + learning_years)
    return known


def learnt(knowledge: Floats, rotation_years: Floats, learning_years: float, days: float = 1.0) -> Floats:
    """[...] knowledge some days later: it nears its settled value at the rate 1 / learning + 1 / rotation."""
    goal = settled_knowledge(rotation_years, learning_years)
    kept = np.exp(-days / 365.0 * (1.0 / learning_years + 1.0 / rotation_years))
    known: Floats = goal + (knowledge - goal) * kept
    return known


def served(tenure_years: Floats, rotation_years: Floats, days: float = 1.0) -> Floats:
    """[...] mean years at the post some days later; settles at the rotation interval."""
    kept = np.exp(-days / 365.0 / rotation_years)
    tenure: Floats = rotation_years + (tenure_years - rotation_years) * kept
    return tenure
