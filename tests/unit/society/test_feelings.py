"""Fear, awareness, concern, satisfaction: what moves each, and that nothing moves at the reference."""

from __future__ import annotations

import math

import numpy as np
import pytest

from sim.society import awareness, concern, encounter, fear
from sim.society.rules import AwarenessRules


def test_what_is_usual_does_not_move_fear() -> None:
    assert fear.surroundings(2.0, 2.0, 30.0, 30.0, 0.05, 0.05) == 0.0
    assert fear.calmed(0.3, 0.3, 0.0, 0.02, 0.0) == 0.3


def test_disorder_frightens_and_presence_calms() -> None:
    assert fear.surroundings(4.0, 2.0, 30.0, 30.0, 0.05, 0.05) == pytest.approx(0.05)
    assert fear.surroundings(2.0, 2.0, 30.0 * math.e, 30.0, 0.05, 0.05) == pytest.approx(-0.05)
    assert fear.surroundings(2.0, 0.0, 0.0, 0.0, 0.05, 0.05) == 0.0


def test_fear_of_a_victim_fades_with_the_half_life() -> None:
    now = fear.after_victimisation(0.2, 0.3)
    assert now == pytest.approx(0.2 + 0.3 * 0.8)
    for _ in range(35):
        now = fear.calmed(now, 0.2, 0.0, 0.02, 0.0)
    assert now - 0.2 == pytest.approx(0.24 * 0.98**35)


@pytest.mark.parametrize("coverage", [0.0, 0.1, 0.5])
@pytest.mark.parametrize("talks", [0.0, 0.2 / 365, 0.6 / 365])
def test_as_many_forget_the_commission_as_learn_of_it(coverage: float, talks: float) -> None:
    rules = AwarenessRules()
    rates = awareness.learning(rules, talks, coverage)
    learn = awareness.hears_of_it(rates, coverage) + rates.talk * talks
    assert learn * (1.0 - rules.start) == pytest.approx(rates.forgets * rules.start)
    assert awareness.hears_of_it(rates, coverage + 0.2) > awareness.hears_of_it(rates, coverage)


def test_memory_fades_without_being_touched() -> None:
    exposure = np.zeros(8)
    exposure[0] += concern.weight(100, 365.0)
    exposure[3] += concern.weight(100 + 365, 365.0)
    assert concern.remembered(exposure, 100 + 365, 365.0)[[0, 3]] == pytest.approx([0.5, 1.0])
    shares = concern.concern(concern.remembered(exposure, 465, 365.0), np.full(8, 1 / 8), 3.0)
    assert shares.sum() == pytest.approx(1.0)
    assert shares[3] > shares[0] > shares[1]
    assert concern.concern(np.zeros(8), np.full(8, 1 / 8), 3.0) == pytest.approx(np.full(8, 1 / 8))


def test_satisfaction_follows_time_resolution_and_courtesy() -> None:
    usual = encounter.chance_of_content(True, 0.0, 0.0, 0.87, 0.5, -0.02)
    assert usual == 0.87
    assert encounter.chance_of_content(True, 5.0, 0.0, 0.87, 0.5, -0.02) == pytest.approx(0.77)
    assert encounter.chance_of_content(False, 0.0, 0.0, 0.87, 0.5, -0.02) == 0.5
    assert encounter.chance_of_content(True, 0.0, 0.1, 0.87, 0.5, -0.02) == pytest.approx(0.77)


def test_chances_are_held_in_bounds_and_counted() -> None:
    late = np.array([0.0, 60.0, -60.0])
    chance, held = encounter.chances_of_content(np.ones(3, bool), late, np.zeros(3), 0.87, 0.5, -0.02)
    assert chance.tolist() == [0.87, 0.0, 1.0]
    assert held == 2
