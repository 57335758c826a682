"""What feeds on its own finds: demand by what patrol came upon runs away from the truth, weighed by 1/p it does not.

A small world in which the model's own rules of demand (`sim/administration/demand.py`) and posts
(`sim/administration/posts.py`) see what patrol finds and nothing else. With a record that forgets nothing, and patrol
sent to one place at a time, the rule is Polya's urn (Ensign et al. 2018); its figures stand in `tables/feedback.csv`.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from sim.administration import demand, posts
from sim.followup import come_upon

type Floats = NDArray[np.float64]

NEVER_HELD = 1e-12
"""Chance below which a weight is held: never, here."""


def urn(rates: Sequence[float], start: Sequence[float], steps: int, runs: int, corrected: float, seed: int) -> Floats:
    """[runs, K] shares of patrol after so many steps. In each, patrol goes to one place by estimated demand.

    The record remembers everything: a day's weight is 1 over the days so far, which makes it Polya's urn with the
    balls `start` in it. Rows of the record are runs, where the model has affairs.
    """
    chance, rows = np.random.default_rng(seed), np.arange(runs)
    rate, balls = np.array(rates), np.tile(np.array(start, float), (runs, 1))
    record = demand.Found(balls / balls.sum(axis=1, keepdims=True), balls / balls.sum(axis=1, keepdims=True), 1.0)
    for step in range(steps):
        share = _share(record, corrected)
        goes = (share.cumsum(axis=1) < chance.random(runs)[:, None]).sum(axis=1)
        found = chance.random(runs) < rate[goes]
        today = demand.of_a_day(rows[found], goes[found], share[rows, goes][found], NEVER_HELD, balls.shape)
        record = demand.remembered(record, today, sum(start) + step + 1)
    return _share(record, corrected)


def _share(record: demand.Found, corrected: float) -> Floats:
    runs = len(record.counted)
    estimated = demand.estimated(np.zeros_like(record.counted), record, np.full(runs, corrected), 1.0)
    share: Floats = estimated / estimated.sum(axis=1, keepdims=True)
    return share


def stations(
    incidents: Sequence[float], crews: int, quarters: int, corrected: float, seed: int, *, moved: float = 1.0
) -> Floats:
    """[K] crews at each station in the end, from an even start. Posts move each quarter by what crews came upon.

    `incidents` [K] a quarter, that nobody reports; a crew overlooks a hundredth of a station's square kilometre.
    """
    chance, k = np.random.default_rng(seed), len(incidents)
    station, pool = np.arange(crews) % k, np.zeros(crews, np.int64)
    record = demand.nothing(1, k)
    for quarter in range(quarters):
        p = come_upon(np.full(k, 0.01), np.bincount(station, minlength=k).astype(float))
        found = np.repeat(np.arange(k), chance.binomial(chance.poisson(incidents), p))
        today = demand.of_a_day(np.zeros_like(found), found, p[found], NEVER_HELD, (1, k))
        record = demand.remembered(record, today, 4.0)
        seen = demand.estimated(np.zeros((1, k)), record, np.array([corrected]), 1.0)
        station = posts.moved(station, pool, seen, np.array([moved]), np.zeros(1), quarter, np.zeros(k))
    return np.bincount(station, minlength=k).astype(float)


# --- the urn -----------------------------------------------------------------------------------------------------


def _table() -> dict[tuple[str, ...], dict[str, tuple[float, float]]]:
    """(id, rates, start, steps, corrected) -> {metric: (value, its standard error)}."""
    found: dict[tuple[str, ...], dict[str, tuple[float, float]]] = {}
    with (Path(__file__).parent / "tables" / "feedback.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            case = tuple(row[name] for name in ("id", "rates", "start", "steps", "corrected"))
            found.setdefault(case, {})[row["metric"]] = float(row["value"]), float(row["se"])
    return found


TABLE = _table()


def numbers(text: str) -> list[float]:
    return [float(word) for word in text.split()]


@pytest.mark.parametrize("case", TABLE, ids=lambda case: f"{case[0]} {case[3]}")
def test_the_rule_is_polyas_urn(case: tuple[str, ...]) -> None:
    _, rates, start, steps, corrected = case
    runs = 4000 if corrected == "0" else 1000
    share = urn(numbers(rates), numbers(start), int(steps), runs, float(corrected), 5)[:, 0]
    fourth = float(((share - share.mean()) ** 4).mean())
    measured = {
        "mean": (share.mean(), share.std() / runs**0.5),
        "sd": (share.std(), np.sqrt((fourth - share.var() ** 2) / runs) / (2.0 * share.std())),
        "above 0.9": ((share > 0.9).mean(), (0.25 / runs) ** 0.5),
    }
    for metric, (value, se) in TABLE[case].items():
        mean, own = measured[metric]
        assert abs(mean - value) < 4.0 * float(np.hypot(own, se)), metric


@pytest.mark.parametrize("places", [5, 20])
def test_with_many_places_the_urn_runs_away_as_well(places: int) -> None:
    rate = np.linspace(0.2, 0.8, places)
    true = rate[-1] / rate.sum()
    early, late = (urn(rate.tolist(), [1.0] * places, steps, 300, 0.0, 6)[:, -1].mean() for steps in (500, 4000))
    assert late > early > 1.5 * true
    assert late > 2.0 * true


@pytest.mark.parametrize("places", [2, 5, 20])
def test_weighed_by_their_chance_finds_tell_the_rates(places: int) -> None:
    rate = np.linspace(0.2, 0.8, places)
    share = urn(rate.tolist(), [40.0] * places, 8000, 200, 1.0, 7)
    assert share.mean(axis=0) == pytest.approx(rate / rate.sum(), abs=0.006)
    assert np.abs(share - rate / rate.sum()).mean() < 0.02


def test_a_place_where_nobody_looks_is_not_learnt_of() -> None:
    """Unbiased is not quick: with light starts a few runs have sent nobody to a place for thousands of steps."""
    share = urn([0.6, 0.4], [1.0, 1.0], 3000, 1000, 1.0, 8)[:, 0]
    assert 0.0 < (share > 0.9).mean() < 0.05
    assert np.median(share) == pytest.approx(0.6, abs=0.01)


@pytest.mark.parametrize(("places", "right"), [(2, True), (5, False)])
def test_thinning_by_one_less_the_chance_would_do_for_two_places_only(places: int, right: bool) -> None:
    """Why the model divides by p: keeping a find with chance 1 - p balances two places and no more."""
    rate = np.linspace(0.2, 0.8, places)
    share = np.full(places, 1.0 / places)
    for _ in range(20_000):
        gain = share * rate * (1.0 - share)
        share += 0.01 * (gain / gain.sum() - share)
    assert (np.abs(share - rate / rate.sum()).max() < 0.001) == right


# --- posts that move within friction -----------------------------------------------------------------------------

WORLDS = [(2, 40), (5, 50), (20, 100)]


def runs_of(incidents: Sequence[float], crews: int, corrected: float, *, moved: float = 1.0) -> Floats:
    quarters = 60 if moved == 1.0 else 200
    return np.array([stations(incidents, crews, quarters, corrected, seed, moved=moved) for seed in range(20)])


@pytest.mark.parametrize("moved", [1.0, 0.05])
@pytest.mark.parametrize(("places", "crews"), WORLDS)
def test_posts_by_finds_as_they_were_run_away(places: int, crews: int, moved: float) -> None:
    """In the end the quietest station has next to nobody left, and the busiest twice its due or all the rest."""
    incidents = np.linspace(300.0, 600.0, places)
    due = crews * incidents / incidents.sum()
    have = runs_of(incidents.tolist(), crews, 0.0, moved=moved).mean(axis=0)
    assert have[0] < 1.5 < 0.5 * due[0]
    assert have[-1] > min(2.0 * due[-1], crews - 2.0)


@pytest.mark.parametrize("moved", [1.0, 0.05])
@pytest.mark.parametrize(("places", "crews"), WORLDS)
def test_posts_by_weighed_finds_near_what_is_due(places: int, crews: int, moved: float) -> None:
    incidents = np.linspace(300.0, 600.0, places)
    have = runs_of(incidents.tolist(), crews, 1.0, moved=moved)
    assert have.mean(axis=0) == pytest.approx(crews * incidents / incidents.sum(), abs=0.6)
    assert have.std(axis=0).max() < 1.2


@pytest.mark.parametrize(("places", "crews"), WORLDS)
def test_equal_places_part_by_luck_and_none_is_favoured(places: int, crews: int) -> None:
    incidents = [300.0] * places
    naive, corrected = (runs_of(incidents, crews, design) for design in (0.0, 1.0))
    assert naive.std(axis=0).mean() > 1.5 * corrected.std(axis=0).mean()
    even = crews / places
    for have in (naive, corrected):
        se = np.maximum(have.std(axis=0), 0.2) / len(have) ** 0.5
        assert (np.abs(have.mean(axis=0) - even) < 4.5 * se + 0.5).all()


def test_reports_of_residents_alone_never_run_away() -> None:
    """Without weight, what crews come upon is not in the estimate at all."""
    calls = np.array([[30.0, 10.0]])
    found = demand.Found(np.array([[0.0, 900.0]]), np.array([[0.0, 9e5]]), 1.0)
    assert demand.estimated(calls, found, np.array([0.5]), 0.0).tolist() == calls.tolist()
