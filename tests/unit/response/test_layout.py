"""Where forces stand: catchments, beats, search order."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from sim.governance.dual import Dual
from sim.institution.institution import Institution
from sim.model import SecurityModel
from sim.reference import reference_under, unmeasured
from sim.response import state
from sim.response.layout import Layout, lay_out, plan_weight
from sim.response.patrol import planned_place
from sim.response.rules import ResponseRules
from sim.vocabulary import AFFAIRS
from sim.world.travel import travel_minutes


def laid_out(circumstances: Any, institution: Institution) -> tuple[SecurityModel, Layout]:
    terms = institution.provisions().at({})
    crews = state.crews(circumstances.world.stations, np.zeros(circumstances.world.crews, np.int64))
    reference = reference_under(terms, crews, circumstances, unmeasured(circumstances, crews))
    model = SecurityModel(circumstances, institution, reference=reference)
    return model, model.layout


def laid_out_by(model: SecurityModel, rules: ResponseRules) -> Layout:
    crews = model.crews
    return lay_out(model.world, model.terms, crews.force, crews.station, rules, model.offices.known)


@pytest.fixture(scope="module")
def unitary_town(town: Any, unitary: Institution) -> tuple[SecurityModel, Layout]:
    return laid_out(town(), unitary)


@pytest.fixture(scope="module")
def dual_town(town: Any, unitary: Institution) -> tuple[SecurityModel, Layout]:
    return laid_out(town(), Dual().reform(unitary))


def test_a_catchment_lies_inside_its_district(unitary_town: Any) -> None:
    model, layout = unitary_town
    world = model.world
    assert len(np.unique(layout.own[0])) > 4
    for own in layout.own:
        assert np.array_equal(world.stations.district[own], world.places.district)


def test_a_catchment_is_the_nearest_staffed_station_of_the_district(unitary_town: Any) -> None:
    model, layout = unitary_town
    places, stations = model.world.places, model.world.stations
    staffed = np.isin(np.arange(len(stations.x_km)), stations.crew_station)
    for p in range(len(places.district)):
        km = np.hypot(stations.x_km - places.x_km[p], stations.y_km - places.y_km[p])
        km[(stations.district != places.district[p]) | ~staffed] = np.inf
        assert layout.own[0, p] == km.argmin()


def test_own_stations_are_those_of_the_force_with_the_duty(dual_town: Any) -> None:
    model, layout = dual_town
    for a, own in enumerate(layout.own):
        (force,) = np.flatnonzero(model.terms.response.rank[:, a, 0] == 0)
        staffed = model.world.stations.crew_station[model.crews.force == force]
        assert np.isin(own, staffed).all()


def test_beats_of_a_force_cover_every_place_once(unitary_town: Any, dual_town: Any) -> None:
    for model, layout in (unitary_town, dual_town):
        for force in range(len(model.forces)):
            own = np.unique(layout.beat[model.crews.force == force])
            first = layout.beats.first
            covered = np.concatenate([layout.beats.place[first[b] : first[b + 1]] for b in own])
            places = len(model.world.load)
            assert len(covered) >= places
            assert set(covered.tolist()) == set(range(places))


def test_shares_of_each_beat_sum_to_one(dual_town: Any) -> None:
    _, layout = dual_town
    sums = np.add.reduceat(layout.beats.share, layout.beats.first[:-1])
    np.testing.assert_allclose(sums, 1.0)
    np.testing.assert_allclose(layout.beats.plan[layout.beats.first[1:] - 1], 1.0)


def test_a_mark_falls_on_a_place_as_often_as_the_plan_says(unitary_town: Any) -> None:
    _, layout = unitary_town
    beats = layout.beats
    sizes = np.diff(beats.first)
    b = int(sizes.argmax())
    marks = (np.arange(20_000) + 0.5) / 20_000
    chosen = np.array([planned_place(beats, b, u) for u in marks])
    for i in range(beats.first[b], beats.first[b + 1]):
        assert np.mean(chosen == beats.place[i]) == pytest.approx(beats.share[i], abs=1e-4)
    assert planned_place(beats, b, np.nextafter(1.0, 0.0)) == beats.place[beats.first[b + 1] - 1]


def test_the_search_order_is_a_lower_bound_for_every_crew(dual_town: Any) -> None:
    """No crew of a station, at its box or anywhere in its beat, is nearer than the bound of its station."""
    model, layout = dual_town
    roads, chance = model.world.roads, np.random.default_rng(1)
    for f, among in enumerate(layout.single):
        crews = np.flatnonzero(model.crews.force == f)
        for k in chance.choice(crews, 5):
            beat, station = layout.beat[k], model.crews.station[k]
            inside = layout.beats.place[layout.beats.first[beat] : layout.beats.first[beat + 1]]
            for p in range(len(model.world.load)):
                (j,) = np.flatnonzero(layout.near[among, p] == station)
                q = chance.choice(inside)
                to = roads.x_km[p] + roads.side_km[p] * (chance.random() - 0.5), roads.y_km[p]
                start = roads.x_km[q] + roads.side_km[q] * (chance.random() - 0.5), roads.y_km[q]
                assert travel_minutes(roads, p, *to, int(q), *start) >= layout.bound[among, p, j]
            assert np.all(np.diff(layout.bound[among][:, : np.isfinite(layout.bound[among, 0]).sum()], axis=1) >= 0)


def test_two_names_of_one_force_are_one_group(town: Any, unitary: Institution) -> None:
    steps = Dual(boxes="shared").steps(unitary)
    _, split = laid_out(town(), steps[0].institution)
    _, dual = laid_out(town(), steps[-1].institution)
    assert split.group.tolist() == [0, 0]
    assert dual.group.tolist() == [0, 1]


def test_hold_follows_the_force_that_has_the_duty(town: Any, unitary: Institution) -> None:
    model, _ = laid_out(town(), Dual().reform(unitary))
    rules = ResponseRules(hold_by_force={"local.patrol": (1.0, 2.0, 3.0)})
    layout = laid_out_by(model, rules)
    usual = [rules.hold_p1_min, rules.hold_p2_min, rules.hold_p3_min]
    assert layout.hold.tolist() == [usual] * 4 + [[1.0, 2.0, 3.0]] * 4


def test_a_plan_without_exponent_does_not_look_at_harm(town: Any) -> None:
    world = town().world
    chance = np.random.default_rng(2)
    one, other = (plan_weight(world, chance.random(len(world.load)), 0.0) for _ in range(2))
    assert one.tolist() == other.tolist()
    known = chance.random(len(world.load)) + 0.1
    np.testing.assert_allclose(plan_weight(world, known, 1.0), known)
    assert len(AFFAIRS) == len(town().known_harm)
