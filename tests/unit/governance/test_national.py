"""National: nothing of the commission is left, and what it had goes to headquarters or ends."""

import pytest

from sim.governance.national import National
from sim.governance.unitary import Unitary
from sim.institution.clauses import KINDS, Evaluates, Funds, Hears
from sim.institution.gaps import gaps
from sim.institution.institution import Institution
from sim.institution.names import COMMISSION, MUNICIPALITY, NATIONAL_PATROL, NPA, STATE_TREASURY
from sim.parameters import OutOfRange


@pytest.fixture(scope="module")
def national(unitary: Institution) -> Institution:
    return National().reform(unitary)


def test_every_step_stands_by_itself(unitary: Institution) -> None:
    steps = National().steps(unitary)
    assert [step.name for step in steps] == ["command", "life safety", "careers", "voice and money"]
    assert all(list(gaps(step.institution)) == [] for step in steps)


def test_no_clause_binds_the_commission(national: Institution) -> None:
    assert [c for c in national.clauses if COMMISSION in (c.source, c.target)] == []
    assert COMMISSION not in national.provisions().at({}).principals


def test_every_kind_of_clause_is_left(national: Institution) -> None:
    assert {type(clause) for clause in national.clauses} == set(KINDS)


def test_headquarters_directs_all_affairs_alike(national: Institution) -> None:
    terms = national.provisions().at({})
    assert terms.response.plan_weight.tolist() == [[1.0] * 8]
    assert terms.response.principals.tolist() == [1]
    at = terms.principals.index(NPA)
    assert (terms.administration.stake[at] == 1.0).all()
    assert (terms.administration.first_response[at, 0] == 0.25).all()


def test_headquarters_judges_as_it_did_and_alone(unitary: Institution, national: Institution) -> None:
    for force in national.forces:
        (judge,) = national.find(Evaluates, target=force)
        (before,) = unitary.find(Evaluates, NPA, force)
        assert judge.source == NPA
        assert all(getattr(judge, name) == getattr(before, name) for name in Evaluates.terms())


def test_the_state_pays_as_much_as_before_for_projects(unitary: Institution, national: Institution) -> None:
    before, after = (sum(c.amount for c in i.find(Funds, STATE_TREASURY)) for i in (unitary, national))
    assert after == before > 0


def test_residents_are_heard_by_the_municipality_alone(national: Institution) -> None:
    assert [c.target for c in national.find(Hears)] == [MUNICIPALITY]


def test_police_boxes_still_answer_every_call(unitary: Institution, national: Institution) -> None:
    assert national.provisions().at({}).forces == (NATIONAL_PATROL,)
    before, after = (i.provisions().at({}).response.rank for i in (unitary, national))
    assert (after == before).all()


def test_it_does_not_depend_on_what_the_commission_had(national: Institution) -> None:
    other = National().reform(Unitary(commission_weight=0.4).institution())
    assert other.provisions().at({}).response.plan_weight.tolist() == [[1.0] * 8]
    assert set(other.clauses) == set(national.clauses)


def test_a_weight_below_nothing_is_refused() -> None:
    with pytest.raises(OutOfRange, match=r"^governance.national.chain_weight: -1 is not allowed"):
        National(chain_weight=-1)
