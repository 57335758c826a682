"""Every command that the other pages show runs, every block of Python too, and every make target does what it says."""

import glob
import importlib.util
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pyarrow.parquet
import pytest


def test_a_command_of_a_page_runs(other_command, tried):
    assert tried(other_command) == 0


def test_pages_have_commands(said):
    assert len(said) > 25
    assert {"compare", "run", "institution", "parameters", "report"} <= {c.text.split()[1] for c in said}


def test_the_blocks_of_python_run(python, blocks_of, at_work):
    """In the order of the page, in one namespace, in a folder with the files that the page writes out."""
    names = {}
    for block in blocks_of(python):
        if block.language == "python" and not block.file:
            at_work(python, block.text)
            exec(compile(block.text, python.name, "exec"), names)
    assert names


def test_files_and_columns_that_other_languages_open_are_there(opened, at_work):
    """Every quoted path meets files, every quoted name is a column of one of them; the block runs where it can."""
    at_work(opened.page, opened.text)
    said = re.findall(r"""["']([^"']+)["']""", opened.text)
    files = [file for word in said if "/" in word for file in glob.glob(word)]
    assert all(glob.glob(word) for word in said if "/" in word), opened.text
    columns = {name for file in files for name in pyarrow.parquet.read_schema(file).names}
    assert {word for word in said if "/" not in word} | set(re.findall(r"\bo\.(\w+)", opened.text)) <= columns
    run_elsewhere(opened)


def run_elsewhere(block):
    """Skips, visibly, where the program is not installed."""
    if block.language == "sql":
        assert pytest.importorskip("duckdb").sql(block.text).fetchall()
    elif not shutil.which("Rscript"):
        pytest.skip("no R on this machine: files and columns were looked at")
    else:
        subprocess.run(["Rscript", "-e", block.text], check=True)


def test_a_make_target_calls_what_is_there(target, recipes_of):
    """Its `chian` commands are among those that run; its other programs are installed."""
    beside = Path(sys.executable).parent
    for line in recipes_of[target]:
        program, *words = line.split()
        if program == "python":
            assert importlib.util.find_spec(words[1]), line
        else:
            assert program == "chian" or shutil.which(program, path=str(beside)), line


def test_a_make_target_that_is_named_exists(said, recipes_of):
    assert {c.text.split()[1] for c in said if c.text.startswith("make ")} <= recipes_of.keys()
