"""The square-root law against crews thrown on a map at random."""

import math

import numpy as np
import pytest

from experiments.theory.square_root import RIGHT_ANGLE, STRAIGHT, distance_ratio, mean_distance, mean_travel


def nearest_of_random_crews(order: float, crews: float, throws: int = 4000) -> float:
    """Mean distance from the middle of a map of area 1 without edges (a torus) to the nearest crew."""
    generator = np.random.default_rng(20240607)
    nearest = [
        np.linalg.norm(generator.uniform(-0.5, 0.5, size=(generator.poisson(crews), 2)), ord=order, axis=1).min()
        for _ in range(throws)
    ]
    return float(np.mean(nearest))


@pytest.mark.parametrize(("order", "constant"), [(2, STRAIGHT), (1, RIGHT_ANGLE)])
def test_constants_are_those_of_random_crews(order: float, constant: float) -> None:
    assert nearest_of_random_crews(order, crews=60) == pytest.approx(mean_distance(1.0, 60, constant), rel=0.03)


def test_four_times_the_crews_halve_the_distance() -> None:
    assert mean_distance(605.0, 400) == pytest.approx(mean_distance(605.0, 100) / 2, rel=1e-15)


def test_travel_in_minutes() -> None:
    assert mean_travel(area_km2=100.0, free_crews=25, speed_kmh=30.0, detour=1.5) == pytest.approx(3.0, rel=1e-15)


def test_a_share_of_the_crews_is_farther_away() -> None:
    assert distance_ratio(0.36) == pytest.approx(mean_distance(1.0, 36) / mean_distance(1.0, 100), rel=1e-15)
    assert distance_ratio(1.0) == 1.0


def test_impossible_numbers_are_refused() -> None:
    with pytest.raises(ValueError, match="free_crews"):
        mean_distance(1.0, 0)
    for share in (0.0, 1.1, math.nan):
        with pytest.raises(ValueError, match="share"):
            distance_ratio(share)
