"""Gap closure: exact cases, the shapes of Fieller's set, and that the set is what inverting the t test gives."""

import math

import numpy as np
import pytest
from scipy import stats

from experiments.analysis.gap_closure import Kind, gap_closure

REFERENCE = np.array([5.1, 4.7, 5.6, 5.0, 4.4])
TARGET = REFERENCE - [1.0, 1.4, 0.9, 1.2, 1.1]


def test_a_treatment_that_equals_an_end_closes_exactly_that() -> None:
    for treated, share in ((TARGET, 1.0), (REFERENCE, 0.0)):
        found = gap_closure(treated.copy(), REFERENCE, TARGET)
        assert (found.ratio, found.low, found.high, found.kind) == (share, share, share, Kind.BOUNDED)


def test_the_same_gap_in_every_replication_leaves_no_doubt() -> None:
    found = gap_closure(REFERENCE - 0.5, REFERENCE, REFERENCE - 2.0)
    assert found.kind is Kind.BOUNDED
    assert (found.ratio, found.low, found.high) == pytest.approx((0.25, 0.25, 0.25), rel=1e-12)


def test_without_a_gap_there_is_no_ratio() -> None:
    found = gap_closure(TARGET, REFERENCE, REFERENCE.copy())
    assert found.kind is Kind.NO_GAP
    assert math.isnan(found.ratio)


def test_one_replication_excludes_nothing() -> None:
    for treated, ratio in (([3.0], 0.5), ([2.0], 1.0)):
        found = gap_closure(treated, [4.0], [2.0])
        assert found.ratio == ratio
        assert (found.kind, found.low, found.high) == (Kind.WHOLE_LINE, -math.inf, math.inf)


def test_a_sure_change_over_an_unsure_gap_excludes_an_interval() -> None:
    """The treatment surely changes something, the gap has no sure sign: only small ratios are excluded."""
    found = gap_closure(REFERENCE - [9.0, 9.1, 8.9, 9.0, 9.2], REFERENCE, REFERENCE - [1.0, -0.8, 0.9, -0.5, 0.2])
    assert found.kind is Kind.EXCLUSIVE
    assert found.low < 0.0 < found.high
    assert not found.low < found.ratio < found.high


@pytest.mark.parametrize("treated", [REFERENCE - [0.4, 0.9, 0.3, 0.8, 0.2], TARGET - [-0.3, 0.5, -0.2, -0.1, 0.3]])
def test_the_ends_are_where_the_t_test_of_the_ratio_turns(treated: np.ndarray) -> None:
    found = gap_closure(treated, REFERENCE, TARGET)
    for end in (found.low, found.high):
        rest = (treated - REFERENCE) - end * (TARGET - REFERENCE)
        assert stats.ttest_1samp(rest, 0.0).pvalue == pytest.approx(0.05, rel=1e-8)


def test_neither_unit_nor_sign_of_the_outcome_matters() -> None:
    treated = REFERENCE - [0.4, 0.9, 0.3, 0.8, 0.2]
    plain = gap_closure(treated, REFERENCE, TARGET)
    scaled = gap_closure(-1e12 * treated, -1e12 * REFERENCE, -1e12 * TARGET)
    assert (scaled.ratio, scaled.low, scaled.high) == pytest.approx((plain.ratio, plain.low, plain.high), rel=1e-9)


@pytest.mark.parametrize(
    ("treated", "level"), [([1.0, 2.0], 0.95), ([math.nan, 1.0, 2.0, 3.0, 4.0], 0.95), (REFERENCE, 1.0), ([], 0.95)]
)
def test_what_is_no_pairing_is_refused(treated: list[float], level: float) -> None:
    with pytest.raises(ValueError, match=r"gap closure|level"):
        gap_closure(treated, REFERENCE, TARGET, level)
