"""Fatigue grows with hours above the ceiling and passes within weeks."""

import numpy as np
import pytest

from sim.administration import fatigue
from sim.administration.officer_rules import FatigueRules

FLAT = np.ones(24)
EVENING = np.where(np.arange(24) >= 12, 1.34, 0.66)
RULES = FatigueRules()


def after(days: int, overload: float, tired: float = 0.0) -> float:
    for _ in range(days):
        tired = fatigue.tired(tired, overload, RULES.build, RULES.recovery_days, 1.0)
    return tired


def test_a_pool_is_overloaded_by_what_hours_have_above_the_ceiling():
    assert fatigue.overload(0.6, FLAT, 0.6) == 0.0
    assert fatigue.overload(0.8, FLAT, 0.6) == pytest.approx(0.2)
    assert fatigue.overload(0.5, EVENING, 0.6) == pytest.approx((0.67 - 0.6) / 2)


def test_the_peak_tires_where_the_mean_does_not():
    """Without the hours of the day a station below the ceiling could never be overloaded."""
    assert fatigue.overload(0.55, FLAT, 0.6) == 0.0 < fatigue.overload(0.55, EVENING, 0.6)


def test_fatigue_settles_where_strain_and_rest_meet():
    settled = RULES.build / 7.0 * 0.2 * RULES.recovery_days
    assert after(1000, 0.2) == pytest.approx(settled)
    assert after(14, 0.0, 0.2) == pytest.approx(0.2 / np.e)
    assert after(1, 0.2) == pytest.approx(RULES.build / 7.0 * 0.2, rel=0.05)


def test_the_rested_stay_rested_to_the_bit():
    assert after(3, 0.0) == 0.0
    assert fatigue.tired(0.0, 0.3, 0.0, 14.0, 1.0) == 0.0
    assert fatigue.stay(0.0, 0.2) == 1.0 == fatigue.stay(0.7, 0.0)
    assert fatigue.stay(0.5, 0.2) == pytest.approx(1.1)


def test_crews_tire_as_each_would():
    tired, overloads, utilisation = np.array([0.0, 0.1, 0.3]), np.zeros(3), np.array([0.3, 0.55, 0.9])
    alone = [
        fatigue.tired(f, fatigue.overload(u, EVENING, 0.6) + 0.02, 0.5, 14.0, 1.0)
        for f, u in zip(tired.tolist(), utilisation.tolist(), strict=True)
    ]
    fatigue.tire(tired, overloads, utilisation, EVENING, 0.02, 0.6, 0.5, 14.0)
    assert tired.tolist() == alone
    assert overloads.tolist() == [fatigue.overload(u, EVENING, 0.6) for u in utilisation.tolist()]


def test_a_pool_is_busy_together():
    pool = np.array([2, 0, 2, 5, 0])
    busy, duty = np.array([600.0, 100.0, 0.0, 0.0, 300.0]), np.array([1440.0, 400.0, 960.0, 0.0, 400.0])
    assert fatigue.pooled(pool, busy, duty).tolist() == [0.25, 0.5, 0.25, 0.0, 0.5]


def test_the_order_of_sums_is_that_of_crews():
    """A pool whose number changes with the names of forces is as busy as before, to the bit."""
    draw = np.random.default_rng(3)
    busy, duty, pool = draw.random(50), draw.random(50) + 1.0, draw.integers(0, 4, 50)
    assert fatigue.pooled(pool, busy, duty).tobytes() == fatigue.pooled(7 - pool, busy, duty).tobytes()
