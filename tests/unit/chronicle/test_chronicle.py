"""The chronicle tells what the books say, in every room, and changes no result by a bit."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from experiments.analysis.life import Life, life
from experiments.running.assembling import model as assembled
from sim.chronicle.chronicle import Witnessed, witness
from sim.chronicle.fated import fated, numbers
from sim.chronicle.happenings import Happening, Happenings
from sim.chronicle.nearby import sent_and_nearest
from sim.circumstances import Circumstances
from sim.governance.dual import Dual
from sim.institution.institution import Institution
from sim.ledger import PARTS
from sim.model import SecurityModel
from sim.response import twin
from sim.response.dispatch import run_day
from sim.response.rules import ResponseRules
from sim.response.state import joined
from sim.vocabulary import AFFAIRS

DAYS = 6
BUSY = ResponseRules(service_factor=2.2, misroute=0.5, queue_capacity=2)


def restless(town: Any) -> Circumstances:
    """A town in which deterred theft often moves next door and presence matters."""
    circumstances = town()
    theft = replace(circumstances.demand.affairs.property, displaced=0.9)
    demand = replace(circumstances.demand, affairs=replace(circumstances.demand.affairs, property=theft))
    return replace(circumstances, demand=demand)


def model(circumstances: Circumstances, institution: Institution, loop: Any = run_day) -> SecurityModel:
    return SecurityModel(circumstances, institution, response=BUSY, loop=loop)


@pytest.fixture(scope="module")
def looked_on(town: Any, unitary: Institution) -> tuple[SecurityModel, list[Witnessed], Any]:
    """A model after some days, what was seen on each, and the calls that were closed."""
    run = model(restless(town), Dual(desk=0.3).reform(unitary))
    # Other presence than the reference's, so that some incidents do not happen.
    run.presence *= np.linspace(0.5, 3.0, len(run.presence))
    seen, closed = [], []
    for _ in range(DAYS):
        seen.append(witness(run))
        closed.append(run.today.closed)
    whole = closed[0]
    for table in closed[1:]:
        whole = joined(whole, table)
    return run, seen, whole


def told(seen: list[Witnessed]) -> Happenings:
    return Happenings._make(np.concatenate(columns) for columns in zip(*(s.happenings for s in seen), strict=True))


def count(table: Happenings, *events: Happening) -> int:
    return int(np.isin(table.event, events).sum())


def lives(table: Happenings) -> dict[int, Life]:
    """The life of every incident."""
    found: dict[int, list[dict[str, Any]]] = {}
    names = ("incident", "minute", "event", "crew", "force", "place", "value")
    for values in zip(*(column.tolist() for column in table), strict=True):
        row = dict(zip(names, values, strict=True))
        found.setdefault(row["incident"], []).append(row | {"event": Happening(row["event"]).name.lower(), "force": ""})
    return {id: life(rows) for id, rows in found.items()}


def state_of(run: SecurityModel) -> list[bytes]:
    """Everything that is carried over midnight, and the books."""
    tables = (run.crews, run.room.open, run.minds, run.casework.teams, run.casework.case_teams.cases)
    books = (run.ledger.calls, run.ledger.bins, run.ledger.use_by_force, run.presence, run.occurred, run.ledger.bill)
    return [column.tobytes() for table in tables for column in table] + [np.asarray(book).tobytes() for book in books]


def test_looking_on_changes_no_bit(town: Any, unitary: Institution) -> None:
    seen, unseen = (model(restless(town), Dual().reform(unitary)) for _ in range(2))
    for _ in range(DAYS):
        witness(seen)
        unseen.step()
    assert state_of(seen) == state_of(unseen)
    assert seen.room.loop is run_day
    assert seen.under(unitary).run(2).room.loop is run_day


def test_the_twin_tells_the_same(town: Any, unitary: Institution) -> None:
    kernel, plain = (model(town(), Dual().reform(unitary), loop) for loop in (run_day, twin.run_day))
    for _ in range(3):
        one, other = witness(kernel).happenings, witness(plain).happenings
        order = [np.lexsort((t.value, t.crew, t.event, t.incident, t.minute)) for t in (one, other)]
        for name in Happenings._fields:
            assert getattr(one, name)[order[0]].tobytes() == getattr(other, name)[order[1]].tobytes(), name


def test_what_did_not_happen_is_told_too(looked_on: Any) -> None:
    run, seen, _ = looked_on
    table = told(seen)
    _, _, deterred, displaced = run.ledger.thinning
    assert count(table, Happening.MOVED) == displaced > 0
    assert count(table, Happening.DETERRED) == deterred - displaced > 10
    assert count(table, Happening.ORPHANED) > 0
    assert count(table, Happening.HAPPENED, Happening.MOVED) == np.sum(run.ledger.true)


def test_every_room_is_told_as_its_books_say(looked_on: Any) -> None:
    run, seen, _ = looked_on
    table, ledger = told(seen), run.ledger
    known = np.sum(ledger.reported)
    assert count(table, Happening.REPORTED) == known
    assert count(table, Happening.UNREPORTED) == np.sum(ledger.true) - known
    assert count(table, Happening.RECORDED) == np.sum(ledger.recorded)
    assert count(table, Happening.FOUND) == ledger.discovered.sum()
    assert count(table, Happening.CALLED) - count(table, Happening.DIVERTED) == ledger.came
    for event, name in (
        (Happening.ANSWERED, "answered"),
        (Happening.ABANDONED, "abandoned"),
        (Happening.TURNED_AWAY, "turned_away"),
    ):
        assert count(table, event) == ledger.part(name).sum() > 0
    work = ledger.casework
    for event, name in (
        (Happening.CASE_OPENED, "opened"),
        (Happening.CASE_FINISHED, "closed"),
        (Happening.CLEARED, "cleared"),
    ):
        assert count(table, event) == work[name].sum() > 0
    assert count(table, Happening.CLEARED, Happening.UNCLEARED) == work["decided"].sum()
    assert [count(table, Happening.REFERRED), count(table, Happening.REPAIRED)] == work["tickets"].sum(axis=1)[
        [0, 2]
    ].tolist()
    judged = count(table, Happening.JUDGED_CALL, Happening.JUDGED_CASE)
    assert judged == ledger.society["contacts"].sum()
    content = np.isin(table.event, (Happening.JUDGED_CALL, Happening.JUDGED_CASE)) & (table.value == 1.0)
    assert content.sum() == ledger.society["content"].sum()


def test_calls_that_others_take_are_told_by_who_took_them() -> None:
    run = assembled("world=town", "policy=unitary+municipal_cooperation:1+auxiliary_police:1", "burn_in_days=1")
    table = told([witness(run) for _ in range(4)])
    helper = table.value[table.event == Happening.DIVERTED].astype(int)
    diverted = run.ledger.casework["diverted"].sum(axis=1)
    assert np.bincount(helper, minlength=2).tolist() == diverted.tolist()
    assert diverted.min() > 0


def test_every_call_that_comes_ends_once_or_is_open(looked_on: Any) -> None:
    run, seen, _ = looked_on
    open_ = set(run.room.open.id.tolist())
    came = {id: one for id, one in lives(told(seen)).items() if one.first("joined")}
    assert len(came) > 300
    for id, one in came.items():
        assert len(one.each("answered", "abandoned", "turned_away")) == (0 if id in open_ else 1), id
        assert len(one.each("called")) == 1


def test_parts_add_up_to_those_of_the_books(looked_on: Any) -> None:
    """Queue and hand-over to the bit for each call; the ledger sums them in another order."""
    run, seen, closed = looked_on
    found = lives(told(seen))
    parts = {id: one.parts for id, one in found.items()}
    held = handed_over = 0
    for row, id in enumerate(closed.id.tolist()):
        one = parts[id]
        if one is None:
            continue
        assert (one.queue, one.handover) == (closed.queue_min[row], closed.handover_min[row])
        assert one.whole == closed.on_scene[row] - closed.called[row]
        assert one.way == closed.on_scene[row] - closed.assigned[row]
        assert one.handling + one.queue + one.handover + one.way == pytest.approx(one.whole, abs=1e-9)
        assert 0.0 <= found[id].held_min <= one.queue + 1e-9
        held += found[id].held_min > 0.0
        handed_over += one.handover > 0.0
    assert min(held, handed_over) > 10
    answered = [one for one in parts.values() if one is not None]
    for name, of in (("response_min", "whole"), ("queue_min", "queue"), ("handover_min", "handover")):
        total = run.ledger.calls[PARTS.index(name)].sum()
        assert sum(getattr(one, of) for one in answered) == pytest.approx(total, rel=1e-12)


def test_names_of_incidents_are_those_of_their_fate(looked_on: Any) -> None:
    run, seen, closed = looked_on
    circumstances = run.circumstances
    priority = dict(zip(closed.id.tolist(), closed.priority.tolist(), strict=True))
    table, checked = told(seen), 0
    happened = np.flatnonzero(table.event == Happening.HAPPENED)[::7]
    for row in happened:
        id, day = int(table.incident[row]), int(table.minute[row] // 1440)
        one = fated(circumstances, day, numbers(circumstances, day)[id])
        assert one is not None
        assert (one.id, one.minute, one.place) == (id, table.minute[row], table.place[row])
        assert one.needs < table.value[row]
        assert 0 <= one.affair < len(AFFAIRS)
        if id in priority:
            assert one.priority == priority[id]
            checked += 1
    assert checked > 20
    assert fated(circumstances, 0, 10**6) is None


def test_who_was_near_when_a_crew_was_sent(looked_on: Any) -> None:
    """The way of the crew that was sent is that of the log; a nearer one may not take the call, or is of elsewhere."""
    run, seen, _ = looked_on
    day = seen[-1]
    table, rules, barred = day.happenings, run.response, 0
    first = {int(table.incident[r]): r for r in np.flatnonzero(table.event == Happening.ASSIGNED)[::-1]}
    for id, row in list(first.items())[::3]:
        minute, crew = table.minute[row], int(table.crew[row])
        there = np.flatnonzero((table.incident == id) & (table.event == Happening.ON_SCENE) & (table.crew == crew))[-1:]
        sent, nearest = sent_and_nearest(day.room, np.uint64(id), float(minute), crew)
        assert sent.may_take
        if len(there):
            turnout = table.minute[there[0]] - minute - sent.way_min
            usual, engaged = rules.turnout_min, rules.turnout_min + rules.engaged_turnout_min
            assert min(abs(turnout - usual), abs(turnout - engaged)) < 1e-9
        if nearest is not None and nearest.way_min < sent.way_min - 1e-9:
            spared = nearest.may_take and not nearest.own_station and sent.way_min - nearest.way_min
            assert not nearest.may_take or 0.0 < spared <= rules.station_penalty_min + 1e-9
            barred += not nearest.may_take
    assert barred > 3
