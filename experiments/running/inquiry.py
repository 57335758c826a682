"""What `chian explain` is asked: a folder, a replication, an incident, two policies, how many days."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, final

from experiments.bad_input import BadInput, listed, unknown
from experiments.running import storage
from experiments.running.origins import COMMAND_LINE
from experiments.running.ranges import WHOLE

USAGE: Final = "DIR RUN, DIR RUN DAY.NUMBER, each with two policies or none after it"
INCIDENT: Final = re.compile(r"(\d{1,5})\.(\d{1,9})")
NUMBER: Final = re.compile(r"[0-9]{1,9}")
KEYS: Final = ("days",)


@final
@dataclass(frozen=True)
class Inquiry:
    """A question about one replication of a folder of results."""

    folder: Path
    replication: int
    incident: tuple[int, int] | None = None
    """Day of the study and number on that day; None: list some."""
    policies: tuple[str, ...] = ()
    """Two cases; none: the first two policies of the study."""
    days: int | None = None
    """Days after the incident's, or days that are searched for a list; None: as many as is usual."""
    more: Path | None = None
    """Folder of config files that the study was asked with."""


def inquiry(words: Sequence[str]) -> Inquiry:
    """Sort the words. Raises `BadInput`: too few or too many, no number where one is needed, an unknown key."""
    plain, days, more = _sorted(words)
    if not 2 <= len(plain) <= 5:
        raise BadInput(f"{COMMAND_LINE}: {listed(plain)!r} is not allowed; allowed: {USAGE}")
    folder, run, *rest = plain
    incident = _incident(rest.pop(0)) if len(rest) % 2 else None
    return Inquiry(Path(folder), _replication(run), incident, tuple(rest), days, more)


def check(asked: Inquiry) -> None:
    """Raise `BadInput` for a folder without results and for a replication that is not there."""
    storage.read_study(asked.folder)
    finished = storage.finished(asked.folder)
    if asked.replication not in finished:
        allowed = listed(str(replication) for replication in finished)
        raise BadInput(f"{COMMAND_LINE}: no replication {asked.replication} in {asked.folder}; allowed: {allowed}")


def _sorted(words: Sequence[str]) -> tuple[list[str], int | None, Path | None]:
    """Plain words, days, folder of config files."""
    plain, days, more = [], None, None
    left = [part for word in words for part in (word.split("=", 1) if word.startswith("--") else (word,))]
    while left:
        word = left.pop(0)
        if word == "--config-dir":
            more = _folder(left.pop(0) if left else "")
        elif word.startswith("-") and not word[1:].isdigit():
            raise unknown("option", word, ("--config-dir", "--help"), COMMAND_LINE)
        elif re.match(r"[A-Za-z_.]+=", word):
            days = _days(word)
        else:
            plain.append(word)
    return plain, days, more


def _days(word: str) -> int:
    key, _, said = word.partition("=")
    if key not in KEYS:
        raise unknown("key", key, KEYS, COMMAND_LINE)
    least, most = 0, WHOLE["days"][1]
    if not NUMBER.fullmatch(said) or not least <= int(said) <= most:
        raise BadInput(f"{COMMAND_LINE}, {key}: {said!r} is not allowed; allowed: {least} to {most}")
    return int(said)


def _folder(said: str) -> Path:
    if not said or not Path(said).is_dir():
        raise BadInput(f"{COMMAND_LINE}, --config-dir: {said!r} is not allowed; allowed: a folder that exists")
    return Path(said)


def _replication(said: str) -> int:
    if not NUMBER.fullmatch(said):
        allowed = "the number of a replication, counted from 0"
        raise BadInput(f"{COMMAND_LINE}: RUN {said!r} is not allowed; allowed: {allowed}")
    return int(said)


def _incident(said: str) -> tuple[int, int]:
    found = INCIDENT.fullmatch(said)
    if found is None:
        allowed = "DAY.NUMBER, as in 37.1204; chian explain DIR RUN lists some"
        raise BadInput(f"{COMMAND_LINE}: incident {said!r} is not allowed; allowed: {allowed}")
    return int(found[1]), int(found[2])
