"""Boxes returned: the commission commands and appoints the police boxes as it does the other branches, and more."""

import itertools

import pytest

from sim.governance.boxes_returned import BoxesReturned
from sim.governance.practice import Practice
from sim.governance.unitary import Unitary
from sim.institution.clauses import Appoints, Commands
from sim.institution.diff import diff
from sim.institution.gaps import gaps
from sim.institution.institution import Institution
from sim.institution.names import COMMISSION, NATIONAL_PATROL, NATIONAL_TRAFFIC, NPA
from sim.parameters import OutOfRange
from sim.vocabulary import LOCAL, NATIONAL


def test_every_step_stands_by_itself_and_touches_its_own_kind(unitary: Institution) -> None:
    steps = BoxesReturned().steps(unitary)
    assert all(list(gaps(step.institution)) == [] for step in steps)
    touched = {}
    for before, after in itertools.pairwise((unitary, *(step.institution for step in steps))):
        touched[len(touched)] = {clause.kind for clause in set(before.clauses) ^ set(after.clauses)}
    assert [step.name for step in steps] == ["life safety", "command", "careers"]
    assert list(touched.values()) == [{"Commands"}, {"Commands"}, {"Appoints"}]


def test_it_stays_one_pool(unitary: Institution) -> None:
    before, after = (i.provisions().at({}) for i in (unitary, BoxesReturned().reform(unitary)))
    assert after.forces == before.forces
    assert (after.response.rank == before.response.rank).all()


def test_the_112_chain_loses_half_and_nothing_else_moves(unitary: Institution) -> None:
    returned = BoxesReturned().steps(unitary)[0].institution
    before, after = (i.provisions().at({}).administration for i in (unitary, returned))
    assert (after.first_response == 0.5 * before.first_response).all()
    assert (after.prevention == before.prevention).all()


def test_the_shares_of_two_masters_over_the_boxes_sum_to_one(unitary: Institution) -> None:
    directed = BoxesReturned(commission_weight=0.3).reform(unitary)
    prevention = [c for c in directed.find(Commands, target=NATIONAL_PATROL) if c.scope.phases != ("first_response",)]
    assert {(c.source, c.weight) for c in prevention} == {(NPA, 0.7), (COMMISSION, 0.3)}
    plan = directed.provisions().at({}).response.plan_weight[0].tolist()
    assert plan == pytest.approx([0.7] * len(NATIONAL) + [0.3] * len(LOCAL))


def test_other_branches_keep_their_masters(unitary: Institution) -> None:
    reform = BoxesReturned().reform(unitary)
    for kind in (Commands, Appoints):
        assert reform.find(kind, target=NATIONAL_TRAFFIC) == unitary.find(kind, target=NATIONAL_TRAFFIC)


@pytest.mark.parametrize("stake", [0.0, 0.2, 0.4])
def test_careers_in_the_boxes_become_like_those_in_other_branches(stake: float) -> None:
    reform = BoxesReturned().reform(Unitary(practice=Practice(commission_stake=stake)).institution())
    stakes = {
        force: {c.source: (c.stake, c.rotation) for c in reform.find(Appoints, target=force)}
        for force in (NATIONAL_PATROL, NATIONAL_TRAFFIC)
    }
    assert stakes[NATIONAL_PATROL] == stakes[NATIONAL_TRAFFIC]
    assert stakes[NATIONAL_PATROL][COMMISSION][0] == stake


def test_the_difference_names_the_decree(unitary: Institution) -> None:
    said = diff(unitary, BoxesReturned().reform(unitary))
    (added,) = (sentence for sentence in said if sentence.startswith("Adds: "))
    assert added.startswith("Adds: commission appoints national.patrol over all affairs: ")
    assert "Appointment Decree art. 4(1) without the exception" in added


def test_a_weight_that_is_no_share_is_refused() -> None:
    with pytest.raises(OutOfRange, match=r"^governance.boxes_returned.commission_weight: 1.5 is not allowed"):
        BoxesReturned(commission_weight=1.5)
