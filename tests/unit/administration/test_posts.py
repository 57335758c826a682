"""Posts: where new ones go, which are left empty, and moves within friction."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.administration import posts
from sim.randomness import Streams

STREAMS = Streams(4)
ALL, EXACT = np.ones(1), np.zeros(1)
LUCK = np.random.default_rng(4).standard_normal(5)


def test_new_posts_go_where_load_per_crew_is_largest() -> None:
    assert posts.added(np.array([1.0, 10.0, 4.1]), np.array([1, 2, 1]), 3).tolist() == [1, 1, 2]
    assert posts.added(np.array([1.0, 1.0]), np.array([1, 1]), 2).tolist() == [0, 1]


def test_units_without_boxes_stand_at_the_busiest_station_of_each_district() -> None:
    stations = posts.mobile(np.array([1.0, 3.0, 2.0, 2.0]), np.array([0, 0, 1, 1]), 4)
    assert sorted(stations.tolist()) == [1, 1, 2, 2]


@given(st.integers(1, 60), st.integers(0, 60), st.integers(0, 60))
def test_fewer_posts_leave_those_of_more_empty_too(crews: int, one: int, other: int) -> None:
    few, many = sorted((one, other))
    less, more = posts.vacant(crews, few, STREAMS), posts.vacant(crews, many, STREAMS)
    assert less.sum() == min(few, crews)
    assert np.all(more[less])


@given(st.integers(0, 2**32), st.floats(0, 0.5), st.floats(0, 0.4))
def test_posts_move_within_friction(seed: int, share: float, error: float) -> None:
    chance = np.random.default_rng(seed)
    station = chance.integers(0, 5, 40)
    pool = chance.integers(0, 2, 40)
    demand = chance.random((2, 5)) * 10
    after = posts.moved(station, pool, demand, np.full(2, share), np.full(2, error), 3, LUCK)
    for p in (0, 1):
        assert np.sum(after[pool == p] != station[pool == p]) <= int(share * np.sum(pool == p)) + 1
        assert set(after[pool == p]) <= set(station[pool == p])


def test_a_move_narrows_the_gap_and_then_stops() -> None:
    station, pool = np.array([0] * 6 + [1] * 2), np.zeros(8, np.int64)
    demand = np.array([[10.0, 30.0]])
    after = posts.moved(station, pool, demand, ALL, EXACT, 0, LUCK[:2])
    assert np.bincount(after).tolist() == [3, 5]
    assert posts.moved(after, pool, demand, ALL, EXACT, 1, LUCK[:2]).tolist() == after.tolist()


def test_two_names_of_one_pool_move_as_one() -> None:
    station, demand = np.array([0] * 6 + [1] * 2), np.array([[10.0, 30.0]])
    whole = posts.moved(station, np.zeros(8, np.int64), demand, np.array([0.3]), np.array([0.2]), 0, LUCK[:2])
    assert np.sum(whole != station) == pytest.approx(2)


def test_a_station_that_gains_little_stands_in_the_way_of_no_other() -> None:
    """The neediest by demand per crew, 10 for one crew, would fall to 5; the next, 18 for two, still has 6."""
    station = np.array([0, 1, 1, 2, 2])
    demand = np.array([[10.0, 18.0, 5.5]])
    after = posts.moved(station, np.zeros(5, np.int64), demand, np.array([1.0]), np.zeros(1), 0, np.zeros(3))
    assert np.bincount(after).tolist() == [1, 3, 1]


@pytest.mark.parametrize("seed", range(8))
def test_who_knows_demand_posts_crews_better_than_who_misjudges_it(seed: int) -> None:
    """Load on load, as in waiting: demand squared over crews, once nothing more is to be gained."""
    draw = np.random.default_rng(seed)
    demand, luck = draw.lognormal(0.0, 0.6, (1, 40)), draw.standard_normal(40)
    station = np.repeat(np.arange(40), 3)

    def burden(error: float) -> float:
        out = station
        for quarter in range(20):
            out = posts.moved(out, np.zeros(120, np.int64), demand, np.array([1.0]), np.array([error]), quarter, luck)
        return float((demand[0] ** 2 / np.bincount(out, minlength=40)).sum())

    assert burden(0.0) < burden(0.25) < burden(0.4)
    assert burden(0.0) < float((demand[0] ** 2 / 3).sum())
