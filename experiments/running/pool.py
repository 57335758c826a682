"""A pool of processes for the replications of a study. It outlives workers that are killed."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from experiments.bad_input import BadInput
from experiments.running import storage
from experiments.running.progress import Meter
from experiments.running.settings import Settings
from experiments.running.warming import compile_kernels

ATTEMPTS: Final = 3
"""How often a replication may be under way when the pool breaks before it counts as failed."""

THREADS: Final = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS")
POLL_S: Final = 0.5

type One = Callable[[Settings, Path, int, Callable[[int], None] | None], None]

_days: Any = None
"""In a worker: days simulated so far, one number per job, shared with the parent without a lock."""


def on_pool(asked: Settings, folder: Path, jobs: list[int], workers: int, told: Meter, one: One) -> None:
    """Run jobs until each is finished, has failed, or has seen the pool break too often.

    Raises `BadInput` where processes end again and again before any has begun: the sources may have changed meanwhile.
    """
    compile_kernels(told)
    left, breaks, idle = list(jobs), dict.fromkeys(jobs, 0), 0
    while left:
        # Alone, a replication that kills its worker takes no other with it.
        alone = max(breaks[job] for job in left) == ATTEMPTS - 1
        waiting, under_way = _round(asked, folder, left, 1 if alone else workers, told, one)
        idle = idle + 1 if len(waiting) == len(left) else 0
        if idle == ATTEMPTS:
            raise BadInput(f"executor: processes ended {ATTEMPTS} times before they began; allowed: executor=serial")
        for job in under_way:
            breaks[job] += 1
            if breaks[job] == ATTEMPTS:
                storage.write_failure(folder, job, asked.seed, f"the process that ran it was killed {ATTEMPTS} times")
        left = sorted(waiting + [job for job in under_way if breaks[job] < ATTEMPTS])


def _round(
    asked: Settings, folder: Path, jobs: list[int], workers: int, told: Meter, one: One
) -> tuple[list[int], list[int]]:
    """Run jobs on a new pool. If it breaks: the jobs that had not begun, and those that were under way."""
    context = multiprocessing.get_context("spawn")
    days = context.Array("q", len(jobs), lock=False)
    with (
        _one_thread(),
        ProcessPoolExecutor(min(workers, len(jobs)), context, _begin, (days,)) as pool,
    ):
        futures = {pool.submit(_work, one, asked, folder, job, slot): job for slot, job in enumerate(jobs)}
        try:
            unfinished = _watch(futures, days, told)
        except BaseException:
            _stop(pool)
            raise
    begun = {job for slot, job in enumerate(jobs) if days[slot] > 0}
    return [job for job in unfinished if job not in begun], [job for job in unfinished if job in begun]


def _watch(futures: dict[Future[None], int], days: Any, told: Meter) -> list[int]:
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


def _work(one: One, asked: Settings, folder: Path, job: int, slot: int) -> None:
    def tell(more: int) -> None:
        _days[slot] += more

    tell(1)  # under way
    one(asked, folder, job, tell)


def _begin(days: Any) -> None:
    """In a worker: end with the parent, and leave the words about an interruption to it."""
    global _days
    _days = days
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _stop(pool: ProcessPoolExecutor) -> None:
    """Interrupted: waiting for replications to end would take minutes."""
    for process in list((pool._processes or {}).values()):
        process.terminate()
    pool.shutdown(wait=False, cancel_futures=True)


@contextmanager
def _one_thread() -> Iterator[None]:
    """Workers inherit one thread each: replications run side by side, not their sums."""
    before = {name: os.environ.get(name) for name in THREADS}
    os.environ.update(dict.fromkeys(THREADS, "1"))
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name) if value is None else os.environ.update({name: value})
