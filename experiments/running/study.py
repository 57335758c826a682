"""Runs the replications of a study that are not there yet, on one process or several; the rows are the same."""

from __future__ import annotations

import os
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, final

from experiments.running import storage
from experiments.running.assembling import checked_region
from experiments.running.origins import ROOT
from experiments.running.pool import One, on_pool
from experiments.running.progress import Meter, meter
from experiments.running.provenance import made_by, provenance
from experiments.running.replication import days_of, replicate
from experiments.running.settings import Settings

RESULTS: Final = ROOT / "results"


@final
@dataclass(frozen=True)
class Done:
    """Where the rows of a study are, and which of its replications failed."""

    folder: Path
    failed: tuple[int, ...]


def run(asked: Settings) -> Done:
    """Run what is missing of a study and keep it. Raises `BadInput` before anything is written.

    A replication that fails is recorded with its seed and traceback; the others go on.
    """
    about = provenance(asked, checked_region(asked))
    folder = Path(asked.out) if asked.out else RESULTS / f"{asked.name}-{about['fingerprint']}"
    storage.claim(folder, about)
    missing = [r for r in range(asked.replications) if r not in storage.finished(folder)]
    if missing:
        _run_missing(asked, folder, missing)
    failed = [r for r in missing if r not in storage.finished(folder)]
    return Done(folder, tuple(failed))


def one(asked: Settings, folder: Path, replication: int, tell: Callable[[int], None] | None = None) -> None:
    """Run one replication and keep its rows, or the reason why there are none."""
    try:
        storage.write(folder, replication, replicate(asked, replication, tell), made_by())
    except Exception:  # whatever it is, the other replications go on
        storage.write_failure(folder, replication, asked.seed, traceback.format_exc())


def workers(asked: Settings, jobs: int) -> int:
    """How many processes: as configured, one per processor if 0, never more than jobs."""
    if asked.executor == "serial":
        return 1
    return min(asked.workers or _processors(), jobs)


def _processors() -> int:
    """Those this process may use, where the system says so."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def carry_out(asked: Settings, folder: Path, jobs: list[int], told: Meter, do: One) -> None:
    """Do every job, in turn or on a pool of processes, as configured."""
    count = workers(asked, len(jobs))
    if count == 1:
        _in_turn(asked, folder, jobs, told, do)
    else:
        on_pool(asked, folder, jobs, count, told, do)


def _run_missing(asked: Settings, folder: Path, missing: list[int]) -> None:
    total = sum(days_of(asked, replication) for replication in missing)
    with meter(f"{asked.name}: {len(missing)} replications", total) as told:
        carry_out(asked, folder, missing, told, one)


def _in_turn(asked: Settings, folder: Path, jobs: list[int], told: Meter, do: One) -> None:
    reached = 0

    def tell(days: int) -> None:
        nonlocal reached
        reached += days
        told.reached(reached)

    for job in jobs:
        do(asked, folder, job, tell)
