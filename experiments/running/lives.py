"""The lives that an inquiry asks for: read from the events that a study kept, or else lived again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, final

import numpy as np
import pyarrow.compute as pc

from experiments.analysis.life import Life, life
from experiments.analysis.worth import Worth, worth
from experiments.bad_input import BadInput, unknown
from experiments.design.cases import Case
from experiments.running import storage
from experiments.running.assembling import circumstances
from experiments.running.happenings import DAY_MIN, TABLE
from experiments.running.inquiry import Inquiry, check
from experiments.running.origins import COMMAND_LINE
from experiments.running.replaying import Replayed, Span, asked_then, replay
from experiments.running.replication import by_world
from experiments.running.settings import Settings
from sim.chronicle.fated import Fated, fated, numbers

if TYPE_CHECKING:
    from sim.chronicle.nearby import Nearby
    from sim.circumstances import Circumstances

DAYS_AFTER: Final = 30
"""Days after the incident's that are told: most cases have ended by then."""

DAYS_SEARCHED: Final = 7
"""First days of the study that are searched for incidents worth a look."""


@final
@dataclass(frozen=True)
class Opened:
    """A replication that is looked into."""

    question: Inquiry
    settings: Settings
    shared: Circumstances
    cases: tuple[Case, Case]

    @property
    def keys(self) -> tuple[str, str]:
        return self.cases[0].key, self.cases[1].key


@final
@dataclass(frozen=True)
class Lives:
    """One incident under two policies. `until`: the last day of the study that is told."""

    opened: Opened
    fated: Fated
    lives: Mapping[str, Life]
    until: int
    lived: bool
    """Lived again; else read from the events that the study kept."""
    nearby: Mapping[str, tuple[Nearby, Nearby | None]] = field(default_factory=dict)
    """By case, the crew first sent and the nearest other free one; empty where lives were read."""


@final
@dataclass(frozen=True)
class Listed:
    """Incidents worth a look on the first `days` days, with their readable ids."""

    opened: Opened
    days: int
    found: tuple[tuple[str, Worth], ...]


def opened(question: Inquiry) -> Opened:
    """The replication of an inquiry. Raises `BadInput` for what is not there, or was made by another version."""
    check(question)
    about = storage.read_study(question.folder)
    asked = asked_then(question.folder, about, question.more)
    return Opened(question, asked, circumstances(asked, question.replication), _cases(question, asked))


def _cases(question: Inquiry, asked: Settings) -> tuple[Case, Case]:
    """Two cases in the study's own world, at its rung: others have a past of their own.

    Raises `BadInput` where there are no two, or another is asked for.
    """
    known = {case.key: case for case in by_world(asked.plan.cases(question.replication))[0]}
    keys = question.policies or tuple(known)[:2]
    for key in keys:
        if key not in known:
            raise unknown("policy", key, known, f"{COMMAND_LINE}, {question.folder}")
    if len(set(keys)) != 2:
        raise BadInput(f"{COMMAND_LINE}: {', '.join(keys)} alone; allowed: two policies of {question.folder}")
    return known[keys[0]], known[keys[1]]


def lives(looked: Opened) -> Lives:
    """The incident of an inquiry under both policies. Raises `BadInput` for one that the fate does not know."""
    assert looked.question.incident is not None  # the verb has asked
    asked, (day, number) = looked.settings, looked.question.incident
    one = _fated(looked, day, number)
    id = np.uint64(one.id)
    days = looked.question.days
    kept = asked.event_days - 1
    if day <= kept and (days is None or min(day + days, asked.days - 1) <= kept):
        until = kept if days is None else min(day + days, kept)
        return Lives(looked, one, _told(_stored(looked), looked, id, until), until, lived=False)
    until = min(day + (DAYS_AFTER if days is None else days), asked.days - 1)
    again = _lived_again(looked, Span(day, until, id))
    return Lives(looked, one, _told(again.events, looked, id, until), until, lived=True, nearby=again.nearby)


def listed(looked: Opened) -> Listed:
    """Incidents worth a look on the first days of the study."""
    asked, days = looked.settings, looked.question.days
    if days == 0:
        raise BadInput(f"{COMMAND_LINE}, days: 0 is not allowed for a list; allowed: 1 to {asked.days}")
    kept = bool(asked.event_days) and (days is None or days <= asked.event_days)
    searched = max(1, min(asked.days, days or (asked.event_days if kept else DAYS_SEARCHED)))
    events = _stored(looked) if kept else _lived_again(looked, Span(0, searched - 1)).events
    table = events.filter(pc.less(events["minute"], searched * DAY_MIN + 1)).to_pandas()
    return Listed(looked, searched, tuple((_id(looked, table, one), one) for one in worth(table, *looked.keys)))


def _fated(looked: Opened, day: int, number: int) -> Fated:
    asked = looked.settings
    if day >= asked.days:
        raise BadInput(f"{COMMAND_LINE}: incident {day}.{number}: no day {day}; allowed: 0 to {asked.days - 1}")
    one = fated(looked.shared, asked.burn_in_days + day, number)
    if one is None:
        most = len(looked.shared.fate.day(asked.burn_in_days + day).id) - 1
        raise BadInput(f"{COMMAND_LINE}: no incident {day}.{number}; allowed: {day}.0 to {day}.{most}")
    return one


def _stored(looked: Opened) -> Any:
    events = storage.read_table(looked.question.folder, TABLE, [looked.question.replication])
    return events.filter(pc.is_in(events["case"].cast("string"), pc.cast(list(looked.keys), "string")))


def _lived_again(looked: Opened, span: Span) -> Replayed:
    return replay(looked.question.folder, looked.settings, looked.shared, looked.cases, span)


def _told(events: Any, looked: Opened, incident: np.uint64, until: int) -> dict[str, Life]:
    """The life of an incident in each case, up to the evening of a day."""
    mine = events.filter(pc.equal(events["incident"], incident)).to_pylist()
    last = (until + 1) * DAY_MIN
    return {key: life(row for row in mine if row["case"] == key and row["minute"] <= last) for key in looked.keys}


def _id(looked: Opened, table: Any, one: Worth) -> str:
    """Its day in the study and its number on that day."""
    first = table.loc[table["incident"] == one.incident, "minute"].min()
    # In the morning of its day, trust is told.
    day = int(first // DAY_MIN)
    number = numbers(looked.shared, looked.settings.burn_in_days + day)[one.incident]
    return f"{day}.{number}"
