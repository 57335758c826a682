"""Carries out a sweep: every point in every replication, all policies of a point side by side under the same fate."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any, final

import pyarrow as pa

from experiments.bad_input import BadInput
from experiments.running import batches, storage
from experiments.running.assembling import checked_region
from experiments.running.batches import Cut
from experiments.running.deriving import at
from experiments.running.holding import held
from experiments.running.progress import Tell, meter
from experiments.running.provenance import made_by, provenance
from experiments.running.replication import Beginning, days_of, played
from experiments.running.storage import BATCHES
from experiments.running.study import carry_out, folder_of

if TYPE_CHECKING:
    from experiments.design.ranges import Point
    from experiments.running.settings import Settings
    from experiments.running.sweeps import Sweep
    from sim.nation import Nation


type Play = Callable[[Settings], Mapping[str, Nation]]
"""Lives through one point; the models at the end by case."""


@final
@dataclass(frozen=True)
class Swept:
    """Where the rows of a sweep are, how many runs there are, and what did not run."""

    folder: Path
    runs: int
    points: int
    refused: Mapping[int, str]
    """Points whose values do not go together, and why."""
    failed: tuple[Path, ...]
    """The records of batches with runs that failed."""


@final
@dataclass(frozen=True)
class Batch:
    """What the runs of a batch leave."""

    outcomes: list[Mapping[str, Any]] = field(default_factory=list)
    runs: list[Mapping[str, Any]] = field(default_factory=list)
    refused: list[Mapping[str, Any]] = field(default_factory=list)
    failed: list[Mapping[str, Any]] = field(default_factory=list)

    def tables(self) -> dict[str, pa.Table]:
        """Tables of the same columns whether or not there are rows."""
        rows = {"outcomes": self.outcomes, "runs": self.runs, "refused": self.refused}
        return {name: pa.Table.from_pylist(found, batches.columns(name)) for name, found in rows.items()}


def run(sweep: Sweep, folder: Path | None = None) -> Swept:
    """Run what is missing of a sweep and keep it. Raises `BadInput` before anything is written.

    `folder`: where to, unless the configuration says so. A run that fails is recorded; the others go on.
    """
    asked, cut = sweep.asked, Cut(len(sweep.points))
    about = provenance(asked, checked_region(asked)) | {"design": asked.resolved["design"], "points": cut.points}
    folder = folder or folder_of(asked, about["fingerprint"])
    number = cut.of_replication * asked.replications
    with held(folder):
        storage.claim(folder, about, {BATCHES: number})
        storage.check(folder)
        batches.write_points(folder, sweep.points)
        missing = batches.missing(folder, number)
        if missing:
            _run_missing(asked, folder, missing, cut)
    return _swept(folder, cut.points, number)


def _run_missing(asked: Settings, folder: Path, missing: list[int], cut: Cut) -> None:
    units = sum(len(cut.within(batch)) for batch in missing)
    with meter(f"{asked.name}: {len(missing)} batches", days_of(asked, 0) * units) as told:
        runs, policies = units * len(asked.plan.main), len(asked.plan.main)
        told.say(f"{asked.name}: {runs} runs of {asked.days} days to do ({cut.points} points, {policies} policies)")
        carry_out(asked, folder, missing, told, partial(one, cut=cut), part=BATCHES)


def one(asked: Settings, folder: Path, batch: int, tell: Tell | None = None, *, cut: Cut) -> None:
    """Run a batch and keep what it leaves."""
    replication, found, beginning = cut.replication(batch), Batch(), Beginning()
    for number, point in batches.read_points(folder, cut.within(batch)):
        play = partial(played, replication=replication, tell=tell, beginning=beginning)
        _enter(found, asked, {"point": number, "replication": replication}, point, play)
    # Whenever this is killed, a batch without a record of failures is one whose runs are all there.
    if found.failed:
        said = "\n".join(found.failed[0]["traceback"])
        storage.write_failure(folder, batch, asked.seed, said, {"runs": found.failed}, BATCHES)
    batches.write(folder, batch, found.tables(), made_by(asked, replication))
    if not found.failed:
        storage.failure(folder, batch, BATCHES).unlink(missing_ok=True)


def _enter(batch: Batch, asked: Settings, keys: Mapping[str, int], point: Point, play: Play) -> None:
    """Run one point in one replication."""
    began = perf_counter()
    try:
        models = play(at(asked, point))
        rows = list(_rows(models))
    except BadInput as fault:
        batch.refused.append({**keys, "reason": str(fault)})
    except Exception:  # whatever it is, the other points go on
        told = {"values": point, "seed": asked.seed, "traceback": traceback.format_exc().splitlines()}
        batch.failed.append({**keys, **told})
    else:
        seconds = (perf_counter() - began) / len(models)
        batch.outcomes.extend({**keys, "case": case, **outcomes} for case, outcomes, _ in rows)
        batch.runs.extend({**keys, "case": case, **facts, "seconds": seconds} for case, _, facts in rows)


def _rows(nations: Mapping[str, Nation]) -> Iterator[tuple[str, Mapping[str, Any], Mapping[str, Any]]]:
    """By case: outcomes and facts."""
    from sim.outcomes.national import measure

    for case, nation in nations.items():
        books = [region.ledger for region in nation.regions]
        conserved = all(ledger.conserved() for ledger in books)
        clipped, calls = sum(ledger.clipped for ledger in books), sum(ledger.came for ledger in books)
        yield case, measure(nation), {"conserved": conserved, "clipped": clipped, "calls": calls}


def _swept(folder: Path, points: int, number: int) -> Swept:
    runs = batches.read_table(folder, "runs").num_rows
    refused = {row["point"]: row["reason"] for row in batches.read_table(folder, "refused").to_pylist()}
    failed = tuple(storage.failure(folder, batch, BATCHES) for batch in batches.failures(folder, number))
    return Swept(folder, runs, points, refused, failed)
