"""Fear of crime: up with victimisation and visible disorder, down with visible presence, back to where it rests.

Only differences from the reference move it: disorder and presence count by how they differ from the usual ones around
a resident's home, and what the victimisations of the reference do on average is part of where fear rests.
"""

from __future__ import annotations

import math
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sim.compiled import inlined, kernel
from sim.society.feeling_rules import FearRules
from sim.vocabulary import AFFAIRS

type Floats = NDArray[np.float64]

FRIGHT: Final = np.array([{"violent": 1.0, "women_youth": 1.0, "property": 0.5}.get(a, 0.0) for a in AFFAIRS])
"""[A] how far being a victim frightens, over violence."""

DISORDER: Final = np.array([a in ("public_order", "life_safety") for a in AFFAIRS])
"""[A] affairs that neighbours see."""


@inlined
def after_victimisation(fear: float, step: float) -> float:
    """Fear after having been a victim."""
    return fear + step * (1.0 - fear)


@inlined
def surroundings(
    disorder: float, usual_disorder: float, presence: float, usual_presence: float, rise: float, fall: float
) -> float:
    """By how much a place moves the fear of those who live there, given what is usual there."""
    shift = rise * (disorder / usual_disorder - 1.0) if usual_disorder > 0.0 else 0.0
    if usual_presence > 0.0 and presence > 0.0:
        shift -= fall * math.log(presence / usual_presence)
    return shift


@inlined
def calmed(fear: float, rest: float, shift: float, decay: float, usual: float) -> float:
    """Fear a day later if nothing happened to somebody. `usual`: what victimisations of the reference add a day."""
    return fear + (decay * (rest + shift - fear) - usual)


@kernel
def places_shift(
    disorder: Floats, usual_disorder: Floats, presence: Floats, usual_presence: Floats, rise: float, fall: float
) -> Floats:
    """[P] how places move the fear of those who live there."""
    out = np.empty(len(disorder))
    for p in range(len(disorder)):
        out[p] = surroundings(disorder[p], usual_disorder[p], presence[p], usual_presence[p], rise, fall)
    return out


def steps(rules: FearRules) -> Floats:
    """[A] step of a victim's fear."""
    step: Floats = rules.victim * FRIGHT
    return step
