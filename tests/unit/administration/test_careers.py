"""Rotation erases what officers know in person; tenure settles at the interval of rotation."""

import numpy as np
import pytest

from sim.administration import careers

ROTATION = [0.5, 1.5, 3.0]


def after(days: int, rotation: float, personal: float = 1.0, known: float = 0.0) -> float:
    for _ in range(days):
        known = careers.learnt(known, rotation, 0.5, personal, 1.0)
    return known


@pytest.mark.parametrize("rotation", ROTATION)
def test_knowledge_settles_between_learning_and_leaving(rotation):
    known = after(20_000, rotation)
    assert known == pytest.approx(rotation / (rotation + 0.5)) == careers.settled_knowledge(rotation, 0.5, 1.0)
    assert careers.settled_knowledge(rotation + 1.0, 0.5, 1.0) > known


def test_days_add_up():
    assert careers.learnt(0.2, 1.5, 0.5, 1.0, 10.0) == pytest.approx(after(10, 1.5, known=0.2))


@pytest.mark.parametrize("rotation", ROTATION)
def test_tenure_settles_at_the_interval(rotation):
    tenure = 0.0
    for _ in range(20_000):
        tenure = careers.served(tenure, rotation, 1.0)
    assert tenure == pytest.approx(rotation, rel=1e-3)
    assert careers.served(0.0, 1e9, 1.0) == pytest.approx(1 / 365, rel=1e-3)


def test_where_nothing_is_held_in_person_rotation_erases_nothing():
    assert careers.settled_knowledge(1.5, 0.5, 0.0) == careers.known(0.0, 0.0) == after(10, 1.5, 0.0, 1.0) == 1.0
    half = careers.settled_knowledge(1.5, 0.5, 0.5)
    assert half == pytest.approx((1.0 + careers.settled_knowledge(1.5, 0.5, 1.0)) / 2)


def test_crews_serve_as_each_would():
    knowledge, tenure, years = np.array([0.2, 0.9, 0.0]), np.array([0.1, 2.0, 0.0]), np.array([0.7, 1.5, 34.0])
    alone = [
        (careers.learnt(k, y, 0.5, 0.8, 1.0), careers.served(t, y, 1.0))
        for k, t, y in zip(knowledge.tolist(), tenure.tolist(), years.tolist(), strict=True)
    ]
    careers.serve(knowledge, tenure, years, 0.5, 0.8)
    assert list(zip(knowledge.tolist(), tenure.tolist(), strict=True)) == alone
    careers.settle(knowledge, tenure, years, 0.5, 0.8)
    assert tenure.tolist() == years.tolist()
    assert knowledge.tolist() == [careers.settled_knowledge(y, 0.5, 0.8) for y in years.tolist()]
