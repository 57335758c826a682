"""Rates of true incidents lead back to the counts they were inverted from; rhythms and seasons average to one."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pytest

from sim.demand import assembly
from sim.demand.rates import affair_table, call_rates, thinning_ceiling
from sim.demand.rhythm import Calendar
from sim.demand.rules import DemandRules
from sim.model import SecurityModel
from sim.randomness import Streams
from sim.vocabulary import AFFAIRS, LOCAL, MAJOR_CRIME


def test_recorded_crime_comes_back_district_by_district(town: Any) -> None:
    circumstances = town()
    world, rules = circumstances.world, circumstances.demand
    for name in MAJOR_CRIME:
        a = AFFAIRS.index(name)
        yearly = circumstances.rates[a] * circumstances.table.reported[a] * (1 - rules.recording_loss) * 365
        by_district = np.bincount(world.places.district, yearly)
        np.testing.assert_allclose(by_district, [d.recorded[name] for d in world.region.districts], rtol=1e-9)


def test_other_calls_come_back_per_resident(town: Any) -> None:
    circumstances = town()
    calls = call_rates(circumstances.rates, circumstances.table).sum(axis=1) * 365
    residents = circumstances.world.region.residents
    for a, (name, affair) in enumerate(zip(AFFAIRS, circumstances.demand.affairs.each(), strict=True)):
        if name not in MAJOR_CRIME:
            assert calls[a] == pytest.approx(affair.dispatched_per_1000 * residents / 1000)


def test_local_affairs_are_a_third_of_calls(town: Any) -> None:
    """0.32 to 0.41 in the trial of 2018 to 2020."""
    calls = call_rates(town().rates, town().table).sum(axis=1)
    local = sum(calls[AFFAIRS.index(name)] for name in LOCAL)
    assert 0.32 <= local / calls.sum() <= 0.41


def test_rates_do_not_depend_on_the_number_of_places(town: Any) -> None:
    few, many = town(places=40).rates, town(places=160).rates
    np.testing.assert_allclose(few.sum(axis=1), many.sum(axis=1))


def test_the_ceiling_covers_a_tenth_of_reference_presence() -> None:
    rules = DemandRules()
    table = affair_table(rules)
    ceiling = thinning_ceiling(rules, table)
    np.testing.assert_allclose(ceiling, rules.ceiling_relief * 10.0**table.presence_elasticity)
    assert np.all(table.branching * ceiling < 1)


def test_recorded_crime_of_simulated_months_meets_the_tables(town: Any, unitary: Any) -> None:
    """20 replications of 30 days under the law in force, |z| < 4."""
    excess = []
    for replication in range(20):
        circumstances = town(5, replication)
        model = SecurityModel(circumstances, unitary).run(30)
        recorded = np.sum(model.ledger.recorded, axis=(0, 2))[:2]
        season = np.sum([circumstances.calendar.factor(day) for day in range(30)], axis=0)[:2]
        kept = circumstances.table.reported[:2] * (1 - circumstances.demand.recording_loss)
        hazard = np.mean(model.ledger.hazard, axis=0)[:2]
        assert np.all(np.abs(hazard - 1) < 0.03)
        excess.append(recorded / (circumstances.rates.sum(axis=1)[:2] * kept * season) - 1)
    z = np.mean(excess, axis=0) / (np.std(excess, axis=0, ddof=1) / np.sqrt(len(excess)))
    assert np.all(np.abs(z) < 4), (np.mean(excess, axis=0), z)


# --- when -------------------------------------------------------------------------------------------------------------


def test_seasons_and_weekdays_average_to_one_over_the_year(town: Any) -> None:
    calendar: Calendar = town().calendar
    start = (date(2023, 1, 1) - date(2022, 11, 2)).days
    year = np.array([calendar.factor(start + day) for day in range(365)])
    np.testing.assert_allclose(year.mean(axis=0), 1.0, rtol=1e-12)


def test_summer_over_winter_is_the_parameter(town: Any) -> None:
    calendar, first = town().calendar, date(2022, 11, 2)
    months: dict[int, list[Any]] = {}
    start = (date(2023, 1, 1) - first).days
    for day in range(start, start + 365):
        months.setdefault(date.fromordinal(first.toordinal() + day).month, []).append(calendar.factor(day))
    summer, winter = (np.mean(np.concatenate([months[m] for m in ms]), axis=0) for ms in ((6, 7, 8), (12, 1, 2)))
    np.testing.assert_allclose(summer / winter, DemandRules().summer_winter, rtol=0.01)


def test_day_zero_has_its_weekday(town: Any) -> None:
    assert town().calendar.weekday(0) == date(2022, 11, 2).weekday()
    assert [town().calendar.weekday(day) for day in range(7)] == [2, 3, 4, 5, 6, 0, 1]


def test_hours_are_shares(town: Any) -> None:
    hours = town().calendar.hours
    assert hours.shape == (8, 24)
    np.testing.assert_allclose(hours[:, -1], 1.0)
    assert np.all(np.diff(hours, axis=1) > 0)


# --- assemblies -------------------------------------------------------------------------------------------------------


def test_assembly_duty_has_its_mean_peak_and_saturdays() -> None:
    rules, streams = DemandRules(assembly_peak=1.0), Streams(1)
    days = np.arange(7 * 600)
    demanded = np.array([assembly.crews_demanded(int(d), int(d % 7), 1000, rules, streams) for d in days])
    share = demanded / 1000
    assert abs(share.mean() - rules.assembly_share) < 4 * share.std() / np.sqrt(len(days)) + 0.0005
    saturday = share[days % 7 == 5].mean() / share[days % 7 != 5].mean()
    assert saturday == pytest.approx(rules.assembly_saturday, rel=0.15)
    capped = [assembly.crews_demanded(int(d), int(d % 7), 1000, DemandRules(), streams) for d in days]
    assert max(capped) == int(DemandRules().assembly_peak * 1000)
    assert assembly.crews_demanded(3, 5, 1000, DemandRules(assembly_share=0), streams) == 0


def test_crews_are_drafted_from_those_with_weight_and_each_equally_often() -> None:
    key = Streams(1).key("assembly")
    weight = np.array([1.0] * 10 + [0.0] * 5)
    turns = np.sum([assembly.drafted(day, 3, weight, key) for day in range(3_000)], axis=0)
    assert turns[10:].tolist() == [0] * 5
    assert turns.sum() == 9_000
    assert np.all(np.abs(turns[:10] - 900) < 4 * np.sqrt(3_000 * 0.3 * 0.7))
    assert assembly.drafted(1, 30, weight, key).sum() == 10


def test_who_is_drafted_does_not_depend_on_names_of_forces() -> None:
    key = Streams(1).key("assembly")
    one = assembly.drafted(5, 4, np.full(20, 0.7), key)
    other = assembly.drafted(5, 4, np.full(20, 1.0), key)
    assert one.tolist() == other.tolist()
