"""The evidence table: read whole, and refused where it contradicts itself."""

import pytest

from experiments.bad_input import BadInput
from experiments.inputs.evidence import read_evidence

HEAD = "key,strategy_or_mechanism,default,low,high,unit,citation,role,status,confidence,note\n"


def row(key="a.b", default="1", role="parameter", status="VERIFIED", confidence="high"):
    return f"{key},Patrol,{default},0,2,minutes,Somebody (2020),{role},{status},{confidence},\n"


def test_a_row_is_read_whole():
    found = read_evidence()["travel.detour"]
    assert (found.default, found.low, found.high) == (1.35, 1.2, 1.5)
    assert (found.role, found.status, found.confidence) == ("parameter", "ASSUMPTION", "medium")
    assert found.note


def test_negative_defaults_are_values_too():
    assert read_evidence()["patrol.hotspot_effect"].default == -0.16


def test_the_table_has_all_three_roles():
    assert {found.role for found in read_evidence().values()} == {"parameter", "target", "context"}


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (row() + row(), "line 3, column key: 'a.b'"),
        (row(default="3"), r"column default: '3' .*at least 0, at most 2"),
        (row(role="guess"), "column role: 'guess'"),
        (row(status="KNOWN"), "column status: 'KNOWN'"),
        (row(confidence="sure"), "column confidence: 'sure'"),
    ],
)
def test_contradictions_are_refused(tmp_path, rows, message):
    (tmp_path / "evidence.csv").write_text(HEAD + rows, encoding="utf-8")
    with pytest.raises(BadInput, match=message):
        read_evidence(tmp_path)
