"""Which runs the kept tables are of: one line for each evaluation, beside the tables."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any, Final, final

from experiments.evaluation import words
from experiments.inputs.tables import Row, read_table
from experiments.running.provenance import made_here
from experiments.running.storage import appearing

FILE: Final = "sources.csv"
NUMBERS: Final = ("burn_in_days", "days", "replications", "seed")


@final
@dataclass(frozen=True)
class Source:
    """The command and the version that made the tables of an evaluation."""

    evaluation: str
    """`factorial` or `table`."""
    world: str
    region: str
    models: str
    rung: str
    burn_in_days: int
    days: int
    replications: int
    seed: int
    command: str
    version: str
    commit: str
    rules: str
    """Digest of the sources of the simulation: tables of one digest are of the same rules."""
    written: str

    @property
    def key(self) -> tuple[str, str]:
        return self.evaluation, self.world if self.evaluation == "table" else ""

    @property
    def models_of(self) -> tuple[str, ...]:
        return tuple(self.models.split())

    def said(self) -> str:
        """A sentence on it, and a warning where the runs were few or short."""
        told = {**asdict(self), "commit": f", commit {self.commit[:7]}" if self.commit else ""}
        small = self.days < words.LARGE_DAYS or self.replications < words.LARGE_REPLICATIONS
        return words.MADE.format(**told) + (f" {words.SMALL.format(**told)}" if small else "")


def source(evaluation: str, about: Mapping[str, Any]) -> Source:
    """The source of an evaluation, by what one of its sweeps was asked."""
    said, code, here = about["configuration"], about["code"], made_here()["code"]
    same = code["sources"] == here["sources"]
    numbers = {key: int(about[key]) for key in NUMBERS}
    region = said["region"] or said["world"]["region"]
    where = [f"world={said['world']['kind']}", *([f"region={region}"] if region else [])]
    command = " ".join((f"chian {evaluation}", *where, *(f"{key}={value}" for key, value in numbers.items())))
    return Source(
        evaluation=evaluation,
        world=said["world"]["kind"],
        region=about["region"],
        models=" ".join(about["policies"]),
        rung=about["rung"]["name"],
        **numbers,
        command=command,
        version=code["version"],
        commit=code["commit"] or (here["commit"] if same else ""),
        rules=code["sources"][:12],
        written=str(about["written"])[:10],
    )


def mixed(*of: Source) -> str:
    """A warning where tables that stand side by side are of different rules; "" where they are of the same."""
    return words.MIXED if len({one.rules for one in of}) > 1 else ""


def read(folder: Path) -> tuple[Source, ...]:
    """Every line. Raises `BadInput` for a table that cannot be read."""
    rows = read_table(folder / FILE, [field.name for field in fields(Source)])
    return tuple(_line(row) for row in rows)


def _line(row: Row) -> Source:
    numbers = {name: row.count(name) for name in NUMBERS}
    texts = {field.name: row.cells[field.name] for field in fields(Source) if field.name not in NUMBERS}
    return Source(**texts, **numbers)  # type: ignore[arg-type]


def write(folder: Path, new: Source) -> None:
    """Keep a line, in place of an earlier one of the same evaluation."""
    there = {one.key: one for one in read(folder)} if (folder / FILE).is_file() else {}
    with appearing(folder / FILE) as part, part.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, [field.name for field in fields(Source)], lineterminator="\n")
        writer.writeheader()
        writer.writerows(asdict(one) for _, one in sorted((there | {new.key: new}).items()))
