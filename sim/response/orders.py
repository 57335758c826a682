"""Orders: what the offices tell crews about the time that calls leave them."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray


class Orders(NamedTuple):
    """F patrol forces, P places."""

    known: NDArray[np.float64]
    """[F, P] harm by place, weighted by the priorities that the force follows."""
    patrol: NDArray[np.float64]
    """[F] share of free minutes on visible patrol."""
    enforcement: NDArray[np.float64]
    """[F] share on enforcement that can discover something."""
    engagement: NDArray[np.float64]
    box: NDArray[np.float64]
    """[F] share of free minutes at the police box."""
    engaged: NDArray[np.float64]
    """[F] share of the stops away from the box at which a crew is out of its car."""


def orders(
    known: NDArray[np.float64],
    free_time: NDArray[np.float64],
    taken: NDArray[np.float64],
    padded: NDArray[np.float64],
) -> Orders:
    """`free_time` [F, uses] in the order of `FREE_USES`; `taken` [F]: share of it that other duties take from all.

    `padded` [F]: share of free time, out of that on enforcement, in which crews only make entries.
    """
    patrol, enforcement, engagement, paperwork, standby = (np.ascontiguousarray(column) for column in free_time.T)
    box = paperwork + standby
    away = 1.0 - box
    engaged = np.where(away > 0.0, (enforcement + engagement) / np.where(away > 0.0, away, 1.0), 0.0)
    left = 1.0 - taken
    # Who leads auxiliaries or does a municipal task is out of the car like who talks to residents.
    return Orders(known, patrol * left, (enforcement - padded) * left, engagement * left, box, engaged * left + taken)
