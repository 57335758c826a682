"""Membership of the safety network: who founds, who joins, who leaves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import combinations
from typing import Any

import numpy as np
import pytest

from sim.randomness import Streams
from sim.society.contagion import (
    Leanings,
    after,
    founders,
    leanings,
    members_by_place,
    watched,
)
from sim.society.influence import Ties
from sim.society.neighbour_rules import NetworkRules

KEY = Streams(1).key("society")
RULES = NetworkRules(contagion=True)
AT_ONCE = replace(RULES, joins_per_day=1.0, leaves_per_day=0.0)


def nobody(ties: Ties) -> Any:
    return np.zeros(len(ties.start) - 1, np.uint8)


def drawn(ties: Ties, rules: NetworkRules = RULES) -> Leanings:
    return leanings(KEY, len(ties.start) - 1, rules)


def members(ties: Ties, rules: NetworkRules, leaning: Leanings, seeds: float, days: int) -> Any:
    member = founders(leaning, seeds)
    for day in range(days):
        member = after(member, leaning, ties, rules, seeds, KEY, day)
    return member


def circle(tied: Callable[..., Ties], residents: int) -> Ties:
    return tied(residents, [(i, (i + 1) % residents) for i in range(residents)])


def thresholds(values: Any, founder: int = 0) -> Leanings:
    """One founder, when the share of founders is a half, and thresholds of all."""
    calling = np.ones(len(values))
    calling[founder] = 0.0
    return Leanings(calling, np.asarray(values, float))


def test_without_founders_nobody_ever_is_a_member(town_ties: Ties) -> None:
    eager = replace(AT_ONCE, threshold=0.15, threshold_sd=0.3)
    leaning = drawn(town_ties, eager)
    assert (leaning.threshold < 1e-8).mean() > 0.2, "some would join unprompted"
    assert not members(town_ties, eager, leaning, 0.0, 30).any()


def test_without_contagion_the_founders_remain_the_only_ones(town_ties: Ties) -> None:
    leaning = drawn(town_ties)
    still = members(town_ties, replace(RULES, contagion=False), leaning, 0.05, 30)
    np.testing.assert_array_equal(still, founders(leaning, 0.05))
    assert still.mean() == pytest.approx(0.05, abs=0.01)
    assert NetworkRules().contagion is False


def test_more_founders_include_the_fewer(town_ties: Ties) -> None:
    leaning = drawn(town_ties)
    few, many = founders(leaning, 0.03), founders(leaning, 0.1)
    assert np.all(many >= few)
    assert many.sum() > few.sum() > 0


def test_thresholds_are_normal_and_clipped(town_ties: Ties) -> None:
    threshold = drawn(town_ties, replace(RULES, threshold=0.5, threshold_sd=0.1)).threshold
    assert threshold.mean() == pytest.approx(0.5, abs=4 * 0.1 / np.sqrt(len(threshold)))
    assert threshold.std() == pytest.approx(0.1, rel=0.05)
    wide = drawn(town_ties, replace(RULES, threshold=0.5, threshold_sd=5.0)).threshold
    assert 0.0 < wide.min() < 1e-8
    assert wide.max() == 1.0
    np.testing.assert_array_equal(drawn(town_ties, replace(RULES, threshold=0.3, threshold_sd=0.0)).threshold, 0.3)


def test_a_crowd_of_rising_thresholds_joins_to_the_last_and_one_gap_stops_it(tied: Callable[..., Ties]) -> None:
    """Granovetter (1978): thresholds 0, 1, ..., 99 in a crowd of 100 that all see. Without the 1 nobody follows."""
    size = 100
    crowd = tied(size, combinations(range(size), 2))
    rising = np.arange(size) / (size - 1)
    assert members(crowd, AT_ONCE, thresholds(rising), 0.5, size).sum() == size
    assert members(crowd, AT_ONCE, thresholds(rising), 0.5, 10).sum() == 11, "one a day"
    gap = rising.copy()
    gap[1] = gap[2]
    assert members(crowd, AT_ONCE, thresholds(gap), 0.5, size).sum() == 1


def test_in_a_circle_a_founder_draws_all_in_or_nobody(tied: Callable[..., Ties]) -> None:
    """One of two neighbours is a half."""
    ties = circle(tied, 21)
    assert members(ties, AT_ONCE, thresholds(np.full(21, 0.5)), 0.5, 10).all()
    assert members(ties, AT_ONCE, thresholds(np.full(21, 0.5)), 0.5, 9).sum() == 19
    assert members(ties, AT_ONCE, thresholds(np.full(21, 0.51)), 0.5, 30).sum() == 1


@pytest.mark.parametrize("spread", [0.15, 0.25])
def test_where_it_ends_is_where_as_many_would_join_as_are_members(tied: Callable[..., Ties], spread: float) -> None:
    """In a crowd the last day is the least fixed point of the distribution of thresholds: few, or nearly all."""
    size = 300
    crowd = tied(size, combinations(range(size), 2))
    leaning = leanings(KEY, size, replace(AT_ONCE, threshold=0.4, threshold_sd=spread))
    founder = founders(leaning, 0.1).astype(bool)
    count = founder.sum()
    while count < (now := (founder | (leaning.threshold <= count / (size - 1))).sum()):
        count = now
    assert founder.sum() < count < size
    assert members(crowd, AT_ONCE, leaning, 0.1, size).sum() == count


def test_nobody_joins_before_being_asked_and_whoever_leaves_was_no_founder(town_ties: Ties) -> None:
    leaning = drawn(town_ties)
    never = replace(RULES, joins_per_day=0.0)
    np.testing.assert_array_equal(members(town_ties, never, leaning, 0.1, 20), founders(leaning, 0.1))
    everybody = np.ones_like(nobody(town_ties))
    left = after(everybody, leaning, town_ties, replace(RULES, leaves_per_day=1.0), 0.1, KEY, 0)
    np.testing.assert_array_equal(left, founders(leaning, 0.1))
    some = after(everybody, leaning, town_ties, replace(RULES, leaves_per_day=0.3), 0.0, KEY, 0)
    assert some.mean() == pytest.approx(0.7, abs=4 * np.sqrt(0.21 / len(some)))


def test_readiness_and_joining_are_different_days_of_different_people(town_ties: Ties) -> None:
    """Those who are asked on one day are a fresh sample on the next, the same under every policy."""
    ready = Leanings(np.arange(len(nobody(town_ties))) / len(nobody(town_ties)), np.full(len(nobody(town_ties)), 1e-9))
    rules = replace(RULES, joins_per_day=0.1, leaves_per_day=0.0)
    days = [after(founders(ready, 0.5), ready, town_ties, rules, 0.5, KEY, day) for day in (0, 1, 0)]
    joined = [day > founders(ready, 0.5) for day in days]
    np.testing.assert_array_equal(joined[0], joined[2])
    could = (~founders(ready, 0.5).astype(bool)).sum()
    assert 0 < (joined[0] & joined[1]).sum() < 0.3 * joined[0].sum() < 0.1 * could


def test_members_watch_only_as_much_as_is_put_in() -> None:
    assert watched(0.37, 0.0) == 1.0
    assert watched(0.0, 0.16) == 1.0
    assert watched(1.0, 0.16) == pytest.approx(0.84)


def test_members_are_counted_by_place() -> None:
    member = np.array([1, 0, 1, 1, 0], np.uint8)
    np.testing.assert_allclose(members_by_place(member, np.array([0, 2, 2, 5])), [0.5, 0.0, 2 / 3])
