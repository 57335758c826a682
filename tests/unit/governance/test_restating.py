"""Restating a clause keeps its place and touches no other."""

import pytest

from sim.governance.restating import judged_alike, restated
from sim.institution.clauses import Commands, Evaluates
from sim.institution.institution import Institution
from sim.institution.names import COMMISSION, NATIONAL_INVESTIGATION, NATIONAL_PATROL, NPA


def test_a_clause_keeps_its_place(unitary: Institution) -> None:
    old = unitary.find(Commands, COMMISSION, NATIONAL_PATROL)[0]
    new = restated(unitary, {old: {"weight": 0.3, "basis": "a test"}})
    at = unitary.clauses.index(old)
    assert (new.clauses[at].weight, new.clauses[at].basis) == (0.3, "a test")
    assert new.clauses[:at] + new.clauses[at + 1 :] == unitary.clauses[:at] + unitary.clauses[at + 1 :]


def test_a_clause_that_is_not_there_is_an_error(unitary: Institution) -> None:
    other = Commands(source=COMMISSION, target=NATIONAL_INVESTIGATION, weight=0.3)
    with pytest.raises(ValueError, match=r"no Commands clause commission -> national\.investigation"):
        restated(unitary, {other: {"weight": 0.3}})


def test_the_criteria_of_all_judges_are_added(unitary: Institution) -> None:
    judged = judged_alike(unitary, NATIONAL_PATROL)
    (own,), (other,) = (unitary.find(Evaluates, judge, NATIONAL_PATROL) for judge in (NPA, COMMISSION))
    assert sum(judged.values()) == pytest.approx(1.0)
    assert judged["prevention"] == own.prevention + other.prevention > own.prevention > 0


def test_a_single_judge_keeps_its_weights(unitary: Institution) -> None:
    (own,) = unitary.find(Evaluates, NPA, NATIONAL_INVESTIGATION)
    judged = judged_alike(unitary, NATIONAL_INVESTIGATION)
    assert judged == {name: getattr(own, name) for name in judged}
