"""A policy of strategies is run again without each kind of their amendments, by configuration alone."""

import pytest

from experiments.running.configuration import composed
from experiments.running.settings import settings

POLICY = "unitary+municipal_cooperation:1"


@pytest.fixture(scope="module")
def asked():
    return settings(composed(("world=town", f"policies=[unitary,{POLICY}]", f"steps_of=[{POLICY}]")))


def lessened(asked):
    return [case for case in asked.plan.extra if case.without]


def amended(asked, case):
    institution = asked.institution(case)
    for programme in asked.programmes(case):
        institution = programme.amend(institution)
    return {amendment.clause.kind for amendment in institution.amendments}


def test_each_kind_has_a_case_of_its_own(asked):
    whole = amended(asked, asked.plan.main[1])
    assert {case.key for case in lessened(asked)} == {
        f"{POLICY}[without municipal_cooperation:{kind}]" for kind in whole
    }
    assert "Refers" in whole


def test_a_case_leaves_out_its_kind_and_no_other(asked):
    whole = amended(asked, asked.plan.main[1])
    for case in lessened(asked):
        assert amended(asked, case) == whole - {case.left_out("municipal_cooperation")}


def test_a_policy_without_strategies_has_no_such_case():
    assert lessened(settings(composed(("world=town",)))) == []
