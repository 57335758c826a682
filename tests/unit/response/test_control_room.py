"""One control room from day to day: what is open at midnight, and what new clauses or rules find in the morning."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from sim.response import events, state, twin
from sim.response.control_room import ControlRoom, numbers, service_law
from sim.response.dispatch import run_day
from sim.response.room import Room
from sim.response.rules import ResponseRules
from sim.vocabulary import AFFAIRS

RULES = ResponseRules(processing_min=0, hold_p2_min=0, hold_p3_min=0, misroute=1, turnout_min=0)
NATIONAL = [0] * len(AFFAIRS)
NOBODY = [-1] * len(AFFAIRS)

type Loop = Callable[[float, int, Room], None]


@pytest.fixture(params=[run_day, twin.run_day], ids=["kernel", "twin"])
def loop(request: pytest.FixtureRequest) -> Loop:
    chosen: Loop = request.param
    return chosen


class Station:
    """One box of two crews, each of a force of its own if `forces` say so."""

    def __init__(self, bench: Any, loop: Loop, forces: tuple[int, ...] = (0, 0), rules: ResponseRules = RULES) -> None:
        self.bench = bench
        self.plain = bench(crew_station=[0] * len(forces), force=forces)
        crews = state.crews(self.plain.world.stations, self.plain.forces)
        nothing = state.docket(bench.calls([]), 0.0)
        self.room = ControlRoom(rules, self.plain.world.roads, np.uint64(1), crews, nothing, events.log(1000), loop)
        self.today = 0

    def day(self, calls: Any = None, terms: Any = None, drafted: tuple[int, ...] = ()) -> Any:
        """Run a day; returns the calls that closed."""
        terms = self.bench.terms() if terms is None else terms
        away = np.isin(np.arange(len(self.plain.forces)), drafted)
        layout = self.plain.layout(terms)
        closed, _ = self.room.run_day(
            self.today, calls or self.bench.calls([]), away, terms, layout, self.bench.orders(len(terms.rank))
        )
        self.today += 1
        return closed


def test_what_is_open_at_midnight_stays_open(bench: Any, loop: Loop) -> None:
    station = Station(bench, loop, (0,))
    closed = station.day(bench.calls([1400.0, 1410.0, 1420.0], service_min=[100.0, 5.0, 5.0]))
    assert len(closed.id) == 0
    assert station.room.open.state.tolist() == [state.SERVED, state.WAITING, state.WAITING]
    closed = station.day()
    assert closed.on_scene.tolist() == [1400.0, 1500.0, 1505.0]
    assert closed.state.tolist() == [state.RESOLVED] * 3
    np.testing.assert_allclose(station.room.crews.minutes.sum(axis=1), 2880.0)


def test_a_call_handled_over_midnight_joins_the_queue_the_next_day(bench: Any, loop: Loop) -> None:
    station = Station(bench, loop, rules=replace(RULES, processing_min=1.5))
    assert len(station.day(bench.calls([1439.5])).id) == 0
    assert station.room.open.state.tolist() == [state.COMING]
    assert station.day().on_scene.tolist() == [1441.0]


def test_shorter_handling_from_midnight_on_lets_later_calls_overtake(bench: Any, loop: Loop) -> None:
    station = Station(bench, loop, (0,), rules=replace(RULES, processing_min=1.5))
    station.day(bench.calls([1439.5]))
    station.room.rules = replace(RULES, processing_min=0.5)
    closed = station.day(bench.calls([1440.1], service_min=3.0))
    assert closed.called.tolist() == [1440.1, 1439.5]
    np.testing.assert_allclose(closed.on_scene, [1440.6, 1443.6])


def test_a_call_that_waits_for_the_wrong_force_is_not_lost_when_there_is_no_wrong_force(bench: Any, loop: Loop) -> None:
    station = Station(bench, loop, (0, 1))
    divided = bench.terms([NATIONAL, NOBODY], wrong=1)
    station.day(bench.calls([1400.0, 1401.0], contest=0.0), divided, drafted=(1,))
    assert station.room.open.stage.tolist() == [1, 1]
    assert station.room.open.state.tolist() == [state.WAITING] * 2
    closed = station.day(terms=bench.terms([NATIONAL, NATIONAL]))
    assert closed.state.tolist() == [state.RESOLVED] * 2
    assert closed.assigned.tolist() == [1440.0, 1440.0]


def test_new_clauses_find_work_for_a_crew_at_midnight(bench: Any, loop: Loop) -> None:
    """A call that one force could not take in the evening is taken by the other as soon as it may."""
    station = Station(bench, loop, (0, 1))
    station.day(bench.calls([1300.0, 1310.0], service_min=500.0), bench.terms([NATIONAL, NOBODY]))
    assert station.room.open.state.tolist() == [state.SERVED, state.WAITING]
    station.day(terms=bench.terms([NATIONAL, NATIONAL]))
    assert station.room.crews.answered.tolist() == [1, 1]
    assert not len(station.room.open.id)


def test_assembly_duty_takes_the_day_and_gives_the_crew_back(bench: Any, loop: Loop) -> None:
    station = Station(bench, loop)
    closed = station.day(bench.calls([100.0, 101.0]), drafted=(0,))
    assert closed.assigned.tolist() == [100.0, 110.0]
    assert station.room.crews.minutes[:, state.ASSEMBLY].tolist() == [1440.0, 0.0]
    assert station.day(bench.calls([1540.0, 1541.0])).assigned.tolist() == [1540.0, 1541.0]


def test_a_busy_crew_joins_assembly_duty_when_it_is_released(bench: Any, loop: Loop) -> None:
    station = Station(bench, loop, (0,))
    station.day(bench.calls([1400.0], service_min=100.0))
    station.day(bench.calls([2000.0], patience_min=50.0), drafted=(0,))
    minutes = station.room.crews.minutes[0]
    assert minutes[[state.SCENE, state.ASSEMBLY]].tolist() == [100.0, 1380.0]
    assert minutes.sum() == 2880.0


@pytest.mark.parametrize("order", ["travel", "preference"])
def test_numbers_are_the_rules(order: str) -> None:
    rules = ResponseRules(order=order, queue_capacity=7, misroute=0.3)
    given = numbers(rules, np.uint64(5))
    assert (given.by_preference, given.queue_capacity, given.misroute) == (int(order == "preference"), 7, 0.3)
    assert (given.turnout_min, given.stop_min, given.key) == (rules.turnout_min, rules.patrol_stop_min, 5)


def test_callers_of_urgent_calls_do_not_give_up() -> None:
    law = service_law(ResponseRules(patience_p2_min=100, patience_p3_min=50))
    assert law.patience_min.tolist() == [1e12, 100.0, 50.0]
