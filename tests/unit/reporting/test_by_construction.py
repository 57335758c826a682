"""Which part of a reform a difference comes from, and which rules of the ledger can fix its sign."""

import re
from dataclasses import replace
from fnmatch import fnmatchcase
from itertools import pairwise

import numpy as np
import pytest

from experiments.inputs.benchmarks import BuiltIn, read_ledger
from experiments.reporting import attribution, by_construction
from experiments.reporting.study import read
from experiments.running.configuration import composed
from experiments.running.origins import flat
from sim.outcomes.catalogue import OUTCOMES

COOPERATION = "unitary+municipal_cooperation:1"


def rule(kind="theorem", clauses=("Answers",), outcomes=("response",), vanishes_at="always", side="either") -> BuiltIn:
    return BuiltIn("a rule", "somebody", side, vanishes_at, kind, clauses, outcomes)


@pytest.fixture(scope="module")
def cooperating(made):
    policies = f"policies=[unitary,{COOPERATION}]"
    return read(made("world=town", policies, f"steps_of=[{COOPERATION}]", "replications=3", "extra_replications=2"))


def rows(section, key):
    (table,) = [block for block in section.blocks if getattr(block, "key", "") == key]
    return {row.key: [cell.words for cell in row.cells] for row in table.rows}


def test_every_rule_names_outcomes_of_the_catalogue():
    known = {outcome.key for outcome in OUTCOMES}
    for built_in in read_ledger():
        assert set(built_in.outcomes) <= known, built_in.rule


KEY = re.compile(r"^(society|administration|casework|demand|response|world|governance|strategy)\.[\w.*]+=")


def test_where_a_rule_vanishes_is_a_key_and_a_value_that_can_be_read():
    known = [key for key, _ in flat(composed(()).values)]
    checked = 0
    for rule in read_ledger():
        for said in re.split(" or | and ", rule.vanishes_at):
            if KEY.match(said.strip()):
                key, _, value = said.strip().partition("=")
                assert any(fnmatchcase(name, key) for name in known), said
                # Words after a value leave the rule in effect; a value in brackets would look read and is not.
                assert "(" not in value, said
                checked += 1
    assert checked > 40


def test_a_rule_that_fixes_something_says_what():
    for built_in in read_ledger():
        assert bool(built_in.outcomes) or built_in.kind in ("neutral", "open"), built_in.rule


def test_parts_of_a_reform_lead_from_the_base_to_the_whole(study):
    parts = attribution.parts(study, "dual")
    assert parts[0].less == "unitary"
    assert parts[-1].case == "dual"
    assert all(part.less == earlier.case for earlier, part in pairwise(parts))
    by_name = {part.name: part.clauses for part in parts}
    assert by_name["split"] == ("split",)
    assert by_name["command"] == ("Commands",)
    assert by_name["mutual aid"] == ("Answers",)


def test_the_shares_of_all_parts_add_up(study):
    parts = attribution.parts(study, "dual")
    whole = study.difference("response", "dual", "unitary", (0, 1)).mean
    steps = [study.difference("response", part.case, part.less, (0, 1)).mean for part in parts]
    assert sum(steps) == pytest.approx(whole)
    found = attribution.trace(study, "response", "dual", parts)
    assert [one.share for one in found.origins] == [pytest.approx(1 / 6)], "six equal steps: none makes half of it"
    assert {"split", "Commands", "Answers", "Funds"} <= set(found.clauses)
    whole = attribution.Part("whole", ("Answers",), "dual", "unitary")
    found = attribution.trace(study, "response", "dual", (*parts, whole))
    assert found == attribution.Trace((attribution.Origin(whole, 1.0),), ("Answers",))


def test_an_amendment_that_was_left_out_shows_what_it_did(cooperating):
    parts = {part.name: part for part in attribution.parts(cooperating, COOPERATION)}
    assert parts["municipal_cooperation: Refers"].clauses == ("Refers", "strategies")
    assert parts["municipal_cooperation: Refers"].less == f"{COOPERATION}[without municipal_cooperation:Refers]"
    (found,) = attribution.trace(cooperating, "harm", COOPERATION, tuple(parts.values())).origins
    assert found.part.name == "municipal_cooperation: Refers"
    assert found.share == pytest.approx(1.0)


def test_what_no_part_makes_is_left_to_all_of_them(cooperating):
    parts = attribution.parts(cooperating, COOPERATION)
    found = attribution.trace(cooperating, "utilisation", COOPERATION, parts[1:])
    assert [one.part.name[:10] for one in found.origins] == ["none alone"]
    assert [one.share for one in found.origins] == [pytest.approx(1.0)]
    assert "strategies" in found.clauses


def test_a_rule_is_not_named_for_a_difference_that_favours_the_other_side():
    base, reform, either = (rule(side=side) for side in ("base", "reform", "either"))
    ledger = (base, reform, either)
    assert attribution.rules(ledger, "response", ("Answers",), "base") == (base, either)
    assert attribution.rules(ledger, "response", ("Answers",), "reform") == (reform, either)
    assert attribution.rules(ledger, "response", ("Answers",)) == ledger


def test_what_programmes_spend_explains_money_alone():
    ledger = (rule(clauses=("Funds",), outcomes=("response", "cost", "locally_financed")),)
    for outcome, named in (("response", ()), ("cost", ledger), ("locally_financed", ledger)):
        assert attribution.rules(ledger, outcome, ("Refers", "strategies")) == named
    assert attribution.rules(ledger, "response", ("Funds", "strategies")) == ledger, "an amended clause counts"


def test_mutual_aid_is_not_named_where_duties_are_divided(study):
    parts = {part.name: part for part in attribution.parts(study, "dual")}
    assert parts["jurisdiction"].answering == ("duty",)
    assert parts["mutual aid"].answering == ("aid",)
    assert parts["joint attendance"].answering == ("joint",)
    aid = tuple(rule for rule in read_ledger() if rule.rule.startswith("Mutual aid"))
    assert attribution.rules(aid, "response", parts["jurisdiction"].through) == ()
    assert attribution.rules(aid, "response", parts["mutual aid"].through) == aid


def test_the_surest_rule_is_named_and_none_means_open():
    ledger = (rule("assumptions"), rule("theorem"), rule("theorem", ("Commands",)), rule("neutral"))
    assert attribution.rules(ledger, "response", ("Answers",)) == (ledger[1],)
    assert attribution.rules(ledger, "response", ("Commands", "Funds")) == (ledger[2],)
    assert attribution.rules(ledger, "response", ("Funds",)) == ()
    assert attribution.rules(ledger, "harm", ("Answers",)) == ()
    assert attribution.rules((rule(clauses=("any",)),), "response", ("Funds",)) != ()
    both = (rule(clauses=("divided+Answers",)),)
    assert attribution.rules(both, "response", ("Answers",)) == ()
    assert attribution.rules(both, "response", ("divided", "Answers")) == both


@pytest.mark.parametrize(
    ("vanishes_at", "gone"),
    [
        ("governance.dual.aid=emergency", True),
        ("governance.dual.aid=none", False),
        ("governance.dual.joint_share=0.67 and governance.dual.boxes=divided", True),
        ("governance.dual.joint_share=0.67 and governance.dual.boxes=shared", False),
        ("days=1 or governance.dual.boxes=divided", True),
        ("governance.*.aid=emergency", True),
        ("governance.unitary_2023.mobile_share=0.01", True),
        ("no_such_key=1", False),
        ("governance.dual.aid=emergency with shared boxes", False),
        ("always", False),
    ],
)
def test_a_rule_that_has_vanished_fixes_nothing(study, vanishes_at, gone):
    ledger = (rule(vanishes_at=vanishes_at),)
    assert attribution.in_effect(study, "dual", ledger) == (() if gone else ledger)


def test_settings_of_the_policy_come_before_those_of_the_study(made):
    study = read(made("world=town", "policies=[unitary,dual,dual_shared]", "replications=2", "extra_replications=0"))
    ledger = (rule(vanishes_at="governance.dual.boxes=shared"),)
    assert attribution.in_effect(study, "dual", ledger) == ledger
    assert attribution.in_effect(study, "dual_shared", ledger) == ()


def test_signs_are_traced_and_only_open_ones_are_findings(study, monkeypatch):
    """Of outcomes that all differ, one has no rule that could fix its sign."""
    ledger = tuple(rule for rule in read_ledger() if "local_fit" not in rule.outcomes)
    monkeypatch.setattr(by_construction, "read_ledger", lambda: ledger)
    section = by_construction.section(study)
    said = rows(section, "signs-dual")
    unit, difference, _, where, share, kind, named = said["response"][1:]
    assert (unit, difference, share, kind) == ("min", "+0.550", "17 %", "theorem")
    assert where.endswith(")")
    known = rows(section, "rules-named")
    assert all(known[number][4] == "theorem" for number in named.split(", "))
    open_ones = {key for key, cells in said.items() if cells[6] == "open"}
    said_so = "Finding, dual" if len(open_ones) == 1 else "Findings, dual"
    place = next(i for i, b in enumerate(section.blocks) if getattr(b, "words", "") and said_so in b.words)
    findings = section.blocks[place + 1].words
    titles = {outcome.key: outcome.title for outcome in OUTCOMES}
    assert open_ones
    assert {words.partition(": ")[0] for words in findings} == {titles[key] for key in open_ones}
    counted = "sign of 1 difference is" if len(open_ones) == 1 else f"signs of {len(open_ones)} differences are"
    assert f"the {counted} fixed by no rule" in section.blocks[place].words


def test_without_parts_all_clauses_of_the_reform_are_asked(made):
    study = read(made("world=town", "policies=[unitary,dual,dual_shared]", "replications=2", "extra_replications=0"))
    section = by_construction.section(study)
    assert rows(section, "signs-dual")["response"][4:7] == ["—", "—", "theorem"]
    assert any("was not taken apart" in getattr(block, "words", "") for block in section.blocks)


def test_a_rule_on_a_model_concerns_policies_with_it(cooperating, study):
    dual, divided = rule(vanishes_at="governance.dual.x"), rule(vanishes_at="governance.*.boxes=shared")
    unitary = rule(vanishes_at="governance.unitary.commission_weight at the local share of harm")
    assert attribution.in_effect(study, "dual", (dual, divided, unitary)) == (dual, divided, unitary)
    assert attribution.in_effect(cooperating, COOPERATION, (dual, divided, unitary)) == (unitary,)


def test_a_rule_on_a_strategy_concerns_those_who_carry_it_out(cooperating, study):
    ledger = (rule(vanishes_at="strategy.municipal_cooperation.referral=0"), rule(vanishes_at="strategy.other.a low"))
    assert attribution.in_effect(study, "dual", ledger) == ()
    assert attribution.in_effect(cooperating, COOPERATION, ledger) == ledger[:1]


def test_equal_policies_have_no_sign_to_explain(study):
    same = {(case, o): study.outcomes["unitary", o] for case, o in study.outcomes}
    section = by_construction.section(replace(study, outcomes=same))
    assert "no headline difference has a sure sign and may matter" in section.blocks[1].words


def test_a_policy_of_strategies_is_compared_with_its_own_model(cooperating, study):
    assert cooperating.ground(COOPERATION) == "unitary"
    assert study.ground("dual") == "unitary"
    assert study.ground("unitary") == ""
    assert not np.isnan(cooperating.mean(COOPERATION, "harm"))
