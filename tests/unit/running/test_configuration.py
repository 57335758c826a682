"""A configuration says what the declarations say, unless a file or the command line says otherwise."""

from dataclasses import replace
from datetime import date

import pytest

from experiments.running.asking import single
from experiments.running.configuration import composed
from experiments.running.schema import filled, typed
from experiments.running.settings import settings
from sim.demand.rules import DemandRules
from sim.governance.dual import Dual
from sim.response.rules import ResponseRules
from sim.world.rules import WorldRules


@pytest.fixture(scope="module")
def default():
    return settings(composed(()))


@pytest.mark.parametrize("owner", [WorldRules, DemandRules, ResponseRules, Dual])
def test_the_schema_holds_the_declared_values(owner):
    plain = {key: _plain(node) for key, node in typed(owner).items()}
    assert filled(owner, plain) == owner()


def _plain(node):
    if isinstance(node, dict):
        return {key: _plain(inner) for key, inner in node.items()}
    return node._value() if hasattr(node, "_value") and not hasattr(node, "items") else dict(node)


def test_defaults_are_those_declared(default):
    assert (default.world, default.demand, default.response) == (WorldRules(), DemandRules(), ResponseRules())
    assert default.governance["dual"] == Dual()


def test_the_default_study(default):
    assert (default.name, default.where.kind) == ("rest", "seoul")
    assert (default.start, default.burn_in_days, default.days) == (date(2023, 1, 1), 60, 365)
    assert [case.key for case in default.plan.main] == ["unitary", "dual"]
    extra = [case.key for case in default.plan.extra]
    assert extra[0] == "dual[split]"
    assert sum(key.startswith("dual[") for key in extra) == 6
    assert {"unitary | hold=0, penalty=0", "dual | hold=0, penalty=0", "unitary | staffing=0.9"} <= set(extra)


def test_the_command_line_has_the_last_word():
    asked = settings(
        composed(("world=town", "world.staffing=0.9", "governance.dual.aid=full", "demand.affairs.traffic.crews=1.2"))
    )
    assert (asked.world.places, asked.world.staffing) == (40, 0.9)
    assert asked.governance["dual"].aid == "full"
    assert asked.demand.affairs.traffic.crews == 1.2


def test_a_scenario_changes_what_it_names_and_nothing_else(default):
    idle = next(case for case in default.plan.extra if case.key == "dual | hold=0, penalty=0")
    assert default.response_of(idle).hold_p2_min == default.response_of(idle).station_penalty_min == 0
    assert default.amid(idle) == default
    fewer = next(case for case in default.plan.extra if case.key == "unitary | staffing=0.9")
    assert default.amid(fewer).world.staffing == 0.9
    assert replace(default.amid(fewer), world=default.world) == default
    assert default.response_of(fewer) == default.response


def test_a_step_stops_the_reform(default):
    by_key = {case.key: case for case in (*default.plan.main, *default.plan.extra)}
    steps = Dual().steps(default.before)
    assert default.institution(by_key["dual[command]"]) == steps[1].institution
    assert default.institution(by_key["dual"]) == steps[-1].institution
    assert default.institution(by_key["unitary"]) == default.before


def test_a_policy_file_changes_its_governance_model():
    asked = settings(composed(single(("policy=dual_shared", "world=town"))))
    (case,) = asked.plan.main
    assert case.key == "dual_shared"
    assert asked.institution(case) == Dual(boxes="shared", aid="full").reform(asked.before)


def test_region_at_the_top_is_short_for_that_of_the_world():
    one, other = (settings(composed(("world=province", said))) for said in ("region=Gangwon", "world.region=Gangwon"))
    assert one.where == other.where


def test_a_force_may_keep_a_hold_rule_of_its_own():
    asked = settings(composed(("+response.hold_by_force={local.patrol:[0,1,2.5]}",)))
    assert asked.response.hold_of("local.patrol") == (0, 1, 2.5)
    assert asked.response.hold_of("national.patrol") == (0, 5, 10)


def test_values_outside_the_plausible_range_need_a_word():
    asked = settings(composed(("world.staffing=3", "allow_outside_ranges=true")))
    assert asked.world.staffing == 3


def test_one_policy_is_a_study_of_its_own():
    assert single(("policy=dual",)) == ("study=single", "policies=[dual]")
    assert single(("policy=dual", "study=rest")) == ("policies=[dual]", "study=rest")


@pytest.mark.parametrize("said", ["region=부산", "region='부산'", 'region="부산"'])
def test_a_korean_name_needs_no_quotes(said):
    assert composed(("world=province", said)).values["region"] == "부산"


def test_a_value_beyond_ascii_may_have_spaces_and_quotes():
    assert composed(("out=한국's 결과/둘 (2)",)).values["out"] == "한국's 결과/둘 (2)"
