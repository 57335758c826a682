"""How people take up the opinions of those they know: what stays as it was, and where it ends."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.society.influence import Ties, heard, influenced, iterated, settled, speak, spread_kept, taken_up

PER_DAY, PULL = 0.005, 0.001


def opinions(ties: Ties, seed: int = 1) -> Any:
    return np.random.default_rng(seed).beta(5, 4, len(ties.start) - 1)


def day(opinion: Any, ties: Ties, rest: Any, influence: float, pull: float) -> Any:
    tomorrow = np.empty_like(opinion)
    speak(tomorrow, opinion, ties, rest, np.full_like(opinion, influence), np.full_like(opinion, pull))
    return tomorrow


def columns(ties: Ties, influence: float = PER_DAY, pull: float = PULL) -> tuple[Any, Any]:
    size = len(ties.start) - 1
    return np.full(size, influence), np.full(size, pull)


def test_without_influence_and_pull_nothing_changes_to_the_bit(town_ties: Ties) -> None:
    opinion = opinions(town_ties)
    np.testing.assert_array_equal(day(opinion, town_ties, opinions(town_ties, 2), 0.0, 0.0), opinion)
    np.testing.assert_array_equal(taken_up(opinion, town_ties, 0.0), opinion)


@pytest.mark.parametrize("weighted", [False, True])
def test_those_who_agree_go_on_to_agree_to_the_bit(town_ties: Ties, weighted: bool) -> None:
    degree = np.diff(town_ties.start)
    ties = town_ties._replace(weight=np.repeat(1.0 / degree, degree)) if weighted else town_ties
    opinion = np.full(len(degree), 0.1)
    np.testing.assert_array_equal(day(opinion, ties, opinion, 0.3, 0.4), opinion)


def test_a_day_is_the_formula(town_ties: Ties) -> None:
    opinion, rest = opinions(town_ties), opinions(town_ties, 2)
    start, neighbour = town_ties.start, town_ties.neighbour
    mean = np.array([opinion[neighbour[a:b]].mean() for a, b in pairwise(start)])
    expected = opinion + 0.2 * (mean - opinion) + 0.1 * (rest - opinion)
    np.testing.assert_allclose(day(opinion, town_ties, rest, 0.2, 0.1), expected, rtol=0, atol=1e-15)


def test_the_loop_is_the_rule_row_by_row(town_ties: Ties) -> None:
    opinion, rest = opinions(town_ties), opinions(town_ties, 2)
    rule = [influenced(opinion[i], heard(i, opinion, town_ties), rest[i], PER_DAY, PULL) for i in range(len(opinion))]
    np.testing.assert_array_equal(day(opinion, town_ties, rest, PER_DAY, PULL), rule)


def test_equal_weights_are_neighbours_that_count_alike(town_ties: Ties) -> None:
    opinion, degree = opinions(town_ties), np.diff(town_ties.start)
    weighted = town_ties._replace(weight=np.repeat(1.0 / degree, degree))
    alike, said = (taken_up(opinion, ties, 0.5) for ties in (town_ties, weighted))
    np.testing.assert_allclose(alike, said, rtol=0, atol=1e-15)


def test_all_speak_at_once(tied: Callable[..., Ties]) -> None:
    """Two who take each other's opinion whole change places; one after the other they would agree."""
    np.testing.assert_array_equal(taken_up(np.array([1.0, 0.0]), tied(2, [(0, 1)]), 1.0), [0.0, 1.0])


def test_the_stubborn_and_those_without_ties_keep_to_rest(tied: Callable[..., Ties]) -> None:
    ties, rest = tied(3, [(0, 1)]), np.array([0.2, 0.9, 0.6])
    np.testing.assert_array_equal(settled(rest, ties, np.zeros(3), np.ones(3)), rest)
    assert settled(rest, ties, np.full(3, 0.5), np.full(3, 0.1))[2] == 0.6
    assert taken_up(rest, ties, 0.5)[2] == 0.6


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1), st.floats(0, 1), st.floats(0, 1))
def test_an_opinion_stays_between_what_draws_it(
    opinion: float, others: float, rest: float, influence: float, part: float
) -> None:
    drawn = influenced(opinion, others, rest, influence, part * (1.0 - influence))
    assert min(opinion, others, rest) - 1e-15 <= drawn <= max(opinion, others, rest) + 1e-15


def test_nobody_leaves_the_range_of_opinions(town_ties: Ties) -> None:
    opinion = np.round(opinions(town_ties))
    for _ in range(50):
        opinion = taken_up(opinion, town_ties, 0.02)
        assert opinion.min() >= 0.0
        assert opinion.max() <= 1.0


def test_influence_is_linear_in_opinions(town_ties: Ties) -> None:
    opinion, rest = opinions(town_ties), opinions(town_ties, 2)
    moved = day(opinion, town_ties, rest, 0.2, 0.1)
    shifted = day(0.3 - 2.0 * opinion, town_ties, 0.3 - 2.0 * rest, 0.2, 0.1)
    np.testing.assert_allclose(shifted, 0.3 - 2.0 * moved, rtol=0, atol=1e-14)


def test_a_settled_society_stays_where_it_is(town_ties: Ties) -> None:
    rest = opinions(town_ties)
    opinion = settled(rest, town_ties, *columns(town_ties))
    np.testing.assert_allclose(day(opinion, town_ties, rest, PER_DAY, PULL), opinion, rtol=0, atol=1e-14)
    pulled_after_talk = settled(rest, town_ties, *columns(town_ties, PER_DAY * (1.0 - PULL)))
    talked = taken_up(pulled_after_talk, town_ties, PER_DAY)
    np.testing.assert_allclose(talked + PULL * (rest - talked), pulled_after_talk, rtol=0, atol=1e-14)


def test_without_influence_a_society_is_settled_at_rest(town_ties: Ties) -> None:
    rest = opinions(town_ties)
    np.testing.assert_array_equal(settled(rest, town_ties, *columns(town_ties, 0.0)), rest)
    np.testing.assert_array_equal(settled(rest, town_ties, *columns(town_ties, 0.0, 0.0)), rest)
    for column in spread_kept(rest, town_ties, *columns(town_ties, 0.0)):
        np.testing.assert_array_equal(column, rest)


def test_the_spread_is_kept_at_a_fixed_point(town_ties: Ties) -> None:
    rest = opinions(town_ties)
    begun = spread_kept(rest, town_ties, *columns(town_ties))
    assert begun.opinion.mean() == pytest.approx(rest.mean(), abs=1e-13)
    assert begun.opinion.std() == pytest.approx(rest.std(), abs=1e-13)
    again = settled(begun.rest, town_ties, *columns(town_ties))
    np.testing.assert_allclose(again, begun.opinion, rtol=0, atol=1e-12)
    assert settled(rest, town_ties, *columns(town_ties)).std() < 0.5 * rest.std(), "what would happen otherwise"


def test_where_all_rest_alike_there_is_no_spread_to_keep(town_ties: Ties) -> None:
    rest = np.full(len(town_ties.start) - 1, 0.4)
    np.testing.assert_allclose(spread_kept(rest, town_ties, *columns(town_ties)).opinion, rest, rtol=0, atol=1e-15)


def test_opinions_that_go_round_in_circles_are_not_settled(tied: Callable[..., Ties]) -> None:
    two, rest = tied(2, [(0, 1)]), np.array([1.0, 0.0])
    assert not iterated(rest, two, rest, np.ones(2), np.zeros(2), most=100).converged
    with pytest.raises(ArithmeticError, match="nothing pulls them to rest"):
        settled(rest, two, np.ones(2), np.zeros(2))
