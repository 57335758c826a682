"""Concentration measures against published examples (tables/concentration.csv)."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from experiments.analysis.concentration import (
    bandwidth,
    generalised_gini,
    gini,
    interpolated_bandwidth,
    unbiased_generalised_gini,
    unbiased_gini,
    units_holding,
)
from experiments.analysis.inequality import theil

TABLE = Path(__file__).parent / "tables" / "concentration.csv"

MEASURES: dict[str, Callable[[list[int]], float]] = {
    "bw25_k": lambda counts: units_holding(counts, 0.25),
    "bw50_k": lambda counts: units_holding(counts, 0.5),
    "bw80_k": lambda counts: units_holding(counts, 0.8),
    "bw25_share_int": lambda counts: bandwidth(counts, 0.25),
    "bw50_share_int": lambda counts: bandwidth(counts, 0.5),
    "bw80_share_int": lambda counts: bandwidth(counts, 0.8),
    "bw25_share_interp": lambda counts: interpolated_bandwidth(counts, 0.25),
    "bw50_share_interp": lambda counts: interpolated_bandwidth(counts, 0.5),
    "bw80_share_interp": lambda counts: interpolated_bandwidth(counts, 0.8),
    "bw50_share_int_nonzero_places": lambda counts: bandwidth([c for c in counts if c], 0.5),
    "gini": gini,
    "gen_gini": generalised_gini,
    "gini_unbiased": unbiased_gini,
    "gen_gini_unbiased": unbiased_generalised_gini,
    "theil_T": theil,
}


def _rows() -> list[dict[str, str]]:
    with TABLE.open(newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("row", _rows(), ids=lambda row: f"{row['case']}-{row['metric']}")
def test_measure_meets_the_table(row: dict[str, str]) -> None:
    counts = [int(c) for c in row["counts"].split()]
    assert MEASURES[row["metric"]](counts) == pytest.approx(float(row["value"]), rel=1e-9)


def test_the_table_covers_every_measure() -> None:
    assert {row["metric"] for row in _rows()} == set(MEASURES)
