"""Restating a clause keeps its place and touches no other."""

import pytest

from sim.governance.restating import restated
from sim.institution.clauses import Commands
from sim.institution.institution import Institution
from sim.institution.names import COMMISSION, NATIONAL_INVESTIGATION, NATIONAL_PATROL


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
