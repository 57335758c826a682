"""Theil's T and the mean log deviation: extremes, parts, refusals."""

import math

import numpy as np
import pytest

from experiments.analysis.inequality import mean_log_deviation, theil, theil_parts


def test_extremes() -> None:
    assert theil([5, 5, 5]) == 0.0
    assert theil([0, 0, 0, 10]) == pytest.approx(math.log(4), rel=1e-14)
    assert mean_log_deviation([5, 5, 5]) == 0.0
    assert mean_log_deviation([0, 5]) is None


@pytest.mark.parametrize("seed", range(5))
def test_the_parts_make_the_whole(seed: int) -> None:
    chance = np.random.default_rng(seed)
    amounts, groups = chance.poisson(1.0, 40), chance.choice(["a", "b", "c"], 40)
    parts = theil_parts(amounts, groups)
    assert sum(parts) == pytest.approx(theil(amounts), rel=1e-12)
    assert min(parts) >= 0


def test_one_group_has_all_within_and_single_units_all_between() -> None:
    amounts = [3, 1, 0, 4]
    assert theil_parts(amounts, [1, 1, 1, 1]) == pytest.approx((theil(amounts), 0.0), abs=1e-15)
    assert theil_parts(amounts, [1, 2, 3, 4]) == pytest.approx((0.0, theil(amounts)), abs=1e-15)


@pytest.mark.parametrize("amounts", [[], [0, 0], [1, -1], [1, math.inf], [[1, 2]]])
def test_what_has_no_inequality_is_refused(amounts: list) -> None:
    for measure in (theil, mean_log_deviation):
        with pytest.raises(ValueError, match="inequality"):
            measure(amounts)


def test_every_unit_needs_a_group() -> None:
    with pytest.raises(ValueError, match="labels"):
        theil_parts([1, 2], [1])
