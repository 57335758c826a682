"""Fate: how many potential incidents, where, when, and whose children they are."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pytest

from sim.demand.fate import Fate, Potential
from sim.demand.occurrence import thin
from sim.demand.rhythm import Calendar, Rhythms
from sim.randomness import Streams

RATES = np.array([[4.0, 2.0, 0.0], [1.0, 1.0, 3.0]])
HOURS = np.array([np.ones(24), np.linspace(0.5, 1.5, 24)])
SEEDS = 40
DAYS = 50


def fate(seed: int, *, branching: float = 0.2, ceiling: float = 1.0, near_days: float = 5.0) -> Fate:
    """Two affairs in three places, no season."""
    calendar = Calendar(
        Rhythms(HOURS, np.ones((2, 7))), first=date(2023, 1, 2), year_start=date(2023, 1, 1), summer_winter=1.0
    )
    return Fate(
        RATES,
        ceiling=np.full(2, ceiling),
        branching=np.full(2, branching),
        near_days=near_days,
        near_same_segment=0.5,
        calendar=calendar,
        streams=Streams(seed),
    )


def z_of(sample: Any, expected: Any) -> Any:
    sample = np.array(sample, float)
    return (sample.mean(axis=0) - expected) / (sample.std(axis=0, ddof=1) / np.sqrt(len(sample)))


def every(source: Fate, days: int = DAYS) -> Potential:
    parts = [source.day(day) for day in range(days)]
    return Potential(*(np.concatenate(column) for column in zip(*parts, strict=True)))


@pytest.mark.parametrize("branching", [0.0, 0.15, 0.25])
def test_the_mean_is_that_of_a_branching_process(branching: float) -> None:
    """Immigrants mu = rate x (1 - n), so that mu / (1 - n) is the rate, in every place of every affair."""
    counts = []
    for seed in range(SEEDS):
        potential = every(fate(seed, branching=branching))
        cell = potential.affair * 3 + potential.place
        counts.append(np.bincount(cell, minlength=6)[RATES.ravel() > 0])
    expected = RATES.ravel()[RATES.ravel() > 0] * DAYS
    assert np.all(np.abs(z_of(counts, expected)) < 4)


def test_the_share_of_children_is_the_branching_ratio() -> None:
    shares = [np.mean(every(fate(seed, branching=0.25)).parent >= 0) for seed in range(SEEDS)]
    assert abs(z_of(shares, 0.25)) < 4


def test_thinned_at_the_reference_the_rate_is_the_rate_whatever_the_ceiling() -> None:
    """Potential incidents are ceiling x more; those that happen are as many as recorded."""
    counts = []
    for seed in range(SEEDS):
        source = fate(seed, branching=0.2, ceiling=1.6)
        occurred = np.zeros(40_000, np.uint8)
        total = np.zeros(2)
        for day in range(-40, DAYS):
            potential = source.day(day)
            state = np.empty(len(potential.id), np.int8)
            thin(potential, source.key, np.ones((2, 3)), np.full(2, 1.6), np.zeros(2), occurred, state)
            if day >= 0:
                total += np.bincount(potential.affair[state > 0], minlength=2)
        assert source.issued < len(occurred)
        counts.append(total)
    assert np.all(np.abs(z_of(counts, RATES.sum(axis=1) * DAYS)) < 4)


def test_children_come_days_after_their_parent_in_its_place() -> None:
    source = fate(3, branching=0.25)
    days, seen = [], {}
    for day in range(-40, 80):
        potential = source.day(day)
        assert np.all((potential.minute >= day * 1440.0) & (potential.minute < (day + 1) * 1440.0))
        rows = zip(*(column.tolist() for column in potential), strict=True)
        for id, root, serial, parent, _, place, affair in rows:
            if parent >= 0 and parent in seen:
                of_parent = seen[parent]
                assert (place, affair) == of_parent[1:3]
                assert root in (id, of_parent[3])
                days.append(day - of_parent[0])
            seen[serial] = (day, place, affair, root)
    assert min(days) >= 1
    assert abs(z_of(days, 5.0)) < 4


def test_half_of_the_children_keep_their_parents_segment() -> None:
    potential = every(fate(4, branching=0.25), 400)
    child = potential.parent >= 0
    assert np.all(potential.root[~child] == potential.id[~child])
    assert abs(z_of(potential.root[child] != potential.id[child], 0.5)) < 4


def test_ids_and_serials_are_unique() -> None:
    potential = every(fate(5), 300)
    assert len(np.unique(potential.id)) == len(potential.id)
    assert len(np.unique(potential.serial)) == len(potential.serial)
    assert np.all(potential.parent < potential.serial)


def test_hours_follow_the_rhythm() -> None:
    potential = every(fate(6, branching=0.0), 2_000)
    for affair in (0, 1):
        hour = (potential.minute[potential.affair == affair] % 1440.0 / 60.0).astype(int)
        expected = HOURS[affair] / HOURS[affair].sum() * len(hour)
        chi2 = ((np.bincount(hour, minlength=24) - expected) ** 2 / expected).sum()
        assert chi2 < 23 + 4 * np.sqrt(2 * 23)


def test_an_affair_that_never_happens_never_happens() -> None:
    potential = every(fate(7), 300)
    assert not np.any((potential.affair == 0) & (potential.place == 2))
