"""Settings at a point are those that the command line would make, and the others are the same objects."""

import pytest

from experiments.bad_input import BadInput
from experiments.design.sampling.sobol import points
from experiments.running.configuration import composed
from experiments.running.deriving import at
from experiments.running.settings import settings
from experiments.running.varied import assumed, matching

STUDY = ("study=single", "world=town", "world.places=8", "policies=[unitary,dual+municipal_cooperation:1]")
ROOMS = ("world", "demand", "response", "casework", "administration", "society", "governance", "strategies", "before")


@pytest.fixture(scope="module")
def asked():
    return settings(composed(STUDY))


def test_a_point_is_what_the_command_line_would_say(asked):
    some = matching(asked, ["response.*", "governance.*", "demand.affairs.*.removable", "strategy.*", "world.*"], "")
    for point in points(some, 4, seed=2):
        there = settings(composed((*STUDY, *(f"{key}={value}" for key, value in point.items()))))
        here = at(asked, point)
        assert all(getattr(here, room) == getattr(there, room) for room in ROOMS)
        for case in asked.plan.main:
            assert here.institution(case) == there.institution(case)
            assert here.programmes(case) == there.programmes(case)


def test_what_a_point_leaves_alone_is_not_made_anew(asked):
    found = at(asked, {"response.misroute": 0.0})
    assert found.response.misroute == 0.0
    assert found.before is asked.before
    assert found.demand is asked.demand
    assert at(asked, {}) == asked


def test_values_are_changed_together(asked):
    """One after the other they would pass through a point that the rules refuse."""
    from experiments.running.changing import changed

    rules = asked.administration
    assert changed(rules, {}) is rules
    weights = {"theta": 2.0, "acceptance.usual": rules.acceptance.usual}
    found = changed(rules, weights)
    assert (found.theta, found.acceptance) == (2.0, rules.acceptance)


def test_the_law_in_force_follows_its_parameters(asked):
    found = at(asked, {"governance.unitary.practice.police_refers": 0.01})
    assert found.before != asked.before
    assert found.institution(found.plan.main[1]) != asked.institution(asked.plan.main[1])


def test_values_that_do_not_go_together_are_refused_in_one_line(asked):
    with pytest.raises(BadInput, match="branching"):
        at(asked, {"demand.affairs.property.branching": 5.0})


def test_assumptions_are_those_of_the_policies_in_use(asked):
    keys = {declared.key for declared in assumed(asked)}
    assert "strategy.municipal_cooperation.referral" in keys
    assert not any(key.startswith(("strategy.auxiliary", "governance.national")) for key in keys)
    assert any(key.startswith("governance.dual.") for key in keys)
    assert "governance.dual.patrol_share" not in keys, "it is from the plan"
    assert len(keys) > 250
