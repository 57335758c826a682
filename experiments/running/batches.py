"""Where a sweep keeps its rows: one folder for each batch of its runs, there only when it is whole.

results/sweep-0123456789ab/
    study.json                  what was asked, with which versions (see `provenance`)
    points.parquet              one row a point: its number and the values of the parameters that the design varies
    SHA256SUMS                  the checksum of the points
    batches/00017/              outcomes.parquet: one row a run, one column an outcome; runs.parquet: how each run went;
                                refused.parquet: points whose values do not go together; batch.json: who made it
    failures/00017.json         runs of the batch that failed: values, seed, traceback; the batch is tried again
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, final

import pyarrow as pa
import pyarrow.parquet

from experiments.running import checksums, storage
from experiments.running.storage import BATCHES

if TYPE_CHECKING:
    from experiments.design.ranges import Point

POINTS: Final = "points.parquet"
KEYS: Final = {"point": pa.int32(), "replication": pa.int32(), "case": pa.string()}
RUN: Final = {**KEYS, "conserved": pa.bool_(), "clipped": pa.int64(), "calls": pa.int64(), "seconds": pa.float64()}
REFUSED: Final = {"point": pa.int32(), "replication": pa.int32(), "reason": pa.string()}
LARGEST: Final = 16
"""Points of a batch: what a killed worker loses at most."""
LEAST: Final = 32
"""Batches that a replication is cut into, if it has so many points, so that workers end together."""


@final
@dataclass(frozen=True)
class Cut:
    """How a sweep of so many points is cut into batches: each is a stretch of the points in one replication.

    More replications add batches and leave the others as they are.
    """

    points: int

    @property
    def size(self) -> int:
        return min(max(self.points // LEAST, 1), LARGEST)

    @property
    def of_replication(self) -> int:
        """Batches of one replication."""
        return -(-self.points // self.size)

    def replication(self, batch: int) -> int:
        return batch // self.of_replication

    def within(self, batch: int) -> range:
        """The points of a batch."""
        first = batch % self.of_replication * self.size
        return range(first, min(first + self.size, self.points))


def write_points(folder: Path, points: Sequence[Point]) -> None:
    """Keep the points of a design, one row each; a parameter that a point leaves alone has no value there."""
    columns = {key: [point.get(key) for point in points] for key in dict.fromkeys(key for p in points for key in p)}
    table = pa.table({"point": pa.array(range(len(points)), pa.int32()), **columns})
    with checksums.kept(folder / POINTS), storage.appearing(folder / POINTS) as part:
        pyarrow.parquet.write_table(table, part, compression="zstd")


def read_points(folder: Path, some: range) -> list[tuple[int, Point]]:
    """Some points of a sweep with their numbers, as they were written down."""
    rows = pyarrow.parquet.read_table(folder / POINTS).slice(some.start, len(some)).to_pylist()
    return [(row.pop("point"), {key: value for key, value in row.items() if value is not None}) for row in rows]


def write(folder: Path, batch: int, tables: Mapping[str, pa.Table], about: Mapping[str, Any]) -> None:
    """Keep the tables of a batch: all of them, or nothing. They replace those of an earlier try."""
    whole = folder / BATCHES / f"{batch:05d}"
    part = whole.with_name(f".{whole.name}-{os.getpid()}")
    try:
        part.mkdir(parents=True)
        for name, table in tables.items():
            pyarrow.parquet.write_table(table, part / f"{name}.parquet", compression="zstd")
        storage.write_json(part / "batch.json", about)
        checksums.keep(part)
        shutil.rmtree(whole, ignore_errors=True)
        part.rename(whole)
    finally:
        shutil.rmtree(part, ignore_errors=True)


def missing(folder: Path, number: int) -> list[int]:
    """The batches that are not there, and those with runs that failed."""
    there = set(finished(folder))
    return [batch for batch in range(number) if batch not in there]


def finished(folder: Path) -> tuple[int, ...]:
    """The batches that are there and whose runs all are."""
    there = storage.numbers(folder, BATCHES)
    return tuple(batch for batch in there if not storage.failure(folder, batch, BATCHES).is_file())


def read_table(folder: Path, name: str) -> pa.Table:
    """One table of a sweep, the rows of all batches in order; without rows where no batch is there."""
    files = sorted((folder / BATCHES).glob(f"[0-9]*/{name}.parquet"), key=lambda file: int(file.parent.name))
    tables = [pyarrow.parquet.read_table(file) for file in files]
    return pa.concat_tables(tables) if tables else columns(name).empty_table()


def columns(name: str) -> pa.Schema:
    """The columns of a table of a sweep: outcomes, runs or refused."""
    from sim.outcomes.catalogue import OUTCOMES

    wide = {outcome.key: pa.float64() for outcome in OUTCOMES}
    return pa.schema({"outcomes": {**KEYS, **wide}, "runs": RUN, "refused": REFUSED}[name])


def failures(folder: Path, number: int) -> dict[int, Mapping[str, Any]]:
    """What is recorded of the batches with runs that failed, by batch."""
    files = {batch: storage.failure(folder, batch, BATCHES) for batch in range(number)}
    return {batch: json.loads(file.read_text(encoding="utf-8")) for batch, file in files.items() if file.is_file()}
