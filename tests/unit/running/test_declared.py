"""`chian parameters` lists every declared number with its source."""

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
