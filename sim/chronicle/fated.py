"""What the fate of one replication says of one incident: the same under every policy."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from sim.chronicle.occurrence import needs
from sim.circumstances import Circumstances
from sim.demand.calls import NEVER, ServiceLaw, calls_of
from sim.demand.fate import Potential
from sim.demand.occurrence import Incidents
from sim.reports import priorities
from sim.society.homes import people
from sim.society.reporting import VICTIM_OF
from sim.vocabulary import AFFAIRS


class Fated(NamedTuple):
    """One potential incident."""

    id: int
    day: int
    """Day of the run."""
    minute: float
    """Minutes since day 0 of the run."""
    place: int
    affair: int
    needs: float
    """Hazard over its reference above which it happens; below 1 it happens at the reference."""
    repeats: bool
    """A near repeat: it can happen only if another one has happened before."""
    priority: int
    """0, 1, 2 of the call, if it is dispatched; -1 where no crew is sent even if it is reported."""
    has_victim: bool
    """Else witnesses report it."""
    home: int
    """Place in which the victim or first witness lives; -1 where residents have no minds."""
    simulated: bool
    """Whether that person is a simulated resident, rather than one of those behind it."""


def fated(circumstances: Circumstances, day: int, number: int) -> Fated | None:
    """The incident with this number among the potential ones of a day of the run; None where there are fewer."""
    potential = circumstances.fate.day(day)
    if not 0 <= number < len(potential.id):
        return None
    one = Potential._make(column[number : number + 1] for column in potential)
    home, simulated = _victim(circumstances, one)
    affair = int(one.affair[0])
    return Fated(
        id=int(one.id[0]),
        day=day,
        minute=float(one.minute[0]),
        place=int(one.place[0]),
        affair=affair,
        needs=float(needs(circumstances, one)[0]),
        repeats=bool(one.parent[0] >= 0),
        priority=_priority(circumstances, one),
        has_victim=AFFAIRS[affair] in VICTIM_OF,
        home=home,
        simulated=simulated,
    )


def numbers(circumstances: Circumstances, day: int) -> dict[int, int]:
    """The number of each potential incident of a day, by its id."""
    return {id: number for number, id in enumerate(circumstances.fate.day(day).id.tolist())}


def _priority(circumstances: Circumstances, one: Potential) -> int:
    incident = Incidents(one.id, one.root, one.minute, one.place, one.affair)
    usual = ServiceLaw("constant", 1.0, 1.0, np.full(3, NEVER))
    calls = calls_of(
        incident,
        key=circumstances.fate.key,
        table=circumstances.table,
        priorities=priorities(circumstances),
        roads=circumstances.world.roads,
        law=usual,
    )
    return int(calls.priority[0]) if len(calls.id) else -1


def _victim(circumstances: Circumstances, one: Potential) -> tuple[int, bool]:
    if circumstances.public is None:
        return -1, False
    whose = people(circumstances.fate.key, one.id, one.place, circumstances.public.homes)
    return int(whose.home[0]), bool(whose.there[0])
