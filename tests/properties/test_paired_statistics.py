"""What any paired comparison must obey."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from experiments.analysis.concentration import bandwidth, generalised_gini, gini, units_holding
from experiments.analysis.paired import paired_difference
from experiments.analysis.precision import replications_for_half_width

numbers = st.floats(-1e3, 1e3)
sizes = st.integers(2, 12)


@st.composite
def replications(draw: st.DrawFn, columns: int) -> list[np.ndarray]:
    n = draw(sizes)
    return [draw(arrays(np.float64, n, elements=numbers)) for _ in range(columns)]


@given(replications(3))
def test_what_both_arms_share_cancels(columns: list[np.ndarray]) -> None:
    """A shift of its own in each replication, as a hard year for every policy."""
    policy, reference, shift = columns
    plain = paired_difference("crime", policy, reference)
    shifted = paired_difference("crime", policy + shift, reference + shift)
    for number in ("mean", "low", "high", "sd"):
        assert getattr(shifted, number) == pytest.approx(getattr(plain, number), rel=1e-9, abs=1e-8)


@given(replications(2))
def test_changing_sides_changes_the_sign(columns: list[np.ndarray]) -> None:
    there, back = paired_difference("crime", *columns), paired_difference("crime", *reversed(columns))
    assert (there.mean, there.low, there.high, there.sd) == (-back.mean, -back.high, -back.low, back.sd)


@given(replications(1))
def test_a_policy_equals_itself_exactly(columns: list[np.ndarray]) -> None:
    found = paired_difference("crime", columns[0], columns[0].copy())
    assert (found.mean, found.low, found.high) == (0.0, 0.0, 0.0)


@given(st.floats(0.0, 50.0), st.floats(1.0, 3.0))
def test_a_finer_precision_takes_no_fewer_replications(sd: float, factor: float) -> None:
    assert replications_for_half_width(sd, 1.0) <= replications_for_half_width(sd * factor, 1.0)


@given(arrays(np.int64, st.integers(1, 30), elements=st.integers(0, 50)).filter(np.any), st.floats(0.01, 1.0))
def test_the_units_that_hold_a_share_are_the_fewest(counts: np.ndarray, share: float) -> None:
    ordered, k = np.sort(counts)[::-1], units_holding(counts, share)
    assert ordered[:k].sum() >= share * counts.sum() * (1 - 1e-9)
    assert ordered[: k - 1].sum() < share * counts.sum()
    assert bandwidth(counts, share) == k / counts.size


@given(arrays(np.int64, st.integers(1, 30), elements=st.integers(0, 50)).filter(np.any))
def test_gini_is_half_the_relative_mean_difference(counts: np.ndarray) -> None:
    pairs = np.abs(counts[:, None] - counts[None, :]).mean()
    assert gini(counts) == pytest.approx(pairs / (2 * counts.mean()), rel=1e-9, abs=1e-12)
    assert -1e-12 <= generalised_gini(counts) <= gini(counts) + 1e-12
