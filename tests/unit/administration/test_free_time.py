"""The use of free time: observed at the reference, bent by who judges, appoints and commands, within bounds."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.administration.free_time import Standard, filing, mix, standard
from sim.administration.rules import AdministrationRules
from sim.parameters import OutOfRange
from sim.vocabulary import AFFAIRS, CRITERIA, FREE_USES

RULES = AdministrationRules()
NEUTRAL = Standard(np.zeros(len(FREE_USES)), 0.5)


def judged(principal: int, **weights: float) -> np.ndarray:
    out = np.zeros((2, 1, len(CRITERIA)))
    for criterion, weight in weights.items():
        out[principal, 0, CRITERIA.index(criterion)] = weight
    return out


def use(shares: np.ndarray, name: str) -> float:
    return float(shares[FREE_USES.index(name)])


def test_at_the_reference_it_is_the_observed_mix() -> None:
    assert mix(NEUTRAL, NEUTRAL, RULES) == pytest.approx([0.5, 0.15, 0.1, 0.15, 0.1])


@pytest.mark.parametrize(
    ("criterion", "rewarded"),
    [
        ("response_time", "standby"),
        ("cleared", "paperwork"),
        ("reports_counted", "enforcement"),
        ("residents_satisfaction", "engagement"),
        ("prevention", "patrol"),
    ],
)
def test_each_criterion_rewards_one_use(terms: Any, criterion: str, rewarded: str) -> None:
    today = standard(terms(judged=judged(0, **{criterion: 1.0})), 0)
    shares = mix(today._replace(prevention=0.5), NEUTRAL, RULES)
    assert use(shares, rewarded) > use(mix(NEUTRAL, NEUTRAL, RULES), rewarded)
    assert np.count_nonzero(today.reward) == 1


def test_a_judge_without_a_say_in_careers_bends_nothing(terms: Any) -> None:
    assert not standard(terms(judged=judged(1, prevention=1.0)), 0).reward.any()
    held = terms(judged=judged(1, prevention=1.0), stake=np.array([[0.5], [0.5]]))
    assert standard(held, 0).reward.sum() == pytest.approx(0.5)


def test_luck_weakens_an_evaluation(terms: Any) -> None:
    plain, noisy = (terms(judged=judged(0, prevention=1.0), noise=np.array([[n], [0.0]])) for n in (0.0, 2.0))
    assert standard(noisy, 0).reward.sum() == pytest.approx(standard(plain, 0).reward.sum() / 5.0)


def test_command_over_prevention_leans_to_patrol_and_contact(terms: Any) -> None:
    lawful = standard(terms(), 0)
    assert lawful.prevention == pytest.approx(0.5)
    lighter = standard(terms(first_response=terms().first_response * 0.5), 0)
    assert lighter.prevention == pytest.approx(2 / 3)
    before, after = mix(lawful, lawful, RULES), mix(lighter, lawful, RULES)
    for name in ("patrol", "engagement"):
        assert use(after, name) > use(before, name)
    assert use(after, "standby") < use(before, "standby")
    off = AdministrationRules(phase_tilt=0)
    assert mix(lighter, lawful, off).tolist() == mix(lawful, lawful, off).tolist()


def test_paperwork_is_told_against_the_reference(terms: Any) -> None:
    lawful = standard(terms(judged=judged(0, cleared=0.3, prevention=0.1)), 0)
    usual = mix(lawful, lawful, RULES)
    today = mix(standard(terms(judged=judged(0, cleared=0.1, prevention=0.3)), 0), lawful, RULES)
    both = filing(np.array([usual, today]), lawful, RULES)
    assert both[0] == 1.0
    assert both[1] == pytest.approx(use(today, "paperwork") / 0.15)
    assert both[1] < 1.0
    bare = AdministrationRules(paperwork=0.0, paperwork_floor=0.0)
    assert filing(np.array([mix(lawful, lawful, bare)]), lawful, bare).tolist() == [1.0]


def test_a_force_that_nobody_commands_stands_between(terms: Any) -> None:
    nobody = np.zeros((2, 1, len(AFFAIRS)))
    assert standard(terms(prevention=nobody, first_response=nobody), 0).prevention == 0.5


@given(st.lists(st.floats(-3, 3), min_size=5, max_size=5), st.floats(0, 1), st.floats(0, 3), st.floats(0, 0.15))
def test_shares_sum_to_one_and_reports_are_written(
    reward: list[float], prevention: float, theta: float, floor: float
) -> None:
    rules = AdministrationRules(theta=theta, paperwork_floor=floor)
    shares = mix(Standard(np.array(reward), prevention), NEUTRAL, rules)
    assert shares.sum() == pytest.approx(1.0)
    assert np.all(shares > 0)
    assert use(shares, "paperwork") >= floor - 1e-12


def test_shares_that_do_not_go_together_are_refused() -> None:
    with pytest.raises(OutOfRange, match=r"administration\.paperwork: 0\.15 is not allowed; allowed: at most 0, what"):
        AdministrationRules(patrol=0.7, enforcement=0.3, engagement=0.3)
