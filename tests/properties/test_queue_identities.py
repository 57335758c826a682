"""Identities that hold on every path of the event loop, not only on average."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from sim.response import events, state
from sim.response.dispatch import run_day
from sim.response.room import Room
from sim.response.rules import ResponseRules

LOCAL = np.array([0] * 4 + [1] * 4)
SQUARE = [(0.0, 0.0), (3.0, 0.0), (0.0, 3.0), (3.0, 3.0)]
SEEDS = st.integers(0, 2**32)


def stream(chance: np.random.Generator, calls: int, minutes: float) -> NDArray[np.float64]:
    return np.sort(chance.random(calls)) * minutes


def on_the_square(bench: Any, chance: np.random.Generator, calls: int, minutes: float, **given: Any) -> Any:
    """Calls at the four corners."""
    place = chance.integers(0, 4, calls)
    x, y = np.array(SQUARE)[place].T
    columns = {
        "place": place,
        "x_km": x,
        "y_km": y,
        "affair": chance.integers(0, 8, calls),
        "priority": chance.integers(0, 3, calls),
        "service_min": chance.exponential(20.0, calls),
        "patience_min": chance.exponential(60.0, calls),
    }
    return bench.calls(stream(chance, calls, minutes), **columns | given)


# --- Little's law -----------------------------------------------------------------------------------------------------


def area(record: events.Log, leave: set[int], last: bool) -> float:
    """Integral of the number of calls between arrival and their first (or last) event of the kinds `leave`."""
    came: dict[int, float] = {}
    left: dict[int, float] = {}
    for minute, kind, call, _ in events.rows(record):
        if kind == events.ARRIVE:
            came.setdefault(call, minute)
        elif kind in leave and (last or call not in left):
            left[call] = minute
    steps = sorted([(minute, 1) for minute in came.values()] + [(minute, -1) for minute in left.values()])
    total, inside, now = 0.0, 0, steps[0][0]
    for minute, change in steps:
        total += inside * (minute - now)
        inside, now = inside + change, minute
    assert inside == 0
    return total


@given(seed=SEEDS)
@settings(max_examples=30, deadline=None, derandomize=True)
def test_littles_law(bench: Any, seed: int) -> None:
    """L = lambda W for the line and for the room, over a window that starts and ends empty."""
    calls = on_the_square(bench, np.random.default_rng(seed), 300, 900.0)
    room = bench(SQUARE, 0.0, 2.0, (0, 3), (0, 0, 1, 1)).run(calls, days=30, log=10_000, turnout_min=1.5)
    docket = room.calls
    assert docket.queue_min.max() > 10
    assert np.any(docket.state == state.ABANDONED)
    in_line = area(room.log, {events.ASSIGN, events.EXPIRE}, last=False)
    np.testing.assert_allclose(in_line, docket.queue_min.sum(), rtol=1e-9)
    in_room = area(room.log, {events.RELEASE, events.EXPIRE}, last=True)
    np.testing.assert_allclose(in_room, (docket.closed - docket.called).sum(), rtol=1e-9)


# --- one crew more, one order instead of another ----------------------------------------------------------------------


def line(bench: Any, crews: int, calls: Any) -> Room:
    """First come, first served, without ways."""
    return bench(crew_station=[0] * crews).run(calls, days=60)


@given(seed=SEEDS, crews=st.integers(1, 6))
@settings(max_examples=60, deadline=None, derandomize=True)
def test_without_ways_a_crew_more_makes_nobody_wait_longer(bench: Any, seed: int, crews: int) -> None:
    chance = np.random.default_rng(seed)
    calls = bench.calls(stream(chance, 200, 600.0 / crews), service_min=chance.lognormal(2.0, 1.0, 200))
    fewer, more = line(bench, crews, calls), line(bench, crews + 1, calls)
    assert np.all(more.calls.assigned <= fewer.calls.assigned)
    assert more.calls.queue_min.sum() < fewer.calls.queue_min.sum()


@given(seed=SEEDS)
@settings(max_examples=40, deadline=None, derandomize=True)
def test_work_is_conserved_whatever_the_order(bench: Any, seed: int) -> None:
    """With one crew, the sum of service x wait is the same under any order that never leaves the crew idle."""
    chance = np.random.default_rng(seed)
    minute, service = stream(chance, 200, 2400.0), chance.exponential(10.0, 200)
    klass = chance.integers(0, 3, 200)
    fcfs = line(bench, 1, bench.calls(minute, service_min=service))
    ranked = line(bench, 1, bench.calls(minute, service_min=service, priority=klass))
    work = [(room.calls.service_min * room.calls.queue_min).sum() for room in (fcfs, ranked)]
    np.testing.assert_allclose(work[0], work[1], rtol=1e-9)
    gained = fcfs.calls.queue_min - ranked.calls.queue_min
    assert gained[klass == 0].mean() > 0 > gained[klass == 2].mean()


# --- forces apart, forces together ------------------------------------------------------------------------------------


def two_forces(bench: Any) -> Any:
    return bench(SQUARE, 0.5, 2.0, (0, 1, 3), (0, 0, 0, 1, 1, 2, 2), (0, 1, 0, 1, 0, 0, 1))


@given(seed=SEEDS)
@settings(max_examples=30, deadline=None, derandomize=True)
def test_two_forces_without_dealings_are_two_runs(bench: Any, seed: int) -> None:
    """No aid, no contest, nothing joint: each force does what it would do without the other's calls."""
    calls = on_the_square(bench, np.random.default_rng(seed), 150, 1200.0)
    terms = bench.terms([np.where(LOCAL == 0, 0, -1), np.where(LOCAL == 1, 0, -1)])
    plain = two_forces(bench)
    both = plain.run(calls, terms, log=5000)
    for force in (0, 1):
        own = LOCAL[calls.affair] == force
        alone = plain.run(type(calls)(*(column[own] for column in calls)), terms, log=5000)
        ids = set(calls.id[own].tolist())
        assert events.rows(alone.log) == [row for row in events.rows(both.log) if row[2] in ids]
        crews = both.crews.force == force
        assert alone.crews.minutes[crews].tobytes() == both.crews.minutes[crews].tobytes()
        for name in ("on_scene", "closed", "queue_min", "state"):
            assert getattr(alone.calls, name).tobytes() == getattr(both.calls, name)[own].tobytes(), name


@given(seed=SEEDS)
@settings(max_examples=30, deadline=None, derandomize=True)
def test_two_forces_that_share_everything_are_one(bench: Any, seed: int) -> None:
    """Full mutual aid from the same boxes, no friction: bit for bit the run of one force."""
    calls = on_the_square(bench, np.random.default_rng(seed), 150, 1200.0)
    box = bench(SQUARE, 0.5, 2.0, (0,), (0,) * 6, (0, 1, 0, 1, 1, 0))
    ranks = [np.where(LOCAL == 0, 0, 1), np.where(LOCAL == 1, 0, 1)]
    shared = box.run(calls, box.terms(ranks, aid_share=1.0), log=5000)
    one = bench(SQUARE, 0.5, 2.0, (0,), (0,) * 6).run(calls, log=5000)
    assert events.rows(shared.log) == events.rows(one.log)
    assert shared.crews.minutes.tobytes() == one.crews.minutes.tobytes()


# --- the ends of the scale --------------------------------------------------------------------------------------------


def test_without_load_nobody_waits_and_response_is_the_way(bench: Any) -> None:
    calls = bench.calls([0.0, 500.0, 1000.0], place=[0, 1, 3], x_km=[0.0, 3.0, 3.0], y_km=[0.0, 0.0, 3.0])
    room = bench(SQUARE, 0.0, 2.0, (0,), (0,)).run(calls, turnout_min=1.5)
    assert room.calls.queue_min.tolist() == [0.0, 0.0, 0.0]
    least, most = 1.5, 1.5 + 2.0 * np.hypot(3.0, 3.0)
    response = room.calls.on_scene - room.calls.called
    assert np.all((least <= response) & (response <= most + 1e-9))


def test_with_crews_everywhere_response_is_the_way_inside_the_place(bench: Any) -> None:
    calls = on_the_square(bench, np.random.default_rng(3), 100, 1400.0)
    room = bench(SQUARE, 0.0, 2.0, range(4), [b for b in range(4) for _ in range(100)]).run(calls, turnout_min=1.5)
    assert not room.calls.queue_min.any()
    np.testing.assert_allclose(room.calls.on_scene - room.calls.called, 1.5, atol=1e-9)


def test_without_crews_callers_give_up_or_wait_and_nothing_breaks(bench: Any) -> None:
    calls = on_the_square(bench, np.random.default_rng(4), 100, 600.0, patience_min=[30.0] * 50 + [1e12] * 50)
    room = bench(SQUARE, 0.0, 2.0, (0, 3), (0, 1)).room(calls)
    room.crews.drafted[:] = 1
    run_day(1440.0, 0, room)
    assert room.calls.state.tolist() == [state.ABANDONED] * 50 + [state.WAITING] * 50
    assert room.crews.minutes[:, state.ASSEMBLY].tolist() == [1440.0, 1440.0]
    assert not room.calls.sent.any()


@pytest.mark.parametrize("delay", [0.0, 3.0, 12.0])
def test_a_hand_over_costs_the_assessment_and_the_delay(bench: Any, delay: float) -> None:
    """At zero load, exactly."""
    terms = bench.terms([np.where(LOCAL == 0, 0, -1), np.where(LOCAL == 1, 0, -1)], wrong=1, handover_min=delay)
    room = bench(crew_station=(0, 0), force=(0, 1)).run(
        bench.calls([60.0], contest=0.0), terms, misroute=1.0, assessment_min=5.0, turnout_min=1.5, log=20
    )
    call = room.calls
    assert call.handover_min.tolist() == [1.5 + 5.0 + delay]
    assert call.on_scene.tolist() == [60.0 + 1.5 + 5.0 + delay + 1.5]
    assert call.any_on_scene.tolist() == [61.5]
    assert (call.sent.tolist(), call.forces.tolist(), call.force.tolist()) == ([2], [3], [0])


def test_a_joint_desk_costs_the_delay_only(bench: Any) -> None:
    terms = bench.terms([np.where(LOCAL == 0, 0, -1), np.where(LOCAL == 1, 0, -1)], wrong=1, handover_min=2.0, desk=1.0)
    room = bench(crew_station=(0, 0), force=(0, 1)).run(bench.calls([60.0], contest=0.0), terms, misroute=1.0, log=20)
    assert (room.calls.handover_min.tolist(), room.calls.sent.tolist()) == ([2.0], [1])


def test_a_held_call_goes_to_its_own_station_if_a_crew_comes_back_in_time(bench: Any) -> None:
    plain = bench(SQUARE, 0.0, 2.0, (0, 3), (0, 1))
    calls = plain.calls([0.0, 10.0], priority=1, service_min=[12.0, 5.0])
    held, at_once = (plain.run(calls, rules=ResponseRules(hold_p2_min=minutes)) for minutes in (5, 0))
    assert held.calls.assigned.tolist() == [0.0, 12.0]
    assert held.calls.own_station.tolist() == [1, 1]
    assert at_once.calls.assigned.tolist() == [0.0, 10.0]
    assert at_once.calls.own_station.tolist() == [1, 0]


def test_the_same_conditions_give_the_order_of_numbers(bench: Any) -> None:
    """Calls of one minute are served by number; a crew of the lower id goes first."""
    room = bench(crew_station=(0, 0)).run(bench.calls([5.0, 5.0, 5.0]), log=50)
    sent = [(call, crew) for _, kind, call, crew in events.rows(room.log) if kind == events.ASSIGN]
    assert sent == [(0, 0), (1, 1), (2, 0)]


def test_busy_intervals_of_a_crew_never_overlap(bench: Any) -> None:
    calls = on_the_square(bench, np.random.default_rng(5), 200, 1200.0, crews=2)
    room = bench(SQUARE, 0.5, 2.0, (0, 3), (0, 0, 0, 1)).run(calls, days=20, log=10_000, turnout_min=1.5)
    spans = defaultdict(list)
    for minute, kind, _, crew in events.rows(room.log):
        if kind in (events.ASSIGN, events.RELEASE):
            spans[crew].append((minute, kind))
    for span in spans.values():
        in_order = sorted(span, key=lambda s: (s[0], s[1] == events.ASSIGN))
        assert [kind for _, kind in in_order] == [events.ASSIGN, events.RELEASE] * (len(span) // 2)
