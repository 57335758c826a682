"""What we assume about the world: places, police boxes, crews, roads, residents and their ties."""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

from sim.parameters import parameter


@final
@dataclass(frozen=True)
class WorldRules:
    """Parameters of a generated world."""

    places: int = parameter(
        1000,
        unit="places",
        low=1,
        high=5000,
        least=1,
        source="world.places",
        meaning="micro-places generated in the region",
    )
    residents_sigma: float = parameter(
        0.5, unit="log", low=0, high=1.5, source="world.residents_sigma", meaning="spread of residents over places"
    )
    risk_sigma: float = parameter(
        0.8, unit="log", low=0, high=1.5, source="world.risk_sigma", meaning="spread of static risk over places"
    )
    segment_sigma: float = parameter(
        1.645,
        unit="log",
        low=1.5,
        high=2.0,
        source="place.segment_sigma",
        meaning="spread of risk over street segments, places included",
    )
    segments_per_1000: float = parameter(
        6.5,
        unit="segments per 1,000 residents",
        low=2,
        high=11,
        source="world.segments_per_1000",
        meaning="street segments",
    )
    crime_following: float = parameter(
        0.5,
        unit="share",
        low=0,
        high=1,
        source="world.crime_following",
        meaning="share of other calls that follows recorded crime over districts; the rest follows residents",
    )
    clustering_rural: float = parameter(
        9,
        unit="exponent",
        low=1,
        high=12,
        source="world.clustering_rural",
        meaning="how sharply built-up land clusters below 300 residents/km2",
    )
    built_up_rural: float = parameter(
        0.1,
        unit="share of area",
        low=0.02,
        high=1,
        source="world.built_up_rural",
        meaning="part of a place on which its addresses stand, below 300 residents/km2",
    )
    densest: float = parameter(
        30000,
        unit="residents per km2",
        low=15000,
        high=60000,
        least=1,
        source="world.densest",
        meaning="most that live on a square kilometre; where places are smaller on the map, crews see no more of them",
    )
    scale: float = parameter(
        100,
        unit="people per simulated resident",
        low=10,
        high=1000,
        least=1,
        source="world.scale",
        meaning="people behind one resident",
    )
    mean_ties: float = parameter(
        10,
        unit="ties per resident",
        low=2,
        high=20,
        source="world.mean_ties",
        meaning="mean degree of the social network",
    )
    ties_leaving: float = parameter(
        0.2, unit="share", low=0, high=0.5, source="world.ties_leaving", meaning="ties that leave the place"
    )
    patrol_share: float = parameter(
        0.44,
        unit="share",
        low=0.35,
        high=0.5,
        least=0.001,
        source="crews.patrol_share",
        meaning="officers who work in police boxes",
    )
    officers_per_car: float = parameter(
        12.2,
        unit="officers",
        low=8,
        high=15,
        least=0.1,
        source="crews.officers_per_car",
        meaning="box officers per car on duty",
    )
    staffing: float = parameter(
        1.0,
        unit="ratio",
        low=0.5,
        high=2,
        least=0.01,
        source="crews.staffing",
        meaning="crews on duty over those the officers allow",
    )
    cost_per_officer: float = parameter(
        92.5,
        unit="m KRW a year",
        low=70,
        high=110,
        least=0.001,
        source="fiscal.cost_per_officer_year",
        meaning="full cost of an officer",
    )
    crews_per_box: float = parameter(
        2.0,
        unit="crews on duty per box",
        low=1,
        high=5,
        least=0.1,
        source="crews.per_box",
        meaning="where the tables do not give the number of boxes",
    )
    posts_error: float = parameter(
        0.25,
        unit="log",
        low=0,
        high=0.4,
        source="posts.error",
        meaning="how far the calls by which crews were once posted to boxes are off those that come",
    )
    speed_dense: float = parameter(
        22,
        unit="km/h",
        low=15,
        high=30,
        least=1,
        source="travel.speed_dense_kmh",
        meaning="road speed above 5,000 residents/km2",
    )
    speed_rural: float = parameter(
        45,
        unit="km/h",
        low=35,
        high=60,
        least=1,
        source="travel.speed_rural_kmh",
        meaning="road speed below 300 residents/km2",
    )
    detour: float = parameter(
        1.35,
        unit="ratio",
        low=1.2,
        high=1.5,
        least=0.1,
        source="travel.detour",
        meaning="road distance over straight line",
    )
    crossing_km: float = parameter(
        1.0,
        unit="km",
        low=0,
        high=3,
        source="travel.crossing_km",
        meaning="extra way to a bridge between two river banks",
    )
