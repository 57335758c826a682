"""The first page: every headline outcome is judged once, gaps are closed only where the target is better."""

import re
from dataclasses import replace

import numpy as np
import pytest

from experiments.analysis.materiality import Judgement
from experiments.reporting import answer, bundles, null_model
from experiments.reporting.answer import GROUPS
from experiments.reporting.headline import BY_KEY, headlines
from experiments.reporting.null_model import Order
from experiments.reporting.study import read


@pytest.fixture(scope="module")
def asked(made):
    return read(made("study=seoul", "world=town", "replications=3", "extra_replications=2"))


def with_values(study, changes):
    """The study with other values of some outcomes: {(case, outcome): [replication]}."""
    found = {key: dict(enumerate(values)) for key, values in changes.items()}
    return replace(study, outcomes={**study.outcomes, **found})


def words(section):
    return " ".join(getattr(block, "words", "") for block in section.blocks if block.kind == "text")


def tables(section):
    return {block.key: block for block in section.blocks if block.kind == "table"}


def test_every_headline_outcome_is_judged_once(asked):
    found = answer.verdicts(asked, "dual")
    assert [v.outcome.key for v in found] == [o.key for o in headlines() if asked.known(o.key)]
    for v in found:
        assert v.judged is asked.judged(v.outcome, v.difference)


def test_the_lead_counts_what_the_table_and_the_list_show(asked):
    found = answer.verdicts(asked, "dual")
    material = {v.outcome.key for v in found if v.judged.material}
    section = answer.section(asked)
    assert {row.key for row in tables(section)["answer"].rows if not row.heading} == material
    lead = re.search(
        r"materially better: (\d+).*?materially worse: (\d+)(.*?); materially different.*?not distinguishable: (\d+)",
        words(section),
    )
    better, worse, same = (int(lead[n]) for n in (1, 2, 4))
    assert sum(map(int, re.findall(r" (\d+)", lead[3]))) == worse, "families add up"
    assert better == sum(v.judged is Judgement.BETTER for v in found)
    assert worse == sum(v.judged is Judgement.WORSE for v in found)
    assert same == len(found) - len(material)


def test_every_material_judgement_has_a_heading():
    assert {judged for judged, _ in GROUPS} == {judged for judged in Judgement if judged.material}


def test_the_target_is_the_other_governance_model_without_strategies(asked):
    assert bundles.target(asked) == "dual"
    assert "dual_all" in bundles.bundles(asked)
    assert "dual_all" not in bundles.on_ground(asked)
    assert set(bundles.on_ground(asked)) == set(bundles.bundles(asked)) - {"dual_all"}


def test_no_gap_is_closed_where_the_target_is_not_better(asked):
    first, *_ = bundles.blocks(asked, ())
    assert "no gap" in first.words


def test_gap_closure_is_fieller_s_and_says_when_it_is_unbounded(asked):
    trust, n = BY_KEY["trust"], 3
    base = np.full(n, 0.5)
    gap = np.array([0.1, 0.11, 0.09])
    half = with_values(
        asked,
        {("unitary", "trust"): base, ("dual", "trust"): base + gap, ("unitary_all", "trust"): base + 0.5 * gap},
    )
    table, *_ = bundles.blocks(half, (trust,))
    cell = dict(zip(table.head, (c.words for c in table.rows[0].cells), strict=True))["unitary_all"]
    assert cell.startswith("50 % (50 to 50)")
    weak = with_values(half, {("dual", "trust"): base + np.array([0.1, -0.1, 0.02])})
    cell = bundles.blocks(weak, (trust,))[0].rows[0].cells
    assert any("unbounded" in c.words for c in cell)


def test_a_bundle_that_equals_the_target_is_not_inferior(asked):
    same = with_values(asked, {("unitary_all", "trust"): [0.6] * 3, ("dual", "trust"): [0.6] * 3})
    same = with_values(same, {("unitary", "trust"): [0.5] * 3})
    table, *_ = bundles.blocks(same, (BY_KEY["trust"],))
    cell = dict(zip(table.head, (c.words for c in table.rows[0].cells), strict=True))["unitary_all"]
    assert cell == "100 % (100 to 100); not inferior"


def test_the_money_spent_otherwise_stands_beside_the_bundles(asked):
    effects = tables(answer.section(asked))["effects"]
    assert effects.head[2:] == bundles.bundles(asked)
    assert {"unitary_all_as_officers", "unitary_all_as_idle_money"} <= set(effects.head)
    assert effects.rows[-1].key == "cost" or any(row.key == "cost" for row in effects.rows)


def test_how_many_crews_the_money_buys_is_said_on_the_first_page(asked):
    def told(added: int) -> str:
        facts = tuple(
            {**one, "cases": {key: {**run, "posts_added": added} for key, run in one["cases"].items()}}
            for one in asked.facts
        )
        return words(answer.section(replace(asked, facts=facts)))

    assert "unitary_all_as_officers: the money buys 3.0 crews on duty." in told(3)
    assert "less than the price of one crew, buys none and stays idle" in told(0)


def test_each_strategy_has_its_legal_basis(asked):
    said = words(answer.section(asked))
    assert "municipal_cooperation takes an ordinance" in said
    assert "auxiliary_police is possible under the law as it stands" in said


def test_the_parts_of_response_add_up(asked):
    for row in tables(answer.section(asked))["answer-parts"].rows:
        whole, *parts = (float(cell.words) for cell in row.cells[1:])
        assert whole == pytest.approx(sum(parts), abs=0.04)  # every part has a made-up gap of its own


def test_one_replication_decides_nothing(made):
    section = answer.section(read(made("world=town", "replications=1", "extra_replications=0")))
    assert tables(section) == {}


def test_one_policy_has_no_answer(made):
    section = answer.section(read(made("world=town", "policies=[unitary]", "steps_of=[]", "scenarios={}")))
    assert [block.kind for block in section.blocks] == ["text", "text"]


def test_closed_forms_speak_of_every_policy(asked):
    said = null_model.null_model(asked)
    assert tuple(said) == asked.others
    assert said["dual"]["response"] > 0
    assert said["unitary_all_as_idle_money"] == dict.fromkeys(said["dual"], 0.0)


def test_an_order_is_the_same_only_if_all_pairs_agree():
    assert Order("response", 3, 3).same
    assert not Order("response", 2, 3).same
    assert not Order("response", 0, 0).same


def test_orders_count_pairs_that_the_simulation_tells_apart(asked):
    sure = {("unitary", "response"): [4.0, 4.1, 4.2], ("dual", "response"): [5.0, 5.1, 5.2]}
    flipped = with_values(asked, sure)
    order = {o.outcome: o for o in null_model.orders(flipped, {"dual": dict.fromkeys(null_model.KEYS, 1.0)})}
    assert order["response"] == Order("response", 1, 1)
    order = {o.outcome: o for o in null_model.orders(flipped, {"dual": dict.fromkeys(null_model.KEYS, -1.0)})}
    assert order["response"] == Order("response", 0, 1)


def test_without_the_region_s_tables_there_is_no_null_model(asked):
    gone = replace(asked, region=None)
    assert null_model.null_model(gone) == {}
    assert "no longer there" in null_model.section(gone).blocks[0].words


def test_the_null_model_s_sentence_names_both_kinds():
    said = null_model.sentence((Order("response", 3, 3), Order("harm", 1, 2)))
    assert "1 of 2" in said
    assert "Response time" in said.partition("Not in the same order")[0]
    assert "Harm" in said.partition("Not in the same order")[2]
