"""Sobol points fill the ranges evenly, in values that can be written down and run again."""

import pytest

from experiments.design.ranges import Range
from experiments.design.sampling.sobol import points

RANGES = (
    Range("a.share", 0.2, 0.9),
    Range("a.krw", 120, 3040),
    Range("a.days", 1, 4, whole=True),
    Range("a.design", choices=("volunteer", "paid", "conscript_like")),
)


def test_points_lie_in_their_ranges():
    drawn = points(RANGES, 200, seed=1)
    assert len(drawn) == 200
    for point in drawn:
        assert list(point) == [r.key for r in RANGES]
        assert 0.2 <= point["a.share"] <= 0.9
        assert 120 <= point["a.krw"] <= 3040
        assert point["a.days"] in (1, 2, 3, 4)
        assert point["a.design"] in RANGES[3].choices


def test_every_part_of_a_range_is_met():
    drawn = points(RANGES, 256, seed=1)
    shares = sorted((point["a.share"] - 0.2) / 0.7 for point in drawn)
    assert [int(share * 16) for share in shares] == sorted(list(range(16)) * 16)
    for key, values in (("a.days", (1, 2, 3, 4)), ("a.design", RANGES[3].choices)):
        counts = [sum(point[key] == value for point in drawn) for value in values]
        assert min(counts) > 0.9 * 256 / len(values)


def test_the_seed_decides():
    assert points(RANGES, 8, seed=1) == points(RANGES, 8, seed=1) != points(RANGES, 8, seed=2)


def test_more_points_go_on_where_fewer_stopped():
    assert points(RANGES, 16, seed=1)[:5] == points(RANGES, 5, seed=1)


def test_a_value_survives_being_written_down():
    for point in points(RANGES, 64, seed=3):
        assert all(float(f"{point[key]}") == point[key] for key in ("a.share", "a.krw"))


@pytest.mark.parametrize(("ranges", "number"), [((), 8), (RANGES, 0)])
def test_nothing_asked_is_nothing_drawn(ranges, number):
    assert points(ranges, number, seed=1) == ()


def test_one_point_can_be_drawn():
    assert len(points(RANGES, 1, seed=1)) == 1


def test_the_ends_of_a_range_can_be_reached():
    assert Range("k", 0.1, 0.3).at(0.0) == 0.1
    assert Range("k", 0.1, 0.3).at(0.99999999) == 0.3
    assert Range("k", 1, 4, whole=True).at(0.99999999) == 4
