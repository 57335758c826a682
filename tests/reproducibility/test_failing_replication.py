"""A replication that fails is kept with all that is needed to see why; the others go on, and only it is tried again."""

import json

import pytest

from experiments.running import storage
from experiments.running.asking import single
from experiments.running.configuration import composed
from experiments.running.provenance import fingerprint
from experiments.running.settings import settings

FLOOD = """
import os
from dataclasses import dataclass
from pathlib import Path
from sim.strategies.base import Strategy


@dataclass(frozen=True)
class Flood(Strategy):
    key = "flood"
    title = "flood"
    legal_basis = "now"

    def amend(self, institution):
        return institution

    def costs(self):
        try:
            Path(os.environ["BURST"]).touch(exist_ok=False)
        except FileExistsError:
            return ()
        raise ArithmeticError("water in the cellar")
"""
WORDS = ("policy=unitary+flood:1", "world=town", "world.places=8", "days=2", "burn_in_days=1", "replications=3")


@pytest.fixture
def configs(tmp_path):
    (tmp_path / "flooding.py").write_text(FLOOD)
    (tmp_path / "configs" / "strategy").mkdir(parents=True)
    (tmp_path / "configs" / "strategy" / "flood.yaml").write_text("_target_: flooding.Flood\n")
    return tmp_path / "configs"


@pytest.mark.parametrize("executor", ["serial", "local"])
def test_a_failing_replication(executor, configs, begin, tmp_path):
    """The pipe bursts in whichever replication comes first, and is mended when the command is given again."""
    folder = tmp_path / "out"
    words = ("run", *WORDS, "--config-dir", configs, f"executor={executor}", f"out={folder}")
    around = {"PYTHONPATH": str(tmp_path), "BURST": str(tmp_path / "burst")}

    status, lines = begin(*words, **around).ended()
    assert status == 1
    (wet,) = {0, 1, 2} - set(storage.finished(folder))
    file, why = storage.failure(folder, wet), "ArithmeticError: water in the cellar"
    assert lines == [f"chian: replication {wet} failed ({why}); its traceback: {file}"]
    record = json.loads(file.read_text())
    assert record["traceback"][-1] == why
    assert (record["number"], record["seed"], record["seeds"]["root"]) == (wet, 1, 1)
    assert record["seeds"]["spawn_keys"]["fate"] == [wet, 0, 1]
    assert record["policies"] == ["unitary+flood:1"]
    assert record["configuration"]["world"]["places"] == 8

    kept = {path: path.stat().st_mtime_ns for path in (folder / "replications").glob("*/*")}
    assert begin(*words, **around).ended() == (0, [])
    assert storage.finished(folder) == (0, 1, 2)
    assert not file.exists()
    assert {path: path.stat().st_mtime_ns for path in kept} == kept


def test_a_strategy_of_the_user_counts_in_the_fingerprint(configs, tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(tmp_path)
    asked = settings(composed(single(WORDS), configs))
    before = fingerprint(asked)
    (tmp_path / "flooding.py").write_text(FLOOD + "# another version\n")
    assert fingerprint(asked) != before
