"""Places, segments, stations, roads: sums are those of the districts, whatever the number of places."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.world.places import DENSE, RURAL, density_share, pace
from sim.world.region import District
from sim.world.rules import WorldRules
from sim.world.segments import segment_at
from sim.world.stations import crews_on_duty
from sim.world.travel import Roads, least_minutes, travel_minutes


@pytest.mark.parametrize("places", [20, 40, 200])
def test_extensive_columns_sum_to_their_district(town: Any, places: int) -> None:
    world = town(places=places).world
    district, regions = world.places.district, world.region.districts
    np.testing.assert_allclose(np.bincount(district, world.places.residents), [d.residents for d in regions])
    np.testing.assert_allclose(np.bincount(district, world.places.risk), 1.0)
    assert world.load.sum() == pytest.approx(1.0)
    assert np.all(np.bincount(district, world.places.area_km2) <= np.array([d.area_km2 for d in regions]) * (1 + 1e-9))
    assert np.all(np.bincount(district) >= 2)


def test_the_number_of_places_is_near_what_was_asked(town: Any) -> None:
    assert abs(len(town(places=200).world.load) - 200) <= len(town().world.region.districts)


def test_crews_stand_by_calls_but_for_the_error_of_their_posting(town: Any) -> None:
    """Every box keeps a crew and crews in all stay; the rest are off by as much as the calls once were."""
    exact, off = (town(posts_error=error).world.stations for error in (0.0, 0.4))
    assert np.array_equal(exact.x_km, off.x_km), "boxes are buildings"
    before, after = (np.bincount(s.crew_station, minlength=len(s.x_km)) for s in (exact, off))
    assert before.sum() == after.sum()
    assert before.min() >= 1 <= after.min()
    assert not np.array_equal(before, after)
    assert np.array_equal(off.crew_station, town(posts_error=0.4).world.stations.crew_station)


def test_another_seed_is_another_map_of_the_same_districts(town: Any) -> None:
    one, other = town(1).world, town(2).world
    assert not np.array_equal(one.places.x_km, other.places.x_km)
    assert one.region == other.region


def district(density: float) -> District:
    return District("1", "a", "가", density * 10, 10.0, 127.0, 37.0, {})


def test_pace_follows_density() -> None:
    rules = WorldRules()
    assert density_share(district(DENSE * 2)) == 1.0
    assert density_share(district(RURAL / 2)) == 0.0
    assert density_share(district((DENSE * RURAL) ** 0.5)) == pytest.approx(0.5)
    assert pace(district(DENSE), rules) == pytest.approx(60 * rules.detour / rules.speed_dense)
    assert pace(district(RURAL), rules) == pytest.approx(60 * rules.detour / rules.speed_rural)


# --- segments ---------------------------------------------------------------------------------------------------------


def test_segments_of_each_place_are_shares_of_its_risk(town: Any) -> None:
    world = town().world
    segments = world.segments
    assert len(segments.first) == len(world.load) + 1
    for p in range(len(world.load)):
        shares = segments.cumulative[segments.first[p] : segments.first[p + 1]]
        assert np.all(np.diff(shares) >= 0)
        assert shares[0] > 0
        assert shares[-1] == 1.0
    expected = world.places.residents / 1000 * world.rules.segments_per_1000
    assert np.all(np.abs(np.diff(segments.first) - expected) <= 1)


def test_a_mark_falls_on_the_segment_that_covers_it() -> None:
    cumulative = np.array([0.5, 1.0, 0.2, 0.3, 1.0])
    assert [segment_at(2, 5, cumulative, mark) for mark in (0.0, 0.19, 0.2, 0.29, 0.3, 0.99)] == [2, 2, 3, 3, 4, 4]
    assert [segment_at(0, 2, cumulative, mark) for mark in (0.0, 0.5, 0.999)] == [0, 1, 1]


# --- stations ---------------------------------------------------------------------------------------------------------


def test_boxes_stand_in_their_district_and_crews_are_those_of_the_officers(town: Any) -> None:
    world = town().world
    stations, rules = world.stations, world.rules
    boxes = np.bincount(stations.district, minlength=len(world.region.districts))
    assert boxes.tolist() == [d.boxes for d in world.region.districts]
    expected = world.region.officers * rules.patrol_share / rules.officers_per_car
    assert world.crews == crews_on_duty(world.region, rules) == round(expected)
    assert np.all(np.diff(stations.crew_station) >= 0)
    km = np.hypot(world.places.x_km[:, None] - stations.x_km, world.places.y_km[:, None] - stations.y_km)
    assert np.array_equal(km.argmin(axis=0), stations.place)


def test_every_box_has_a_crew_where_there_are_enough(town: Any) -> None:
    stations = town(staffing=2.0).world.stations
    assert set(stations.crew_station.tolist()) == set(range(len(stations.x_km)))


def test_half_the_staff_is_half_the_crews_in_the_same_boxes(town: Any) -> None:
    full, half = town().world, town(staffing=0.5).world
    assert half.crews == round(0.5 * full.region.officers * full.rules.patrol_share / full.rules.officers_per_car)
    assert np.array_equal(full.stations.x_km, half.stations.x_km)


# --- roads ------------------------------------------------------------------------------------------------------------

COORDINATE = st.floats(-20, 20, allow_nan=False)
POINTS = st.lists(st.tuples(COORDINATE, COORDINATE, st.integers(0, 1)), min_size=3, max_size=3)


def plain(points: Any, *, crossing: float = 1.0, side: float = 1.0, network: Any = None) -> Roads:
    x, y, bank = (np.array(column) for column in zip(*points, strict=True))
    one = np.ones(len(points))
    table = np.zeros((1, 1)) if network is None else network
    return Roads(x.astype(float), y.astype(float), one * side, one * 2.0, bank.astype(np.int64), crossing, table)


def way(roads: Roads, to: int, origin: int) -> float:
    return travel_minutes(roads, to, roads.x_km[to], roads.y_km[to], origin, roads.x_km[origin], roads.y_km[origin])


@given(points=POINTS)
@settings(deadline=None)
def test_ways_are_a_metric(points: Any) -> None:
    roads = plain(points)
    for a in range(3):
        assert way(roads, a, a) == 0.0
        for b in range(3):
            assert way(roads, a, b) == way(roads, b, a) >= 0.0
            for c in range(3):
                assert way(roads, a, c) <= way(roads, a, b) + way(roads, b, c) + 1e-9


@given(points=POINTS, offsets=st.lists(st.floats(-0.5, 0.5), min_size=12, max_size=12))
@settings(deadline=None)
def test_no_two_points_are_nearer_than_the_bound(points: Any, offsets: Any) -> None:
    roads = plain(points)
    least = least_minutes(roads)
    move = iter(offsets)
    spots = [(x + next(move), y + next(move)) for x, y, _ in points]
    for a in range(3):
        for b in range(3):
            assert travel_minutes(roads, a, *spots[a], b, *spots[b]) >= least[a, b]


def test_a_river_costs_the_way_to_the_bridge() -> None:
    roads = plain([(0, 0, 0), (3, 4, 1), (3, 4, 0)], crossing=2.0)
    assert way(roads, 1, 0) == 2.0 * (5.0 + 2.0)
    assert way(roads, 2, 0) == 2.0 * 5.0


def test_a_network_gives_minutes_from_origin_to_destination() -> None:
    roads = plain([(0, 0, 0), (0, 0, 0)], network=np.array([[0.0, 7.0], [3.0, 0.0]]))
    assert (way(roads, 0, 1), way(roads, 1, 0)) == (7.0, 3.0)
    assert np.all(least_minutes(roads) <= np.array([[0.0, 7.0], [3.0, 0.0]]))
