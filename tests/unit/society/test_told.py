"""What residents hear from those they know."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from sim.society.fear import after_victimisation
from sim.society.influence import Ties
from sim.society.told import heard_of, tell_encounters, tell_victims
from sim.society.trust import after_encounter, usual_change

STEP, LOSS = 0.05, 0.2


@pytest.fixture
def line(tied: Callable[..., Ties]) -> Ties:
    """0 - 1 - 2, and 3 by itself."""
    return tied(4, [(0, 1), (1, 2)])


def rows(*row: int) -> Any:
    return np.array(row, np.int64)


def told(trust: Any, ties: Ties, row: Any, content: Any, weight: float) -> Any:
    after = trust.copy()
    tell_encounters(after, ties, row, np.array(content), STEP, LOSS, weight)
    return after


def test_weight_0_leaves_every_mind_as_it_was(town_ties: Ties) -> None:
    mind = np.random.default_rng(1).random(len(town_ties.start) - 1)
    row = np.random.default_rng(2).integers(0, len(mind), 500)
    np.testing.assert_array_equal(told(mind, town_ties, row, row % 2 == 0, 0.0), mind)
    fear = mind.copy()
    tell_victims(fear, town_ties, row, np.zeros(500))
    np.testing.assert_array_equal(fear, mind)


def test_only_those_who_know_somebody_hear_of_it(line: Ties) -> None:
    trust = np.full(4, 0.6)
    np.testing.assert_array_equal(told(trust, line, rows(1), [False], 0.1) != trust, [True, False, True, False])
    np.testing.assert_array_equal(told(trust, line, rows(0), [True], 0.1) != trust, [False, True, False, False])
    np.testing.assert_array_equal(told(trust, line, rows(3), [True], 0.1), trust)


@pytest.mark.parametrize("content", [True, False])
def test_at_full_weight_it_is_as_if_it_had_happened_to_oneself(line: Ties, content: bool) -> None:
    trust = np.array([0.1, 0.5, 0.9, 0.3])
    assert told(trust, line, rows(0), [content], 1.0)[1] == after_encounter(0.5, content, STEP, LOSS)


def test_a_bad_encounter_is_told_with_its_weight_over_a_good_one(line: Ties) -> None:
    trust = np.full(4, 0.5)
    good, bad = (told(trust, line, rows(0), [content], 0.1)[1] - 0.5 for content in (True, False))
    assert good == pytest.approx(0.1 * STEP * 0.5)
    assert -bad / good == pytest.approx(LOSS / STEP)


def test_each_event_finds_minds_as_those_before_have_left_them(line: Ties) -> None:
    trust = np.full(4, 0.5)
    one_by_one = trust.copy()
    for row, content in ((0, True), (2, False), (0, False)):
        one_by_one = told(one_by_one, line, rows(row), [content], 0.3)
    np.testing.assert_array_equal(told(trust, line, rows(0, 2, 0), [True, False, False], 0.3), one_by_one)
    turned = told(trust, line, rows(0, 0, 2), [False, True, False], 0.3)
    assert turned[1] != one_by_one[1]


def test_the_step_of_each_victim_is_its_own(line: Ties) -> None:
    fear = np.full(4, 0.2)
    tell_victims(fear, line, rows(0, 1), np.array([0.03, 0.01]))
    once = after_victimisation(0.2, 0.01)
    np.testing.assert_array_equal(fear, [once, after_victimisation(0.2, 0.03), once, 0.2])


def test_what_one_hears_of_is_what_happens_to_those_one_knows(line: Ties) -> None:
    """Residents 0, 1 live in place 0, nobody in place 1, 2 and 3 in place 2."""
    rate = np.array([0.1, 5.0, 0.4])
    # 0 knows 1; 1 knows 0 and 2; 2 knows 1.
    np.testing.assert_allclose(heard_of(rate, line, rows(0, 2, 2, 4)), [(0.1 + 0.5) / 2, 0.0, 0.1 / 2])


def test_where_all_are_met_alike_one_hears_of_as_much_as_one_knows_people(town: Any, town_ties: Ties) -> None:
    first = town(scale=50).world.population.first
    rate = np.full(len(first) - 1, 0.01)
    heard = heard_of(rate, town_ties, first)
    assert np.average(heard, weights=np.diff(first)) == pytest.approx(0.01 * np.diff(town_ties.start).mean())


@pytest.mark.parametrize("compensated", [True, False])
def test_what_is_told_moves_nobody_where_it_is_part_of_what_is_usual(
    town: Any, town_ties: Ties, compensated: bool
) -> None:
    """Half of the contacts are bad ones and count four times: trust would sink toward 0.2."""
    population, weight, rate = town(scale=50).world.population, 0.3, 0.01
    heard = weight * heard_of(np.full(len(population.first) - 1, rate), town_ties, population.first)[population.place]
    usual = np.array([usual_change(0.5, often, often, STEP, LOSS) if compensated else 0.0 for often in heard])
    chance, trust = np.random.default_rng(5), np.full(len(population.place), 0.5)
    for _ in range(400):
        row = np.flatnonzero(chance.random(len(trust)) < 2.0 * rate)
        tell_encounters(trust, town_ties, row, chance.random(len(row)) < 0.5, STEP, LOSS, weight)
        trust -= usual
    assert trust.mean() == pytest.approx(0.5 if compensated else 0.2, abs=0.03)
