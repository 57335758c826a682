"""Municipal cooperation moves REFERS both ways, INFORMS and ANSWERS, under whatever institution it finds."""

import numpy as np
import pytest

from sim.governance.dual import LOCAL_PATROL, Dual
from sim.governance.unitary import Unitary
from sim.institution.clauses import Refers
from sim.institution.names import MUNICIPALITY, NATIONAL_PATROL, PROVINCE_TREASURY
from sim.strategies.base import Programme
from sim.strategies.municipal_cooperation import MunicipalCooperation
from sim.strategies.without import Without
from sim.vocabulary import AFFAIRS, LOCAL

UNITARY = Unitary().institution()
DUAL = Dual().reform(UNITARY)
IS_LOCAL = np.array([affair in LOCAL for affair in AFFAIRS])
FULL = {"municipal_cooperation": 1.0}


def test_problems_are_referred_more_often_and_sooner():
    terms = MunicipalCooperation().amend(UNITARY).provisions().at(FULL).casework
    assert terms.refer == pytest.approx(0.6)
    assert terms.refer_days == pytest.approx(5.0)


def test_tasks_come_back_on_autonomous_affairs_and_the_chief_must_still_be_heard():
    terms = MunicipalCooperation(task_shifting=0.25).amend(UNITARY).provisions().at(FULL).casework
    assert terms.task[0, IS_LOCAL] == pytest.approx(0.25)
    assert (terms.task[0, ~IS_LOCAL] == 0.0).all()
    assert terms.must_hear[0].tolist() == IS_LOCAL.tolist()


def test_half_the_strength_is_between():
    before, half, full = (
        MunicipalCooperation().amend(UNITARY).provisions().at({"municipal_cooperation": s}).casework
        for s in (0, 0.5, 1)
    )
    assert (before.refer < half.refer).all()
    assert (half.refer < full.refer).all()
    assert (before.refer_days > half.refer_days).all()


def test_under_dual_each_force_refers_and_tasks_go_to_the_force_with_the_duty():
    provisions = MunicipalCooperation().amend(DUAL).provisions()
    terms = provisions.at(FULL)
    national, local = (terms.forces.index(name) for name in (NATIONAL_PATROL, LOCAL_PATROL))
    assert terms.casework.refer == pytest.approx(0.6)
    assert (terms.casework.task[national] == 0.0).all()
    assert terms.casework.task[local, IS_LOCAL] == pytest.approx(0.1)


def test_municipal_staff_may_take_minor_local_calls():
    terms = MunicipalCooperation().amend(UNITARY).provisions().at(FULL).casework
    assert terms.municipal_calls[IS_LOCAL] == pytest.approx(0.25)
    assert (terms.municipal_calls[~IS_LOCAL] == 0.0).all()


def test_where_nobody_refers_yet_the_practice_begins():
    bare = UNITARY.repeal(Refers)
    terms = MunicipalCooperation().amend(bare).provisions().at(FULL).casework
    assert terms.refer == pytest.approx(0.6)
    assert terms.task[0, IS_LOCAL] == pytest.approx(0.1)
    assert not terms.must_hear.any()


def test_without_refers_nothing_is_referred_more():
    lessened = Without(MunicipalCooperation(), "Refers")
    before, after = UNITARY.provisions().at({}).casework, lessened.amend(UNITARY).provisions().at(FULL).casework
    for name in ("refer", "refer_days", "task"):
        assert getattr(before, name).tobytes() == getattr(after, name).tobytes()
    assert after.municipal_calls.any()


def test_coordinators_are_paid_by_province_and_municipality():
    strategy = MunicipalCooperation(coordinators_krw=1000, province_share=0.25)
    a_year = [Programme(strategy).spending(day, 1e6) for day in range(365)]
    paid = {payer: sum(day[payer, strategy.key] for day in a_year) for payer in (PROVINCE_TREASURY, MUNICIPALITY)}
    assert paid == {PROVINCE_TREASURY: 250_000_000, MUNICIPALITY: 750_000_000}


def test_set_up_takes_years():
    assert MunicipalCooperation().lag_days == pytest.approx(33 * 365 / 12)
