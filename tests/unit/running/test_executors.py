"""Executors are files of a folder, each with a file in configs/executor."""

import pytest

from experiments.running.configuration import options
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
