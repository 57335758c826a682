"""Concentration by chance: limits, edges, refusals."""

import math

import numpy as np
import pytest

from experiments.theory import chance


def test_rates_that_hardly_differ_leave_pure_chance() -> None:
    assert chance.bandwidth(2.0, 0.5, 1e9) == pytest.approx(chance.bandwidth(2.0, 0.5), rel=1e-6)
    assert chance.gini(2.0, 1e9) == pytest.approx(chance.gini(2.0), rel=1e-6)


def test_chance_fades_where_counts_are_many() -> None:
    assert chance.gini(1e4, 0.5) == pytest.approx(chance.true_gini(0.5), rel=1e-4)
    assert chance.bandwidth(1e4, 0.5, 0.5) == pytest.approx(chance.true_bandwidth(0.5, 0.5), rel=1e-3)
    assert chance.gini(1e8) < 1e-4 < chance.gini(1e6)
    assert chance.bandwidth(1e8, 0.5) == pytest.approx(0.5, abs=1e-3)


def test_all_counts_lie_in_the_units_that_have_one() -> None:
    assert chance.bandwidth(0.3, 1.0) == pytest.approx(1 - math.exp(-0.3), rel=1e-12)


@pytest.mark.parametrize("shape", [0.5, math.inf])
def test_a_larger_share_takes_more_units(shape: float) -> None:
    found = [chance.bandwidth(1.5, share, shape) for share in np.linspace(0.01, 1.0, 60)]
    assert (np.diff(found) > 0).all()


@pytest.mark.parametrize(
    ("mean", "share", "shape"), [(0, 0.5, 1), (1, 0.0, 1), (1, 1.1, 1), (1, 0.5, 0), (math.inf, 0.5, 1)]
)
def test_what_is_no_distribution_is_refused(mean: float, share: float, shape: float) -> None:
    with pytest.raises(ValueError, match=r"chance|share"):
        chance.bandwidth(mean, share, shape)
    with pytest.raises(ValueError, match="chance"):
        chance.true_bandwidth(0.0, 0.5)
    with pytest.raises(ValueError, match="chance"):
        chance.true_gini(0.0)
