"""Jobs on a pool of processes of this machine. It outlives workers that are killed."""

from __future__ import annotations

import gc
import importlib
import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from typing import Any, Final, final

from experiments.bad_input import BadInput
from experiments.running.executors.base import Do, Work, processors
from experiments.running.executors.serial import Serial
from experiments.running.progress import Meter
from experiments.running.warming import compile_kernels

ATTEMPTS: Final = 3
"""How often a job may be under way when the pool breaks before it is given up."""

THREADS: Final = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS")
POLL_S: Final = 0.5

_days: Any = None
"""In a worker: days simulated so far, one number per job, shared with the parent without a lock."""


@final
class Local:
    """A pool of processes, one per processor unless said otherwise; with one of them, this process does it all."""

    def processes(self, workers: int, jobs: int) -> int:
        return max(1, min(workers or processors(), jobs))

    def carry_out(self, jobs: Sequence[int], workers: int, work: Work, told: Meter) -> None:
        count = self.processes(workers, len(jobs))
        if count == 1:
            Serial().carry_out(jobs, 1, work, told)
        else:
            _on_pool(list(jobs), count, work, told)


EXECUTOR: Final = Local()


def _on_pool(jobs: list[int], workers: int, work: Work, told: Meter) -> None:
    """Run jobs until each is finished, or has seen the pool break too often.

    Raises `BadInput` where processes end again and again before any has begun: the sources may have changed meanwhile.
    """
    compile_kernels(told)
    left, breaks, idle, days = list(jobs), dict.fromkeys(jobs, 0), 0, _Days(told)
    while left:
        # Alone, a job that kills its worker takes no other with it: suspects come last, one at a time.
        suspects = [job for job in left if breaks[job] == ATTEMPTS - 1]
        others = [job for job in left if job not in suspects]
        now, later = (others, suspects) if others else (suspects, [])
        waiting, under_way = _round(now, workers if others else 1, work, days)
        idle = idle + 1 if len(waiting) == len(now) else 0
        if idle == ATTEMPTS:
            raise BadInput(f"executor: processes ended {ATTEMPTS} times before they began; allowed: executor=serial")
        for job in under_way:
            breaks[job] += 1
            if breaks[job] == ATTEMPTS:
                work.lost(job, f"the process that ran it was killed {ATTEMPTS} times")
        left = sorted(waiting + later + [job for job in under_way if breaks[job] < ATTEMPTS])


class _Days:
    """Days simulated on one pool after another; those of a job that was killed are done again."""

    def __init__(self, told: Meter) -> None:
        self.told, self.before = told, 0

    def reached(self, now: int) -> None:
        self.told.reached(self.before + now)


def _round(jobs: list[int], workers: int, work: Work, told: _Days) -> tuple[list[int], list[int]]:
    """Run jobs on a new pool. If it breaks: the jobs that had not begun, and those that were under way."""
    context = multiprocessing.get_context("spawn")
    days = context.Array("q", len(jobs), lock=False)
    with (
        _one_thread(),
        ProcessPoolExecutor(min(workers, len(jobs)), context, _begin, (days,)) as pool,
    ):
        futures: dict[Future[None], int] = {}
        try:
            with suppress(BrokenProcessPool):  # a worker may end before every job is handed over
                for slot, job in enumerate(jobs):
                    futures[pool.submit(_work, work.do, job, slot)] = job
            unfinished = _watch(futures, days, told) + jobs[len(futures) :]
        except BaseException:
            _stop(pool)
            raise
    begun = {job for slot, job in enumerate(jobs) if days[slot] > 0}
    told.before += sum(days[slot] for slot, job in enumerate(jobs) if job not in unfinished)
    return [job for job in unfinished if job not in begun], [job for job in unfinished if job in begun]


def _watch(futures: dict[Future[None], int], days: Any, told: _Days) -> list[int]:
    """Wait for all jobs; those that a broken pool left unfinished."""
    broken: list[int] = []
    pending = set(futures)
    while pending:
        done, pending = wait(pending, POLL_S, FIRST_COMPLETED)
        told.reached(sum(days))
        for future in done:
            try:
                future.result()
            except BrokenProcessPool:
                broken.append(futures[future])
    return broken


def _work(do: Do, job: int, slot: int) -> None:
    def tell(more: int) -> None:
        _days[slot] += more

    tell(1)  # under way
    do(job, tell)


def _begin(days: Any) -> None:
    """In a worker: end with the parent, and leave the words about an interruption to it."""
    global _days
    _days = days
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _freeze_imports()


def _freeze_imports() -> None:
    """Import what runs need, and let it stay for good.

    A model is few objects, large arrays and circles of references, so that it goes only when a collector looks at all
    objects, which it does when a quarter of them are new: of the many that libraries bring, after dozens of models.
    """
    for name in ("sim.nation", "sim.outcomes.national", "sim.chronicle.chronicle"):
        importlib.import_module(name)
    gc.freeze()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _stop(pool: ProcessPoolExecutor) -> None:
    """Interrupted: waiting for jobs to end would take minutes."""
    for process in list((pool._processes or {}).values()):
        process.terminate()
    pool.shutdown(wait=False, cancel_futures=True)


@contextmanager
def _one_thread() -> Iterator[None]:
    """Workers inherit one thread each: jobs run side by side, not their sums."""
    before = {name: os.environ.get(name) for name in THREADS}
    os.environ.update(dict.fromkeys(THREADS, "1"))
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name) if value is None else os.environ.update({name: value})
