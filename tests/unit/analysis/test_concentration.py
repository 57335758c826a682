"""Concentration: rounding, extremes, refusals."""

from collections.abc import Callable

import numpy as np
import pytest

from experiments.analysis.concentration import (
    bandwidth,
    generalised_gini,
    gini,
    interpolated_bandwidth,
    unbiased_generalised_gini,
    unbiased_gini,
    units_holding,
)


@pytest.mark.parametrize("percent", range(1, 101))
def test_equal_units_hold_their_share_in_spite_of_rounding(percent: int) -> None:
    assert units_holding(np.ones(100), percent / 100) == percent


def test_equal_units_are_not_concentrated() -> None:
    assert gini([5, 5, 5]) == 0.0
    assert bandwidth([5, 5, 5, 5], 0.5) == 0.5


def test_one_unit_that_holds_everything() -> None:
    counts = [0, 0, 0, 10]
    assert gini(counts) == 0.75
    assert bandwidth(counts, 0.01) == bandwidth(counts, 1.0) == 0.25


def test_fewer_counts_than_units_are_no_concentration_if_they_never_meet() -> None:
    counts = [1, 1, 0, 0, 0, 0, 0, 0]
    assert gini(counts) == 0.75
    assert generalised_gini(counts) == pytest.approx(0.0, abs=1e-15)


def test_neither_order_nor_scale_matters() -> None:
    counts = np.array([22, 3, 17, 12, 1])
    assert gini(counts) == pytest.approx(gini(7 * counts[::-1]), rel=1e-14)
    assert bandwidth(counts, 0.5) == bandwidth(7 * counts[::-1], 0.5)
    assert list(counts) == [22, 3, 17, 12, 1]


def test_copies_of_a_city_are_as_concentrated_as_one() -> None:
    counts = [22, 3, 17, 12, 1]
    assert gini(np.tile(counts, 6)) == pytest.approx(gini(counts), rel=1e-14)


@pytest.mark.parametrize("counts", [[], [0, 0], [1, -1, 3], [[1, 2]], [1, float("nan")], [1, float("inf")]])
def test_what_has_no_concentration_is_refused(counts: list[float]) -> None:
    for measure in (gini, generalised_gini, lambda c: bandwidth(c, 0.5)):
        with pytest.raises(ValueError, match="concentration"):
            measure(counts)


@pytest.mark.parametrize("share", [0.0, -0.1, 1.01])
def test_a_share_is_a_share(share: float) -> None:
    with pytest.raises(ValueError, match="share"):
        bandwidth([1, 2], share)


def test_a_unit_that_is_split_counts_in_part() -> None:
    assert interpolated_bandwidth([3, 1, 0, 0], 0.75) == 0.25
    assert interpolated_bandwidth([3, 1, 0, 0], 0.5) == pytest.approx(1 / 6, rel=1e-14)
    assert interpolated_bandwidth([2, 2, 2, 2], 0.5) == 0.5


def test_unbiased_is_one_where_one_unit_holds_everything() -> None:
    assert unbiased_gini([0, 0, 0, 10]) == unbiased_generalised_gini([0, 0, 0, 10]) == pytest.approx(1.0, rel=1e-14)


@pytest.mark.parametrize("measure", [unbiased_gini, unbiased_generalised_gini])
def test_one_unit_has_no_unbiased_measure(measure: Callable[[list[int]], float]) -> None:
    with pytest.raises(ValueError, match="more than one"):
        measure([7])
    with pytest.raises(ValueError, match="more than one"):
        unbiased_generalised_gini([1, 0, 0])
