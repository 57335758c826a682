"""Judgements on differences: each of them once, at its edge."""

import pytest

from experiments.analysis.materiality import Judgement, judged
from experiments.analysis.paired import PairedDifference, paired_difference

SCATTERED = paired_difference("x", [1.2, 0.9, 1.6, 1.1, 0.4], [0.0] * 5)
"""Mean 1.04; 95 % interval 0.49 to 1.59, 90 % interval 0.62 to 1.46."""


@pytest.mark.parametrize(
    ("better", "margin", "said"),
    [
        ("higher", 0.4, Judgement.BETTER),
        ("lower", 0.4, Judgement.WORSE),
        ("", 0.4, Judgement.HIGHER),
        ("lower", 0.55, Judgement.UNCLEAR),
        ("lower", 1.0, Judgement.UNCLEAR),
        ("lower", 1.4, Judgement.UNCLEAR),
        ("lower", 1.5, Judgement.ALIKE),
        ("", 1.5, Judgement.ALIKE),
    ],
)
def test_the_margin_decides(better: str, margin: float, said: Judgement) -> None:
    assert judged(SCATTERED, better, margin) is said


def test_a_sure_sign_is_alike_where_it_is_small() -> None:
    small = paired_difference("x", [1.01, 1.012, 1.011], [1.0, 1.0, 1.0])
    assert small.distinguishable
    assert judged(small, "lower", 0.1) is Judgement.ALIKE
    assert judged(small, "", 0.001) is Judgement.HIGHER
    assert judged(paired_difference("x", [1.0, 1.0, 1.0], [1.01, 1.012, 1.011]), "", 0.001) is Judgement.LOWER


def test_exact_equality_takes_every_pair() -> None:
    assert judged(paired_difference("x", [1.0, 2.0], [1.0, 2.0]), "lower", 0.0) is Judgement.EQUAL
    assert judged(paired_difference("x", [1.0, 2.0], [2.0, 1.0]), "lower", 50.0) is Judgement.ALIKE
    assert judged(paired_difference("x", [1.0, 2.0], [2.0, 1.0]), "lower", 1.0) is Judgement.UNCLEAR


@pytest.mark.parametrize("value", [1.0, 5.0])
def test_one_replication_says_nothing(value: float) -> None:
    assert judged(paired_difference("x", [value], [1.0]), "lower", 0.1) is Judgement.ONE


def test_material_and_within_exclude_each_other() -> None:
    assert {one for one in Judgement if one.material} == {"better", "worse", "higher", "lower"}
    assert {one for one in Judgement if one.within} == {"alike", "equal"}


@pytest.mark.parametrize(("better", "margin"), [("up", 1.0), ("lower", -1.0), ("lower", float("inf"))])
def test_what_is_no_question_is_refused(better: str, margin: float) -> None:
    with pytest.raises(ValueError, match=r"better|margin"):
        judged(SCATTERED, better, margin)


def test_the_interval_of_the_example_is_as_said() -> None:
    narrow = paired_difference("x", [1.2, 0.9, 1.6, 1.1, 0.4], [0.0] * 5, level=0.9)
    ends: list[PairedDifference] = [SCATTERED, narrow]
    assert [round(end, 2) for one in ends for end in (one.low, one.high)] == [0.49, 1.59, 0.62, 1.46]
