"""The estimate of demand: what residents call about, what crews came upon, and how far off it is."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.administration import demand

SHAPE = (2, 3)
CALLS = np.array([[10.0, 20.0, 30.0], [1.0, 2.0, 3.0]])


def day(chance: float = 0.1, least: float = 0.001) -> demand.Found:
    """One find of affair 0 in place 0, two of affair 1 in place 2."""
    affair, place = np.array([0, 1, 1]), np.array([0, 2, 2])
    return demand.of_a_day(affair, place, np.full(3, chance), least, SHAPE)


def test_a_find_counts_once_or_by_its_chance() -> None:
    found = day(0.1)
    assert found.counted.tolist() == [[1, 0, 0], [0, 0, 2]]
    assert found.weighed == pytest.approx(10.0 * found.counted)


def test_below_the_least_chance_the_weight_is_held() -> None:
    assert day(1e-9, least=0.01).weighed.max() == pytest.approx(200.0)
    assert day(0.0, least=0.01).weighed.max() == pytest.approx(200.0)


def test_before_the_first_day_calls_are_all_there_is() -> None:
    assert demand.estimated(CALLS, demand.nothing(*SHAPE), np.ones(2), 1.0).tolist() == CALLS.tolist()


@given(st.integers(1, 400), st.floats(10.0, 1000.0))
def test_a_young_record_is_no_smaller_than_an_old_one(days: int, memory: float) -> None:
    """As many finds every day are as many finds a day, from the first day on."""
    record = demand.nothing(*SHAPE)
    for _ in range(days):
        record = demand.remembered(record, day(), memory)
    for design, expected in ((0.0, day().counted), (1.0, day().weighed)):
        estimate = demand.estimated(np.zeros(SHAPE), record, np.full(2, design), 1.0)
        assert estimate == pytest.approx(expected, rel=1e-9)


def test_designs_mix_by_affair_and_weight_counts() -> None:
    estimate = demand.estimated(CALLS, day(), np.array([0.0, 1.0]), 0.5)
    assert estimate - CALLS == pytest.approx(np.array([[0.5, 0, 0], [0, 0, 10.0]]))


def test_weighed_finds_are_right_on_average() -> None:
    chance = np.random.default_rng(1)
    p, true = np.array([0.02, 0.1, 0.5]), 4000
    found = np.repeat(np.arange(3), chance.binomial(true, p))
    seen = demand.of_a_day(np.zeros_like(found), found, p[found], 1e-6, (1, 3))
    assert seen.weighed[0] == pytest.approx(true, rel=0.2)
    assert seen.counted[0].max() > 10 * seen.counted[0].min()


def test_the_error_falls_by_what_is_known() -> None:
    calls = np.array([30.0, 10.0])
    assert demand.error(np.full(2, 0.6), calls, 0.25) == pytest.approx(0.1)
    assert demand.error(np.zeros(2), calls, 0.25) == 0.25
    assert demand.error(np.array([1.0, 0.0]), calls, 0.25) == pytest.approx(0.25 * 0.25)
    assert demand.error(np.ones(2), np.zeros(2), 0.25) == 0.25
