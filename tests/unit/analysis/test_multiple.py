"""P-values of a family: a worked example, the order of the corrections, NaN, edges."""

import math

import numpy as np
import pytest
from scipy import stats

from experiments.analysis.multiple import benjamini_hochberg, holm, paired_p
from experiments.analysis.paired import paired_difference

FAMILY = [0.01, 0.04, 0.03, 0.005]


def test_holm_steps_down() -> None:
    assert holm(FAMILY) == pytest.approx([0.03, 0.06, 0.06, 0.02], rel=1e-12)


def test_benjamini_hochberg_steps_up() -> None:
    assert benjamini_hochberg(FAMILY) == pytest.approx([0.02, 0.04, 0.04, 0.02], rel=1e-12)


def test_a_test_that_was_not_possible_does_not_count() -> None:
    for correct in (holm, benjamini_hochberg):
        several = correct([0.01, math.nan, 0.04, 0.03, 0.005])
        assert math.isnan(several[1])
        assert np.delete(several, 1) == pytest.approx(correct(FAMILY), rel=1e-12)
        assert correct([]).size == 0
        assert np.isnan(correct([math.nan])).all()


def test_no_correction_makes_a_p_smaller_and_none_is_over_one() -> None:
    p = np.random.default_rng(5).uniform(size=30)
    found, mild = holm(p), benjamini_hochberg(p)
    assert (p <= mild).all()
    assert (mild <= found).all()
    assert (found <= 1).all()
    assert (np.argsort(found[np.argsort(p)], kind="stable") == np.arange(30)).all()


@pytest.mark.parametrize("wrong", [[1.1], [-0.1], [[0.5]]])
def test_what_is_no_family_is_refused(wrong: list) -> None:
    for correct in (holm, benjamini_hochberg):
        with pytest.raises(ValueError, match="family"):
            correct(wrong)


def test_p_of_a_paired_difference_is_that_of_the_t_test() -> None:
    ours, theirs = [14.5, 18.0, 17.4, 12.7], [13.1, 17.7, 17.5, 11.9]
    found = paired_p(paired_difference("x", ours, theirs))
    assert found == pytest.approx(stats.ttest_rel(ours, theirs).pvalue, rel=1e-10)


def test_p_without_spread_and_from_one_replication() -> None:
    assert paired_p(paired_difference("x", [1.0, 1.0], [1.0, 1.0])) == 1.0
    assert paired_p(paired_difference("x", [2.0, 2.0], [1.0, 1.0])) == 0.0
    assert math.isnan(paired_p(paired_difference("x", [2.0], [1.0])))
