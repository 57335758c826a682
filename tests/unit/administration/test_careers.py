"""Rotation erases what crews know; tenure settles at the interval of rotation."""

import numpy as np
import pytest

from sim.administration import careers

ROTATION = np.array([0.5, 1.5, 3.0])


def test_knowledge_settles_between_learning_and_leaving():
    known = np.zeros(3)
    for _ in range(20_000):
        known = careers.learnt(known, ROTATION, 0.5)
    np.testing.assert_allclose(known, ROTATION / (ROTATION + 0.5))
    np.testing.assert_allclose(careers.learnt(known, ROTATION, 0.5), known)
    assert np.all(np.diff(known) > 0)


def test_days_add_up():
    at_once = careers.learnt(np.array([0.2]), np.array([1.5]), 0.5, days=10)
    step = np.array([0.2])
    for _ in range(10):
        step = careers.learnt(step, np.array([1.5]), 0.5)
    np.testing.assert_allclose(step, at_once)


def test_tenure_settles_at_the_interval():
    tenure = np.zeros(3)
    for _ in range(20_000):
        tenure = careers.served(tenure, ROTATION)
    np.testing.assert_allclose(tenure, ROTATION, rtol=1e-3)
    assert careers.served(np.array([0.0]), np.array([1e9]))[0] == pytest.approx(1 / 365, rel=1e-3)
