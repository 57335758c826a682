"""From incidents to calls: shares, marks, service, patience."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from sim.demand.calls import NEVER, Calls, ServiceLaw, calls_of
from sim.demand.occurrence import Incidents
from sim.demand.rates import affair_table
from sim.demand.rules import DemandRules
from sim.randomness import Streams, marks
from sim.society.reporting import reported_alike
from sim.vocabulary import AFFAIRS

KEY = Streams(3).key("fate")
COUNT = 80_000
TABLE = affair_table(DemandRules())
LAW = ServiceLaw("lognormal", 0.8, 1.5, np.array([NEVER, 240.0, 120.0]))


@pytest.fixture(scope="module")
def incidents(town: Any) -> Incidents:
    id = np.arange(COUNT, dtype=np.uint64)
    chance = np.random.default_rng(1)
    places = len(town().world.load)
    return Incidents(id, id, chance.random(COUNT) * 1440, chance.integers(0, places, COUNT), np.arange(COUNT) % 8)


@pytest.fixture(scope="module")
def calls(incidents: Incidents, town: Any) -> Calls:
    mix = TABLE.urgent, TABLE.low
    return calls_of(incidents, key=KEY, table=TABLE, priorities=mix, roads=town().world.roads, law=LAW)


def near(share: Any, expected: Any, n: int) -> bool:
    return bool(np.all(np.abs(share - expected) <= 4 * np.sqrt(expected * (1 - expected) / n) + 1e-12))


def by_affair(values: Any, affair: Any) -> Any:
    return np.array([np.mean(values[affair == a]) for a in range(len(AFFAIRS))])


def test_calls_come_in_order_of_time(calls: Calls) -> None:
    assert np.all(np.diff(calls.minute) >= 0)
    assert len(np.unique(calls.id)) == len(calls.id)


def test_the_dispatched_share_is_the_affairs(calls: Calls) -> None:
    share = np.bincount(calls.affair, minlength=8) / (COUNT / 8)
    assert near(share, TABLE.dispatched, COUNT // 8)


def test_the_reported_share_is_the_affairs(incidents: Incidents) -> None:
    told = reported_alike(KEY, incidents.id, incidents.affair, TABLE.reported)
    assert near(by_affair(told, incidents.affair), TABLE.reported, COUNT // 8)


def test_priorities_have_their_shares(calls: Calls) -> None:
    n = int(np.bincount(calls.affair).min())
    assert near(by_affair(calls.priority == 0, calls.affair), TABLE.urgent, n)
    assert near(by_affair(calls.priority == 2, calls.affair), TABLE.low, n)
    assert set(np.unique(calls.priority)) == {0, 1, 2}


def test_the_mean_number_of_crews_is_the_affairs(calls: Calls) -> None:
    whole = np.floor(TABLE.crews)
    assert near(by_affair(calls.crews, calls.affair) - whole, TABLE.crews - whole, int(np.bincount(calls.affair).min()))
    assert calls.crews.min() >= 1


def test_the_contested_share_is_the_affairs_and_below_it_the_mark_is_uniform(calls: Calls) -> None:
    n = int(np.bincount(calls.affair).min())
    assert near(by_affair(calls.contest < 1, calls.affair), TABLE.contested, n)
    assert near(by_affair(calls.contest < 0.19, calls.affair), 0.19 * TABLE.contested, n)


def test_an_affair_that_is_never_contested_never_goes_astray(incidents: Incidents, town: Any) -> None:
    table = TABLE._replace(contested=np.zeros(8))
    mix = table.urgent, table.low
    calls = calls_of(incidents, key=KEY, table=table, priorities=mix, roads=town().world.roads, law=LAW)
    assert np.all(np.isinf(calls.contest))


def test_marks_are_in_range_and_points_inside_their_place(calls: Calls, town: Any) -> None:
    roads = town().world.roads
    for name in ("desk", "aid", "joint"):
        mark = getattr(calls, name)
        assert 0 <= mark.min() < 0.001
        assert 0.999 < mark.max() < 1
    assert np.all(np.abs(calls.x_km - roads.x_km[calls.place]) <= roads.side_km[calls.place] / 2)
    assert np.all(np.abs(calls.y_km - roads.y_km[calls.place]) <= roads.side_km[calls.place] / 2)


def test_marks_of_one_call_are_unrelated(calls: Calls) -> None:
    columns = np.array([calls.desk, calls.aid, calls.joint, calls.x_km % 1e-3, np.log(calls.service_min)])
    related = np.corrcoef(columns) - np.eye(len(columns))
    assert np.abs(related).max() < 4 / np.sqrt(len(calls.id))


def test_patience_is_exponential_and_urgent_callers_wait_for_ever(calls: Calls) -> None:
    assert calls.patience_min[calls.priority == 0].min() > 1e6
    for priority, mean in ((1, 240.0), (2, 120.0)):
        patience = calls.patience_min[calls.priority == priority]
        assert abs(patience.mean() - mean) < 4 * mean / np.sqrt(len(patience))
        assert near(np.mean(patience < mean * np.log(2)), 0.5, len(patience))


@pytest.mark.parametrize(("name", "variation"), [("constant", 0.0), ("exponential", 1.0), ("lognormal", 0.8)])
def test_service_has_its_mean_and_variation(name: str, variation: float) -> None:
    uniform = marks(KEY, np.arange(200_000, dtype=np.uint64), np.uint64(13))
    minutes = ServiceLaw(name, 0.8, 1.5, np.zeros(3)).minutes(uniform, np.full(len(uniform), 20.0))
    assert minutes.min() > 0
    assert minutes.mean() == pytest.approx(30.0, rel=4 * max(variation, 1e-9) / np.sqrt(len(uniform)))
    assert minutes.std() / minutes.mean() == pytest.approx(variation, abs=0.02)


def test_service_grows_with_its_mark() -> None:
    uniform = np.linspace(0.001, 0.999, 500)
    for name in ("exponential", "lognormal"):
        assert np.all(np.diff(ServiceLaw(name, 0.8, 1.0, np.zeros(3)).minutes(uniform, np.full(500, 10.0))) > 0)


def test_the_extremes_of_a_mark_are_finite() -> None:
    for name in ("constant", "exponential", "lognormal"):
        minutes = ServiceLaw(name, 0.8, 1.0, np.zeros(3)).minutes(np.array([0.0, 1 - 2**-53]), np.full(2, 10.0))
        assert np.all(np.isfinite(minutes))
