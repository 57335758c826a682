"""Officers accept a reform as far as those who run it hold their careers, less where luck judges or work tires them."""

from typing import Any

import numpy as np
import pytest

from sim.administration import acceptance
from sim.administration.acceptance import Standing, standing
from sim.administration.officer_rules import AcceptanceRules

RULES = AcceptanceRules()


def goal(stake: float = 0.0, luck: float = 0.0, fatigue: float = 0.0, usual: float = 0.5) -> float:
    slopes = RULES.stake_slope, RULES.luck_slope, RULES.fatigue_slope
    return acceptance.accepted(usual, stake, luck, fatigue, *slopes)


@pytest.mark.parametrize("usual", [0.1, 0.5, 0.9])
def test_at_the_reference_it_is_usual(usual):
    assert goal(usual=usual) == pytest.approx(usual)


def test_what_moves_it():
    assert goal(luck=1.0) < goal() < goal(stake=1.0) < 1.0
    assert 0.0 < goal(fatigue=0.5) < goal()
    assert goal(stake=1.0) == pytest.approx(1 / (1 + np.exp(-1.0)))


def test_without_slopes_nothing_moves_it_to_the_bit():
    flat = [acceptance.accepted(0.5, s, j, f, 0.0, 0.0, 0.0) for s, j, f in ((0.0,) * 3, (1.0, 2.0, 0.4))]
    assert flat[0] == flat[1]


def test_it_nears_its_goal_within_months():
    now = 0.2
    for _ in range(180):
        now = acceptance.adapted(now, 0.5, 1.0, 180.0)
    assert now == pytest.approx(0.5 - 0.3 / np.e)
    assert acceptance.adapted(0.5, 0.5, 1.0, 180.0) == 0.5


def test_a_programme_is_done_as_far_as_it_is_accepted():
    crews = np.array([0.2, 0.4])
    assert acceptance.fidelity(crews, 1.0) == pytest.approx(0.3)
    assert acceptance.fidelity(crews, 0.5) == pytest.approx(0.65)
    assert acceptance.fidelity(crews, 0.0) == 1.0
    assert acceptance.fidelity(np.empty(0), 1.0) == 1.0


def test_commissions_run_reforms(terms: Any):
    """Row 0 is headquarters, row 1 a commission."""
    assert standing(terms(), 0).stake == 0.0
    assert standing(terms(stake=np.array([[0.7], [0.3]])), 0).stake == 0.3


def test_luck_counts_by_the_stake_of_the_judge(terms: Any):
    noise = np.array([[0.5], [2.0]])
    assert standing(terms(noise=noise), 0) == Standing(0.0, 0.5)
    assert standing(terms(noise=noise, stake=np.array([[0.5], [0.5]])), 0).luck == 1.25
    unjudged = terms(noise=noise, every_days=np.zeros((2, 1), np.int64))
    assert standing(unjudged, 0).luck == 0.0
    assert standing(terms(noise=noise, stake=np.zeros((2, 1))), 0).luck == 0.0


def test_crews_adapt_as_each_would():
    now, stake, luck, tired = np.array([[0.2, 0.5], [0.0, 1.0], [0.1, -0.4], [0.0, 0.3]])
    goals = np.empty(2)
    acceptance.settle(goals, 0.5, stake, luck, tired, 1.0, 0.3, 1.0)
    assert goals.tolist() == [
        acceptance.accepted(0.5, s, j, f, 1.0, 0.3, 1.0)
        for s, j, f in zip(stake.tolist(), luck.tolist(), tired.tolist(), strict=True)
    ]
    alone = [acceptance.adapted(a, g, 1.0, 180.0) for a, g in zip(now.tolist(), goals.tolist(), strict=True)]
    acceptance.adapt(now, goals, 180.0)
    assert now.tolist() == alone
