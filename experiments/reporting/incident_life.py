"""The life of one incident under two policies, on a terminal: what its fate says, a table of events, why they part."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from difflib import SequenceMatcher
from typing import Final

from rich import box
from rich.console import Console
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from experiments.analysis.life import Event, Life
from experiments.reporting import strings
from experiments.reporting.incident_where import Gazetteer, affair, minutes, share
from experiments.reporting.parting import duty, parting
from experiments.running.happenings import DAY_MIN
from experiments.running.lives import Lives

WIDTH: Final = 120
"""Columns where there is no terminal to ask."""

BY_DAY: Final = frozenset(
    [
        "case_opened",
        "case_finished",
        "cleared",
        "uncleared",
        "referred",
        "repaired",
        "judged_call",
        "judged_case",
        "trust_after",
        "fear_after",
    ]
)
"""Events that are known at the end of their day."""

IN_THE_MORNING: Final = ("trusting", "fear_before")


def show(told: Lives) -> None:
    """Print everything."""
    console = terminal()
    for line in (*heading(told), ""):
        console.print(line, markup=False, highlight=False)
    console.print(events(told))
    if any(life.parts for life in told.lives.values()):
        console.print(parts(told))
    console.print(" ".join(parting(told)), markup=False, highlight=False)
    until = strings.LIFE_UNTIL.format(day=told.until)
    console.print(until if told.lived else f"{until} {strings.LIFE_READ}", markup=False, highlight=False)


def terminal() -> Console:
    """The terminal, or a page of fixed width."""
    console = Console()
    return console if console.is_terminal else Console(width=WIDTH)


def heading(told: Lives) -> list[str]:
    """When, where, what; what the fate says; who is concerned."""
    fated, asked, names = told.fated, told.opened.settings, Gazetteer(told.opened.shared.world)
    minute = fated.minute - asked.burn_in_days * DAY_MIN
    when = datetime.combine(asked.start, time()) + timedelta(minutes=minute)
    day, number = told.opened.question.incident or (0, 0)
    title = strings.LIFE_HEADING.format(
        id=f"{day}.{number}",
        affair=affair(fated.affair),
        where=names.place(fated.place),
        when=when.strftime(strings.LIFE_WHEN),
    )
    fate = strings.LIFE_FATE.format(needs=share(fated.needs), on=strings.LIFE_FATE_REPEAT if fated.repeats else "")
    call = (
        strings.LIFE_FATE_CALL.format(priority=fated.priority + 1) if fated.priority >= 0 else strings.LIFE_FATE_NO_CALL
    )
    return [title, f"{fate} {call}", _concerned(told, names)]


def _concerned(told: Lives, names: Gazetteer) -> str:
    fated = told.fated
    if fated.home < 0:
        return strings.LIFE_FATE_NO_MINDS
    who = strings.LIFE_FATE_VICTIM if fated.has_victim else strings.LIFE_FATE_WITNESS
    mind = strings.LIFE_FATE_SIMULATED if fated.simulated else strings.LIFE_FATE_BEHIND
    return f"{who.format(home=names.place(fated.home))} {mind}"


def events(told: Lives) -> Table:
    """One row per event, the policies in columns; minutes are counted from the occurrence."""
    zero = told.fated.minute - told.opened.settings.burn_in_days * DAY_MIN
    table = Table(strings.LIFE_HEAD, *map(escape, told.opened.keys), box=box.SIMPLE_HEAD)
    names = Gazetteer(told.opened.shared.world)
    for row in aligned(*(told.lives[key] for key in told.opened.keys)):
        cells = (strings.LIFE_NEVER if event is None else cell(event, zero, names) for event in row)
        name = next(event.name for event in row if event)
        table.add_row(strings.LIFE_EVENTS[name], *map(Text, cells))
    return table


def aligned(one: Life, other: Life) -> Iterator[tuple[Event | None, Event | None]]:
    """Events of the same name side by side, as far as each column can still be read downwards in order of time."""
    mine, others = ([event.name for event in life.events] for life in (one, other))
    for kind, *ends in SequenceMatcher(None, mine, others, autojunk=False).get_opcodes():
        here, there = one.events[ends[0] : ends[1]], other.events[ends[2] : ends[3]]
        if kind == "equal":
            yield from zip(here, there, strict=True)
        else:
            yield from ((event, None) for event in here)
            yield from ((None, event) for event in there)


def cell(event: Event, zero: float, names: Gazetteer) -> str:
    """When an event was, and what is to be said about it. `zero`: minute of the occurrence."""
    when = strings.LIFE_MINUTES.format(minutes=minutes(event.minute - zero))
    if event.name in IN_THE_MORNING:
        when = strings.LIFE_MORNING
    elif event.name in BY_DAY:
        when = strings.LIFE_EVENING.format(day=int(event.minute // DAY_MIN) - 1)
    about = _about(event, names)
    return f"{when}: {about}" if about else when


def _about(event: Event, names: Gazetteer) -> str:
    if event.name in ("assigned", "assessing"):
        found = {
            "force": event.force,
            "crew": event.crew,
            "district": names.district(event.place),
            "place": event.place,
        }
        return strings.LIFE_CREW.format(**found)
    if event.name in ("on_scene", "released"):
        return strings.LIFE_CREW_AGAIN.format(force=event.force, crew=event.crew)
    if event.name in ("happened", "moved", "deterred", "orphaned"):
        where = f"{names.place(event.place)}, " if event.name == "moved" else ""
        return where + strings.LIFE_HAZARD.format(value=share(event.value))
    if event.name in ("case_opened", "case_finished"):
        return strings.LIFE_DUTY.format(duty=duty(event), force=event.force)
    return "" if math.isnan(event.value) else _valued(event)


def _valued(event: Event) -> str:
    match event.name:
        case "answered":
            return strings.LIFE_RESPONSE.format(value=minutes(event.value))
        case "diverted":
            return strings.LIFE_HELPERS[int(event.value)]
        case "referred":
            return strings.LIFE_DAYS_ON_WAY.format(value=f"{event.value:g}")
        case "repaired":
            return strings.LIFE_SOLVED if event.value else strings.LIFE_UNSOLVED
        case "judged_call" | "judged_case":
            return strings.LIFE_SATISFIED if event.value else strings.LIFE_DISSATISFIED
    return share(event.value)


def parts(told: Lives) -> Table:
    """The response time in its parts."""
    table = Table(
        "", *map(escape, told.opened.keys), box=box.SIMPLE_HEAD, title=strings.LIFE_PARTS_TITLE, title_justify="left"
    )
    for name, title in strings.LIFE_PARTS.items():
        found = (told.lives[key].parts for key in told.opened.keys)
        table.add_row(title, *("" if each is None else minutes(getattr(each, name)) for each in found))
    return table
