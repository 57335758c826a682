"""Margins of materiality: every outcome has one, with a reason; wrong rows get one line."""

import pytest

from experiments.bad_input import BadInput
from experiments.inputs.materiality import read_margins, restated
from sim.outcomes.catalogue import OUTCOMES

HEAD = "outcome,margin,kind,reason\n"


def table(folder, text):
    (folder / "materiality.csv").write_text(HEAD + text, encoding="utf-8")
    return folder


def test_every_outcome_has_a_margin_with_a_reason():
    margins = read_margins()
    assert list(margins) == [outcome.key for outcome in OUTCOMES]
    assert all(margin.size > 0 and len(margin.reason) > 15 for margin in margins.values())


def test_margins_that_mirror_each_other_agree():
    margins = read_margins()
    assert margins["perceived_safety"].size == pytest.approx(100 * margins["fear"].size)
    for surveyed in ("perceived_safety", "contact_satisfaction", "aware"):
        assert margins[f"{surveyed}_surveyed"].size == margins[surveyed].size


def test_a_relative_margin_is_a_share_of_the_reference(tmp_path):
    margins = read_margins(table(tmp_path, "cost,0.01,relative,why\nresponse,0.25,absolute,why\n"))
    assert [margins["cost"].at(mean) for mean in (200.0, -200.0, 0.0)] == [2.0, 2.0, 0.0]
    assert [margins["response"].at(mean) for mean in (200.0, 0.0)] == [0.25, 0.25]


def test_a_study_replaces_the_number_and_keeps_the_kind(tmp_path):
    margins = read_margins(table(tmp_path, "cost,0.01,relative,why\nresponse,0.25,absolute,why\n"))
    found = restated(margins, {"cost": 0.02})
    assert found["cost"].at(200.0) == 4.0
    assert found["cost"].reason == ""
    assert found["response"] is margins["response"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("cost,much,relative,why\n", r"materiality\.csv, line 2, column margin: 'much'"),
        ("cost,-1,relative,why\n", r"column margin: '-1' is not allowed; allowed: a number, at least 0"),
        ("cost,nan,relative,why\n", r"column margin: 'nan'"),
        ("cost,0.01,share,why\n", r"column kind: 'share' is not allowed; allowed: absolute, relative"),
        ("cost,0.01,relative,\n", r"column reason: ''"),
        ("cost,0.01,relative,why\ncost,0.02,relative,why\n", r"line 3, column outcome: 'cost'.*line 2 already"),
        ("", r"materiality\.csv: no rows"),
    ],
)
def test_a_wrong_row_gets_one_line(tmp_path, text, said):
    with pytest.raises(BadInput, match=said):
        read_margins(table(tmp_path, text))
