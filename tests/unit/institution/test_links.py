"""Links: back undoes to, chances add as independent chances, the two ends stay finite."""

import numpy as np
import pytest

from sim.institution.links import AMOUNT, CHANCE, DELAY, RATIO, SHORTEST, SUREST, Link


@pytest.mark.parametrize("link", [AMOUNT, DELAY, CHANCE, RATIO])
def test_back_undoes_to(link: Link) -> None:
    numbers = np.array([0.01, 0.2, 0.5, 0.9])
    assert link.back(link.to(numbers)) == pytest.approx(numbers, rel=1e-14)


def test_independent_chances_add() -> None:
    both = CHANCE.back(CHANCE.to(np.array([0.3])) + CHANCE.to(np.array([0.5])))
    assert both == pytest.approx(1 - 0.7 * 0.5)


def test_delays_multiply() -> None:
    half_and_third = DELAY.to(np.array([12.0])) + np.log(1 / 2) + np.log(1 / 3)
    assert DELAY.back(half_and_third) == pytest.approx(2.0)


def test_ratios_multiply_and_even_is_even_to_the_bit() -> None:
    assert RATIO.back(RATIO.to(np.array([0.8])) + np.log(1.5)) == pytest.approx(1.2)
    moved = RATIO.to(np.array([0.8])) + (RATIO.to(np.array([1.0])) - RATIO.to(np.array([0.8])))
    assert RATIO.back(moved) == 1.0


def test_no_delay_and_full_certainty_have_a_finite_place() -> None:
    assert DELAY.back(DELAY.to(np.array([0.0]))) == pytest.approx(SHORTEST)
    assert CHANCE.back(CHANCE.to(np.array([1.0]))) == pytest.approx(SUREST)
    assert CHANCE.to(np.array([0.0])) == 0.0
