"""Unitary: the base of every comparison."""

import pytest

from sim.governance.base import Governance, Step
from sim.governance.practice import Practice
from sim.governance.unitary import Unitary
from sim.institution.clauses import Answers, Appoints, Commands, Evaluates, Funds
from sim.institution.institution import Institution
from sim.institution.names import COMMISSION, NATIONAL_PATROL, NATIONAL_TRAFFIC, NPA
from sim.parameters import OutOfRange
from sim.vocabulary import AFFAIRS, Scope


def test_unitary_reforms_nothing() -> None:
    base = Unitary().institution()
    assert Unitary(commission_weight=0.3).reform(base) is base
    assert Unitary().steps(base) == ()


def test_the_commission_has_no_career_power_over_patrol_crews() -> None:
    base = Unitary().institution()
    assert [c.source for c in base.find(Appoints, target=NATIONAL_PATROL)] == [NPA]
    assert {c.source for c in base.find(Appoints, target=NATIONAL_TRAFFIC)} == {NPA, COMMISSION}


def test_patrol_crews_answer_every_call_first() -> None:
    base = Unitary().institution()
    for affair in AFFAIRS:
        assert [c.source for c in base.jurisdiction(affair, "first_response")] == [NATIONAL_PATROL]


def test_the_shares_of_two_masters_sum_to_one() -> None:
    base = Unitary(commission_weight=0.3, practice=Practice(commission_stake=0.4)).institution()
    weights = {c.weight for c in base.find(Commands, target=NATIONAL_TRAFFIC)}
    assert sum(weights) == pytest.approx(1.0)
    stakes = [c.stake for c in base.find(Appoints, target=NATIONAL_TRAFFIC)]
    assert sum(stakes) == pytest.approx(1.0)


def test_what_the_commission_judges_is_taken_from_headquarters() -> None:
    base = Unitary(practice=Practice(commission_judges=0.2)).institution()
    criteria = [name for name in Evaluates.terms() if name != "noise"]
    judged = {c.source: sum(getattr(c, n) for n in criteria) for c in base.find(Evaluates, target=NATIONAL_PATROL)}
    assert judged == pytest.approx({NPA: 0.8, COMMISSION: 0.2})


def test_the_state_pays_all_posts() -> None:
    paying = [c for c in Unitary().institution().find(Funds) if c.rule == "posts"]
    assert [(c.source, c.target, c.cost_share) for c in paying] == [("state_treasury", NPA, 1.0)]


def test_a_weight_that_is_no_share_is_refused() -> None:
    with pytest.raises(OutOfRange, match=r"^governance.unitary.commission_weight: 1.5 is not allowed"):
        Unitary(commission_weight=1.5)


def test_a_reform_is_its_last_step() -> None:
    class TwoSteps(Governance):
        key, title = "two", "Two steps"

        def steps(self, unitary: Institution) -> tuple[Step, ...]:
            one = unitary.narrow(Answers, NATIONAL_PATROL, Scope(AFFAIRS[:7]))
            two = one.narrow(Answers, NATIONAL_PATROL, Scope(AFFAIRS[:6]))
            return Step("one", "One.", one), Step("two", "Two.", two)

    base = Unitary().institution()
    assert TwoSteps().reform(base) == TwoSteps().steps(base)[1].institution
