"""Which cases a study has, under which keys, in which replications."""

from experiments.design.cases import Case, Scenario, plan
from experiments.design.policies import Dose, Policy

UNITARY, DUAL = Policy("unitary"), Policy("dual")
IDLE = Scenario("idle", "hold=0, penalty=0", ("unitary", "dual"), response={"station_penalty_min": 0})
FEWER = Scenario("fewer", "staffing=0.9", ("unitary",), world={"staffing": 0.9})
STEPS = {"dual": ("split", "jurisdiction", "people and money")}


def test_keys_are_stable_text():
    assert Case(DUAL).key == "dual"
    assert Case(DUAL, "jurisdiction").key == "dual[jurisdiction]"
    assert Case(UNITARY, scenario=IDLE).key == "unitary | hold=0, penalty=0"


def test_a_plan_has_policies_then_steps_then_scenarios():
    planned = plan((UNITARY, DUAL), steps=STEPS, scenarios=(IDLE, FEWER), extra_replications=1)
    assert [case.key for case in planned.main] == ["unitary", "dual"]
    assert [case.key for case in planned.extra] == [
        "dual[split]",
        "dual[jurisdiction]",
        "unitary | hold=0, penalty=0",
        "dual | hold=0, penalty=0",
        "unitary | staffing=0.9",
    ]


def test_the_last_step_is_the_policy_itself():
    planned = plan((UNITARY, DUAL), steps=STEPS, scenarios=(), extra_replications=1)
    assert "people and money" not in [case.step for case in planned.extra]


def test_extras_are_run_in_the_first_replications_only():
    planned = plan((UNITARY, DUAL), steps=STEPS, scenarios=(), extra_replications=2)
    assert [len(planned.cases(replication)) for replication in range(4)] == [4, 4, 2, 2]


def test_steps_and_scenarios_of_policies_that_are_not_compared_are_left_out():
    planned = plan((UNITARY,), steps=STEPS, scenarios=(IDLE,), extra_replications=1)
    assert [case.key for case in planned.extra] == ["unitary | hold=0, penalty=0"]


def test_a_strategy_is_taken_apart_by_kind_of_clause():
    policy = Policy("unitary", (Dose("a", 1.0), Dose("b", 0.5)))
    left = {policy.key: ("a:Refers", "b:Funds")}
    planned = plan((UNITARY, policy), steps={}, scenarios=(), extra_replications=1, without=left)
    assert [case.key for case in planned.extra] == [
        "unitary+a:1+b:0.5[without a:Refers]",
        "unitary+a:1+b:0.5[without b:Funds]",
    ]
    first = planned.extra[0]
    assert (first.left_out("a"), first.left_out("b"), Case(policy).left_out("a")) == ("Refers", "", "")
