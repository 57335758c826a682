"""A study may be killed at any moment: what is finished stays, nothing half-written does, the rest is the same."""

import os
import signal
import time

import pytest

from experiments.running import storage, study
from experiments.running.asking import single
from experiments.running.configuration import composed
from experiments.running.settings import settings

SHORT = ("policy=unitary", "world=town", "world.places=8", "days=2", "burn_in_days=1")
MANY = 200
"""Replications of a study that cannot have ended by itself when it is interrupted."""

TABLES = ("outcomes", "districts", "daily", "hours", "recorded", "segments", "minutes", "money", "plausibility")
FILES = {*(f"{table}.parquet" for table in TABLES), "replication.json", "SHA256SUMS"}


@pytest.fixture(scope="module")
def alone(tmp_path_factory):
    """The rows of a run that nothing interrupted."""
    out = tmp_path_factory.mktemp("alone") / "out"
    return study.run(settings(composed(single((*SHORT, "replications=4", "executor=serial", f"out={out}"))))).folder


def words(folder, replications=4):
    return ("run", *SHORT, f"replications={replications}", "executor.workers=2", f"out={folder}")


def assert_whole(folder, alone):
    """Every replication, nothing half-written, nothing held, and every table that of the uninterrupted run."""
    assert sorted(p.name for p in folder.iterdir()) == ["replications", "study.json"]
    assert sorted(p.name for p in (folder / "replications").iterdir()) == [f"{r:05d}" for r in range(4)]
    assert all({p.name for p in room.iterdir()} == FILES for room in (folder / "replications").iterdir())
    assert storage.altered(folder) == ()
    for table in TABLES:
        ours, theirs = (storage.read_table(where, table, range(4)) for where in (folder, alone))
        assert ours.schema == theirs.schema
        assert ours.to_pandas().equals(theirs.to_pandas()), table


def test_killed_again_and_again_a_study_ends_as_if_nothing_had_been(begin, alone, tmp_path):
    folder = tmp_path / "out"
    moments = (
        lambda: (folder / "study.json").exists(),
        lambda: list(folder.glob("replications/.0*")),
        lambda: storage.finished(folder),
    )
    for moment in moments:
        run = begin(*words(folder))
        run.until(moment)
        run.kill().process.communicate()
    # A moment that differs from one test to the next.
    run = begin(*words(folder))
    run.until(lambda: (folder / ".lock").exists())
    time.sleep(int.from_bytes(os.urandom(1)) / 50)
    run.kill().process.communicate()
    before = {path: path.stat().st_mtime_ns for path in folder.glob("replications/[0-9]*/*")}
    assert begin(*words(folder)).ended() == (0, [])
    assert {path: path.stat().st_mtime_ns for path in before} == before
    assert_whole(folder, alone)


def test_a_worker_that_is_killed_is_replaced(begin, alone, tmp_path):
    run = begin(*words(tmp_path / "out"))
    workers = run.until(run.workers)
    run.until(lambda: storage.finished(tmp_path / "out"))
    os.kill(workers[0], signal.SIGKILL)
    assert run.ended() == (0, [])
    assert_whole(tmp_path / "out", alone)


@pytest.mark.parametrize(
    ("number", "whole_group", "status", "line"),
    [
        (signal.SIGINT, True, 130, "interrupted; the same command goes on with what is finished"),
        (signal.SIGTERM, False, 143, "terminated; the same command goes on with what is finished"),
    ],
)
def test_an_interruption_is_one_line_and_leaves_nothing_half_done(number, whole_group, status, line, begin, tmp_path):
    folder = tmp_path / "out"
    run = begin(*words(folder, MANY))
    run.until(lambda: storage.finished(folder))
    workers = run.workers()
    run.kill(number, whole_group)
    assert run.ended() == (status, [f"chian: {folder}: {line}"])
    assert sorted(p.name for p in folder.iterdir()) == ["replications", "study.json"]
    assert list(folder.glob("replications/.*")) == []
    for worker in workers:
        with pytest.raises(ProcessLookupError):
            os.kill(worker, 0)


def test_two_processes_never_work_in_one_folder(begin, alone, tmp_path):
    folder = tmp_path / "out"
    first = begin(*words(folder))
    first.until(lambda: (folder / "study.json").exists())
    status, lines = begin(*words(folder)).ended()
    assert status == 2
    assert len(lines) == 1
    assert f"{str(folder)!r} is in use by process {first.process.pid} on " in lines[0]
    assert lines[0].endswith("; allowed: another folder, or this one when that has ended")
    assert first.ended() == (0, [])
    assert_whole(folder, alone)
