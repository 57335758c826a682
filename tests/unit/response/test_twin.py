"""The compiled event loop and its plain twin, written apart, leave the same state and the same log, bit for bit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from sim.administration.officer_rules import FatigueRules
from sim.administration.rules import AdministrationRules
from sim.governance.dual import Dual
from sim.governance.unitary import Unitary
from sim.institution.institution import Institution
from sim.model import SecurityModel
from sim.reference import Reference, reference_under, unmeasured
from sim.response import events, state, twin
from sim.response.dispatch import run_day
from sim.response.room import Room
from sim.response.rules import ResponseRules

DAYS = 10
FORCES = 2
AFFAIRS = 8
TABLES = ("calls", "crews", "desk", "log")

CALM: dict[str, Any] = {}
BUSY: dict[str, Any] = {"staffing": 0.5}
PACES = (1.0, 1.013, 1.25, 2.0)

CASES = {
    "unitary": (None, ResponseRules(), CALM),
    "unitary, busy": (None, ResponseRules(service_factor=3), BUSY),
    "unitary, no hold, no penalty": (None, ResponseRules(hold_p2_min=0, hold_p3_min=0, station_penalty_min=0), CALM),
    "unitary, hold for urgent calls too": (None, ResponseRules(hold_p1_min=6, service_factor=2), CALM),
    "bare split": (0, ResponseRules(), CALM),
    **{
        f"dual, aid {aid}, boxes {boxes}": (Dual(aid=aid, boxes=boxes), ResponseRules(), CALM)
        for aid in ("none", "emergency", "full")
        for boxes in ("divided", "shared")
    },
    "dual, busy": (Dual(), ResponseRules(service_factor=2.5), BUSY),
    "dual, all misrouted, no desk": (Dual(desk=0), ResponseRules(misroute=1), CALM),
    "dual, all misrouted, all settled": (Dual(desk=1), ResponseRules(misroute=1), CALM),
    "dual, all misrouted, busy": (Dual(desk=0.5, handover_min=5), ResponseRules(misroute=1, service_factor=2.5), BUSY),
    "dual, always joint": (Dual(joint_share=1), ResponseRules(), CALM),
    "dual, full queue": (Dual(desk=0, boxes="shared"), ResponseRules(queue_capacity=3, service_factor=2.5), BUSY),
    "no queue": (None, ResponseRules(queue_capacity=0, service_factor=2.5), BUSY),
    "full queue": (None, ResponseRules(queue_capacity=3, service_factor=2.5), BUSY),
    "impatience": (None, ResponseRules(patience_p2_min=5, patience_p3_min=3, service_factor=3), BUSY),
    "dual, impatience": (Dual(desk=0), ResponseRules(patience_p2_min=5, patience_p3_min=3, misroute=1), BUSY),
    "minutes for principals and for those out of their car": (
        None,
        ResponseRules(admin_min=6, engaged_turnout_min=3),
        CALM,
    ),
    "fixed order of stations": (None, ResponseRules(order="preference"), CALM),
    "dual, fixed order of stations": (Dual(aid="full", desk=0), ResponseRules(order="preference", misroute=1), CALM),
}


def reformed(unitary: Institution, reform: Dual | int | None) -> Institution:
    if reform is None:
        return unitary
    return Dual().steps(unitary)[reform].institution if isinstance(reform, int) else reform.reform(unitary)


UNTIRING = AdministrationRules(fatigue=FatigueRules(build=0.0))


def even_reference(circumstances: Any) -> Reference:
    """So many patrol minutes a day in every place, under the law in force."""
    terms = Unitary().institution().provisions().at({})
    crews = state.crews(circumstances.world.stations, np.zeros(circumstances.world.crews, np.int64))
    patrol = np.full(len(circumstances.world.load), 400.0)
    return reference_under(terms, crews, circumstances, unmeasured(circumstances, crews)._replace(patrol=patrol))


def run(loop: Callable[..., None], circumstances: Any, institution: Institution, rules: ResponseRules) -> SecurityModel:
    model = SecurityModel(
        circumstances, institution, response=rules, reference=even_reference(circumstances), loop=loop
    )
    model.room.log = events.log(200_000)
    return model.run(DAYS)


def assert_same_tables(one: Any, other: Any) -> None:
    for name in one._fields:
        assert getattr(one, name).tobytes() == getattr(other, name).tobytes(), name


@pytest.mark.parametrize("case", CASES)
def test_kernel_and_twin_agree(case: str, town: Any, unitary: Institution) -> None:
    reform, rules, world = CASES[case]
    institution = reformed(unitary, reform)
    kernel, plain = (run(loop, town(**world), institution, rules) for loop in (run_day, twin.run_day))
    assert 3_000 < kernel.room.log.length[0] < 200_000
    assert events.rows(kernel.room.log) == events.rows(plain.room.log)
    assert_same_tables(kernel.crews, plain.crews)
    assert_same_tables(kernel.room.open, plain.room.open)
    assert kernel.presence.tobytes() == plain.presence.tobytes()
    assert kernel.ledger.calls.tobytes() == plain.ledger.calls.tobytes()


def kinds_seen(case: str, town: Any, unitary: Institution) -> set[str]:
    reform, rules, world = CASES[case]
    log = run(run_day, town(**world), reformed(unitary, reform), rules).room.log
    return {events.NAMES[kind] for kind in log.kind[: log.length[0]]}


def test_the_cases_exercise_every_kind_of_event(town: Any, unitary: Institution) -> None:
    """Agreement about events that never happen would say nothing."""
    seen = kinds_seen("dual, all misrouted, busy", town, unitary) | kinds_seen("full queue", town, unitary)
    assert seen == set(events.NAMES)


def test_tired_crews_stay_alike_and_longer(town: Any, unitary: Institution) -> None:
    """Overload is felt in the minutes on scene, in both loops to the bit."""
    rules = ResponseRules(service_factor=2.5)
    kernel, plain = (run(loop, town(**BUSY), unitary, rules) for loop in (run_day, twin.run_day))
    assert np.all(kernel.crews.pace > 1.0)
    assert_same_tables(kernel.crews, plain.crews)
    rested = run(run_day, replace(town(**BUSY), administration=UNTIRING), unitary, rules)
    assert np.all(rested.crews.pace == 1.0)
    assert rested.ledger.minutes()[state.SCENE] < kernel.ledger.minutes()[state.SCENE]


def test_a_change_of_institution_is_taken_over_alike(town: Any, unitary: Institution) -> None:
    """Calls held, waiting, passed on at midnight meet other clauses in the morning."""
    rules = ResponseRules(service_factor=2.5, misroute=1)
    ends = []
    for loop in (run_day, twin.run_day):
        before = run(loop, town(**BUSY), unitary, rules)
        after = before.under(Dual(desk=0).reform(unitary)).run(4)
        ends.append(after.under(Dual(aid="full", boxes="shared").reform(unitary)).run(4))
    kernel, plain = ends
    assert events.rows(kernel.room.log) == events.rows(plain.room.log)
    assert_same_tables(kernel.crews, plain.crews)
    assert_same_tables(kernel.room.open, plain.room.open)


def test_the_twin_runs_the_pilot_too(town: Any, unitary: Institution) -> None:
    kernel = SecurityModel(town(), unitary)
    plain = SecurityModel(town(), unitary, loop=twin.run_day)
    assert kernel.reference.patrol.tobytes() == plain.reference.patrol.tobytes()
    assert kernel.reference.casework.response_min.tobytes() == plain.reference.casework.response_min.tobytes()


def copied(room: Room) -> Room:
    """The same room in memory of its own."""
    own = {name: type(table)(*(c.copy() for c in table)) for name, table in room._asdict().items() if name in TABLES}
    return room._replace(**own, spent=room.spent.copy())


# Few distinct values make ties, so that their order is tested too.
SHARES = (0.0, 0.3, 0.7, 1.0)


def terms(chance: np.random.Generator) -> dict[str, NDArray[Any]]:
    rank = chance.choice([-1, 0, 1], (FORCES, AFFAIRS))
    rank[0, (rank != 0).all(axis=0)] = 0
    return {
        "rank": rank,
        "aid_share": chance.choice(SHARES, (FORCES, AFFAIRS, 2)),
        "joint_share": chance.choice(SHARES, (FORCES, AFFAIRS, 2)),
        "wrong": np.where(rank[0] != 0, 0, np.where(rank[1] != 0, 1, -1)),
        "desk": chance.choice(SHARES, AFFAIRS),
        "handover_min": chance.choice([0.0, 1.5, 7.0], AFFAIRS),
        "order": chance.integers(0, 3, (FORCES, AFFAIRS)),
        "principals": chance.integers(0, 4, FORCES),
    }


def columns(chance: np.random.Generator, calls: int, places: int, hours: int) -> dict[str, NDArray[Any]]:
    return {
        "minute": np.sort(chance.integers(0, 120 * hours, calls)) / 2,
        "place": chance.integers(0, places, calls),
        "affair": chance.integers(0, AFFAIRS, calls),
        "priority": chance.integers(0, 3, calls),
        "crews": chance.choice([1, 1, 2, 3], calls),
        "service_min": chance.choice([0.0, 5.0, 60.0, 400.0], calls),
        "patience_min": chance.choice([0.0, 4.0, 30.0, 1e12], calls),
        "contest": chance.choice([0.0, 0.5, np.inf], calls),
        **{name: chance.choice(SHARES, calls) for name in ("desk", "aid", "joint")},
    }


HOLDS = st.sampled_from([0.0, 5.0])


@st.composite
def rooms(draw: st.DrawFn, bench: Any) -> tuple[Room, Room]:
    """The same small room twice: up to five places, three stations, six crews, 40 calls, any terms."""
    places, stations, crews = draw(st.integers(1, 5)), draw(st.integers(1, 3)), draw(st.integers(1, 6))
    chance = np.random.default_rng(draw(st.integers(0, 2**32)))
    plain = bench(
        at=chance.integers(0, 5, (places, 2)).astype(float),
        side=draw(st.sampled_from([0.0, 0.5])),
        station_at=chance.integers(0, places, stations),
        crew_station=np.sort(chance.integers(0, stations, crews)),
        force=chance.integers(0, FORCES, crews),
    )
    room = plain.room(
        plain.calls(**columns(chance, draw(st.integers(1, 40)), places, draw(st.sampled_from([1, 6, 24])))),
        plain.terms(**terms(chance)),
        log=5000,
        rules=ResponseRules(hold_p1_min=draw(HOLDS), hold_p2_min=draw(HOLDS), hold_p3_min=draw(HOLDS)),
        orders=plain.orders(
            FORCES,
            box=draw(st.sampled_from([0.0, 0.25, 0.9])),
            engaged=draw(st.sampled_from([0.0, 0.4, 1.0])),
            patrol=chance.choice(SHARES, FORCES),
        ),
        turnout_min=draw(st.sampled_from([0.0, 1.5])),
        engaged_turnout_min=draw(st.sampled_from([0.0, 2.5])),
        admin_min=draw(st.sampled_from([0.0, 3.0])),
        station_penalty_min=draw(st.sampled_from([0.0, 4.0])),
        assessment_min=draw(st.sampled_from([0.0, 5.0])),
        misroute=0.6,
        queue_capacity=draw(st.sampled_from([0, 2, 10**6])),
        by_preference=draw(st.integers(0, 1)),
    )
    room.crews.drafted[:] = chance.random(crews) < draw(st.sampled_from([0.0, 0.3]))
    room.crews.pace[:] = chance.choice(PACES, crews)
    room.calls.x_km[:] = room.roads.x_km[room.calls.place]
    room.calls.y_km[:] = room.roads.y_km[room.calls.place]
    return room, copied(room)


@given(data=st.data())
@settings(max_examples=500, deadline=None, derandomize=True)
def test_any_small_room_ends_alike(bench: Any, data: st.DataObject) -> None:
    kernel, plain = data.draw(rooms(bench))
    run_day(1440.0, 0, kernel)
    twin.run_day(1440.0, 0, plain)
    assert kernel.log.length[0] > 0
    assert events.rows(kernel.log) == events.rows(plain.log)
    for name in ("calls", "crews"):
        assert_same_tables(getattr(kernel, name), getattr(plain, name))
    assert kernel.spent.tobytes() == plain.spent.tobytes()


def test_a_full_log_counts_on_without_writing(bench: Any) -> None:
    rooms = [bench().room(bench.calls([0.0, 50.0]), log=3) for _ in range(2)]
    run_day(1440.0, 0, rooms[0])
    twin.run_day(1440.0, 0, rooms[1])
    for room in rooms:
        assert room.log.length[0] == 8
        assert len(events.rows(room.log)) == 3
    assert events.rows(rooms[0].log) == events.rows(rooms[1].log)


def test_the_log_can_be_off(bench: Any) -> None:
    room = bench().room(bench.calls([0.0]))
    twin.run_day(1440.0, 0, room)
    assert room.log.length[0] == 0
    assert room.calls.state.tolist() == [state.RESOLVED]


def test_the_comparison_would_notice_a_difference(town: Any, unitary: Institution) -> None:
    one = run(run_day, town(), unitary, ResponseRules())
    other = run(twin.run_day, town(), unitary, replace(ResponseRules(), station_penalty_min=4.5))
    assert not np.array_equal(one.crews.minutes, other.crews.minutes)
