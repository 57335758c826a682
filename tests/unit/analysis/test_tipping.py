"""What tips a difference: worked by hand."""

import math

import pytest

from experiments.analysis.tipping import End, crossing, mean, ranked, towards, turns


def test_an_end_takes_a_part_of_a_difference_away_or_adds_to_it():
    assert towards(2.0, 2.0) == 0.0
    assert towards(2.0, 1.0) == 0.5
    assert towards(2.0, -1.0) == 1.5
    assert towards(-2.0, -3.0) == -0.5
    assert math.isnan(towards(0.0, 1.0))
    assert math.isnan(towards(1.0, math.nan))


def test_to_vanish_is_not_to_turn():
    assert turns(1.0, -0.1)
    assert turns(-1.0, 0.1)
    assert not turns(1.0, 0.0)
    assert not turns(1.0, 2.0)
    assert not turns(1.0, math.nan)


def test_assumptions_are_ranked_by_their_better_end():
    default = {"harm": [2.0, 2.0]}
    ends = [
        End("a", 0, {"harm": [1.0, 2.0]}),
        End("a", 1, {"harm": [5.0, 5.0]}),
        End("b", "full", {"harm": [-1.0, -1.0]}),
        End("c", 1, {"harm": [2.0, 3.0]}),
        End("d", 1, {}),
    ]
    assert ranked(default, ends, "harm") == ("b", "a")
    assert ranked({"harm": [-2.0]}, ends, "harm")[0] == "a", "away from 0 on the other side"
    assert ranked({}, ends, "harm") == (), "nothing to take away"


def test_a_line_crosses_where_it_does():
    assert crossing(0.0, 1.0, 2.0, -2.0) == 0.5
    assert crossing(1.0, 0.0, 3.0, -1.0) == pytest.approx(0.25)
    assert crossing(10.0, 20.0, 1.0, 3.0, target=2.0) == 15.0
    assert math.isnan(crossing(0.0, 1.0, 1.0, 2.0))
    assert math.isnan(crossing(0.0, 1.0, 0.0, 0.0))


def test_nothing_has_no_mean():
    assert math.isnan(mean(()))
    assert math.isnan(mean([1.0, math.nan]))
    assert mean([1.0, 2.0]) == 1.5
