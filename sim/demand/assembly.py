"""Assembly and guard duty (경비): an exogenous series of crews demanded, the same under every policy."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.demand.rules import DemandRules
from sim.randomness import Streams, marks


def crews_demanded(day: int, weekday: int, crews: int, rules: DemandRules, streams: Streams) -> int:
    """Crews demanded on one day: gamma shares around the mean, cut at the peak. `weekday` 5 is Saturday."""
    if rules.assembly_share <= 0.0:
        return 0
    rng = streams.generator("assembly", day)
    factor = (rules.assembly_saturday if weekday == 5 else 1.0) * 7.0 / (6.0 + rules.assembly_saturday)
    share = rng.gamma(rules.assembly_shape, rules.assembly_share / rules.assembly_shape) * factor
    # A part of a crew is a crew on that part of the days.
    return int(min(share, rules.assembly_peak) * crews + rng.random())


def drafted(day: int, demanded: int, weight: NDArray[np.float64], key: np.uint64) -> NDArray[np.bool_]:
    """[K] which crews go: `demanded` of those with weight > 0, heavier ones likelier (exponential race by crew id).

    The race depends on (day, crew id) only, so that dividing a force in two changes nobody's turn.
    """
    crews = np.arange(len(weight), dtype=np.uint64)
    uniform = marks(key, crews + (np.uint64(day) << np.uint64(32)), np.uint64(0))
    eligible = weight > 0.0
    arrival = np.full(len(weight), np.inf)
    arrival[eligible] = -np.log1p(-uniform[eligible]) / weight[eligible]
    out = np.zeros(len(weight), bool)
    out[np.argsort(arrival, kind="stable")[: min(demanded, int(eligible.sum()))]] = True
    return out
