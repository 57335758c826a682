"""Sets of parameters: read with the kinds that the parameters have, refused in one line."""

import pytest

from experiments.bad_input import BadInput
from experiments.design.ranges import Range
from experiments.inputs.parameter_sets import read_parameter_sets

RANGES = {
    "response.misroute": Range("response.misroute", 0.0, 0.2),
    "casework.days": Range("casework.days", 1, 9, whole=True),
    "governance.dual.aid": Range("governance.dual.aid", choices=("none", "full")),
}
HEAD = "response.misroute,casework.days,governance.dual.aid\n"


def read(folder, text):
    path = folder / "sets.csv"
    path.write_text(text, encoding="utf-8")
    return read_parameter_sets(path, RANGES)


def test_a_row_is_a_point(tmp_path):
    points = read(tmp_path, f"{HEAD}0.05,3,none\n0,9,full\n")
    assert points == (
        {"response.misroute": 0.05, "casework.days": 3, "governance.dual.aid": "none"},
        {"response.misroute": 0.0, "casework.days": 9, "governance.dual.aid": "full"},
    )
    assert isinstance(points[0]["casework.days"], int)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("response.misruote\n0.1\n", "sets.csv, line 1: no parameter 'response.misruote'; did you mean 'response.misr"),
        (HEAD + "0.05,3\n", "sets.csv, line 2: 2 cells found; allowed: 3, one"),
        (HEAD + "0.05,3,none,1\n", "sets.csv, line 2: 4 cells found; allowed: 3, one"),
        (HEAD + "often,3,none\n", "line 2, column response.misroute: 'often' is not allowed; allowed: a number"),
        (HEAD + "0.05,3,none\n0.3,3,none\n", "line 3, column response.misroute: '0.3' is not allowed; allowed: a nu"),
        (HEAD + "nan,3,none\n", "line 2, column response.misroute: 'nan'"),
        (HEAD + ",3,none\n", "line 2, column response.misroute: ''"),
        (HEAD + "0.05,2.5,none\n", "column casework.days: '2.5' is not allowed; allowed: a whole number from 1 to 9"),
        (HEAD + "0.05,3,half\n", "column governance.dual.aid: 'half' is not allowed; allowed: none, full"),
        ("response.misroute,response.misroute\n0,0\n", "line 1: 'response.misroute' comes twice"),
        (HEAD, "sets.csv: no rows"),
        ("", "sets.csv: no rows"),
    ],
)
def test_what_cannot_be_used_is_refused_in_one_line(text, message, tmp_path):
    with pytest.raises(BadInput) as fault:
        read(tmp_path, text)
    assert message in str(fault.value)
    assert "\n" not in str(fault.value)


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(BadInput, match=r"none\.csv: cannot be read .*; allowed: a CSV file"):
        read_parameter_sets(tmp_path / "none.csv", RANGES)
