"""Executors are files of a folder, each with a file in configs/executor."""

from concurrent.futures.process import BrokenProcessPool

import pytest

from experiments.running.configuration import options
from experiments.running.executors import local
from experiments.running.executors.base import Work, executor, kinds, processors


def test_every_executor_has_a_file_in_configs_and_every_such_file_an_executor():
    assert kinds() == options("executor") == ("local", "serial")


@pytest.mark.parametrize("kind", kinds())
def test_an_executor_does_every_job_and_tells_the_days(kind):
    done, reached = [], []

    def do(job, tell):
        tell(job)
        done.append(job)

    class Meter:
        def reached(self, days):
            reached.append(days)

        def say(self, line):
            raise AssertionError(line)

    executor(kind).carry_out([3, 4, 5], 1, Work(do, lambda job, why: None), Meter())
    assert done == [3, 4, 5]
    assert reached == [3, 7, 12]


@pytest.mark.parametrize("kind", kinds())
def test_a_job_that_can_keep_nothing_ends_the_study(kind):
    def do(job, tell):
        raise OSError("nothing can be kept")

    with pytest.raises(OSError, match="nothing can be kept"):
        executor(kind).carry_out([1], 1, Work(do, lambda job, why: None), None)


def test_how_many_processes():
    assert executor("serial").processes(8, 20) == 1
    local = executor("local")
    assert local.processes(8, 3) == 3
    assert local.processes(2, 30) == 2
    assert local.processes(0, 1000) == processors()
    assert local.processes(0, 0) == 1


def test_a_suspect_job_makes_no_other_wait_for_its_turn(monkeypatch):
    rounds, lost = [], []

    def rounded(jobs, workers, work, told):
        rounds.append((tuple(jobs), workers))
        killer = [job for job in jobs if job == 3]
        # The killer breaks the pool while one other job has not begun.
        return ([7] if 7 in jobs and len(rounds) < 4 else []), killer

    monkeypatch.setattr(local, "_round", rounded)
    monkeypatch.setattr(local, "compile_kernels", lambda told: None)
    local._on_pool([3, 5, 7], 2, Work(None, lambda job, why: lost.append(job)), None)
    assert rounds == [((3, 5, 7), 2), ((3, 7), 2), ((7,), 2), ((7,), 2), ((3,), 1)]
    assert lost == [3]


def test_jobs_that_a_broken_pool_does_not_take_wait(monkeypatch):
    class Broken:
        def __init__(self, *_):
            pass

        def __enter__(self):
            return self

        def __exit__(self, *_):
            return None

        def submit(self, *_):
            raise BrokenProcessPool("a worker has ended")

    class Meter:
        def reached(self, days):
            pass

    monkeypatch.setattr(local, "ProcessPoolExecutor", Broken)
    waiting, under_way = local._round([4, 5], 2, Work(None, None), local._Days(Meter()))
    assert (waiting, under_way) == ([4, 5], [])
