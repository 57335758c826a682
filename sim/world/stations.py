"""Police boxes (jigudae and pachulso) as bases, and the crews on duty posted to them."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.world.places import Places
from sim.world.region import Region
from sim.world.rules import WorldRules

LLOYD_ROUNDS = 12


class Stations(NamedTuple):
    """B police boxes as columns, and the box of each of the K crews on duty."""

    district: NDArray[np.int64]
    x_km: NDArray[np.float64]
    y_km: NDArray[np.float64]
    place: NDArray[np.int64]
    """[B] the place nearest to the box."""
    crew_station: NDArray[np.int64]
    """[K] station of each crew; crew ids run station by station."""
    misjudged: NDArray[np.float64]
    """[B] factor by which calls of a box are off where posts are given without an analysis."""


def load(region: Region, places: Places, rules: WorldRules) -> NDArray[np.float64]:
    """[P] expected share of calls: part follows residents, part follows recorded crime. Sums to 1."""
    crime = np.array([sum(d.recorded.values()) for d in region.districts])
    residents = np.array([d.residents for d in region.districts])
    following = rules.crime_following
    of_district = (1.0 - following) * residents / residents.sum() + following * crime / crime.sum()
    inside = 0.5 * places.residents / residents[places.district] + 0.5 * places.risk
    expected: NDArray[np.float64] = of_district[places.district] * inside
    return expected


def crews_on_duty(region: Region, rules: WorldRules) -> int:
    """Officers x share in police boxes / officers per car on duty; the four-team rota is constant cover."""
    return max(1, round(rules.staffing * region.officers * rules.patrol_share / rules.officers_per_car))


def need(load: NDArray[np.float64], area_km2: NDArray[np.float64]) -> NDArray[np.float64]:
    """Boxes that each district needs, up to a factor: load^(2/3) x area^(1/3).

    This division minimises mean travel under the square-root law (sum of load x sqrt(area / boxes)); it gives wide
    rural districts more boxes than their calls alone would (Kolesar and Blum 1973).
    """
    boxes: NDArray[np.float64] = np.cbrt(load**2 * area_km2)
    return boxes


def settle(region: Region, places: Places, rules: WorldRules, rng: np.random.Generator) -> Stations:
    """Boxes where calls are (weighted Lloyd centres of each district), one crew in each, the rest by load.

    The load by which crews were once posted is out of date or was never known exactly: of each box it is wrong by a
    factor of its own (log-normal, `posts_error`).
    """
    weight = load(region, places, rules)
    crews = crews_on_duty(region, rules)
    districts = range(len(region.districts))
    of_district = need(
        np.bincount(places.district, weight, len(region.districts)), np.array([d.area_km2 for d in region.districts])
    )
    # Boxes are buildings: their number follows the ordinary staffing, not a scenario of it.
    usual = crews / rules.staffing * of_district / of_district.sum()
    parts = []
    for d in districts:
        inside = np.flatnonzero(places.district == d)
        boxes = region.districts[d].boxes or max(1, round(usual[d] / rules.crews_per_box))
        spots = np.column_stack((places.x_km[inside], places.y_km[inside]))
        parts.append(_lloyd(spots, weight[inside], min(boxes, len(inside))))
    centre = np.concatenate([centres for centres, _ in parts])
    loads = np.concatenate([loads for _, loads in parts])
    misjudged = np.exp(rules.posts_error * rng.standard_normal(len(loads)))
    posted = _post(loads * misjudged, crews)
    owner = np.repeat(np.arange(len(parts)), [len(centres) for centres, _ in parts])
    away = (places.x_km[:, None] - centre[:, 0]) ** 2 + (places.y_km[:, None] - centre[:, 1]) ** 2
    return Stations(
        district=owner.astype(np.int64),
        x_km=np.ascontiguousarray(centre[:, 0]),
        y_km=np.ascontiguousarray(centre[:, 1]),
        place=np.argmin(away, axis=0).astype(np.int64),
        crew_station=np.repeat(np.arange(len(centre)), posted),
        misjudged=misjudged,
    )


def _lloyd(
    spots: NDArray[np.float64], weight: NDArray[np.float64], count: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Centres of `count` catchments and the load of each. Starts from evenly ranked spots: no chance."""
    centre = spots[np.linspace(0, len(spots) - 1, count).round().astype(int)].copy()
    nearest = np.zeros(len(spots), int)
    for _ in range(LLOYD_ROUNDS):
        nearest = np.argmin(((spots[:, None, :] - centre[None, :, :]) ** 2).sum(axis=2), axis=1)
        total = np.bincount(nearest, weight, count)
        filled = total > 0
        for axis in (0, 1):
            moved = np.bincount(nearest, weight * spots[:, axis], count)
            centre[filled, axis] = moved[filled] / total[filled]
    return centre, np.bincount(nearest, weight, count)


def _post(load_of_box: NDArray[np.float64], crews: int) -> NDArray[np.int64]:
    """Crews per box: one each as far as they go (heaviest boxes first), the rest by load (largest remainders)."""
    order = np.argsort(-load_of_box, kind="stable")
    posted = np.zeros(len(load_of_box), np.int64)
    posted[order[:crews]] = 1
    share = load_of_box / load_of_box.sum() * max(0, crews - len(load_of_box))
    posted += np.floor(share).astype(np.int64)
    left = np.argsort(np.floor(share) - share, kind="stable")
    posted[left[: crews - posted.sum()]] += 1
    return posted
