"""A sign counts as built in only by rules that have an effect at the values of the study."""

from experiments.evaluation import built_in
from experiments.inputs.benchmarks import read_ledger
from experiments.inputs.tables import Row

CELLS = {"governance": "unitary", "strategy": "citizen_voice", "outcome": "incidents", "through": "Hears", "full": "-1"}
LEDGER = tuple(rule for rule in read_ledger() if rule.vanishes_at == "society.network.walk_hours=0")


def said(**values):
    return built_in.section([Row("rows", 2, CELLS)], LEDGER, values)


def test_a_rule_counts_while_its_condition_does_not_hold():
    assert LEDGER
    assert "| 2 |" in said(**{"society.network.walk_hours": 0.2})
    assert "**Open signs**: True incidents of `citizen_voice`" in said(**{"society.network.walk_hours": 0.0})


def named(outcome, through, **cells):
    row = Row("rows", 2, {**CELLS, "outcome": outcome, "through": through, **cells})
    return built_in.rules(row, read_ledger(), built_in.clauses(row))


def test_money_explains_money_alone():
    spent = named("cost", "programme", strategy="fair_evaluation", full="1")
    assert any("Funds" in rule.clauses or "strategies" in rule.clauses for rule in spent)
    patrol = named("patrol_share", "Evaluates", strategy="fair_evaluation", full="1")
    assert patrol
    assert not any(rule.clauses == ("Funds",) for rule in patrol)


def test_rules_on_other_strategies_and_models_are_not_named():
    for rule in named("cost", "programme", full="1"):
        assert "fair_evaluation" not in rule.vanishes_at
        assert "governance.national" not in rule.vanishes_at


def test_what_no_kind_makes_by_itself_may_come_through_any():
    assert set(named("incidents", "Hears")) <= set(named("incidents", "together")) | set(named("incidents", ""))
    assert named("incidents", "together")


def test_calls_that_others_take_are_no_finding():
    """A strategy gives nobody a duty: what works through answers is help, and its share is named by the strategy."""
    taken = named("calls_municipal", "Answers", strategy="municipal_cooperation", full="0.01")
    assert any(rule.kind == "definition" for rule in taken)
