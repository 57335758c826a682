"""A commission resolves the most urgent matters, as many as its sittings allow, and is followed gradually."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.administration import agenda
from sim.administration.rules import AdministrationRules

RULES = AdministrationRules(resolutions=3, sitting_days=30, validity_days=90)
URGENCY = np.array([[5.0, 1.0, 0.0], [4.0, 3.0, 2.0]])


def test_a_sitting_takes_the_most_urgent_open_matters() -> None:
    valid = agenda.sit(10, np.zeros((2, 3)), URGENCY, RULES)
    assert valid.tolist() == [[100.0, 0.0, 0.0], [100.0, 100.0, 0.0]]
    later = agenda.sit(40, valid, URGENCY, RULES)
    assert later.tolist() == [[100.0, 130.0, 0.0], [100.0, 100.0, 130.0]]


def test_what_is_not_on_the_agenda_is_never_resolved() -> None:
    valid = np.zeros((2, 3))
    for day in range(0, 90, 30):
        valid = agenda.sit(day, valid, URGENCY, RULES)
    assert valid[0, 2] == 0.0


@given(st.integers(1, 20), st.integers(7, 90), st.integers(90, 1000))
def test_never_more_matters_hold_than_sittings_allow(resolutions: int, sitting_days: int, validity: int) -> None:
    rules = AdministrationRules(resolutions=resolutions, sitting_days=sitting_days, validity_days=validity)
    urgency = np.arange(1.0, 101.0).reshape(25, 4)
    valid = agenda.settled(0, urgency, rules)
    assert np.sum(valid > 0) == min(100, int(resolutions * validity / sitting_days))
    for day in range(0, 5 * sitting_days, sitting_days):
        before = valid > day
        valid = agenda.sit(day, valid, urgency, rules)
        assert np.sum((valid > day) & ~before) <= resolutions
        assert np.all(valid[before] > day)


def test_crews_follow_as_far_as_the_stake_in_their_careers_goes() -> None:
    rules = AdministrationRules(stake_floor=0.1)
    assert [agenda.heed(stake, rules) for stake in (1.0, 0.5, 0.0)] == [1.0, 0.5, 0.1]
    blind = AdministrationRules(stake_floor=1.0)
    assert agenda.heed(0.0, blind) == agenda.heed(1.0, blind) == 1.0


def test_following_nears_what_is_resolved_with_its_mean_delay() -> None:
    resolved, share = np.ones((1, 1)), np.zeros((1, 1))
    missing = 0.0
    for _ in range(2000):
        missing += float(1.0 - share[0, 0])
        share = agenda.followed(share, resolved, 20.0)
    assert missing == pytest.approx(20.0, rel=0.03)
    assert agenda.followed(np.zeros((1, 1)), resolved, 0.0).tolist() == [[1.0]]
