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
    """Replications, batches of a sweep or points of a search whose rows are there."""
    failed: Mapping[int, str]
    """By the same number: the last line of its traceback."""
    parts: Mapping[str, int]
    """Other numbered results, such as what a search kept, and how many there are."""
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
    def kind(self) -> str:
        """What the parts are called; folders of before this was kept are of replications."""
        return str(self.about.get("parts", storage.REPLICATIONS))

    @property
    def number(self) -> int:
        return int(self.about.get("number", self.about["replications"]))

    @property
    def missing(self) -> int:
        """Parts that are not there, and those with runs that failed, which are tried again."""
        return self.number - len(set(self.finished) - set(self.failed))


def state(folder: Path) -> State:
    """Raises `BadInput` if the folder is none of results."""
    about, altered = storage.read_about(folder), storage.altered(folder)
    kind = about.get("parts", storage.REPLICATIONS)
    facts = [] if altered else storage.read_facts(folder)
    seconds = tuple(float(fact["seconds"]) for fact in facts if "seconds" in fact)
    return State(
        folder,
        about,
        storage.numbers(folder, kind),
        _failed(folder),
        _parts(folder, kind),
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
    """A batch of a sweep tells of each run; the first one speaks for it."""
    files = sorted((folder / "failures").glob("[0-9]*.json"))
    said = {int(file.stem): json.loads(file.read_text(encoding="utf-8")) for file in files}
    told = {number: one if "traceback" in one else one["runs"][0] for number, one in said.items()}
    return {number: (one["traceback"] or ["nothing said"])[-1] for number, one in told.items()}


def _parts(folder: Path, kind: str) -> dict[str, int]:
    rooms = (room for room in sorted(folder.iterdir()) if room.is_dir() and room.name not in (kind, *KNOWN))
    counted = {room.name: len(storage.numbers(folder, room.name)) for room in rooms}
    return {name: count for name, count in counted.items() if count}


def _same(about: Mapping[str, Any]) -> bool | None:
    try:
        return fingerprint_of(about["configuration"], about["cases"]) == about["fingerprint"]
    except (OSError, ImportError):
        return None
