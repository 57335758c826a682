"""`chian parameters` lists every declared number with its source."""

import pytest

from experiments.command_line import main
from sim.parameters import declarations
from sim.response.rules import ResponseRules
from sim.world.rules import WorldRules


def test_every_parameter_is_listed(capsys):
    assert main(["parameters"]) == 0
    said = capsys.readouterr().out
    for owner, prefix in ((WorldRules, "world"), (ResponseRules, "response")):
        assert [d.key for d in declarations(owner, prefix) if f"  {d.key} " not in said] == []
    assert "demand.affairs.local_events.crews" in said
    assert "governance.dual.patrol_share" in said
    assert "no row" not in said


def test_an_assumption_is_called_one(capsys):
    main(["parameters"])
    (line,) = [line for line in capsys.readouterr().out.splitlines() if " world.detour " in f" {line.strip()} "]
    assert "ASSUMPTION" in line


def test_the_page_is_a_table_of_whole_rows(capsys):
    assert main(["parameters", "--markdown"]) == 0
    said = capsys.readouterr().out
    rows = [line for line in said.splitlines() if line.startswith("| world.")]
    assert len(rows) >= len(list(declarations(WorldRules)))
    assert all(line.endswith(" |") for line in rows)
    assert "## governance.dual" in said


def keys(said):
    """The keys of the rows that were printed."""
    return [line.split()[0] for line in said.splitlines() if line.startswith("  ")]


@pytest.mark.parametrize("pattern", ["response.hold_p?_min", "response.hold_*"])
def test_a_pattern_chooses_parameters(pattern, capsys):
    assert main(["parameters", pattern]) == 0
    assert keys(capsys.readouterr().out) == ["response.hold_p1_min", "response.hold_p2_min", "response.hold_p3_min"]


def test_the_first_parts_of_a_key_choose_all_below(capsys):
    assert main(["parameters", "casework.corps", "world.detour", "world.detour=1.3"]) == 0
    found = keys(capsys.readouterr().out)
    assert "world.detour" in found
    assert "casework.corps.paid.comfort" in found
    assert all(key == "world.detour" or key.startswith("casework.corps.") for key in found)


@pytest.mark.parametrize("words", [["--status", "VERIFIED"], ["--status=VERIFIED"]])
def test_a_status_chooses_parameters(words, capsys):
    assert main(["parameters", "world", *words]) == 0
    said = capsys.readouterr().out
    assert keys(said) == ["world.patrol_share"]
    assert "VERIFIED" in said


def test_options_keep_their_values(capsys):
    assert main(["parameters", "--cfg", "job", "days=3"]) == 0
    assert "\ndays: 3\n" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["respons.*"], "command line: no parameter 'respons.*'; did you mean 'respon"),
        (["--status", "GUESS"], "command line, --status: no status 'GUESS'; allowed: ASSUMPTION, CALIBRATED"),
        (["--status"], "command line, --status: no value"),
    ],
)
def test_a_choice_that_meets_nothing_is_told(words, complaint, capsys):
    assert main(["parameters", *words]) == 2
    said = capsys.readouterr().err
    assert complaint in said
    assert said.count("\n") == 1
