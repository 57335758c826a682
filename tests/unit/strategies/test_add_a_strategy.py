"""docs/add-a-strategy.md tells the truth: its two files are enough."""

import re
import sys
from pathlib import Path

import pytest

from experiments.command_line import main
from experiments.running import storage

PAGE = (Path(__file__).parents[3] / "docs" / "add-a-strategy.md").read_text(encoding="utf-8")


def block(language: str) -> str:
    (found,) = re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)
    return found


@pytest.fixture
def configs(tmp_path, monkeypatch):
    (tmp_path / "letters.py").write_text(block("python"))
    (tmp_path / "configs" / "strategy").mkdir(parents=True)
    (tmp_path / "configs" / "strategy" / "letters.yaml").write_text(block("yaml"))
    monkeypatch.syspath_prepend(tmp_path)
    yield tmp_path / "configs"
    sys.modules.pop("letters", None)


def test_the_example_runs_end_to_end(configs, tmp_path):
    words = ["compare", "--config-dir", str(configs), "policies=[unitary,unitary+letters:1,unitary+letters:0]"]
    words += ["strategy.letters.written=0.6", "steps_of=[]", "extra_replications=0", "executor=serial"]
    words += ["world=town", "world.places=8", "days=3", "burn_in_days=1", "replications=2", f"out={tmp_path / 'out'}"]
    assert main(words) == 0
    rows = storage.read(tmp_path / "out", "outcomes")
    means = rows.groupby(["outcome", "case"])["value"].mean().unstack()
    assert (means["unitary"] == means["unitary+letters:0"]).loc[["harm", "response", "cost"]].all()
    assert means.loc["cost", "unitary+letters:1"] > means.loc["cost", "unitary"]
    assert means.loc["harm", "unitary+letters:1"] != means.loc["harm", "unitary"]
