"""`chian outcomes` lists what is measured, and docs/outcomes.md is what it prints."""

from pathlib import Path

import pytest

from experiments.command_line import main
from sim.outcomes.catalogue import OUTCOMES

PAGE = Path(__file__).parents[3] / "docs" / "outcomes.md"


def test_every_outcome_is_listed_once(capsys):
    assert main(["outcomes"]) == 0
    lines = [line.split()[0] for line in capsys.readouterr().out.splitlines() if line.startswith("  ")]
    assert sorted(lines) == sorted(outcome.key for outcome in OUTCOMES)


def test_a_pattern_chooses_outcomes(capsys):
    assert main(["outcomes", "trust", "response_p?"]) == 0
    lines = [line.split()[0] for line in capsys.readouterr().out.splitlines() if line.startswith("  ")]
    assert lines == ["response_p2", "response_p3", "trust"]


def test_a_row_says_unit_direction_margin_and_meaning(capsys):
    assert main(["outcomes", "response"]) == 0
    family, row = capsys.readouterr().out.splitlines()
    assert family == "service"
    assert [cell.strip() for cell in row.split("  ") if cell.strip()] == [
        "response", "Response time", "min", "lower", "0.25",
        "Minutes from the call to the first crew of a force that may take it.",
    ]  # fmt: skip


def test_the_page_of_outcomes_is_fresh(capsys):
    """`make docs` writes it."""
    assert main(["outcomes", "--markdown"]) == 0
    assert PAGE.read_text(encoding="utf-8") == capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["responce"], "command line: no outcome 'responce'; did you mean 'response'?"),
        (["--html"], "command line: no option '--html'; did you mean '--help'? Allowed: --help, --markdown"),
    ],
)
def test_a_wrong_word_is_told_in_one_line(words, complaint, capsys):
    assert main(["outcomes", *words]) == 2
    assert complaint in capsys.readouterr().err
