"""What a folder of results holds: what was asked, what is finished, what failed, what is left, whether it is whole."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, final

from experiments.running import storage
from experiments.running.holding import holder
from experiments.running.provenance import fingerprint_of

KNOWN: Final = ("replications", "failures")


@final
@dataclass(frozen=True)
class State:
    """A folder of results at this moment."""

    folder: Path
    about: Mapping[str, Any]
    """What was asked, as `study.json` says it."""
    finished: tuple[int, ...]
    failed: Mapping[int, str]
    """By replication: the last line of its traceback."""
    parts: Mapping[str, int]
    """Other numbered results, such as the points of a search, and how many there are."""
    holder: str
    """The process that works here; "" for none."""
    seconds: tuple[float, ...]
    """What each finished replication took."""
    seconds_left: float | None
    """Processor time of what is missing; None before anything is finished."""
    altered: tuple[Path, ...]
    same: bool | None
    """Whether code, packages and tables are as they were; None where a table is gone."""

    @property
    def missing(self) -> int:
        return max(0, int(self.about["replications"]) - len(self.finished))


def state(folder: Path) -> State:
    """Raises `BadInput` if the folder is none of results."""
    about, finished, altered = storage.read_about(folder), storage.finished(folder), storage.altered(folder)
    facts = [] if altered else storage.read_facts(folder)
    seconds = tuple(float(fact["seconds"]) for fact in facts if "seconds" in fact)
    return State(
        folder,
        about,
        finished,
        _failed(folder),
        _parts(folder),
        holder(folder),
        seconds,
        seconds_left(about, facts),
        altered,
        _same(about),
    )


def seconds_left(about: Mapping[str, Any], facts: list[dict[str, Any]]) -> float | None:
    """Processor time of the replications that are missing, from what a day took in those that are finished."""
    timed = [fact for fact in facts if "seconds" in fact and "days" in fact]
    if not timed:
        return None
    done = {fact["replication"] for fact in facts}
    days = sum(days_of(about, r) for r in range(about["replications"]) if r not in done)
    return days * sum(float(fact["seconds"]) for fact in timed) / sum(int(fact["days"]) for fact in timed)


def days_of(about: Mapping[str, Any], replication: int) -> int:
    """Days of simulation in a replication; the first ones also have steps and scenarios."""
    return int(about["days_of_work"]["with_extras" if replication < about["extra_replications"] else "without"])


def _failed(folder: Path) -> dict[int, str]:
    files = sorted((folder / "failures").glob("[0-9]*.json"))
    said = (json.loads(file.read_text(encoding="utf-8")) for file in files)
    return {one["replication"]: (one["traceback"] or ["nothing said"])[-1] for one in said}


def _parts(folder: Path) -> dict[str, int]:
    rooms = (room for room in sorted(folder.iterdir()) if room.is_dir() and room.name not in KNOWN)
    counted = {room.name: len(storage.numbers(folder, room.name)) for room in rooms}
    return {name: count for name, count in counted.items() if count}


def _same(about: Mapping[str, Any]) -> bool | None:
    try:
        return fingerprint_of(about["configuration"], about["cases"]) == about["fingerprint"]
    except (OSError, ImportError):
        return None
