"""Dislike drives people away; without it, or without aversion, they stay exactly the rotation interval."""

import numpy as np
import pytest

from sim.administration import transfers
from sim.administration.officer_rules import TransferRules

ODD = [0.1, 1.5, 2.7, 35.0, 49.0]


@pytest.mark.parametrize("rotation", ODD)
def test_without_dislike_or_aversion_officers_stay_the_interval_to_the_bit(rotation):
    assert transfers.stay_years(rotation, 0.0, 0.03, 1.0) == rotation
    assert transfers.stay_years(rotation, 0.7, 0.03, 0.0) == rotation
    assert transfers.stay_years(rotation, 0.7, 0.0, 1.0) == rotation


def test_leaving_grows_by_those_who_ask():
    stay = transfers.stay_years(1.5, 0.4, 0.03, 2.0)
    assert 1 / stay == pytest.approx(1 / 1.5 + 0.03 * (np.exp(0.8) - 1))
    assert transfers.asking(0.4, 0.03, 2.0) == pytest.approx(0.03 * np.exp(0.8))
    assert transfers.asking(0.0, 0.03, 2.0) == 0.03


@pytest.mark.parametrize("rotation", ODD)
def test_a_liked_branch_keeps_people_longer_but_not_for_ever(rotation):
    stay = transfers.stay_years(rotation, -5.0, 0.16, 3.0)
    assert rotation < stay < np.inf


def test_nobody_leaves_at_once():
    assert transfers.stay_years(1.5, 1e3, 0.03, 3.0) == transfers.SHORTEST_YEARS


def days(load: float, days: int, rules: TransferRules, passed_over: float = 0.0) -> transfers.CasePosts:
    posts = transfers.full(1, 2, 0.9)
    worked, capacity = np.array([[load * 100.0, 0.0]]), np.array([[100.0, 0.0]])
    for _ in range(days):
        posts = transfers.a_day_later(posts, worked, capacity, 0.9, np.array([passed_over, 0.0]), rules)
    return posts


def test_posts_of_a_team_at_its_usual_load_stay_held_to_the_bit():
    posts = days(0.9, 400, TransferRules())
    assert not posts.empty.any()
    assert posts.asked[0, 1] == 0.03


def test_posts_of_an_overloaded_team_stand_empty_until_refilled():
    rules = TransferRules(aversion=3.0)
    posts = days(1.0, 2000, rules)
    settled = 0.03 * np.expm1(3.0 * 0.1) / 365 * rules.refill_days
    assert posts.empty[0, 0] == pytest.approx(settled, rel=1e-3)
    assert posts.empty[0, 1] == 0.0, "a team without work has its usual load"
    assert days(1.0, 2000, TransferRules(refill_days=180.0, aversion=3.0)).empty[0, 0] == pytest.approx(
        2 * settled, rel=1e-3
    )


def test_nobody_is_missing_from_a_team_with_little_to_do():
    assert days(0.2, 400, TransferRules(aversion=3.0)).empty[0, 0] == 0.0


def test_without_aversion_no_post_is_empty():
    assert not days(1.0, 400, TransferRules(aversion=0.0)).empty.any()
    assert not days(0.9, 400, TransferRules(aversion=0.0), passed_over=0.7).empty.any()


def test_a_team_that_is_passed_over_loses_people_at_its_usual_load():
    rules = TransferRules(aversion=2.0, passed_over=1.5)
    settled = 0.03 * np.expm1(2.0 * 1.5 * 0.4) / 365 * rules.refill_days
    posts = days(0.9, 2000, rules, passed_over=0.4)
    assert posts.empty[0].tolist() == [pytest.approx(settled, rel=1e-3), 0.0]
    assert posts.asked[0].tolist() == [pytest.approx(0.03 * np.exp(1.2)), 0.03]
    careless = days(0.9, 400, TransferRules(passed_over=0.0), passed_over=0.4)
    assert not careless.empty.any()


def test_a_favoured_team_has_no_more_people_than_posts():
    posts = days(0.9, 400, TransferRules(aversion=3.0), passed_over=-0.7)
    assert not posts.empty.any()
    assert posts.asked[0, 0] < 0.03


def test_crews_leave_as_each_would():
    rotation, dislike = np.array([1.5, 1.0, 3.0]), np.array([0.0, 0.3, -0.5])
    stay, asked = np.zeros(3), np.zeros(3)
    transfers.leave(stay, asked, rotation, dislike, 0.03, 1.0)
    pairs = list(zip(rotation.tolist(), dislike.tolist(), strict=True))
    assert stay.tolist() == [transfers.stay_years(r, d, 0.03, 1.0) for r, d in pairs]
    assert asked.tolist() == [transfers.asking(d, 0.03, 1.0) for _, d in pairs]
