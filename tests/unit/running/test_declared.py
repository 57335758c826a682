"""`chian parameters` lists every declared number with its source."""

import csv
import shutil

import pytest

from experiments.command_line import main
from experiments.inputs.tables import DATA
from experiments.running.configuration import composed
from experiments.running.settings import settings
from experiments.running.used import rests_on
from experiments.running.varied import assumed
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


@pytest.fixture
def own(tmp_path):
    """Tables of the user's own, one of whose rows the user has verified."""
    shutil.copytree(DATA, tmp_path / "data")
    file = tmp_path / "data" / "evidence.csv"
    head, *rows = csv.reader(file.open(encoding="utf-8", newline=""))
    said = [[("VERIFIED" if c == "ASSUMPTION" else c) if r[0] == "travel.detour" else c for c in r] for r in rows]
    with file.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([head, *said])
    return tmp_path / "data"


def test_the_users_own_evidence_counts_everywhere(own, capsys):
    def keys_assumed(*words):
        asked = settings(composed(("world=town", *words)))
        (row,) = [row for row in rests_on(asked)["evidence"] if row["key"] == "travel.detour"]
        return {declared.key for declared in assumed(asked)}, row["status"]

    usual, status = keys_assumed()
    ours, verified = keys_assumed(f"world.data={own}")
    assert usual - ours == {"world.detour"}
    assert (status, verified) == ("ASSUMPTION", "VERIFIED")
    assert main(["parameters", "world", "--status=VERIFIED", f"world.data={own}"]) == 0
    assert "world.detour" in keys(capsys.readouterr().out)
    assert main(["parameters", "world.detour", "--markdown", f"world.data={own}"]) == 0
    assert "ASSUMPTION" not in capsys.readouterr().out


def test_a_folder_without_evidence_has_the_projects(own):
    (own / "evidence.csv").unlink()
    ours, usual = (assumed(settings(composed(words))) for words in ((f"world.data={own}",), ()))
    assert [declared.key for declared in ours] == [declared.key for declared in usual]
