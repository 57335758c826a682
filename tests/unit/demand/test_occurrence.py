"""Thinning, deterrence, displacement: what happens of what could."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from sim.demand.fate import Potential
from sim.demand.occurrence import NextDoor, hazard_ratio, hazard_ratios, occur
from sim.randomness import Streams

KEY = Streams(1).key("fate")
COUNT = 20_000
PLACES = 4


def potential(parent: Any = -1) -> Potential:
    serial = np.arange(COUNT)
    id = np.arange(1, COUNT + 1, dtype=np.uint64)
    chance = np.random.default_rng(1)
    return Potential(
        id=id,
        root=id,
        serial=serial,
        parent=np.broadcast_to(np.asarray(parent, np.int64), COUNT).copy(),
        minute=chance.random(COUNT) * 1440.0,
        place=chance.integers(0, PLACES, COUNT),
        affair=np.zeros(COUNT, np.int64),
    )


def happen(bench: Any, given: Potential, ratio: float, *, ceiling: float = 2.0, displaced: float = 0.0) -> Any:
    world = bench(at=[(0, 0), (1, 0), (0, 1), (5, 5)]).world
    occurred = np.zeros(COUNT, np.uint8)
    incidents, thinning = occur(
        given,
        key=KEY,
        ratio=np.full((1, PLACES), ratio),
        ceiling=np.full(1, ceiling),
        displaced=np.full(1, displaced),
        occurred=occurred,
        next_door=NextDoor(world.places, np.ones((1, PLACES)), 0.5),
    )
    return incidents, thinning, occurred


@pytest.mark.parametrize("ratio", [0.3, 1.0, 1.7])
def test_the_share_that_happens_is_the_ratio_over_the_ceiling(ratio: float, bench: Any) -> None:
    incidents, thinning, occurred = happen(bench, potential(), ratio)
    p = ratio / 2.0
    assert abs(len(incidents.id) - COUNT * p) < 4 * np.sqrt(COUNT * p * (1 - p))
    assert thinning.potential == COUNT
    assert occurred.sum() == len(incidents.id)


def test_thinning_is_nested(bench: Any) -> None:
    """What happens under a lower hazard happens under a higher one too."""
    low, high = (set(happen(bench, potential(), ratio)[0].id.tolist()) for ratio in (0.5, 0.9))
    assert low < high


def test_deterred_are_those_that_would_have_happened_at_the_reference(bench: Any) -> None:
    lived, thinning, _ = happen(bench, potential(), 0.6)
    reference, none, _ = happen(bench, potential(), 1.0)
    assert thinning.deterred == len(reference.id) - len(lived.id)
    assert none.deterred == 0


def test_a_hazard_above_the_ceiling_is_counted(bench: Any) -> None:
    for ratio, exceeded in ((2.0, 0), (2.5, COUNT)):
        incidents, thinning, _ = happen(bench, potential(), ratio)
        assert thinning.exceeded == exceeded
        assert len(incidents.id) == COUNT


def test_what_is_displaced_keeps_id_and_time_and_happens_once(bench: Any) -> None:
    given = potential()
    incidents, thinning, occurred = happen(bench, given, 0.4, displaced=1.0)
    at_reference, _, _ = happen(bench, given, 1.0)
    assert thinning.displaced == thinning.deterred > 1000
    assert set(incidents.id.tolist()) == set(at_reference.id.tolist())
    minute = dict(zip(given.id.tolist(), given.minute.tolist(), strict=True))
    assert [minute[i] for i in incidents.id.tolist()] == incidents.minute.tolist()
    assert occurred.sum() == len(incidents.id)
    origin = dict(zip(given.id.tolist(), given.place.tolist(), strict=True))
    moved = np.array([origin[i] for i in incidents.id.tolist()]) != incidents.place
    assert 0 < moved.sum() < thinning.displaced
    assert given.place.tolist() == potential().place.tolist()


def test_the_displaced_share_is_the_affairs(bench: Any) -> None:
    _, thinning, _ = happen(bench, potential(), 0.4, displaced=0.3)
    n = thinning.deterred
    assert abs(thinning.displaced - 0.3 * n) < 4 * np.sqrt(n * 0.3 * 0.7)


def test_next_door_is_near(bench: Any) -> None:
    """Weights fall with distance: from the first corner, nearly nobody goes to the far one."""
    world = bench(at=[(0, 0), (1, 0), (0, 1), (5, 5)]).world
    next_door = NextDoor(world.places, np.ones((1, PLACES)), 0.5)
    ids = np.arange(4_000, dtype=np.uint64)
    to = next_door.to(KEY, ids, np.zeros(4_000, np.int64), np.zeros(4_000, np.int64))
    weight = np.exp(-np.array([0, 1, 1, np.hypot(5, 5)]) / 0.5)
    share = weight / weight.sum()
    seen = np.bincount(to, minlength=PLACES) / 4_000
    assert np.all(np.abs(seen - share) <= 4 * np.sqrt(share * (1 - share) / 4_000) + 1e-3)


def test_children_of_what_did_not_happen_do_not_happen(bench: Any) -> None:
    given = potential(parent=np.where(np.arange(COUNT) < COUNT // 2, -1, np.arange(COUNT) - COUNT // 2))
    incidents, _, occurred = happen(bench, given, 1.0)
    children = incidents.id[incidents.id > COUNT // 2].astype(np.int64) - 1
    assert len(children) > 1000
    assert np.all(occurred[children - COUNT // 2] == 1)


def test_the_hazard_is_one_at_the_reference_and_falls_with_presence() -> None:
    assert hazard_ratio(7.0, 7.0, 1.0, 0.4) == 1.0
    assert hazard_ratio(15.0, 7.0, 1.0, 0.5) == pytest.approx(2.0**-0.5)
    assert hazard_ratio(0.0, 7.0, 1.0, 0.5) == pytest.approx(8.0**0.5)
    table = hazard_ratios(np.array([1.0, 3.0]), np.array([1.0, 1.0]), np.array([1.0, 1.0]), np.array([0.0, 1.0]))
    assert table.tolist() == [[1.0, 1.0], [1.0, 0.5]]


def test_the_hazard_does_not_change_when_a_place_is_halved() -> None:
    whole = hazard_ratio(6.0, 10.0, 2.0, 0.3)
    assert hazard_ratio(3.0, 5.0, 1.0, 0.3) == pytest.approx(whole, rel=1e-15)
