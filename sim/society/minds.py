"""Minds: what residents think and feel, as columns."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.vocabulary import AFFAIRS, FIELDS

type Floats = NDArray[np.float64]


class Minds(NamedTuple):
    """N simulated residents, ordered by place as in `Population`."""

    place: NDArray[np.int64]
    trust: Floats
    """[N] in the police, 0 to 1."""
    trust_rest: Floats
    """[N] where it rests at the reference."""
    fear: Floats
    """[N] of crime, 0 to 1."""
    fear_rest: Floats
    aware: NDArray[np.uint8]
    """[N] 1 for who knows that there is a commission."""
    exposure: Floats
    """[N, A] incidents lived through, in the units of `concern.weight`."""
    met: Floats
    """[N, fields] day of the last contact in each field (`vocabulary.FIELDS`); -inf for never."""
    content: NDArray[np.uint8]
    """[N, fields] 1 if it was satisfied with it."""
    member: NDArray[np.uint8]
    """[N] 1 for members of the safety network."""


def minds(
    place: NDArray[np.int64],
    trust: tuple[Floats, Floats],
    fear: tuple[Floats, Floats],
    aware: NDArray[np.bool_],
) -> Minds:
    """Residents who have met nobody and lived through nothing. `trust`, `fear`: now, and where they rest."""
    count = len(place)
    return Minds(
        place,
        *trust,
        *fear,
        aware.astype(np.uint8),
        np.zeros((count, len(AFFAIRS))),
        np.full((count, len(FIELDS)), -np.inf),
        np.zeros((count, len(FIELDS)), np.uint8),
        np.zeros(count, np.uint8),
    )


def copied(table: Minds) -> Minds:
    """The same columns in memory of their own."""
    return Minds._make(column.copy() for column in table)
