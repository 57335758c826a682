"""The bootstrap interval: reproducible, exact without spread, near the t interval for normal data."""

import math

import numpy as np
import pytest

from experiments.analysis.bootstrap import UNBOUNDED, mean_interval
from experiments.analysis.paired import paired_difference

NORMAL = np.random.default_rng(3).normal(1.0, 2.0, 200)


def test_equal_data_give_equal_intervals() -> None:
    assert mean_interval(NORMAL) == mean_interval(NORMAL.copy())


def test_for_many_normal_differences_it_is_near_the_t_interval() -> None:
    t = paired_difference("x", NORMAL, np.zeros(200))
    assert mean_interval(NORMAL) == pytest.approx((t.low, t.high), abs=0.05)


def test_skew_moves_the_interval_to_the_long_side() -> None:
    low, high = mean_interval(np.exp(NORMAL[:40]))
    mean = np.exp(NORMAL[:40]).mean()
    assert high - mean > mean - low


def test_without_spread_it_is_the_value() -> None:
    assert mean_interval([0.25, 0.25, 0.25]) == (0.25, 0.25)
    assert mean_interval([0.0, 0.0, 0.0, 0.0]) == (0.0, 0.0)


@pytest.mark.parametrize("short", [[], [1.0], [1.0, 2.0], [1.0, 1.0]])
def test_too_few_say_nothing(short: list[float]) -> None:
    assert mean_interval(short) == UNBOUNDED == (-math.inf, math.inf)


def test_more_confidence_is_wider() -> None:
    wide, narrow = mean_interval(NORMAL, 0.99), mean_interval(NORMAL, 0.5)
    assert wide.low < narrow.low < narrow.high < wide.high


@pytest.mark.parametrize(("data", "level"), [([1.0, math.inf, 2.0], 0.95), ([[1.0]], 0.95), ([1.0, 2.0, 3.0], 0.0)])
def test_what_is_no_sample_is_refused(data: list[float], level: float) -> None:
    with pytest.raises(ValueError, match="bootstrap"):
        mean_interval(data, level)
