"""A new governance model or strategy is new files only: its rule and its YAML."""

import sys

import pytest

from experiments.bad_input import BadInput
from experiments.command_line import main
from experiments.running import storage
from experiments.running.configuration import composed
from experiments.running.settings import settings

GOVERNANCE = '''
"""Patrol boxes answer to the commission."""
from dataclasses import dataclass
from typing import ClassVar
from sim.governance.base import Governance, Step
from sim.institution.clauses import Answers
from sim.institution.names import NATIONAL_PATROL
from sim.parameters import parameter
@dataclass(frozen=True)
class Halves(Governance):
    key: ClassVar[str] = "halves"
    title: ClassVar[str] = "Half and half"
    share: float = parameter(0.5, unit="share of crews", low=0.1, high=0.6, source="government_plan_2018")
    def steps(self, unitary):
        divided = unitary.split_force(NATIONAL_PATROL, "local.patrol", self.share, "divided", basis="a test")
        return (Step("split", "Half of the crews change their name.", divided),)
'''
STRATEGY = '''
"""One control room."""
from dataclasses import dataclass
from typing import ClassVar
from sim.institution.clauses import Informs
from sim.parameters import parameter
from sim.strategies.base import Strategy
@dataclass(frozen=True)
class Room(Strategy):
    key: ClassVar[str] = "room_of_a_test"
    legal_basis: ClassVar[str] = "now"
    desk: float = parameter(0.9, unit="share", low=0.5, high=1, source="split.desk_share")
    def amend(self, institution):
        (room,) = institution.find(Informs, "national.patrol", "local.patrol")
        return institution.move(room, by=self.key, desk=self.desk)
'''


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder of configs with a governance model and a strategy of its own."""
    (tmp_path / "halves_of_a_test.py").write_text(GOVERNANCE)
    (tmp_path / "room_of_a_test.py").write_text(STRATEGY)
    for file, target in (
        ("governance/halves", "halves_of_a_test.Halves"),
        ("strategy/room_of_a_test", "room_of_a_test.Room"),
    ):
        path = tmp_path / "configs" / f"{file}.yaml"
        path.parent.mkdir(parents=True)
        path.write_text(f"_target_: {target}\n")
    monkeypatch.syspath_prepend(tmp_path)
    yield tmp_path / "configs"
    for module in ("halves_of_a_test", "room_of_a_test"):
        sys.modules.pop(module, None)


def test_a_new_governance_model_runs(folder, tmp_path, capsys):
    words = ["policy=halves", "world=town", "world.places=8", "days=2", "burn_in_days=1", "executor=serial"]
    assert main(["run", *words, "--config-dir", str(folder), f"out={tmp_path / 'out'}"]) == 0
    assert "Hanbit, 2 days" in capsys.readouterr().out
    facts = storage.read_facts(tmp_path / "out")[0]["cases"]["halves"]
    assert facts["forces"] == ["national.patrol", "local.patrol"]
    assert facts["conserved"]


def test_parameters_of_a_new_governance_model_are_checked(folder):
    asked = settings(composed(("governance.halves.share=0.3",), folder))
    assert asked.governance["halves"].share == 0.3
    with pytest.raises(BadInput, match=r"governance.halves.share: 0.9 is not allowed; allowed: 0.1 to 0.6"):
        settings(composed(("governance.halves.share=0.9",), folder))


def test_a_new_strategy_is_carried_out(folder):
    asked = settings(composed(("policies=[dual,dual+room_of_a_test:0.5]", "strategy.room_of_a_test.desk=0.95"), folder))
    case = asked.plan.main[1]
    assert case.key == "dual+room_of_a_test:0.5"
    (programme,) = asked.programmes(case)
    assert (programme.intensity, programme.strategy.desk) == (0.5, 0.95)
    assert programme.amend(asked.institution(case)) != asked.institution(case)


BROKEN = {
    "syntax": (STRATEGY.replace("class Room(Strategy):", "class Room(Strategy)"), "cannot be imported (SyntaxError"),
    "import": (STRATEGY.replace("import ClassVar", "import ClassVar\nimport notthere"), "No module named 'notthere'"),
    "raises": (STRATEGY + "\n1 / 0\n", "cannot be imported (ZeroDivisionError: division by zero)"),
    "abstract": (STRATEGY.replace("def amend", "def amends"), "lacks amend; allowed: a class that defines them"),
    "field": (
        STRATEGY.replace("    desk: float", "    names: tuple[str, ...] = ('a',)\n    desk: float"),
        "has a field that",
    ),
}


@pytest.mark.parametrize("fault", BROKEN)
def test_a_strategy_that_cannot_be_used_stops_only_those_who_ask_for_it(folder, tmp_path, fault, capsys):
    source, message = BROKEN[fault]
    (tmp_path / "room_of_a_test.py").write_text(source)
    assert settings(composed(("policies=[unitary,dual]",), folder)).plan.main[1].key == "dual"
    assert main(["institution", "show", "unitary", "--config-dir", str(folder)]) == 0
    capsys.readouterr()
    assert main(["run", "policy=unitary+room_of_a_test:1", "--config-dir", str(folder)]) == 2
    said = capsys.readouterr().err
    assert message in said
    assert said.count("\n") == 1


@pytest.mark.parametrize(
    ("policy", "message"),
    [
        ("dual+room_of_a_test:1.5", "intensity '1.5' of 'room_of_a_test'"),
        ("dual+room_of_a_tset:1", "did you mean 'room_of_a_test'"),
        ("dual+more_officers", r"without strategies; allowed: dual\+STRATEGY:INTENSITY\+more_officers"),
    ],
)
def test_doses_of_a_new_strategy_are_checked(folder, policy, message):
    with pytest.raises(BadInput, match=message):
        settings(composed((f"policies=[unitary,{policy}]",), folder))
