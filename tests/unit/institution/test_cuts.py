"""What the offices, casework and the treasury are told: read off clauses, equal for two names of one force."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sim.governance.dual import Dual
from sim.governance.unitary import Unitary
from sim.institution.clauses import Answers, Appoints, Funds, Refers
from sim.institution.institution import Institution
from sim.institution.names import AUXILIARY, MUNICIPALITY, NATIONAL_PATROL, NPA, PROVINCE_TREASURY, STATE_TREASURY
from sim.institution.terms import Terms
from sim.vocabulary import AFFAIRS, CORPS_DESIGNS, LOCAL, NATIONAL, Scope

FIRST = Scope(LOCAL, ("first_response",))


@pytest.fixture(scope="module")
def unitary() -> Institution:
    return Unitary().institution()


def terms(institution: Institution, **strength: float) -> Terms:
    return institution.provisions().at(strength)


def test_the_law_in_force(unitary: Institution) -> None:
    read = terms(unitary)
    assert read.principals == ("npa", "noi", "commission")
    assert read.case_forces == ("national.women_youth", "national.traffic", "national.investigation")
    assert read.administration.prevention[0, 0].tolist() == [0.85] * 4 + [0.0] * 4
    assert read.administration.prevention[2, 0].tolist() == [0.0] * 4 + [0.15] * 4
    assert read.administration.first_response[0, 0].tolist() == [1.0] * 8
    assert read.administration.by_resolution.tolist() == [False, False, True]
    assert read.administration.stake[:, 0].tolist() == [1.0, 0.0, 0.0]
    assert read.administration.supervision.tolist() == [0.1]
    assert read.administration.promotion.tolist() == [[0.8], [1.0], [1.0]]
    assert read.administration.case_stake.tolist() == [[0.8, 0.8, 1.0], [0.0, 0.0, 0.0], [0.2, 0.2, 0.0]]
    assert read.administration.case_promotion.tolist() == [[0.8, 0.8, 1.2], [1.0, 1.0, 1.0], [0.8, 0.8, 1.0]]
    teams = {a: read.case_forces[t] if t >= 0 else "" for a, t in zip(AFFAIRS, read.casework.team, strict=True)}
    assert teams["women_youth"] == "national.women_youth"
    assert teams["life_safety"] == ""
    assert {teams[a] for a in NATIONAL} == {"national.investigation"}


@pytest.mark.parametrize("room", ["administration", "casework", "funding"])
def test_two_names_of_one_force_are_told_the_same(unitary: Institution, room: str) -> None:
    one, two = (getattr(terms(i), room) for i in (unitary, unitary.split_force(NATIONAL_PATROL, "x.patrol", 0.3)))
    for name in one._fields:
        a, b = getattr(one, name), getattr(two, name)
        if a.shape == b.shape:
            assert a.tobytes() == b.tobytes(), name
            continue
        axis = next(i for i in range(a.ndim) if a.shape[i] != b.shape[i])
        first = np.take(a, 0, axis)
        names = [0, b.shape[axis] - a.shape[axis]] if room != "funding" else [0, 1]
        for row in names:
            assert np.array_equal(np.take(b, row, axis), first), name


def test_arrays_are_contiguous_and_writable(unitary: Institution) -> None:
    read = terms(Dual().reform(unitary))
    for room in (read.administration, read.casework, read.funding):
        for name, array in room._asdict().items():
            assert array.flags.c_contiguous, name
            assert array.flags.writeable, name


def test_a_force_is_paid_by_its_own_payers_or_by_those_of_its_employer(unitary: Institution) -> None:
    read = terms(unitary)
    assert read.payers == (STATE_TREASURY, PROVINCE_TREASURY)
    assert read.funding.posts.tolist() == [[1.0] * 4, [0.0] * 4]
    dual = terms(Dual(local_cost_share=0.25, overhead=0.05).reform(unitary))
    forces = (*dual.forces, *dual.case_forces)
    local = [f.startswith("local") for f in forces]
    assert dual.funding.posts[1].tolist() == [0.25 if is_local else 0.0 for is_local in local]
    assert dual.funding.overhead.tolist() == [0.05 if is_local else 0.0 for is_local in local]
    (career,) = unitary.find(Appoints, NPA, NATIONAL_PATROL)
    orphan = unitary.repeal(Appoints, NPA, NATIONAL_PATROL)
    assert not terms(orphan).funding.posts[:, 0].any()
    assert terms(orphan.enact(replace(career, stake=0.2))).funding.posts[0, 0] == 1.0


def test_dormant_numbers_wake_where_a_strategy_moves_them(unitary: Institution) -> None:
    calls = Answers(source=MUNICIPALITY, scope=FIRST, duty=False)
    funds = Funds(source=PROVINCE_TREASURY, target=AUXILIARY, rule="paid")
    (refers,) = unitary.find(Refers, NATIONAL_PATROL, MUNICIPALITY)
    moved = (
        unitary.move(calls, by="s", share=0.5).move(funds, by="s", amount=900.0).move(refers, by="s", probability=0.6)
    )
    asleep, awake = terms(moved), terms(moved, s=1.0)
    assert not asleep.casework.municipal_calls.any()
    assert awake.casework.municipal_calls.tolist() == pytest.approx([0.0] * 4 + [0.5] * 4)
    assert not asleep.casework.corps_funds.any()
    assert awake.casework.corps_funds[CORPS_DESIGNS.index("paid")] == pytest.approx(900.0)
    assert (asleep.casework.refer == 0.05).all()
    np.testing.assert_allclose(awake.casework.refer, 0.6)


def test_odds_of_promotion_are_read_inside_their_scope_and_move_by_factors(unitary: Institution) -> None:
    (career,) = unitary.find(Appoints, NPA, NATIONAL_PATROL)
    half = replace(career, scope=Scope(LOCAL), promotion=1.25)
    read = terms(unitary.repeal(Appoints, NPA, NATIONAL_PATROL).enact(half)).administration
    assert read.promotion[0, 0] == 1.25
    moved = unitary.move(career, by="s", promotion=1.0)
    assert terms(moved, s=1.0).administration.promotion[0, 0] == 1.0
    assert terms(moved, s=0.5).administration.promotion[0, 0] == pytest.approx(0.8**0.5)
    assert terms(moved, s=0.0).administration.promotion.tobytes() == terms(unitary).administration.promotion.tobytes()


def test_a_municipality_that_passes_tasks_must_hear(unitary: Institution) -> None:
    read = terms(unitary).casework
    assert read.must_hear[0].tolist() == [False] * 4 + [True] * 4
    assert (read.task[0, 4:] > 0).all()
    assert not terms(Dual().reform(unitary)).casework.task[0].any()
