"""What a study rests on: parameters of its cases, the evidence behind them, the evidence that this names."""

from experiments.inputs.evidence import read_evidence
from experiments.running.configuration import composed
from experiments.running.settings import settings
from experiments.running.used import rests_on


def test_every_parameter_has_a_row_and_every_named_row_a_reason():
    found = rests_on(settings(composed(("world=town",))))
    rows = read_evidence()
    used = {row["key"] for row in found["evidence"]}
    assert {parameter["source"] for parameter in found["parameters"]} == used
    named = {row["key"]: row["by"] for row in found["named"]}
    assert not used & named.keys()
    for key, by in named.items():
        assert by
        for above in by:
            assert key in f"{rows[above].citation} {rows[above].note}"
            assert above in used or above in named


def test_values_are_those_of_the_study_beside_those_declared():
    found = rests_on(settings(composed(("world=town", "governance.dual.patrol_share=0.5"))))
    by_key = {parameter["key"]: parameter for parameter in found["parameters"]}
    assert by_key["governance.dual.patrol_share"]["value"] == 0.5
    assert by_key["governance.dual.patrol_share"]["default"] == 0.36
    assert by_key["governance.dual.aid"]["allowed"] == ["none", "emergency", "full"]
