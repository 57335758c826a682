"""What a folder of results holds: what was asked, what is finished, what failed, what is left, whether it is whole."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, final

from experiments.running import batches, storage
from experiments.running.holding import holder
from experiments.running.provenance import fingerprint_of

NAMED: Final = re.compile(rf"(?:(\w+)-)?({storage.NUMBER})\.json")


@final
@dataclass(frozen=True)
class Failure:
    """A part of a study that failed."""

    part: str
    """"replications", or whatever else the study is made of."""
    number: int
    why: str
    """The last line of its traceback."""
    file: Path


@final
@dataclass(frozen=True)
class State:
    """A folder of results at this moment."""

    folder: Path
    about: Mapping[str, Any]
    """What was asked, as `study.json` says it."""
    finished: Mapping[str, tuple[int, ...]]
    """By what the study is made of (replications, batches of a sweep, points of a search): the numbers of those."""
    failed: tuple[Failure, ...]
    holder: str
    """The process that works here; "" for none."""
    seconds: tuple[float, ...]
    """What each finished replication took."""
    seconds_left: float | None
    """Processor time of what is missing; None before anything is finished."""
    altered: tuple[Path, ...]
    summed: bool
    """Whether anything has checksums."""
    same: bool | None
    """Whether code, packages and tables are as they were; None where a table is gone."""

    @property
    def parts(self) -> Mapping[str, int]:
        """How many of each there are to be."""
        return storage.parts_of(self.about)

    @property
    def missing(self) -> Mapping[str, int]:
        """How many of each are not there; what is whole is left out."""
        left = {part: number - len(self.finished[part]) for part, number in self.parts.items()}
        return {part: number for part, number in left.items() if number > 0}


def state(folder: Path) -> State:
    """Raises `BadInput` if the folder is none of results."""
    about, altered = storage.read_about(folder), storage.altered(folder)
    facts = [] if altered else storage.read_facts(folder)
    seconds = tuple(float(fact["seconds"]) for fact in facts if "seconds" in fact)
    return State(
        folder,
        about,
        {part: _finished(folder, part) for part in storage.parts_of(about)},
        failures(folder),
        holder(folder),
        seconds,
        seconds_left(about, facts),
        altered,
        bool(storage.summed(folder)),
        _same(about),
    )


def failures(folder: Path) -> tuple[Failure, ...]:
    """What is recorded of parts that failed."""
    found = ((NAMED.fullmatch(file.name), file) for file in sorted((folder / storage.FAILURES).glob("*.json")))
    whole = next(iter(storage.parts_of(storage.read_about(folder))))
    return tuple(Failure(name[1] or whole, int(name[2]), _why(file), file) for name, file in found if name)


def seconds_left(about: Mapping[str, Any], facts: list[dict[str, Any]]) -> float | None:
    """Processor time of the replications that are missing, from what a day took in those that are finished."""
    pace, done = seconds_a_day(facts), {fact["replication"] for fact in facts}
    days = sum(days_of(about, r) for r in range(about["replications"]) if r not in done)
    return None if pace is None else days * pace


def seconds_a_day(facts: list[dict[str, Any]]) -> float | None:
    """Seconds of one process for a day of simulation in finished replications; None where none has been timed."""
    timed = [fact for fact in facts if "seconds" in fact and "days" in fact]
    if not timed:
        return None
    return sum(float(fact["seconds"]) for fact in timed) / sum(int(fact["days"]) for fact in timed)


def days_of(about: Mapping[str, Any], replication: int) -> int:
    """Days of simulation in a replication; the first ones also have steps and scenarios."""
    return int(about["days_of_work"]["with_extras" if replication < about["extra_replications"] else "without"])


def _finished(folder: Path, part: str) -> tuple[int, ...]:
    return batches.finished(folder) if part == storage.BATCHES else storage.numbers(folder, part)


def _why(file: Path) -> str:
    try:
        return str(json.loads(file.read_text(encoding="utf-8"))["traceback"][-1])
    except (OSError, ValueError, LookupError, TypeError):
        return f"{file.name} says nothing that can be read"


def _same(about: Mapping[str, Any]) -> bool | None:
    try:
        return fingerprint_of(about["configuration"], about["cases"]) == about["fingerprint"]
    except (OSError, ImportError):
        return None
