"""What any judgement under a margin must obey."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from experiments.analysis.materiality import Judgement, judged
from experiments.analysis.paired import PairedDifference, paired_difference

values = arrays(np.float64, st.shared(st.integers(2, 9), key="n"), elements=st.floats(-100, 100))
margins = st.floats(0.0, 50.0)
directions = st.sampled_from(("lower", "higher", ""))
MIRROR = {
    Judgement.BETTER: Judgement.WORSE,
    Judgement.WORSE: Judgement.BETTER,
    Judgement.HIGHER: Judgement.LOWER,
    Judgement.LOWER: Judgement.HIGHER,
}
TURNED = {"lower": "higher", "higher": "lower", "": ""}


@st.composite
def differences(draw: st.DrawFn) -> PairedDifference:
    return paired_difference("x", draw(values), draw(values))


def rank(judgement: Judgement) -> int:
    """How far a judgement is from equality: a wider margin can only bring it nearer."""
    return 2 if judgement.material else 0 if judgement.within else 1


@given(differences(), directions, margins, st.floats(1.0, 5.0))
def test_a_wider_margin_never_makes_a_difference_more_material(
    difference: PairedDifference, better: str, margin: float, factor: float
) -> None:
    assert rank(judged(difference, better, margin * factor)) <= rank(judged(difference, better, margin))


@given(values, values, directions, margins)
def test_changing_sides_mirrors_the_judgement(one: np.ndarray, two: np.ndarray, better: str, margin: float) -> None:
    there = judged(paired_difference("x", one, two), better, margin)
    back = judged(paired_difference("x", two, one), better, margin)
    assert back is MIRROR.get(there, there)


@given(differences(), directions, margins)
def test_turning_the_direction_turns_the_verdict(difference: PairedDifference, better: str, margin: float) -> None:
    there, turned = judged(difference, better, margin), judged(difference, TURNED[better], margin)
    assert turned is (MIRROR.get(there, there) if better else there)


@given(differences(), directions, margins)
def test_equal_is_said_of_exact_equality_alone(difference: PairedDifference, better: str, margin: float) -> None:
    exact = difference.mean == 0 and difference.sd == 0
    assert (judged(difference, better, margin) is Judgement.EQUAL) == exact


@given(differences(), directions, margins)
def test_what_is_material_can_be_told_from_zero(difference: PairedDifference, better: str, margin: float) -> None:
    if judged(difference, better, margin).material:
        assert difference.distinguishable
        assert abs(difference.mean) > margin
