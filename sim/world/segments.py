"""Street segments: a mark inside a place, not a node. They carry the concentration of crime (Weisburd 2015)."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.compiled import kernel
from sim.world.places import Places
from sim.world.rules import WorldRules


class Segments(NamedTuple):
    """S street segments, grouped by place: those of place p are `first[p]` to `first[p + 1] - 1`."""

    first: NDArray[np.int64]
    cumulative: NDArray[np.float64]
    """[S] cumulative share of the place's risk; the last of each place is 1."""


def generate(places: Places, rules: WorldRules, rng: np.random.Generator) -> Segments:
    """Lognormal weights. Places already spread risk, so the rest of the spread is what segments add."""
    sigma = math.sqrt(max(0.0, rules.segment_sigma**2 - rules.risk_sigma**2))
    count = np.maximum(1, np.rint(places.residents / 1000.0 * rules.segments_per_1000)).astype(np.int64)
    first = np.concatenate(([0], np.cumsum(count)))
    weight = rng.lognormal(0.0, sigma, first[-1])
    running = np.cumsum(weight)
    before = np.concatenate(([0.0], running))[first[:-1]]
    total = running[first[1:] - 1] - before
    owner = np.repeat(np.arange(len(count)), count)
    cumulative = (running - before[owner]) / total[owner]
    cumulative[first[1:] - 1] = 1.0
    return Segments(first, cumulative)


@kernel
def segment_at(first: int, last: int, cumulative: NDArray[np.float64], mark: float) -> int:
    """The segment on which a uniform mark falls (bisection of the place's cumulative risk)."""
    low, high = first, last - 1
    while low < high:
        middle = (low + high) // 2
        if cumulative[middle] > mark:
            high = middle
        else:
            low = middle + 1
    return low
