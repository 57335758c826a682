"""What carries out the jobs of a study: one file of this folder for each kind, named by `executor.kind`."""

from __future__ import annotations

import importlib
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, final

from experiments.running.progress import Meter, Tell

type Do = Callable[[int, Tell], None]
"""Does a job and keeps what it makes, in whatever process; it can be pickled. It raises `OSError` where nothing can be
kept any more, which ends the study, and nothing else."""


@final
@dataclass(frozen=True)
class Work:
    """What is to be done with a job, a number."""

    do: Do
    lost: Callable[[int, str], None]
    """Is told, in this process, of a job whose process was killed again and again, and why it is given up."""


class Executor(Protocol):
    """One way to carry out jobs. A new one is a file here that gives an `EXECUTOR`, and a file in configs/executor."""

    def processes(self, workers: int, jobs: int) -> int:
        """How many jobs are under way at once. `workers`: as configured, 0 for one per processor."""
        ...

    def carry_out(self, jobs: Sequence[int], workers: int, work: Work, told: Meter) -> None:
        """Do every job, in any order. Raises what a job raises, after every process it began has ended."""
        ...


def kinds() -> tuple[str, ...]:
    """The names of the executors there are."""
    here = Path(__file__)
    return tuple(sorted(file.stem for file in here.parent.glob("*.py") if file.stem not in ("__init__", here.stem)))


def executor(kind: str) -> Executor:
    """The executor of that name, one of `kinds()`."""
    found: Executor = importlib.import_module(f"{__package__}.{kind}").EXECUTOR
    return found


def processors() -> int:
    """Those this process may use, where the system says so."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
