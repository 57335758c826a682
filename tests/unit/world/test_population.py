"""Residents and their ties."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from sim.world.population import Population
from sim.world.world import World


@pytest.fixture(scope="module")
def world(town: Any) -> World:
    return town(scale=50).world


@pytest.fixture(scope="module")
def population(world: World) -> Population:
    return world.population


def owner(population: Population) -> Any:
    start = population.neighbour_start
    return np.repeat(np.arange(len(start) - 1), np.diff(start))


def test_residents_are_rows_ordered_by_place(world: World, population: Population) -> None:
    count = np.diff(population.first)
    np.testing.assert_array_equal(np.repeat(np.arange(len(count)), count), population.place)
    assert np.all(np.abs(count - world.places.residents / world.rules.scale) <= 0.5 + 1e-9)


def test_ties_go_both_ways_and_nobody_is_tied_to_itself(population: Population) -> None:
    one, other = owner(population), population.neighbour.astype(np.int64)
    size = len(population.place)
    assert other.max() < size
    assert not np.any(one == other)
    there, back = one * size + other, other * size + one
    assert len(np.unique(there)) == len(there)
    assert np.array_equal(np.sort(there), np.sort(back))
    assert np.all(np.diff(there) > 0)


def test_mean_degree_and_share_leaving_are_the_rules(world: World, population: Population) -> None:
    one, other = owner(population), population.neighbour
    assert len(other) / len(population.place) == pytest.approx(world.rules.mean_ties, rel=0.03)
    leaving = population.place[one] != population.place[other]
    assert leaving.mean() == pytest.approx(world.rules.ties_leaving, abs=0.01)


def test_ties_that_leave_go_to_places_not_far_away(world: World, population: Population) -> None:
    one, other = population.place[owner(population)], population.place[population.neighbour]
    x, y = world.places.x_km, world.places.y_km
    km = np.hypot(x[one] - x[other], y[one] - y[other])[one != other]
    anywhere = np.hypot(x[:, None] - x, y[:, None] - y)
    share = world.places.residents / world.places.residents.sum()
    assert km.mean() < 0.9 * (share[:, None] * share * anywhere).sum() / (1 - (share**2).sum())


def test_networks_are_the_tables(world: World, population: Population) -> None:
    social, places = world.social_network(), world.place_network()
    assert social.number_of_nodes() == len(population.place)
    assert 2 * social.number_of_edges() == len(population.neighbour)
    assert dict(social.degree()) == dict(enumerate(np.diff(population.neighbour_start).tolist()))
    assert places.number_of_nodes() == len(world.load)
    assert min(dict(places.degree()).values()) >= 6
    total = sum(residents for _, residents in places.nodes(data="residents"))
    assert total == pytest.approx(world.region.residents)
