"""Provisions: what the response room is told today."""

import pickle
from dataclasses import replace

import numpy as np
import pytest

from sim.governance.dual import LOCAL_PATROL, Dual
from sim.governance.unitary import Unitary
from sim.institution.clauses import Answers, Appoints, Commands, Hears, Informs
from sim.institution.institution import Institution
from sim.institution.names import COMMISSION, NATIONAL_PATROL, NPA, RESIDENTS
from sim.institution.organisation import FORCE, HEADQUARTERS, PATROL, Organisation
from sim.institution.terms import ResponseTerms, Terms
from sim.vocabulary import AFFAIRS, LOCAL, Scope

LOCAL_AT = slice(4, 8)
NATIONAL_AT = slice(0, 4)


@pytest.fixture(scope="module")
def unitary() -> Institution:
    return Unitary().institution()


def response(institution: Institution, **strength: float) -> ResponseTerms:
    return institution.provisions().at(strength).response


def test_shapes_types_and_layout_are_those_that_terms_declare(unitary: Institution) -> None:
    terms = Dual().reform(unitary).provisions().at()
    assert isinstance(terms, Terms)
    assert terms.forces == (NATIONAL_PATROL, LOCAL_PATROL)
    expected = {
        "rank": (np.int8, (2, 8, 2)),
        "aid_share": (np.float64, (2, 8, 2)),
        "joint_share": (np.float64, (2, 8, 2)),
        "wrong": (np.int64, (8,)),
        "desk": (np.float64, (8,)),
        "handover_min": (np.float64, (8,)),
        "plan_weight": (np.float64, (2, 8)),
        "order": (np.int64, (2, 8)),
        "assembly_weight": (np.float64, (2,)),
        "emergency_weight": (np.float64, (2,)),
        "principals": (np.int64, (2,)),
        "unsure": (np.float64, (2,)),
    }
    assert set(expected) == set(ResponseTerms._fields)
    for name, (dtype, shape) in expected.items():
        array = getattr(terms.response, name)
        assert (array.dtype, array.shape) == (dtype, shape), name
        assert array.flags.c_contiguous, name
        assert array.flags.writeable, name


def test_unitary_is_one_pool_that_answers_all_and_mixes_two_commands(unitary: Institution) -> None:
    terms = response(unitary)
    assert (terms.rank == 0).all()
    assert (terms.wrong == -1).all()
    assert terms.plan_weight[0].tolist() == [0.85] * 4 + [0.15] * 4
    assert terms.order[0].tolist() == [0] * 8  # the 112 chain makes no difference between affairs
    assert terms.assembly_weight.tolist() == [1.0]
    assert terms.principals.tolist() == [2]
    assert not terms.joint_share.any()
    assert not terms.aid_share.any()


def test_the_weight_of_the_commission_is_a_parameter() -> None:
    terms = response(Unitary(commission_weight=0.5).institution())
    assert terms.plan_weight[0].tolist() == [0.5] * 8
    assert terms.order[0].tolist() == [0] * 8


def test_a_bare_split_gives_every_force_the_row_of_the_whole(unitary: Institution) -> None:
    whole, split = response(unitary), response(unitary.split_force(NATIONAL_PATROL, LOCAL_PATROL, 0.36))
    for name in ("rank", "aid_share", "joint_share", "plan_weight", "order", "assembly_weight"):
        for row in getattr(split, name):
            assert row.tobytes() == getattr(whole, name)[0].tobytes(), name
    for name in ("wrong", "desk", "handover_min"):
        assert getattr(split, name).tobytes() == getattr(whole, name).tobytes(), name
    assert (split.wrong == -1).all()


def test_dual_divides_first_response_and_its_priorities(unitary: Institution) -> None:
    terms = response(Dual().reform(unitary))
    national, local = terms.rank
    assert (national[NATIONAL_AT] == 0).all()
    assert (local[LOCAL_AT] == 0).all()
    assert (national[LOCAL_AT] == [-1, 1]).all()
    assert (local[NATIONAL_AT] == [-1, 1]).all()
    assert terms.wrong.tolist() == [1] * 4 + [0] * 4
    assert terms.plan_weight.tolist() == [[1.0] * 4 + [0.0] * 4, [0.0] * 4 + [1.0] * 4]
    assert terms.assembly_weight.tolist() == [1.0, 0.0]
    assert (terms.desk == 0.8).all()
    assert (terms.handover_min == 100 / 60).all()


def test_without_a_joint_desk_a_call_is_passed_between_separate_systems(unitary: Institution) -> None:
    divided = next(step for step in Dual().steps(unitary) if step.name == "jurisdiction").institution
    assert (response(divided).handover_min == 169 / 60).all()
    assert (response(divided).desk == 0.0).all()


@pytest.mark.parametrize(("aid", "ranks"), [("none", [-1, -1]), ("emergency", [-1, 1]), ("full", [1, 1])])
def test_aid_opens_the_calls_it_names(unitary: Institution, aid: str, ranks: list[int]) -> None:
    terms = response(Dual(aid=aid).reform(unitary))
    assert (terms.rank[0, LOCAL_AT] == ranks).all()
    assert (terms.rank[1, NATIONAL_AT] == ranks).all()
    assert ((terms.aid_share > 0) == (terms.rank == 1)).all()


def test_full_aid_leaves_the_helper_the_wrong_force(unitary: Institution) -> None:
    assert response(Dual(aid="full").reform(unitary)).wrong.tolist() == [1] * 4 + [0] * 4


def test_joint_attendance_is_read_from_joint_clauses_alone(unitary: Institution) -> None:
    terms = response(Dual(joint_share=0.25).reform(unitary))
    at = AFFAIRS.index("women_youth")
    assert terms.joint_share[0, at].tolist() == [0.25, 0.25]
    terms.joint_share[0, at] = 0.0
    assert not terms.joint_share.any()


def test_joint_attendance_may_be_for_urgent_calls_alone(unitary: Institution) -> None:
    joint = Answers(
        source=NATIONAL_PATROL, scope=Scope(("traffic",)), duty=False, joint=True, urgent_only=True, share=0.5
    )
    terms = response(Dual().reform(unitary).enact(joint))
    assert terms.joint_share[0, AFFAIRS.index("traffic")].tolist() == [0.0, 0.5]


def test_the_wrong_force_is_the_largest_without_the_duty(unitary: Institution) -> None:
    three = Dual(patrol_share=0.6).reform(unitary).split_force(NATIONAL_PATROL, "unit.patrol", 0.75)
    terms = response(three)
    assert terms.wrong.tolist() == [1] * 4 + [2] * 4  # national keeps 0.1, the unit has 0.3, local 0.6


def test_an_affair_that_no_patrol_force_answers_is_refused(unitary: Institution) -> None:
    with pytest.raises(ValueError, match=r"^no patrol force answers first response of life_safety"):
        response(unitary.narrow(Answers, NATIONAL_PATROL, Scope(AFFAIRS[:4])))


def test_a_force_without_principals_has_no_priorities() -> None:
    orphan = Institution((Organisation("f.patrol", FORCE, PATROL),), (Answers(source="f.patrol", share=1.0),))
    terms = response(orphan)
    assert not terms.plan_weight.any()
    assert not terms.assembly_weight.any()
    assert not terms.order.any()


def test_weights_are_relative() -> None:
    hq, body = Organisation("hq", HEADQUARTERS), Organisation("body", "commission")
    force = Organisation("f.patrol", FORCE, PATROL)
    institution = Institution(
        (hq, body, force),
        (
            Answers(source="f.patrol", share=1.0),
            Commands(source="hq", target="f.patrol", weight=3.0),
            Commands(source="body", target="f.patrol", scope=Scope(LOCAL), weight=1.0),
        ),
    )
    terms = response(institution)
    assert terms.plan_weight[0].tolist() == [0.75] * 4 + [1.0] * 4
    assert terms.order[0].tolist() == [1] * 4 + [0] * 4
    assert terms.assembly_weight.tolist() == [0.0]


def test_the_order_of_clauses_is_nothing(unitary: Institution) -> None:
    dual = Dual().reform(unitary)
    turned = Institution(dual.organisations, dual.clauses[::-1], dual.amendments, dual.origin)
    for one, other in zip(response(dual), response(turned), strict=True):
        assert one.tobytes() == other.tobytes()


def test_help_that_nobody_gives_yet_is_no_help(unitary: Institution) -> None:
    help_ = Answers(source=NATIONAL_PATROL, scope=Scope(LOCAL, ("first_response",)), duty=False)
    moved = Dual(aid="none").reform(unitary).move(help_, by="pact", share=0.5)
    assert (response(moved).rank[0, LOCAL_AT] == -1).all()
    assert (response(moved, pact=1.0).rank[0, LOCAL_AT] == 1).all()
    assert response(moved, pact=1.0).aid_share[0, LOCAL_AT] == pytest.approx(0.5)


def test_full_strength_reaches_the_named_value_and_half_strength_is_half_way_on_the_scale(unitary) -> None:
    link = Informs(source=NATIONAL_PATROL, target=LOCAL_PATROL, scope=Scope(LOCAL, ("first_response",)))
    moved = Dual(desk=0.5).reform(unitary).move(link, by="room", desk=0.875, handover=100 / 240)
    full, half = response(moved, room=1.0), response(moved, room=0.5)
    assert full.desk[LOCAL_AT] == pytest.approx(0.875)
    assert half.desk[LOCAL_AT] == pytest.approx(1 - 0.5 * 0.5)  # odds of missing: 0.5 -> 0.125, half way 0.25
    assert full.handover_min[LOCAL_AT] == pytest.approx(100 / 240)
    assert half.handover_min[LOCAL_AT] == pytest.approx(100 / 120)
    assert (full.desk[NATIONAL_AT] == 0.5).all()


def test_acceptance_moves_the_numbers_of_forces_alone(unitary: Institution) -> None:
    """Half accepted, what a force does moves half way; what others do, all the way."""
    asked = unitary.find(Commands, COMMISSION, NATIONAL_PATROL)[0]
    heard = Hears(source=RESIDENTS, target=COMMISSION, scope=asked.scope)
    moved = unitary.move(asked, by="one", weight=1.0).move(heard, by="one", coverage=0.5)
    provisions = moved.provisions()
    base, half, full = (
        provisions.numbers(s, a).values for s, a in (({}, 1.0), ({"one": 1.0}, 0.5), ({"one": 1.0}, 1.0))
    )
    rows = np.flatnonzero((full != base).any(axis=(1, 2)))
    told = {(type(provisions.table.rows[r].clause), bool(provisions.table.accepted[r, 0, 0])) for r in rows}
    assert told == {(Commands, True), (Hears, False)}
    for r in rows:
        part = 0.5 if provisions.table.accepted[r, 0, 0] else 1.0
        link = provisions.table.rows[r].about.link
        np.testing.assert_allclose(link.to(half[r]) - link.to(base[r]), part * (link.to(full[r]) - link.to(base[r])))
    assert moved.asked_of_officers == {"one"}
    assert not unitary.move(heard, by="two", coverage=0.5).asked_of_officers


def test_numbers_carried_past_their_bounds_are_clipped_and_counted(unitary: Institution) -> None:
    voice = Hears(source=RESIDENTS, target=COMMISSION, scope=Scope(LOCAL, ("prevention",)))
    moved = unitary.move(voice, by="one", weight=0.8).move(voice, by="two", weight=0.9)
    provisions = moved.provisions()
    assert provisions.clipped({"one": 1.0}) == 0
    assert provisions.clipped({"one": 1.0, "two": 1.0}) == 4
    (value,) = (
        v for c, v, _ in provisions.numbers({"one": 1.0, "two": 1.0}).of(Hears, "weight") if c.target == COMMISSION
    )
    assert (value[LOCAL_AT, 0] == 1.0).all()


def test_all_numbers_of_all_kinds_are_in_the_table(unitary: Institution) -> None:
    table = unitary.provisions().table
    held = {(type(row.clause), row.name) for row in table.rows}
    assert held == {(type(clause), name) for clause in unitary.clauses for name in clause.terms()}
    for clause in unitary.clauses:
        for name in clause.terms():
            (row,) = (r for c, r in table.rows_of(type(clause), name) if c.edge == clause.edge)
            affair, phase = next(clause.scope.cells())
            cell = AFFAIRS.index(affair), ("prevention", "first_response", "investigation", "follow_up").index(phase)
            assert table.base[row][cell] == getattr(clause, name)


def test_terms_are_fresh_every_day(unitary: Institution) -> None:
    provisions = unitary.provisions()
    provisions.at().response.rank[:] = -1
    assert (provisions.at().response.rank == 0).all()


def test_provisions_travel_between_processes(unitary: Institution) -> None:
    provisions = Dual().reform(unitary).provisions()
    for one, other in zip(provisions.at().response, pickle.loads(pickle.dumps(provisions)).at().response, strict=True):
        assert one.tobytes() == other.tobytes()


def test_headquarters_takes_crews_whose_careers_it_holds(unitary: Institution) -> None:
    (career,) = unitary.find(Appoints, NPA, NATIONAL_PATROL)
    without = unitary.repeal(Appoints, NPA, NATIONAL_PATROL)
    assert response(without).assembly_weight.tolist() == [0.0]
    assert response(without.enact(replace(career, stake=0.4))).assembly_weight.tolist() == [0.4]
    elsewhere = without.enact(replace(career, source="noi"))
    assert response(elsewhere).assembly_weight.tolist() == [0.0]


def test_in_an_emergency_headquarters_takes_crews_that_a_clause_gives_it(unitary: Institution) -> None:
    terms = response(Dual().reform(unitary))
    assert terms.assembly_weight.tolist() == [1.0, 0.0]
    assert terms.emergency_weight.tolist() == [1.0, 1.0]
    assert terms.principals.tolist() == [1, 1]


def test_seven_strategies_on_one_number_add_up_in_key_order_however_they_are_listed(unitary: Institution) -> None:
    dual = Dual(desk=0.1).reform(unitary)
    link = Informs(source=NATIONAL_PATROL, target=LOCAL_PATROL)
    goals = dict(zip("abcdefg", (0.3, 0.17, 0.9, 0.23, 0.71, 0.4, 0.11), strict=True))
    strength = dict(zip("abcdefg", (0.1, 0.7, 0.3, 0.9, 0.2, 0.6, 0.31), strict=True))
    found = set()
    for start in range(7):
        turned = dual
        for key in "abcdefg"[start:] + "abcdefg"[:start]:
            turned = turned.move(link, by=key, desk=goals[key])
        found.add(response(turned, **strength).desk.tobytes())
    assert len(found) == 1
