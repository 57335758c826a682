"""Only duties that a force never had are new to it; what is new becomes usual."""

import numpy as np
import pytest

from sim.administration import learning
from sim.governance.dual import Dual
from sim.institution.institution import Institution
from sim.vocabulary import AFFAIRS, NATIONAL

CALLS = np.arange(1.0, len(AFFAIRS) + 1.0)


@pytest.mark.parametrize("step", range(7))
def test_no_step_of_the_dual_reform_gives_a_force_calls_it_never_had(unitary: Institution, step: int):
    before, now = (i.provisions().at({}).response for i in (unitary, Dual().steps(unitary)[step].institution))
    assert learning.novelty(before, now, [0, 0], CALLS).tolist() == [0.0, 0.0]


def test_the_way_back_is_new_for_both_forces(unitary: Institution):
    dual, unitary_terms = (i.provisions().at({}).response for i in (Dual(aid="none").reform(unitary), unitary))
    national = CALLS[: len(NATIONAL)].sum() / CALLS.sum()
    assert learning.novelty(dual, unitary_terms, [0], CALLS)[0] == pytest.approx(1.0 - national)
    assert learning.novelty(dual, unitary_terms, [1], CALLS)[0] == pytest.approx(national)


def test_calls_that_it_helped_with_are_not_new(unitary: Institution):
    helped = Dual(aid="full", joint_share=0.0).reform(unitary).provisions().at({}).response
    assert learning.novelty(helped, unitary.provisions().at({}).response, [0], CALLS).tolist() == [0.0]


def test_novelty_halves_and_none_stays_none():
    novelty = np.array([0.4, 0.0])
    for _ in range(365):
        learning.get_used(novelty, 12.0)
    assert novelty[0] == pytest.approx(0.2)
    assert novelty[1] == 0.0


def test_service_takes_longer_while_calls_are_new():
    assert learning.service(0.5, 0.2) == pytest.approx(1.1)
    assert learning.service(0.5, 0.0) == learning.service(0.0, 0.2) == 1.0
