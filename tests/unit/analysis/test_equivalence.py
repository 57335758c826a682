"""Equivalence and non-inferiority: edges without spread, one replication, and how the two belong together."""

import pytest

from experiments.analysis.equivalence import equivalence, non_inferiority
from experiments.analysis.paired import PairedDifference, paired_difference

SCATTERED = paired_difference("x", [1.2, 0.9, 1.6, 1.1, 0.4], [0.0] * 5)


@pytest.mark.parametrize(("shift", "inside"), [(0.0, True), (0.2, True), (0.25, False), (-0.3, False)])
def test_without_spread_only_the_mean_decides(shift: float, inside: bool) -> None:
    found = equivalence(paired_difference("x", [1 + shift, 1 + shift], [1.0, 1.0]), 0.25)
    assert (found.p, found.holds) == (0.0 if inside else 1.0, inside)


def test_one_replication_shows_nothing() -> None:
    alone = paired_difference("x", [1.0], [1.0])
    assert not equivalence(alone, 5.0).holds
    assert not non_inferiority(alone, "lower", 5.0).holds


@pytest.mark.parametrize("margin", [0.3, 1.0, 1.4, 1.6, 2.0, 5.0])
def test_equivalence_is_the_narrower_interval_inside_the_margin(margin: float) -> None:
    narrow = paired_difference("x", [1.2, 0.9, 1.6, 1.1, 0.4], [0.0] * 5, level=0.9)
    assert equivalence(SCATTERED, margin).holds == (-margin < narrow.low and narrow.high < margin)


def test_direction_decides_what_inferior_is() -> None:
    assert non_inferiority(SCATTERED, "higher", 0.1).holds
    assert not non_inferiority(SCATTERED, "lower", 0.1).holds
    assert non_inferiority(SCATTERED, "lower", 3.0).holds


def test_what_is_equivalent_is_not_inferior_either_way() -> None:
    assert equivalence(SCATTERED, 2.0).holds
    assert all(non_inferiority(SCATTERED, better, 2.0).holds for better in ("lower", "higher"))


def call(difference: PairedDifference, better: str = "lower", margin: float = 1.0, alpha: float = 0.05) -> None:
    non_inferiority(difference, better, margin, alpha)


@pytest.mark.parametrize("wrong", [{"better": ""}, {"margin": -1.0}, {"margin": float("nan")}, {"alpha": 0.0}])
def test_what_is_no_question_is_refused(wrong: dict) -> None:
    with pytest.raises(ValueError, match=r"better|margin|alpha"):
        call(SCATTERED, **wrong)
