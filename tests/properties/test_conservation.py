"""Nothing is lost: calls, crew minutes, incidents, at the end of every day, under every institution."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from sim.governance.dual import Dual
from sim.institution.institution import Institution
from sim.model import SecurityModel
from sim.response import events, state
from sim.response.rules import ResponseRules
from sim.world.travel import travel_minutes

CASES = {
    "unitary": (None, ResponseRules()),
    "overload": (None, ResponseRules(service_factor=4)),
    "dual": (Dual(), ResponseRules()),
    "dual, all misrouted": (Dual(desk=0, aid="none"), ResponseRules(misroute=1, service_factor=2)),
    "no queue": (Dual(aid="none"), ResponseRules(queue_capacity=0, service_factor=3)),
}


@pytest.fixture(params=CASES)
def model(request: pytest.FixtureRequest, town: Any, even: Any, unitary: Institution) -> SecurityModel:
    reform, rules = CASES[request.param]
    circumstances = town()
    institution = reform.reform(unitary) if reform else unitary
    reference = even(circumstances, institution, 400.0)
    return SecurityModel(circumstances, institution, response=rules, reference=reference)


def test_calls_are_conserved_every_day(model: SecurityModel) -> None:
    for _ in range(15):
        model.step()
        assert model.ledger.conserved()
        assert model.ledger.came > 0
    ledger = model.ledger
    assert np.all(ledger.part("calls") == sum(ledger.part(end) for end in ("answered", "abandoned", "turned_away")))
    assert ledger.bins.sum() == ledger.part("answered").sum() == ledger.by_force.sum()


def test_crew_minutes_are_conserved_every_day(model: SecurityModel) -> None:
    before = model.crews.minutes.copy()
    for day in range(1, 11):
        model.step()
        spent = model.crews.minutes - before
        assert np.all(spent >= 0)
        np.testing.assert_allclose(spent.sum(axis=1), 1440.0, atol=1e-6)
        before = model.crews.minutes.copy()
        np.testing.assert_array_equal(model.crews.booked, 1440.0 * day)
    np.testing.assert_allclose(model.ledger.minutes().sum(), 10 * 1440.0 * model.world.crews)


def test_incidents_are_a_cascade(model: SecurityModel) -> None:
    """True >= reported >= recorded, in every affair, district and day; never mixed."""
    ledger = model.run(10).ledger
    true, reported, recorded = (np.array(getattr(ledger, name)) for name in ("true", "reported", "recorded"))
    assert np.all(true >= reported)
    assert np.all(reported >= recorded)
    assert recorded[:, 2:].sum() == 0
    assert recorded.sum() == ledger.by_segment.sum() == ledger.hour.sum()


def test_every_call_ends_once_and_every_crew_that_was_sent_comes_back(model: SecurityModel) -> None:
    model.room.log = events.log(100_000)
    model.run(10)
    kinds = model.room.log.kind[: model.room.log.length[0]]

    def count(kind: int) -> int:
        return int(np.count_nonzero(kinds == kind))

    busy = int(np.count_nonzero(model.crews.status == state.BUSY))
    sent = count(events.ASSIGN) + count(events.ASSESS)
    assert sent == count(events.ON_SCENE) == count(events.RELEASE) + busy
    assert count(events.EXPIRE) == model.ledger.part("abandoned").sum()
    assert count(events.BLOCK) == model.ledger.part("turned_away").sum()
    waiting_to_join = int(np.count_nonzero(model.room.open.state == state.COMING))
    assert count(events.ARRIVE) - count(events.REENTER) == model.ledger.came - waiting_to_join
    assert model.ledger.part("crews_sent").sum() + model.room.open.sent.sum() == sent


def test_what_is_passed_on_arrives_or_is_on_its_way(town: Any, unitary: Institution) -> None:
    rules = ResponseRules(misroute=1)
    model = SecurityModel(town(), Dual(desk=0.5, handover_min=7).reform(unitary), response=rules)
    model.room.log = events.log(100_000)
    model.run(10)
    rows = events.rows(model.room.log)
    desk = {call for _, kind, call, _ in rows if kind == events.DESK}
    came_back = [call for _, kind, call, _ in rows if kind == events.REENTER]
    assert len(came_back) == len(set(came_back))
    assert len(desk) > 50
    on_its_way = int(np.count_nonzero(model.room.open.state == state.PASSED_ON))
    open_after = int(np.count_nonzero(model.room.open.handover_min > 0))
    assert len(came_back) == model.ledger.part("misrouted").sum() + open_after
    passed_on = len(desk) + assessments(model)
    assert passed_on == len(came_back) + on_its_way == len([1 for _, kind, _, _ in rows if kind == events.PASS_ON])


def assessments(model: SecurityModel) -> int:
    """Finished assessments by a wrong force, told from the minutes they took."""
    minutes = model.crews.minutes[:, state.ASSESS].sum()
    under_way = model.crews.leg[model.crews.status == state.BUSY] == state.ASSESS
    assert not under_way.any()
    return round(minutes / model.response.assessment_min)


def test_no_crew_is_faster_than_the_road(town: Any, unitary: Institution) -> None:
    """A crew sent on its way home drives from its last scene: the way is at least the straight line at top speed."""
    model = SecurityModel(town(), unitary, response=ResponseRules(service_factor=3))
    model.room.log = events.log(100_000)
    roads, stations, rules = model.world.roads, model.world.stations, model.response
    spots: dict[int, tuple[int, float, float]] = {}
    for _ in range(7):
        closed = _closed_today(model)
        spots |= {
            int(i): (int(p), float(x), float(y))
            for i, p, x, y in zip(closed.id, closed.place, closed.x_km, closed.y_km, strict=True)
        }
    left: dict[int, tuple[float, int]] = {}
    sent: dict[int, float] = {}
    checked = 0
    for minute, kind, call, crew in _in_order(events.rows(model.room.log)):
        if kind == events.RELEASE:
            left[crew] = minute, call
        elif kind in (events.ASSIGN, events.ASSESS):
            sent[crew] = minute
        elif kind == events.ON_SCENE and crew in left and call in spots and left[crew][1] in spots:
            released, last = left[crew]
            place, x, y = spots[last]
            b = model.crews.station[crew]
            home = travel_minutes(roads, stations.place[b], stations.x_km[b], stations.y_km[b], place, x, y)
            if sent[crew] < released + home:
                km = np.hypot(spots[call][1] - x, spots[call][2] - y)
                way = minute - sent[crew] - rules.turnout_min
                assert way >= km * roads.pace.min() / rules.urgent_speed - 1e-9
                checked += 1
    assert checked > 50


def _closed_today(model: SecurityModel) -> Any:
    """Step, and return the calls that closed."""
    kept = []
    usual = model.room.run_day

    def listening(*given: Any) -> Any:
        closed, patrol = usual(*given)
        kept.append(closed)
        return closed, patrol

    model.room.run_day = listening
    model.step()
    model.room.run_day = usual
    return kept[0]


def _in_order(rows: list[tuple[float, int, int, int]]) -> list[tuple[float, int, int, int]]:
    """Crews are released before they are sent, and sent before they arrive, also within one minute."""
    rank = {events.RELEASE: 0, events.ASSIGN: 1, events.ASSESS: 1, events.ON_SCENE: 2}
    return sorted((row for row in rows if row[1] in rank), key=lambda row: (row[0], rank[row[1]]))
