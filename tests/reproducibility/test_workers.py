"""The same rows for any number of workers and any order, and after a worker or the whole run was killed."""

import os
import signal
import subprocess
import sys
import time

import pytest

from experiments.bad_input import BadInput
from experiments.running import storage, study
from experiments.running.configuration import composed
from experiments.running.executors import local
from experiments.running.progress import meter
from experiments.running.replication import replicate
from experiments.running.settings import settings

SHORT = ("world=town", "world.places=8", "days=2", "burn_in_days=1", "extra_replications=1", "replications=4")
TABLES = ("outcomes", "districts", "daily", "hours", "recorded", "segments", "minutes", "plausibility")


def asked(*more):
    return settings(composed((*SHORT, *more)))


@pytest.fixture(scope="module")
def alone(tmp_path_factory):
    """The rows of a run in this process."""
    return study.run(asked("executor=serial", f"out={tmp_path_factory.mktemp('alone') / 'out'}")).folder


def pooled():
    return asked("study=single", "world=town", "days=2", "executor.workers=2")


def differing(one, other):
    """Tables that differ between two folders."""
    assert storage.finished(one) == storage.finished(other) == (0, 1, 2, 3)
    return [
        name
        for name in TABLES
        if not alike(storage.read_table(one, name, range(4)), storage.read_table(other, name, range(4)))
    ]


def alike(one, other):
    """Whether two tables hold the same; what has no value has none in both."""
    return one.schema == other.schema and one.to_pandas().equals(other.to_pandas())


@pytest.mark.parametrize("workers", [2, 4])
def test_any_number_of_workers(alone, workers, tmp_path):
    folder = study.run(asked(f"executor.workers={workers}", f"out={tmp_path / 'out'}")).folder
    assert differing(alone, folder) == []


def test_any_order(alone):
    for replication in (3, 0):
        rows = replicate(asked(), replication)
        for name, table in rows.tables.items():
            assert alike(table, storage.read_table(alone, name, [replication])), name


KILLER = """
import os, signal
def one(asked, folder, replication, tell=None):
    if replication == 1 and sum(1 for _ in folder.glob("killed-1-*")) < TIMES:
        (folder / f"killed-1-{os.getpid()}").touch()
        os.kill(os.getpid(), signal.SIGKILL)
    (folder / "replications" / f"{replication:05d}").mkdir()
"""


@pytest.mark.parametrize(("times", "finished"), [(1, (0, 1, 2)), (99, (0, 2))])
def test_a_killed_worker_takes_no_other_replication_with_it(times, finished, tmp_path, monkeypatch):
    module = f"killer_{times}"
    (tmp_path / f"{module}.py").write_text(KILLER.replace("TIMES", str(times)))
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(local, "compile_kernels", lambda told: None)
    one = __import__(module).one
    (tmp_path / "replications").mkdir()
    with meter("test", 10) as told:
        study.carry_out(pooled(), tmp_path, [0, 1, 2], told, one)
    assert storage.finished(tmp_path) == finished
    assert storage.failure(tmp_path, 1).exists() == (times == 99)


class Unreadable:
    """Work whose sources no worker can read: it ends the process that unpacks it."""

    def __reduce__(self):
        return os._exit, (1,)

    def __call__(self, *_):
        raise AssertionError("nobody gets this far")


def test_processes_that_end_before_they_begin_end_the_run_with_a_line(tmp_path, monkeypatch):
    monkeypatch.setattr(local, "compile_kernels", lambda told: None)
    with meter("test", 10) as told, pytest.raises(BadInput, match="before they began; allowed: executor=serial"):
        study.carry_out(pooled(), tmp_path, [0, 1], told, Unreadable())


def test_a_killed_run_goes_on_where_it_stopped(alone, tmp_path):
    words = ["compare", *SHORT, "executor=serial", f"out={tmp_path / 'out'}"]
    run = subprocess.Popen([sys.executable, "-m", "experiments.command_line", *words], stderr=subprocess.PIPE)
    while not storage.finished(tmp_path / "out"):
        assert run.poll() is None
        time.sleep(0.02)
    os.kill(run.pid, signal.SIGKILL)
    run.communicate()
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "out" / "replications" / "00000").iterdir()}
    folder = study.run(asked("executor=serial", f"out={tmp_path / 'out'}")).folder
    assert {path: path.stat().st_mtime_ns for path in before} == before
    assert differing(alone, folder) == []
