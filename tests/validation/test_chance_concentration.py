"""Concentration by chance alone, of many units in closed form and of few by throwing (tables/chance.csv)."""

import csv
import functools
import json
import math
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from experiments.analysis.concentration import bandwidth, generalised_gini, gini, interpolated_bandwidth
from experiments.theory import chance

TABLE = Path(__file__).parent / "tables" / "chance.csv"
THROWS = 4000

POISSON: dict[str, Callable[[float], float]] = {
    "bw25_interp": lambda mean: chance.bandwidth(mean, 0.25),
    "bw50_interp": lambda mean: chance.bandwidth(mean, 0.5),
    "bw80_interp": lambda mean: chance.bandwidth(mean, 0.8),
    "gini": chance.gini,
    "share_zero_places": lambda mean: 1.0 - chance.bandwidth(mean, 1.0),
    "gen_gini_limit": lambda mean: max(1.0, 1.0 / mean) * (chance.gini(mean) - 1.0) + 1.0,
}
GAMMA: dict[str, Callable[[float, float], float]] = {
    "true_rate_bw50": lambda mean, shape: chance.true_bandwidth(shape, 0.5),
    "observed_bw50_interp": lambda mean, shape: chance.bandwidth(mean, 0.5, shape),
    "chance_bw50_interp": lambda mean, shape: chance.bandwidth(mean, 0.5),
    "true_rate_gini": lambda mean, shape: chance.true_gini(shape),
    "observed_gini": lambda mean, shape: chance.gini(mean, shape),
}
THROWN: dict[str, Callable[[np.ndarray], float]] = {
    "bw50_int": lambda counts: bandwidth(counts, 0.5),
    "bw50_interp": lambda counts: interpolated_bandwidth(counts, 0.5),
    "gini": gini,
    "gen_gini": generalised_gini,
}


def _rows(counts: str) -> list[dict[str, str]]:
    with TABLE.open(newline="") as file:
        return [row for row in csv.DictReader(file) if row["counts"] == counts]


def _named(row: dict[str, str]) -> str:
    return f"{row['parameters']}-{row['metric']}"


@pytest.mark.parametrize("row", _rows("poisson"), ids=_named)
def test_poisson_counts_are_as_concentrated_as_the_table_says(row: dict[str, str]) -> None:
    mean = json.loads(row["parameters"])["mean"]
    assert POISSON[row["metric"]](mean) == pytest.approx(float(row["value"]), rel=1e-9)


@pytest.mark.parametrize("row", _rows("gamma-poisson"), ids=_named)
def test_units_that_differ_in_truth_are_more_concentrated(row: dict[str, str]) -> None:
    found = GAMMA[row["metric"]](**json.loads(row["parameters"]))
    assert found == pytest.approx(float(row["value"]), rel=1e-9)


@functools.cache
def _thrown(units: int, counts: int) -> np.ndarray:
    return np.random.default_rng(units * counts).multinomial(counts, np.full(units, 1 / units), THROWS)


@pytest.mark.parametrize("row", _rows("multinomial"), ids=_named)
def test_thrown_counts_are_as_concentrated_as_the_table_says(row: dict[str, str]) -> None:
    found = [THROWN[row["metric"]](counts) for counts in _thrown(**json.loads(row["parameters"]))]
    error = math.hypot(float(np.std(found)) / math.sqrt(THROWS), float(row["standard_error"]))
    assert abs(float(np.mean(found)) - float(row["value"])) < 4 * error


def test_the_table_covers_every_measure() -> None:
    for counts, measures in (("poisson", POISSON), ("gamma-poisson", GAMMA), ("multinomial", THROWN)):
        assert {row["metric"] for row in _rows(counts)} == set(measures)
