"""Help is quick, complete and imports nothing heavy."""

import contextlib
import json
import os
import resource
import signal
import subprocess
import sys

import pytest

from experiments import command_line
from experiments.command_line import TERMINATED, VERBS, main

HEAVY = ("mesa", "numba", "pandas", "scipy", "matplotlib")
ASK = """
import json, sys
from experiments.command_line import main
status = main(sys.argv[1:])
print(json.dumps([status, sorted(set({heavy}) & sys.modules.keys())]))
"""


@pytest.mark.parametrize("words", [["--help"], ["compare", "--help"], ["report", "-h"]])
def test_help_imports_nothing_heavy_and_takes_less_than_a_second(words):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    said = subprocess.run(
        [sys.executable, "-c", ASK.format(heavy=HEAVY), *words], capture_output=True, text=True, check=True
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert json.loads(said.stdout.splitlines()[-1]) == [0, []]
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 1.0


@pytest.mark.parametrize("words", [["compare", "--cfg", "job"], ["run", "policy=nobody"]])
def test_printing_and_refusing_a_configuration_import_nothing_heavy(words):
    said = subprocess.run(
        [sys.executable, "-c", ASK.format(heavy=HEAVY), *words], capture_output=True, text=True, check=True
    )
    assert json.loads(said.stdout.splitlines()[-1])[1] == []


def test_help_names_every_verb(capsys):
    assert main(["--help"]) == 0
    said = capsys.readouterr().out
    assert all(f"  {verb} " in said for verb in VERBS)


def test_help_of_a_verb_names_what_there_is_to_choose(capsys):
    assert main(["compare", "--help"]) == 0
    said = capsys.readouterr().out
    for word in (
        "world=network|pair|province|seoul|station|town",
        "executor=local|serial",
        "boxes_returned, dual, jeju, national, unitary",
        "dual_shared",
    ):
        assert word in said


def test_a_verb_is_needed(capsys):
    assert main([]) == 2
    assert "Usage: chian VERB" in capsys.readouterr().out


def test_version(capsys):
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("chian ")


def test_a_termination_that_a_compiler_swallows_is_one_line(monkeypatch, capsys):
    """What a signal raises inside a callback from C is dropped there, and something else breaks a moment later."""

    def compiling(_: list[str]) -> int:
        with contextlib.suppress(KeyboardInterrupt):
            os.kill(os.getpid(), signal.SIGTERM)
        raise RuntimeError("no compiled object yet")

    monkeypatch.setattr(command_line, "_answer", compiling)
    assert main(["compare"]) == TERMINATED
    assert capsys.readouterr().err.startswith("chian: terminated")
