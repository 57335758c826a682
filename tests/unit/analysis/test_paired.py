"""Paired differences: a worked example, and the edges where formulas turn into NaN."""

import math

import numpy as np
import pytest
from scipy import stats

from experiments.analysis.paired import PairedDifference, paired_difference, t_quantile

POLICY = [14.51, 18.0, 17.45, 12.75, 13.6, 12.3, 15.62, 14.24, 15.72, 7.55, 18.94, 13.31]
REFERENCE = [13.1, 17.74, 17.54, 11.9, 12.36, 12.59, 16.4, 13.84, 15.94, 8.84, 19.28, 13.68]


def test_a_worked_example() -> None:
    found = paired_difference("response", POLICY, REFERENCE)
    assert (found.outcome, found.n) == ("response", 12)
    assert found.mean == pytest.approx(0.065, rel=1e-8)
    assert (found.low, found.high) == pytest.approx((-0.4451227642672461, 0.5751227642672471), rel=1e-8)
    assert found.sd == pytest.approx(0.23177019705394447 * math.sqrt(12), rel=1e-8)
    assert found.reference_mean == pytest.approx(np.mean(REFERENCE), rel=1e-15)
    assert not found.distinguishable


def test_other_levels() -> None:
    found = paired_difference("response", POLICY, REFERENCE, level=0.9)
    assert (found.low, found.high) == pytest.approx((-0.3512325783172231, 0.48123257831722377), rel=1e-8)


@pytest.mark.parametrize("n", [2, 3, 10, 400])
def test_quantiles_are_students(n: int) -> None:
    assert t_quantile(0.95, n) == pytest.approx(stats.t.ppf(0.975, n - 1), rel=1e-10)


@pytest.mark.parametrize("values", [[0.1, 0.2, 0.7], [1e17, -3.3, 5.0], [0.0, 0.0]])
def test_a_policy_against_itself_is_exactly_nothing(values: list[float]) -> None:
    found = paired_difference("crime", values, list(values))
    assert (found.mean, found.low, found.high, found.sd) == (0.0, 0.0, 0.0, 0.0)
    assert not found.distinguishable


@pytest.mark.parametrize("policy", [[3.0], [2.0]])
def test_one_replication_says_nothing_about_others(policy: list[float]) -> None:
    found = paired_difference("crime", policy, [2.0])
    assert found == PairedDifference("crime", 2.0, policy[0] - 2.0, -math.inf, math.inf, math.inf, 1)
    assert not found.bounded
    assert not found.distinguishable


def test_the_sign_is_policy_minus_reference() -> None:
    found = paired_difference("crime", [1.0, 1.1, 0.9], [5.0, 5.0, 5.0])
    assert found.high < 0
    assert found.distinguishable


@pytest.mark.parametrize(
    ("policy", "reference", "message"),
    [([1.0], [1.0, 2.0], "pairs"), ([], [], "pairs"), ([[1.0]], [[1.0]], "pairs"), ([math.nan], [1.0], "not finite")],
)
def test_what_cannot_be_paired_is_refused(policy: list[float], reference: list[float], message: str) -> None:
    with pytest.raises(ValueError, match=f"crime: .*{message}"):
        paired_difference("crime", policy, reference)


@pytest.mark.parametrize("level", [0.0, 1.0, 95.0])
def test_a_level_is_a_probability(level: float) -> None:
    with pytest.raises(ValueError, match="level"):
        paired_difference("crime", [1.0, 2.0], [1.0, 1.0], level)
