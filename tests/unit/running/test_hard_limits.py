"""The hard limits of a parameter are what the rules can compute with: a run at each of them comes to its end."""

import math

import pytest

from experiments.bad_input import BadInput
from experiments.running.assembling import model
from sim.demand.rules import DemandRules
from sim.parameters import declarations
from sim.response.rules import ResponseRules
from sim.world.rules import WorldRules

ROOMS = {"world": WorldRules, "demand": DemandRules, "response": ResponseRules}
LIMITS = [
    (declared.key, int(limit) if float(limit).is_integer() else limit)
    for room, rules in ROOMS.items()
    for declared in declarations(rules, room)
    if not declared.choices and "affairs" not in declared.key and declared.key != "world.places"
    for limit in {declared.least, declared.most}
    if math.isfinite(limit)
]


@pytest.mark.parametrize(("key", "limit"), LIMITS)
def test_a_run_at_a_hard_limit_comes_to_its_end(key, limit):
    run = model("world=town", f"{key}={limit}", "allow_outside_ranges=true", "policy=dual", "burn_in_days=1").run(1)
    assert run.ledger.conserved()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (
            "demand.affairs.violent.branching=0.4 demand.affairs.violent.presence_elasticity=0.7",
            "violent.branching: 0.4",
        ),
        ("demand.affairs.inquiry.low=0.8 demand.affairs.inquiry.urgent=0.3", "inquiry.low: 0.8"),
    ],
)
def test_numbers_that_do_not_go_together_are_one_line(words, message):
    with pytest.raises(BadInput) as complaint:
        model("world=town", *words.split(), "allow_outside_ranges=true")
    assert message in str(complaint.value)
    assert "allowed: at most" in str(complaint.value)
