"""What is counted is done, or at least entered; what nobody counts is left. Nothing of it without a difference."""

import numpy as np
import pytest

from sim.administration import gaming
from sim.administration.free_time import Standard, bent, mix
from sim.administration.gaming import ENFORCEMENT
from sim.administration.officer_rules import GamingRules
from sim.administration.rules import AdministrationRules
from sim.vocabulary import FREE_USES

RULES, GAMING = AdministrationRules(), GamingRules()
REFERENCE = Standard(np.array([0.04, 0.24, 0.06, 0.24, 0.24]), 0.5)


def rewarded(use: str, more: float, prevention: float = 0.5) -> Standard:
    reward = REFERENCE.reward.copy()
    reward[FREE_USES.index(use)] += more
    return Standard(reward, prevention)


def done(today: Standard, rules: GamingRules = GAMING) -> tuple[float, float, float]:
    found = gaming.gaming([bent(today, REFERENCE, RULES)], rules)
    return found.pressure[0], found.padded[0], found.neglect[0]


def test_nothing_is_gamed_at_the_reference_to_the_bit():
    assert done(REFERENCE) == (0.0, 0.0, 0.0)
    assert not bent(REFERENCE, REFERENCE, RULES).moved.any()


def test_command_alone_games_nothing():
    """More patrol because a principal commands it is not more of what is counted."""
    today = REFERENCE._replace(prevention=0.9)
    assert mix(today, REFERENCE, RULES)[ENFORCEMENT] != mix(REFERENCE, REFERENCE, RULES)[ENFORCEMENT]
    assert done(today) == (0.0, 0.0, 0.0)


def test_a_reward_for_counts_presses_pads_and_neglects():
    today = rewarded("enforcement", 0.7)
    share, usual = mix(today, REFERENCE, RULES)[ENFORCEMENT], mix(REFERENCE, REFERENCE, RULES)[ENFORCEMENT]
    pressure, padded, neglect = done(today)
    assert pressure == pytest.approx(GAMING.courtesy * (share / usual - 1.0))
    assert padded == pytest.approx(GAMING.padding * (share - usual))
    assert neglect == pytest.approx(GAMING.substitution * (share - usual))
    assert 0.0 < padded < share


def test_a_smaller_reward_for_counts_relieves():
    pressure, padded, neglect = done(rewarded("enforcement", -0.2))
    assert pressure < 0.0
    assert (padded, neglect) == (0.0, 0.0), "time that goes back to usual work is not taken from any"


def test_a_reward_for_prevention_is_a_reward_for_something_counted():
    pressure, padded, neglect = done(rewarded("patrol", 0.5))
    assert pressure < 0.0 < neglect
    assert padded == 0.0


@pytest.mark.parametrize("name", ["courtesy", "padding", "substitution"])
def test_each_is_absent_at_zero(name):
    columns = {"courtesy": 0, "padding": 1, "substitution": 2}
    found = done(rewarded("enforcement", 1.0), GamingRules(**{name: 0.0}))
    assert [value == 0.0 for value in found] == [column == columns[name] for column in range(3)]


def test_no_more_is_neglected_than_there_is():
    assert done(rewarded("enforcement", 20.0), GamingRules(substitution=5.0))[2] == 1.0


def test_a_force_takes_its_habits_along():
    found = gaming.gaming([bent(rewarded("enforcement", more), REFERENCE, RULES) for more in (0.0, 0.5)], GAMING)
    assert gaming.of_forces(found, [1, 0, 1]).padded.tolist() == [found.padded[1], 0.0, found.padded[1]]
