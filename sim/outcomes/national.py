"""Outcomes of a nation: what its residents live with on average, and how far its regions lie apart.

Sums (won, crews) are added. All else is the mean over regions, weighted by residents; a 90th percentile is then the
mean of those of the regions. Outcomes between regions are relative mean deviations, 0 where all regions are alike.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from sim.nation import Nation
from sim.outcomes import catalogue
from sim.outcomes.between import BETWEEN
from sim.outcomes.outcome import Outcome

ADDED: Final = ("bn KRW a year", "crews")
"""Units of outcomes that are sums over a region."""

COUNTS: Final = ("calls", "true", "recorded")
"""Daily series that are counts."""


def measure(nation: Nation) -> dict[str, float]:
    """Every outcome, by key; of a nation of one those of its region."""
    each = [catalogue.measure(region) for region in nation.regions]
    if len(each) == 1:
        return each[0]
    residents = _residents(nation)
    return {o.key: _whole(o, each, residents) for o in catalogue.OUTCOMES}


def measure_regions(nation: Nation) -> dict[str, NDArray[np.float64]]:
    """[regions] of every outcome of a region, by key."""
    each = [catalogue.measure(region) for region in nation.regions]
    return {o.key: np.array([one[o.key] for one in each]) for o in catalogue.OUTCOMES if o.key not in BETWEEN}


def measure_districts(nation: Nation) -> dict[str, NDArray[np.float64]]:
    """[districts] of all regions, one after the other, by key."""
    each = [catalogue.measure_districts(region) for region in nation.regions]
    return {key: np.concatenate([one[key] for one in each]) for key in each[0]}


def measure_daily(nation: Nation) -> dict[str, NDArray[np.float64]]:
    """[days] of the series of `catalogue.measure_daily`: counts added, all else the mean weighted by residents."""
    each = [catalogue.measure_daily(region) for region in nation.regions]
    if len(each) == 1:
        return each[0]
    weights = _residents(nation) / _residents(nation).sum()
    return {
        key: np.sum([one[key] for one in each], axis=0)
        if key in COUNTS
        else np.sum([one[key] * w for one, w in zip(each, weights, strict=True)], axis=0)
        for key in each[0]
    }


def _whole(outcome: Outcome, each: list[dict[str, float]], residents: NDArray[np.float64]) -> float:
    values = np.array([one[BETWEEN.get(outcome.key, outcome.key)] for one in each])
    if outcome.key in BETWEEN:
        return apart(values, residents)
    if outcome.unit in ADDED:
        return float(values.sum())
    return float((values * residents).sum() / residents.sum())


def apart(values: NDArray[np.float64], residents: NDArray[np.float64]) -> float:
    """Mean absolute deviation from the mean of all residents, over that mean; NaN where it is 0."""
    weights = residents / residents.sum()
    mean = float((weights * values).sum())
    return float((weights * np.abs(values - mean)).sum() / mean) if mean else float("nan")


def _residents(nation: Nation) -> NDArray[np.float64]:
    return np.array([region.world.region.residents for region in nation.regions])
