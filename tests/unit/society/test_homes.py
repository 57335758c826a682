"""Whose incident it is: most victims live where it happens, others carry the memory home."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from sim.society.homes import Homes, carried_home, people, perhaps
from sim.society.homes import homes as made_homes
from sim.world.places import Places
from sim.world.population import Population

KEY = np.uint64(11)


def living(residents: Any, at: Any, load: Any, scale: float = 10.0, district: Any = None) -> Homes:
    """Homes in a row of places at points `at` km."""
    people_there, x = np.array(residents, float), np.array(at, float)
    none = np.zeros(len(x))
    where = np.zeros(len(x), np.int64) if district is None else np.array(district)
    places = Places(where, people_there, none + 1.0, none, x, none, none, none, where)
    count = np.rint(people_there / scale).astype(np.int64)
    first = np.concatenate(([0], np.cumsum(count)))
    nobody = np.zeros(int(first[-1]) + 1, np.int64)
    population = Population(np.repeat(np.arange(len(x)), count), first, nobody, np.zeros(0, np.uint32))
    share = np.array(load, float)
    return made_homes(places, population, share / share.sum(), 0.2, 5.0)


def drawn(place: int, homes: Homes, count: int = 40_000) -> Any:
    return people(KEY, np.arange(count, dtype=np.uint64), np.full(count, place), homes)


def test_a_place_with_as_many_incidents_as_residents_has_few_visitors() -> None:
    homes = living([1000, 1000], [0, 0], [1, 1], district=[0, 1])
    assert homes.visiting == pytest.approx([0.2, 0.2])
    found = drawn(0, homes)
    # One in five is drawn at large, and half of these live here all the same.
    assert np.mean(found.home == 0) == pytest.approx(0.9, abs=0.006)


def test_the_excess_of_incidents_falls_on_people_from_elsewhere() -> None:
    homes = living([100, 900], [0, 0], [1, 1], district=[0, 1])
    assert homes.visiting[0] == pytest.approx(0.8)
    assert np.mean(drawn(0, homes).home == 0) == pytest.approx(0.2 + 0.8 * 0.1, abs=0.008)


def test_visitors_come_from_near_districts_first() -> None:
    homes = living([10, 1000, 1000], [0, 1, 11], [1, 1, 1], district=[0, 1, 2])
    home = drawn(0, homes).home
    assert np.sum(home == 1) / np.sum(home == 2) == pytest.approx(np.exp(10 / 5), rel=0.1)


def test_a_resident_was_there_for_one_in_all_who_stand_behind_it() -> None:
    homes = living([1000, 1000], [0, 3], [1, 1], scale=25.0)
    found = drawn(0, homes)
    assert np.mean(found.there) == pytest.approx(1 / 25, abs=0.003)
    assert set(np.flatnonzero(found.there)) <= set(perhaps(KEY, np.arange(40_000, dtype=np.uint64), homes))
    # Everybody of a place is as likely to be the victim.
    count = np.bincount(found.row[found.home == 0], minlength=40)[:40]
    assert count.std() / count.mean() < 0.06


def test_where_nobody_is_simulated_nobody_stands_behind_it() -> None:
    homes = living([2, 1000], [0, 0], [1, 1], district=[0, 1])
    found = drawn(0, homes)
    alone = found.home == 0
    assert alone.any()
    assert (found.row[alone] == -1).all()
    assert not found.there[alone].any()


def test_what_is_carried_home_is_what_happened() -> None:
    homes = living([300, 700, 500], [0, 2, 9], [5, 1, 1], district=[1, 0, 1])
    values = np.array([[5.0, 1.0, 2.0], [0.0, 3.0, 0.5]])
    home = carried_home(values, homes)
    assert home.sum(axis=1) == pytest.approx(values.sum(axis=1))
    found = drawn(0, homes)
    alone = carried_home(np.array([[1.0, 0.0, 0.0]]), homes)[0]
    assert np.bincount(found.home, minlength=3) / len(found.home) == pytest.approx(alone, abs=0.01)


def test_dividing_a_place_changes_nobodys_home() -> None:
    whole = living([600, 400], [0, 4], [3, 1])
    halves = living([300, 300, 400], [0, 0, 4], [1.5, 1.5, 1])
    assert halves.visiting == pytest.approx([whole.visiting[0], whole.visiting[0], whole.visiting[1]])
    from_whole = carried_home(np.array([[1.0, 0.0]]), whole)[0]
    from_halves = carried_home(np.array([[0.5, 0.5, 0.0]]), halves)[0]
    assert [from_halves[:2].sum(), from_halves[2]] == pytest.approx(from_whole)
