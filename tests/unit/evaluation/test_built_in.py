"""A sign counts as built in only by rules that have an effect at the values of the study."""

from experiments.evaluation import built_in
from experiments.inputs.benchmarks import read_ledger
from experiments.inputs.tables import Row

CELLS = {"strategy": "citizen_voice", "outcome": "incidents", "through": "Hears", "full": "-1"}
LEDGER = tuple(rule for rule in read_ledger() if rule.vanishes_at == "society.network.walk_hours=0")


def said(**values):
    return built_in.section([Row("rows", 2, CELLS)], LEDGER, values)


def test_a_rule_counts_while_its_condition_does_not_hold():
    assert LEDGER
    assert "line 2" in said(**{"society.network.walk_hours": 0.2})
    assert "**Open signs**: True incidents of `citizen_voice`" in said(**{"society.network.walk_hours": 0.0})
