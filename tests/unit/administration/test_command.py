"""Whose priorities a force follows: levels are kept, delegated command goes to those who hold careers."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.administration.command import levels, priorities, say
from sim.vocabulary import AFFAIRS, LOCAL, NATIONAL

NATIONALS, LOCALS = slice(0, len(NATIONAL)), slice(len(NATIONAL), len(AFFAIRS))
EVERYTHING = np.ones((2, 3, len(AFFAIRS)))


def following(share: float) -> np.ndarray:
    """[R, D, A] headquarters needs no resolution; the commission is followed to a share."""
    out = EVERYTHING.copy()
    out[1] = share
    return out


def test_a_commission_that_has_resolved_all_has_the_weight_of_the_law(terms: Any) -> None:
    weight = priorities(terms(), 0, following(1.0), ex_police=0.0)
    assert np.all(weight[1, :, LOCALS] == 0.15)
    assert np.all(weight[0, :, NATIONALS] == 0.85)


def test_without_resolutions_who_holds_careers_decides_the_same_affairs(terms: Any) -> None:
    """Act art. 28(4): deemed delegated to the provincial chief, whose career is headquarters'."""
    weight = priorities(terms(), 0, following(0.0), ex_police=0.0)
    assert not weight[1].any()
    np.testing.assert_allclose(weight[0, :, NATIONALS], 0.85)
    np.testing.assert_allclose(weight[0, :, LOCALS], 0.15)


def test_a_commission_with_careers_keeps_what_it_delegates(terms: Any) -> None:
    own = terms(stake=np.array([[0.0], [1.0]]))
    weight = priorities(own, 0, following(0.0), ex_police=0.0)
    assert np.all(weight[1, :, LOCALS] == 0.15)


def test_former_police_pull_toward_headquarters(terms: Any) -> None:
    weight = priorities(terms(), 0, following(1.0), ex_police=0.4)
    np.testing.assert_allclose(weight[1, :, LOCALS], 0.6 * 0.15)
    np.testing.assert_allclose(weight[0, :, NATIONALS], 0.85 + 0.4 * 0.15)


@given(st.floats(0, 1), st.floats(0, 0.5), st.floats(0, 1))
def test_what_one_loses_another_gains(terms: Any, followed: float, ex_police: float, stake: float) -> None:
    """Weights keep their level: nobody's priorities vanish on the way."""
    held = terms(stake=np.array([[1.0 - stake], [stake]]))
    weight = priorities(held, 0, following(followed), ex_police)
    whole = weight.sum(axis=0)
    level = whole[:, NATIONALS].max(axis=1) + whole[:, LOCALS].max(axis=1)
    np.testing.assert_allclose(level, 1.0)


@given(st.floats(0.01, 100))
def test_only_relative_weights_count(terms: Any, factor: float) -> None:
    one, other = terms(), terms(prevention=terms().prevention * factor)
    a, b = (priorities(t, 0, following(0.5), 0.1) for t in (one, other))
    np.testing.assert_allclose(b / b.sum(), a / a.sum())
    np.testing.assert_allclose(say(one, 0, following(0.5), 0.1), say(other, 0, following(0.5), 0.1))


def test_the_say_of_a_commission_is_its_part_of_command(terms: Any) -> None:
    assert say(terms(), 0, following(1.0), 0.0) == pytest.approx([0.15] * 3)
    assert say(terms(), 0, following(0.5), 0.2) == pytest.approx([0.15 * 0.5 * 0.8] * 3)
    held = terms(stake=np.array([[0.0], [1.0]]))
    assert say(held, 0, following(0.5), 0.2) == pytest.approx([0.15 * 0.8] * 3)


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1), st.floats(0, 0.5))
def test_deciding_more_never_means_having_less_to_say(
    terms: Any, one: float, other: float, stake: float, ex_police: float
) -> None:
    held = terms(stake=np.array([[1.0 - stake], [stake]]))
    less, more = (say(held, 0, following(f), ex_police)[0] for f in sorted((one, other)))
    assert more >= less - 1e-12


def test_a_force_without_command_has_none_to_share(terms: Any) -> None:
    none = terms(prevention=np.zeros((2, 1, len(AFFAIRS))))
    assert not priorities(none, 0, following(1.0), 0.1).any()
    assert not say(none, 0, following(1.0), 0.1).any()
    assert levels(none.prevention[:, 0]).tolist() == [0.0, 0.0]


def test_local_affairs_are_the_last_ones() -> None:
    assert AFFAIRS[LOCALS] == LOCAL
