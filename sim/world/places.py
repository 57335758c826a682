"""Micro-places inside real districts: where people live, where risk sits, how far things are.

Two kinds of columns must not be mixed up. Extensive ones (`residents`, `area_km2`, `risk`) are divided when
a place is split; intensive ones (`x_km`, `y_km`, `side_km`, `pace`) are not. A rule that keeps to this gives the same
law whatever the number of places.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.world.region import District, PlaceTable, Region
from sim.world.rules import WorldRules

DENSE, RURAL = 5000.0, 300.0
"""Residents per km2 above which a district counts as dense, below which as rural."""

GOLDEN_ANGLE = math.pi * (3.0 - math.sqrt(5.0))
KM_PER_DEGREE = 111.32


class Places(NamedTuple):
    """P places as columns."""

    district: NDArray[np.int64]
    residents: NDArray[np.float64]
    area_km2: NDArray[np.float64]
    risk: NDArray[np.float64]
    """[P] share of the district's risk; sums to 1 in each district."""
    x_km: NDArray[np.float64]
    y_km: NDArray[np.float64]
    side_km: NDArray[np.float64]
    """[P] side of the square over which the place's addresses spread."""
    pace: NDArray[np.float64]
    """[P] minutes per straight-line km at ordinary speed, detour included."""
    bank: NDArray[np.int64]
    """[P] 1 south of the river, 0 elsewhere."""


def density_share(district: District) -> float:
    """0 for a rural district, 1 for a dense one, log-linear between."""
    density = district.residents / district.area_km2
    return min(1.0, max(0.0, math.log(density / RURAL) / math.log(DENSE / RURAL)))


def pace(district: District, rules: WorldRules) -> float:
    """Minutes per straight-line km: detour over the road speed that the district's density allows."""
    dense = density_share(district)
    return 60.0 * rules.detour / (dense * rules.speed_dense + (1.0 - dense) * rules.speed_rural)


def places_per_district(region: Region, total: int) -> list[int]:
    """Places by the mean of the shares of residents and area, at least two in each district."""
    area = sum(d.area_km2 for d in region.districts)
    share = [0.5 * d.residents / region.residents + 0.5 * d.area_km2 / area for d in region.districts]
    return [max(2, round(s * total)) for s in share]


def generate(region: Region, rules: WorldRules, rng: np.random.Generator) -> Places:
    """Places of a region. Built-up land clusters toward the centre of rural districts (r = R u^(k/2))."""
    origin = _origin(region)
    parts = [
        _in_district(position, district, count, origin, rules, rng)
        for position, (district, count) in enumerate(
            zip(region.districts, places_per_district(region, int(rules.places)), strict=True)
        )
    ]
    return Places(*(np.concatenate(column) for column in zip(*parts, strict=True)))


def from_table(region: Region, table: PlaceTable, rules: WorldRules) -> Places:
    """Places that the user brought. Distances between them come from the user's network."""
    risk = table.risk * np.maximum(table.residents, 1.0)
    total = np.bincount(table.district, risk, len(region.districts))
    return Places(
        district=table.district,
        residents=table.residents,
        area_km2=table.area_km2,
        risk=risk / total[table.district],
        x_km=table.x_km,
        y_km=table.y_km,
        side_km=np.sqrt(table.area_km2),
        pace=np.array([pace(region.districts[d], rules) for d in table.district]),
        bank=np.array([int(region.districts[d].bank == "south") for d in table.district], np.int64),
    )


def centre_km(district: District, origin: tuple[float, float]) -> tuple[float, float]:
    """Kilometres east and north of the origin (equirectangular; fine within one province)."""
    longitude, latitude = origin
    east = (district.longitude - longitude) * KM_PER_DEGREE * math.cos(math.radians(latitude))
    return east, (district.latitude - latitude) * KM_PER_DEGREE


def _origin(region: Region) -> tuple[float, float]:
    districts = region.districts
    return (
        sum(d.longitude for d in districts) / len(districts),
        sum(d.latitude for d in districts) / len(districts),
    )


def _in_district(
    position: int,
    district: District,
    count: int,
    origin: tuple[float, float],
    rules: WorldRules,
    rng: np.random.Generator,
) -> Places:
    dense = density_share(district)
    # Built-up land is everything where it is dense and a small town where it is not, log-linear between.
    exponent = dense + (1.0 - dense) * rules.clustering_rural
    ring = np.arange(count + 1) / count
    area = district.area_km2 * np.diff(ring**exponent)
    # A sunflower: evenly spread in the share of built-up land, turned at random.
    middle = ((np.arange(count) + 0.5) / count) ** (exponent / 2.0)
    radius = math.sqrt(district.area_km2 / math.pi) * middle
    angle = GOLDEN_ANGLE * np.arange(count) + rng.uniform(0.0, 2.0 * math.pi)
    east, north = centre_km(district, origin)
    residents = rng.lognormal(0.0, rules.residents_sigma, count)
    risk = rng.lognormal(0.0, rules.risk_sigma, count)
    return Places(
        district=np.full(count, position, np.int64),
        residents=district.residents * residents / residents.sum(),
        area_km2=area,
        risk=risk / risk.sum(),
        x_km=east + radius * np.cos(angle),
        y_km=north + radius * np.sin(angle),
        side_km=np.sqrt(area * rules.built_up_rural ** (1.0 - dense)),
        pace=np.full(count, pace(district, rules)),
        bank=np.full(count, int(district.bank == "south"), np.int64),
    )
