"""Minutes on the road between two points: straight line x detour / speed by density, plus a bridge or a user's network.

Incidents and crews have a place and a point in it, so the square-root law of travel (Kolesar and Blum 1973) is a
result, not a rule, and nothing depends on the number of places.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.compiled import inlined
from sim.world.places import Places
from sim.world.region import PlaceTable
from sim.world.rules import WorldRules


class Roads(NamedTuple):
    """What a journey needs to know, by place [P]."""

    x_km: NDArray[np.float64]
    """Centre of the place; 0 where a network carries the distance between places."""
    y_km: NDArray[np.float64]
    side_km: NDArray[np.float64]
    pace: NDArray[np.float64]
    bank: NDArray[np.int64]
    crossing_km: float
    network: NDArray[np.float64]
    """[P, P] minutes by the user's network, destination in rows; [1, 1] where there is none."""


def roads(places: Places, rules: WorldRules, table: PlaceTable | None) -> Roads:
    """The roads of a generated world, or those of the user's network."""
    if table is None:
        network = np.zeros((1, 1))
        return Roads(
            places.x_km, places.y_km, places.side_km, places.pace, places.bank, float(rules.crossing_km), network
        )
    nowhere = np.zeros(len(places.x_km))
    minutes = np.ascontiguousarray(table.minutes, dtype=np.float64)
    return Roads(nowhere, nowhere.copy(), places.side_km, places.pace, places.bank, 0.0, minutes)


@inlined
def travel_minutes(roads: Roads, to: int, to_x: float, to_y: float, origin: int, from_x: float, from_y: float) -> float:
    """Minutes from a point in place `origin` to a point in place `to` at ordinary speed."""
    km = math.sqrt((to_x - from_x) * (to_x - from_x) + (to_y - from_y) * (to_y - from_y))
    if roads.bank[to] != roads.bank[origin]:
        km += roads.crossing_km
    minutes = km * 0.5 * (roads.pace[to] + roads.pace[origin])
    if roads.network.shape[0] > 1:
        minutes += roads.network[to, origin]
    return float(minutes)


def least_minutes(roads: Roads) -> NDArray[np.float64]:
    """[P, P] a lower bound of the minutes between any two points of two places, destination in rows."""
    places = np.arange(len(roads.pace))
    return _least(roads, places, roads.x_km, roads.y_km, roads.side_km)


def least_minutes_from(
    roads: Roads, place: NDArray[np.int64], x_km: NDArray[np.float64], y_km: NDArray[np.float64]
) -> NDArray[np.float64]:
    """[P, N] a lower bound of the minutes from N points (each in a place) to any point of each place."""
    return _least(roads, place, x_km, y_km, np.zeros(len(place)))


def typical_minutes_from(
    roads: Roads, place: NDArray[np.int64], x_km: NDArray[np.float64], y_km: NDArray[np.float64]
) -> NDArray[np.float64]:
    """[P, N] minutes from N points (each in a place) to the middle of each place, half its side added."""
    km = np.hypot(roads.x_km[:, None] - x_km, roads.y_km[:, None] - y_km) + 0.5 * roads.side_km[:, None]
    return _minutes(roads, place, km)


def _minutes(roads: Roads, place: NDArray[np.int64], km: NDArray[np.float64]) -> NDArray[np.float64]:
    """[P, N] minutes for straight-line distances between each place and N points."""
    km = km + roads.crossing_km * (roads.bank[:, None] != roads.bank[place])
    minutes: NDArray[np.float64] = km * 0.5 * (roads.pace[:, None] + roads.pace[place])
    return minutes + roads.network[:, place] if len(roads.network) > 1 else minutes


def _least(
    roads: Roads,
    place: NDArray[np.int64],
    x_km: NDArray[np.float64],
    y_km: NDArray[np.float64],
    side_km: NDArray[np.float64],
) -> NDArray[np.float64]:
    # Addresses of a place fill a square, so the least distance is that between two squares.
    reach = 0.5 * (roads.side_km[:, None] + side_km)
    east = np.maximum(0.0, np.abs(roads.x_km[:, None] - x_km) - reach)
    north = np.maximum(0.0, np.abs(roads.y_km[:, None] - y_km) - reach)
    minutes = _minutes(roads, place, np.hypot(east, north))
    # Rounding may lift the bound above the exact minutes by an ulp; the margin keeps the search exact.
    return np.maximum(0.0, minutes * (1.0 - 1e-12) - 1e-12)
