"""Incidents worth a look, on a terminal."""

from __future__ import annotations

from rich import box
from rich.table import Table
from rich.text import Text

from experiments.analysis.worth import Worth
from experiments.reporting import strings
from experiments.reporting.incident_life import terminal
from experiments.reporting.incident_where import Gazetteer, affair, minutes
from experiments.reporting.wording import days
from experiments.running.lives import Listed
from sim.chronicle.fated import fated


def show(told: Listed) -> None:
    """Print the list, and how to go on."""
    console, looked = terminal(), told.opened
    one, other = looked.keys
    question = looked.question
    if not told.found:
        console.print(strings.LIFE_LIST_NONE.format(one=one, other=other), markup=False, highlight=False)
        return
    title = strings.LIFE_LIST_TITLE.format(
        replication=question.replication, folder=question.folder, days=days(told.days), one=one, other=other
    )
    table = Table(*strings.LIFE_LIST_HEAD, box=box.SIMPLE_HEAD)
    for id, found in told.found:
        table.add_row(id, *_where(told, id), Text(why(found)))
    console.print(title, markup=False, highlight=False)
    console.print(table)
    more = strings.LIFE_LIST_MORE.format(
        folder=question.folder, replication=question.replication, incident=told.found[0][0]
    )
    console.print(more, markup=False, highlight=False)


def why(found: Worth) -> str:
    """Why an incident is listed."""
    if found.event == "answered":
        return strings.LIFE_LIST_SLOWER.format(minutes=minutes(found.value), case=found.case)
    return strings.LIFE_LIST_ONLY[found.event].format(case=found.case)


def _where(told: Listed, id: str) -> tuple[str, str]:
    """District and affair."""
    day, number = (int(part) for part in id.split("."))
    one = fated(told.opened.shared, told.opened.settings.burn_in_days + day, number)
    assert one is not None  # its id has just been made
    return Gazetteer(told.opened.shared.world).district(one.place), affair(one.affair)
