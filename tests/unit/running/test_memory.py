"""Worlds that are over are given back: a study takes the memory of one world, however many it has."""

import gc
import subprocess
import sys

from experiments.running.configuration import composed
from experiments.running.replication import replicate
from experiments.running.settings import settings
from sim.model import SecurityModel

SEVERAL_WORLDS = (
    "world=town",
    "policies=[unitary,dual]",
    "days=2",
    "burn_in_days=1",
    "replications=1",
    "extra_replications=1",
    "steps_of=[]",
    "tipping.policy=",
)
FROZEN = (
    "import gc; from experiments.running.executors.local import _freeze_imports as f; f(); print(gc.get_freeze_count())"
)


def alive() -> set[int]:
    return {id(found) for found in gc.get_objects() if isinstance(found, SecurityModel)}


def test_no_model_outlives_its_replication() -> None:
    """Even where the collector by itself never looks."""
    asked = settings(composed(("study=seoul", *SEVERAL_WORLDS)))
    gc.collect()
    gc.disable()
    try:
        before = alive()
        rows = replicate(asked, 0)
        left = alive() - before
    finally:
        gc.enable()
    assert len(rows.facts["cases"]) > 2
    assert not left


def test_what_libraries_bring_is_out_of_the_collector_s_way_in_workers() -> None:
    said = subprocess.run([sys.executable, "-c", FROZEN], capture_output=True, text=True, check=True)
    assert int(said.stdout) > 50_000
