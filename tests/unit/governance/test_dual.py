"""Dual: the plan of 2018, one family of clauses at a time."""

import itertools
from dataclasses import replace

import numpy as np
import pytest

from sim.administration.free_time import standard
from sim.governance.boxes_returned import BoxesReturned
from sim.governance.dual import LOCAL_PATROL, LOCAL_TRAFFIC, LOCAL_WOMEN_YOUTH, Dual
from sim.governance.jeju import JEJU_PATROL, Jeju
from sim.governance.unitary import Unitary
from sim.institution.clauses import KINDS, Answers, Appoints, Commands, Evaluates, Funds, Hears, Informs
from sim.institution.diff import diff
from sim.institution.institution import Institution
from sim.institution.names import COMMISSION, NATIONAL_PATROL, NPA, PROVINCE_TREASURY, RESIDENTS, STATE_TREASURY
from sim.institution.organisation import Origin
from sim.parameters import OutOfRange, declarations
from sim.vocabulary import LOCAL, NATIONAL

LOCAL_FORCES = (LOCAL_PATROL, LOCAL_WOMEN_YOUTH, LOCAL_TRAFFIC)
CHOICES = [(boxes, aid) for boxes in ("divided", "shared") for aid in ("none", "emergency", "full")]


@pytest.fixture(scope="module")
def unitary() -> Institution:
    return Unitary().institution()


@pytest.fixture(scope="module")
def dual(unitary: Institution) -> Institution:
    return Dual().reform(unitary)


@pytest.mark.parametrize(("boxes", "aid"), CHOICES)
def test_steps_end_at_the_reform(unitary: Institution, boxes: str, aid: str) -> None:
    model = Dual(boxes=boxes, aid=aid)
    steps = model.steps(unitary)
    assert steps[-1].institution == model.reform(unitary)
    assert 5 <= len(steps) <= 7
    assert len({step.name for step in steps}) == len(steps)
    assert all(step.sentence.endswith(".") for step in steps)


@pytest.mark.parametrize(("boxes", "aid"), CHOICES)
def test_every_step_is_an_institution_that_can_run(unitary: Institution, boxes: str, aid: str) -> None:
    for step in Dual(boxes=boxes, aid=aid).steps(unitary):
        assert step.institution.provisions().at().forces == (NATIONAL_PATROL, LOCAL_PATROL)


def test_the_first_step_is_the_bare_split(unitary: Institution) -> None:
    first = Dual(boxes="shared").steps(unitary)[0].institution
    assert first.origin[LOCAL_PATROL].share == 0.36
    assert first.origin[LOCAL_PATROL].boxes == "shared"
    assert all(sentence.startswith("Forces: ") for sentence in diff(unitary, first))
    merged = first.merge_forces(NATIONAL_PATROL, LOCAL_PATROL)
    assert merged.provisions().at().response.plan_weight.tolist() == [[0.85] * 4 + [0.15] * 4]


def test_each_step_but_the_split_leaves_the_forces_and_does_something(unitary: Institution) -> None:
    steps = Dual().steps(unitary)
    for before, after in itertools.pairwise(steps):
        assert after.institution.forces == before.institution.forces
        assert diff(before.institution, after.institution), after.name


def test_each_step_touches_its_own_kinds(unitary: Institution) -> None:
    touched = {}
    steps = Dual().steps(unitary)
    for before, after in itertools.pairwise(steps):
        changed = set(before.institution.clauses) ^ set(after.institution.clauses)
        touched[after.name] = {clause.kind for clause in changed}
    assert touched == {
        "command": {"Commands"},
        "jurisdiction": {"Answers"},
        "mutual aid": {"Answers"},
        "joint attendance": {"Answers"},
        "joint desk": {"Informs"},
        "people and money": {"Appoints", "Evaluates", "Funds", "Hears", "Informs", "Refers"},
    }


def test_the_commission_commands_appoints_and_judges_the_local_force_alone(dual: Institution) -> None:
    for force in LOCAL_FORCES:
        for kind in (Commands, Appoints, Evaluates):
            clauses = [c for c in dual.find(kind, target=force) if not getattr(c, "emergency", False)]
            assert {c.source for c in clauses} == {COMMISSION}
    assert [(c.source, c.weight) for c in dual.find(Commands, target=NATIONAL_PATROL)] == [(NPA, 1.0)]
    assert {c.source for c in dual.find(Evaluates, target=NATIONAL_PATROL)} == {NPA}


@pytest.mark.parametrize(("model", "force"), [(Dual, LOCAL_PATROL), (Jeju, JEJU_PATROL)])
def test_boxes_that_leave_the_112_chain_win_free_time_as_boxes_returned_do(
    unitary: Institution, model: type[Dual] | type[Jeju], force: str
) -> None:
    """Command over prevention in command over all is alike in both, and that of the national force as it was."""
    usual = standard(unitary.provisions().at({}).administration, 0).prevention
    for weight in (1.0, 0.5, 0.25):
        terms = model(chain_weight=weight).reform(unitary).provisions().at({})
        returned = BoxesReturned(chain_weight=weight).reform(unitary).provisions().at({})
        own = standard(terms.administration, terms.forces.index(force)).prevention
        assert own == pytest.approx(standard(returned.administration, 0).prevention)
        assert own == pytest.approx(1.0 / (1.0 + weight))
        assert standard(terms.administration, terms.forces.index(NATIONAL_PATROL)).prevention == pytest.approx(usual)


def test_both_forces_are_judged_as_headquarters_judged_before(unitary: Institution, dual: Institution) -> None:
    (before,) = unitary.find(Evaluates, NPA, NATIONAL_PATROL)
    for force in (LOCAL_PATROL, NATIONAL_PATROL):
        (after,) = dual.find(Evaluates, target=force)
        assert {name: getattr(after, name) for name in Evaluates.terms()} == {
            name: getattr(before, name) for name in Evaluates.terms()
        }
    usual, *rewards = (
        standard(institution.provisions().at().administration, force).reward
        for institution, force in ((unitary, 0), (dual, 0), (dual, 1))
    )
    assert all(np.array_equal(reward, usual) for reward in rewards)


def test_jurisdiction_follows_the_division_of_affairs(dual: Institution) -> None:
    for phase in ("prevention", "first_response"):
        assert {dual.jurisdiction(a, phase)[0].source for a in LOCAL} == {LOCAL_PATROL}
        assert {dual.jurisdiction(a, phase)[0].source for a in NATIONAL} == {NATIONAL_PATROL}
    assert dual.jurisdiction("women_youth", "investigation")[0].source == LOCAL_WOMEN_YOUTH
    assert dual.jurisdiction("traffic", "follow_up")[0].source == LOCAL_TRAFFIC
    assert dual.jurisdiction("violent", "investigation")[0].source == "national.investigation"


def test_case_teams_move_whole_and_patrol_by_its_share(dual: Institution) -> None:
    plan = "government plan of 13 November 2018"
    assert dual.origin == {
        LOCAL_PATROL: Origin(NATIONAL_PATROL, 0.36, "divided", plan),
        LOCAL_WOMEN_YOUTH: Origin("national.women_youth", 1.0, basis=plan),
        LOCAL_TRAFFIC: Origin("national.traffic", 1.0, basis=plan),
    }
    assert dual.shares[LOCAL_PATROL] == 0.36
    assert dual.shares[NATIONAL_PATROL] == 0.64


def test_the_local_share_of_the_cost_is_a_parameter(unitary: Institution) -> None:
    dual = Dual(local_cost_share=0.25).reform(unitary)
    (state,) = dual.find(Funds, STATE_TREASURY, LOCAL_PATROL)
    (province,) = dual.find(Funds, PROVINCE_TREASURY, LOCAL_PATROL)
    assert (state.cost_share, province.cost_share) == (0.75, 0.25)


def test_parameters_reach_their_clauses(unitary: Institution) -> None:
    dual = Dual(desk=0.3, handover_min=2.0, known_across=0.4, heard=0.15, joint_share=0.1).reform(unitary)
    for ends in ((NATIONAL_PATROL, LOCAL_PATROL), (LOCAL_PATROL, NATIONAL_PATROL)):
        (link,) = dual.find(Informs, *ends)
        assert (link.desk, link.handover, link.quality) == (0.3, 2.0, 0.4)
    assert [c.coverage for c in dual.find(Hears, RESIDENTS, COMMISSION)] == [0.15]
    assert [c.share for c in dual.find(Answers) if c.joint] == [0.1]


@pytest.mark.parametrize("model", [Dual(), Jeju()])
def test_crews_tell_case_teams_of_the_other_police_less(unitary: Institution, model: Dual | Jeju) -> None:
    """And those of their own police what they told them before; where all is known alike the law in force remains."""
    reformed = model.reform(unitary)
    own = {name for name in reformed.forces if not name.startswith("national.")}
    links = [c for c in reformed.find(Informs) if c.source.endswith(".patrol") and c.target in reformed.forces]
    links = [c for c in links if not c.target.endswith(".patrol")]
    assert len(links) == 2 * 3
    across = {c.quality for c in links if (c.source in own) != (c.target in own)}
    within = {c.quality for c in links if (c.source in own) == (c.target in own)}
    assert (across, within) == ({0.5}, {0.7})
    alike = replace(model, known_across=0.7).reform(unitary)
    assert {
        c.quality for c in alike.find(Informs) if c.target.endswith(("women_youth", "traffic", "investigation"))
    } == {0.7}


@pytest.mark.parametrize("model", [Dual(), Jeju()])
def test_a_commission_is_told_by_its_own_force_what_its_parameter_says(
    unitary: Institution, model: Dual | Jeju
) -> None:
    for known in (0.9, 0.3):
        reformed = replace(model, commission_knows=known).reform(unitary)
        assert {c.quality for c in reformed.find(Informs, target=COMMISSION)} == {known}


def test_all_eight_kinds_remain_with_statement_and_basis(dual: Institution) -> None:
    assert {type(clause) for clause in dual.clauses} == set(KINDS)
    assert all(clause.statement and clause.basis for clause in dual.clauses)


@pytest.mark.parametrize("wrong", [{"aid": "some"}, {"boxes": "burnt"}, {"patrol_share": 1.2}, {"desk": -0.1}])
def test_what_cannot_be_computed_is_refused(wrong: dict[str, object]) -> None:
    (name,) = wrong
    with pytest.raises(OutOfRange, match=f"governance.dual.{name}"):
        Dual(**wrong)


def test_calls_with_both_forces_come_to_the_share_of_the_jeju_trial() -> None:
    """Misrouted calls that the desk does not settle, and the joint list: about 3 % of dispatched calls."""
    calls = {"violent": 6.5, "property": 4.9, "public_order": 134, "inquiry": 17}
    calls |= {"life_safety": 57, "women_youth": 9, "traffic": 22, "local_events": 1}
    contested = dict(zip(calls, (0.05, 0.02, 0.15, 0.02, 0.25, 0.3, 0.1, 0.1), strict=True))
    misroute, dual = 0.19, Dual()
    misrouted = sum(calls[a] * contested[a] for a in calls) * misroute * (1 - dual.desk)
    joint = calls["women_youth"] * dual.joint_share
    assert (misrouted + joint) / sum(calls.values()) == pytest.approx(0.03, abs=0.0005)


def test_every_parameter_has_a_range_and_a_source() -> None:
    found = list(declarations(Dual()))
    assert {d.key for d in found} >= {"patrol_share", "boxes", "aid", "joint_share", "desk", "handover_min"}
    for declared in found:
        declared.check(declared.value)
