"""Runs the replications of a study that are not there yet, on one process or several; the rows are the same."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final, final

from experiments.running import holding, storage
from experiments.running.assembling import checked_region
from experiments.running.executors.base import Work, executor
from experiments.running.origins import ROOT
from experiments.running.progress import Meter, Tell, meter
from experiments.running.provenance import failed_as, made_by, provenance
from experiments.running.replication import days_of, replicate
from experiments.running.settings import Settings

RESULTS: Final = ROOT / "results"

type One = Callable[[Settings, Path, int, Tell | None], None]
"""Does one job of a study and keeps what it makes."""

type Lost = Callable[[int, str], None]
"""Is told a job that is given up, and why."""

type Announce = Callable[[Settings, Path, list[int]], None]
"""Is told the settings, the folder and the replications that are about to be run."""


@final
@dataclass(frozen=True)
class Done:
    """Where the rows of a study are, and which of its replications failed."""

    folder: Path
    failed: tuple[int, ...]


def run(asked: Settings, announce: Announce | None = None) -> Done:
    """Run what is missing of a study and keep it. Raises `BadInput` before anything is written.

    A replication that fails is recorded with what was asked of it; the others go on. `announce` is told what is
    missing before it begins. Raises `OSError` where nothing can be kept any more; what is finished stays.
    """
    with ran(asked, announce) as done:
        return done


@contextmanager
def ran(asked: Settings, announce: Announce | None = None) -> Iterator[Done]:
    """The same; its folder stays held for what is made of the rows, so that nobody clears away what is half-written."""
    about = provenance(asked, checked_region(asked))
    folder = folder_of(asked, about["fingerprint"])
    with holding.held(folder):
        storage.claim(folder, about)
        there = set(storage.finished(folder))
        missing = [r for r in range(asked.replications) if r not in there]
        if missing:
            if announce:
                announce(asked, folder, missing)
            _run_missing(asked, folder, missing)
        there = set(storage.finished(folder))
        yield Done(folder, tuple(r for r in missing if r not in there))


def folder_of(asked: Settings, fingerprint: str) -> Path:
    """Where results go: where it was said, else to a folder named by what was asked."""
    return Path(asked.out) if asked.out else RESULTS / f"{asked.name}-{fingerprint}"


def one(asked: Settings, folder: Path, replication: int, tell: Tell | None = None) -> None:
    """Run one replication and keep its rows, or the reason why there are none."""
    try:
        rows = replicate(asked, replication, tell)
    except Exception:  # whatever it is, the other replications go on
        said = traceback.format_exc()
        storage.write_failure(folder, replication, asked.seed, said, failed_as(asked, replication))
    else:
        storage.write(folder, replication, rows, made_by(asked, replication))


def carry_out(
    asked: Settings,
    folder: Path,
    jobs: list[int],
    told: Meter,
    do: One,
    lost: Lost | None = None,
    *,
    part: str = storage.REPLICATIONS,
) -> None:
    """Do every job, each of which makes one `part`, with the executor that is configured.

    Nothing half-written stays, however it ends. `lost` is told of a job whose process was killed again and again;
    without it that is recorded as a failure.
    """

    def recorded(job: int, why: str) -> None:
        storage.write_failure(folder, job, asked.seed, why, part=part)

    try:
        work = Work(partial(do, asked, folder), lost or recorded)
        executor(asked.executor).carry_out(jobs, asked.workers, work, told)
    finally:
        with suppress(OSError):  # the folder may be gone
            storage.clear(folder)


def _run_missing(asked: Settings, folder: Path, missing: list[int]) -> None:
    def lost(replication: int, why: str) -> None:
        storage.write_failure(folder, replication, asked.seed, why, failed_as(asked, replication))

    total = sum(days_of(asked, replication) for replication in missing)
    with meter(f"{asked.name}: {len(missing)} replications", total) as told:
        carry_out(asked, folder, missing, told, one, lost)
