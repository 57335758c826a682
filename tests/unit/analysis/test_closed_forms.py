"""The null model of an institution: what its clauses say, put into closed forms."""

from dataclasses import replace

import numpy as np
import pytest

from experiments.analysis.closed_forms import KEYS, Force, Rules, predicted
from experiments.inputs.regions import seoul
from sim.casework.rules import ClearanceRules
from sim.demand.rules import DemandRules
from sim.governance.dual import Dual
from sim.governance.unitary import Unitary
from sim.response.rules import ResponseRules
from sim.society.rules import ContactRules
from sim.world.rules import WorldRules

CREWS = 1079.0
RULES = Rules(WorldRules(), DemandRules(), ResponseRules(), ClearanceRules(), ContactRules())
UNITARY = Unitary().institution()


@pytest.fixture(scope="module")
def region():
    return seoul()


@pytest.fixture(scope="module")
def unitary():
    return Force.of(UNITARY, {}, CREWS)


def dual(**changed):
    return Force.of(Dual(**changed).reform(UNITARY), {}, CREWS)


def test_a_policy_does_not_differ_from_itself(region, unitary):
    found = predicted(region, RULES, unitary, unitary)
    assert tuple(found) == KEYS
    assert set(found.values()) == {0.0}


def test_a_bare_split_changes_nothing(region, unitary):
    split = Force.of(Dual().steps(UNITARY)[0].institution, {}, CREWS)
    assert len(split.crews) == 2
    assert list(predicted(region, RULES, split, unitary).values()) == pytest.approx([0.0] * len(KEYS), abs=1e-9)


def test_dividing_the_calls_costs_minutes_and_the_smaller_pool_most(region, unitary):
    found = predicted(region, RULES, dual(), unitary)
    assert 0 < found["response_national"] < found["response_local"]
    assert found["handover"] > 0
    assert found["clearance_crime"] < 0
    assert found["contact_satisfaction_call"] == pytest.approx(-2.0 * found["response"])


def test_mutual_aid_in_all_calls_takes_the_queue_back(region, unitary):
    full, none = (predicted(region, RULES, dual(aid=aid), unitary)["response"] for aid in ("full", "none"))
    assert full < 0.25 * none


def test_without_misrouting_nothing_is_handed_over(region, unitary):
    rules = replace(RULES, response=ResponseRules(misroute=0.0))
    assert predicted(region, rules, dual(), unitary)["handover"] == 0.0


def test_more_crews_come_sooner_and_deter_more(region, unitary):
    more = replace(unitary, crews=1.1 * unitary.crews)
    found = predicted(region, RULES, more, unitary)
    assert found["response"] < 0
    assert found["utilisation"] < 0
    assert found["violent_true"] < 0


def test_too_few_crews_are_refused(region, unitary):
    with pytest.raises(ValueError, match="busy all day"):
        predicted(region, RULES, replace(unitary, crews=np.array([100.0])), unitary)
