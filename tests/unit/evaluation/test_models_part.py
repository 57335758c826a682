"""What a model does better and worse: named, held beside its neighbour, and held against the rules that can fix it."""

from experiments.evaluation import models_part
from experiments.evaluation.sources import Source
from experiments.inputs.benchmarks import read_ledger
from experiments.inputs.tables import Row
from sim.governance.dual import Dual
from sim.governance.unitary import Unitary

WAYS = models_part.ways(Dual(), Unitary().institution())
OF = Source("table", "town", "Hanbit", "unitary dual_in_chain dual", "r2", 30, 60, 2, 1, "", "", "", "", "")


def row(governance, outcome, full, verdict, through="jurisdiction"):
    low, high = sorted((0.9 * full, 1.1 * full))
    told = {"reference": 5.0, "full": full, "low": low, "high": high, "n": 2}
    cells = {"governance": governance, "strategy": "", "outcome": outcome, "verdict": verdict, "through": through}
    return Row("rows", 2, cells | {key: str(value) for key, value in told.items()})


def test_the_ways_of_a_reform_are_its_steps() -> None:
    assert WAYS["split"] == ("split",)
    assert WAYS["jurisdiction"] == ("Answers", "duty")
    assert "Appoints" in WAYS[models_part.LAST_STEP]
    assert models_part.ways(Unitary(), Unitary().institution()) == {}


def said(*rows, **values):
    return models_part.section(rows, OF, read_ledger(), values, WAYS)


def test_better_and_worse_are_named_and_alike_is_not() -> None:
    told = said(
        row("dual", "response", 1.0, "worse"),
        row("dual_in_chain", "response", 0.5, "worse"),
        row("dual", "harm", -900.0, "better"),
        row("dual", "fear", 0.0001, "alike"),
    )
    assert "better than `unitary`:\n1 (Harm); in which it is materially worse: 1 (Response time)." in told
    assert "| Response time | min | +1.00 | +0.90 to +1.10 | worse | +0.500 | jurisdiction | theorem, " in told
    assert "Fear" not in told


def test_rules_that_vanish_fix_nothing() -> None:
    settled = {"administration.posts_settle": "all"}
    here, there = (said(row("dual", "own_station", -0.06, "lower"), **values) for values in ({}, settled))
    posts = [n + 2 for n, rule in enumerate(read_ledger()) if rule.vanishes_at == "administration.posts_settle=all"]
    assert posts
    named, left = (set(text.split(" | ")[-1].split(" |")[0].split(", ")) for text in (here, there))
    assert named - left == {str(n) for n in posts}


def test_an_assumption_beside_a_surer_rule_is_told() -> None:
    """Time on calls is a definition; the weight of the 112 chain is an assumption, and decides."""
    told = said(row("dual", "patrol_share", 0.01, "higher", "command & jurisdiction"))
    assert "definition, ratio of assumptions" in told
