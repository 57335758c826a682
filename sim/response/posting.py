"""Which crews go to which force when a force is split: whole boxes (divided), or some crews of each box (shared)."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray


class Transfer(NamedTuple):
    """A share of one force's crews becomes another force's."""

    parent: int
    to: int
    share: float
    boxes: str
    """"divided" or "shared"."""


def posted(station: NDArray[np.int64], transfers: tuple[Transfer, ...]) -> NDArray[np.int64]:
    """[K] force of each crew. Crews keep their ids and their boxes; `station` must be sorted, as it is in a world."""
    force = np.zeros(len(station), np.int64)
    for transfer in transfers:
        own = np.flatnonzero(force == transfer.parent)
        chosen = _whole_boxes if transfer.boxes == "divided" else _some_of_each
        force[own[chosen(station[own], transfer.share)]] = transfer.to
    return force


def _some_of_each(station: NDArray[np.int64], share: float) -> NDArray[np.bool_]:
    """Every box gives its share, as near as whole crews allow."""
    so_far = np.floor(np.arange(len(station) + 1) * share + 0.5)
    chosen: NDArray[np.bool_] = np.diff(so_far) > 0
    return chosen


def _whole_boxes(station: NDArray[np.int64], share: float) -> NDArray[np.bool_]:
    """Boxes in order, one as soon as the share due to the force exceeds what it has by half of the box."""
    chosen = np.zeros(len(station), bool)
    due = given = 0.0
    for box in np.unique(station):
        here = station == box
        size = here.sum()
        due += share * size
        if due - given >= size / 2.0:
            chosen[here] = True
            given += size
    return chosen
