"""A policy fails where the interval of the paired difference lies on the worse side."""

import pytest

from experiments.analysis.failing import clearest, compared, counted

AGAINST = [10.0, 11.0, 12.0, 13.0]


def test_worse_is_higher_where_lower_is_better():
    found = compared("harm", "lower", [value + 1.0 for value in AGAINST], AGAINST)
    assert (found.against, found.policy, found.low, found.high) == (11.5, 12.5, 1.0, 1.0)
    assert found.fails
    assert not found.gains


def test_worse_is_lower_where_higher_is_better():
    found = compared("clearance", "higher", [value + 1.0 for value in AGAINST], AGAINST)
    assert (found.low, found.high) == (-1.0, -1.0)
    assert found.gains
    assert not found.fails


def test_a_scattered_difference_neither_fails_nor_gains():
    found = compared("harm", "lower", [11.0, 10.0, 13.5, 12.4], AGAINST)
    assert found.low < 0.0 < found.high
    assert not found.fails
    assert not found.gains


def test_the_same_is_no_failure():
    found = compared("harm", "lower", AGAINST, AGAINST)
    assert (found.low, found.high) == (0.0, 0.0)
    assert not found.fails
    assert not found.gains


def test_the_clearest_comes_first():
    little = compared("harm", "lower", [value + 0.1 for value in AGAINST], AGAINST)
    much = compared("harm", "lower", [value + 1.0 for value in AGAINST], AGAINST)
    gain = compared("harm", "lower", [value - 1.0 for value in AGAINST], AGAINST)
    assert clearest({0: little, 1: gain, 2: much, 3: little}) == (2, 0, 3)
    count = counted("harm", (little, gain, much, little))
    assert (count.points, count.fail, count.gain) == (4, 3, 1)


def test_clarity_is_the_certain_part_of_the_loss():
    steady = compared("harm", "lower", [value + 1.0 for value in AGAINST], AGAINST)
    larger = compared(
        "harm", "lower", [value + more for value, more in zip(AGAINST, (0, 1, 4, 3), strict=True)], AGAINST
    )
    assert larger.policy > steady.policy
    assert larger.clarity < steady.clarity == pytest.approx(1.0 / 11.5)
