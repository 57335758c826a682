"""What comes of incidents in the days after: cases, tickets, judgements, trust and fear. Known by day, at its end."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.chronicle.happenings import Happening, Happenings, happenings
from sim.model import SecurityModel
from sim.response.control_room import DAY
from sim.society.homes import people
from sim.viewing import Today


class Morning(NamedTuple):
    """What residents thought before the day; nothing where they have no minds."""

    trust: NDArray[np.float64]
    fear: NDArray[np.float64]


def morning(model: SecurityModel) -> Morning:
    """A copy, since the day changes minds in place."""
    if model.society is None:
        return Morning(np.empty(0), np.empty(0))
    return Morning(model.society.minds.trust.copy(), model.society.minds.fear.copy())


def worked_on(model: SecurityModel, today: Today) -> Iterator[Happenings]:
    """Cases opened, finished, cleared; tickets referred and repaired."""
    evening = (today.day + 1) * DAY
    teams, duties = model.casework.case_teams, model.circumstances.ground.duties
    for event, moved in ((Happening.CASE_OPENED, teams.begun), (Happening.CASE_FINISHED, teams.ended)):
        team = len(model.forces) + model.terms.casework.team[duties.affair[moved.duty]]
        yield happenings(event, moved.id, evening, force=team, value=moved.duty)
    decided = teams.decided
    for event, rows in ((Happening.CLEARED, decided.cleared), (Happening.UNCLEARED, ~decided.cleared)):
        team = len(model.forces) + model.terms.casework.team[decided.affair[rows]]
        yield happenings(event, decided.id[rows], evening, force=team, place=decided.place[rows])
    staff = model.casework.staff
    days = staff.sent.arrives - staff.sent.referred
    yield happenings(Happening.REFERRED, staff.sent.id, evening, place=staff.sent.place, value=days)
    solved = np.isin(staff.repaired.id, staff.solved.id)
    yield happenings(Happening.REPAIRED, staff.repaired.id, evening, place=staff.repaired.place, value=solved)


def taken_in(model: SecurityModel, today: Today, before: Morning) -> Iterator[Happenings]:
    """How those concerned judged the police, and what that did to residents who were there in person."""
    if model.society is None:
        return
    dawn, evening, incidents = today.day * DAY, (today.day + 1) * DAY, today.incidents
    on_calls, on_cases = model.society.judged
    yield happenings(Happening.JUDGED_CALL, on_calls.id, evening, place=on_calls.place, value=on_calls.content)
    yield happenings(Happening.JUDGED_CASE, on_cases.id, evening, place=on_cases.place, value=on_cases.content)
    ground, minds = model.society.ground, model.society.minds
    id = np.concatenate((incidents.id, on_cases.id, on_calls.id))
    id, first = np.unique(id, return_index=True)
    place = np.concatenate((incidents.place, on_cases.place, on_calls.place))[first]
    whose = people(ground.key, id, place, ground.homes)
    known, there = (whose.row >= 0) & (np.isin(id, incidents.id) | whose.there), whose.there
    for event, at, who, of in (
        (Happening.TRUSTING, dawn, known, before.trust),
        (Happening.FEAR_BEFORE, dawn, there, before.fear),
        (Happening.TRUST_AFTER, evening, there, minds.trust),
        (Happening.FEAR_AFTER, evening, there, minds.fear),
    ):
        yield happenings(event, id[who], at, place=whose.home[who], value=of[whose.row[who]])
