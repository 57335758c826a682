"""Replications for a wanted precision."""

import math

import pytest
from scipy import stats

from experiments.analysis.paired import paired_difference
from experiments.analysis.precision import replications_for_half_width, replications_needed


@pytest.mark.parametrize("ratio", [1e-6, 0.1, 0.3, 0.5, 1.0, 2.0, 7.3, 20.0])
@pytest.mark.parametrize("level", [0.5, 0.95, 0.99])
def test_the_answer_is_the_first_that_is_enough(ratio: float, level: float) -> None:
    def half_width(n: int) -> float:
        return float(stats.t.ppf(0.5 + level / 2, n - 1)) * ratio / math.sqrt(n)

    n = replications_for_half_width(ratio, 1.0, level)
    assert half_width(n) <= 1.0 + 1e-12
    assert n == 2 or half_width(n - 1) > 1.0 - 1e-12


def test_without_spread_two_replications_show_it() -> None:
    assert replications_for_half_width(0.0, 0.1) == 2


def test_a_half_width_in_the_unit_of_the_outcome() -> None:
    difference = paired_difference("response", [104.0, 98.0, 103.0, 99.0], [100.0, 100.0, 100.0, 100.0])
    assert replications_needed(difference, 2.0) == replications_for_half_width(difference.sd, 2.0) > 4


def test_sometimes_nothing_can_be_told() -> None:
    assert replications_needed(paired_difference("crime", [3.0], [2.0]), 1.0) is None
    assert replications_needed(paired_difference("tickets", [3.0, 4.0], [0.0, 0.0]), 0.0) is None


@pytest.mark.parametrize(("sd", "half_width"), [(-1.0, 1.0), (1.0, 0.0), (math.inf, 1.0), (math.nan, 1.0)])
def test_impossible_wishes_are_refused(sd: float, half_width: float) -> None:
    with pytest.raises(ValueError, match="half-width"):
        replications_for_half_width(sd, half_width)
