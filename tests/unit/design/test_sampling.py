"""Designs: every one gives points in the ranges, and covers them as its name promises."""

import pytest

from experiments.design.ranges import Range
from experiments.design.sampling.base import MOST, TooMany, Wanted
from experiments.design.sampling.designs import DESIGNS

RANGES = (
    Range("a.share", 0.2, 0.9),
    Range("a.days", 1, 4, whole=True),
    Range("a.design", choices=("volunteer", "paid", "conscript_like")),
)


def drawn(design, **about):
    return DESIGNS[design].points(Wanted(**{"ranges": RANGES, "number": 64, **about}))


@pytest.mark.parametrize("design", ["latin_hypercube", "sobol"])
def test_drawn_points_lie_in_their_ranges_and_follow_the_seed(design):
    points = drawn(design, seed=3)
    assert len(points) == 64
    assert all(0.2 <= point["a.share"] <= 0.9 for point in points)
    assert {point["a.days"] for point in points} == {1, 2, 3, 4}
    assert {point["a.design"] for point in points} == set(RANGES[2].choices)
    assert points == drawn(design, seed=3) != drawn(design, seed=4)


@pytest.mark.parametrize("number", [1, 7, 50])
def test_a_latin_hypercube_has_one_value_in_each_part_of_every_range(number):
    points = drawn("latin_hypercube", number=number)
    parts = sorted(int((point["a.share"] - 0.2) / 0.7 * number) for point in points)
    assert parts == list(range(number))


def test_parts_of_different_parameters_are_matched_at_random():
    ranges = (Range("a"), Range("b"))
    points = drawn("latin_hypercube", ranges=ranges, number=200)
    assert abs(sum((point["a"] - 0.5) * (point["b"] - 0.5) for point in points)) / 200 * 12 < 0.25


def test_a_grid_has_every_value_with_every_other():
    points = drawn("grid", levels=3)
    assert len(points) == 3 * 3 * 3
    assert len({tuple(point.values()) for point in points}) == 27
    assert {point["a.share"] for point in points} == {0.2, 0.55, 0.9}
    assert {point["a.days"] for point in points} == {1, 2, 4}
    assert points[0] == {"a.share": 0.2, "a.days": 1, "a.design": "volunteer"}
    assert points[1]["a.design"] == "paid"


def test_a_range_has_no_more_levels_than_values():
    assert Range("a", 1, 3, whole=True).levels(9) == (1, 2, 3)
    assert Range("a", 2.0, 2.0).levels(5) == (2.0,)
    assert Range("a", 0.0, 1.0).levels(5) == (0.0, 0.25, 0.5, 0.75, 1.0)


def test_values_that_are_written_out_are_taken_as_they_are():
    points = drawn("grid", ranges=(), values={"a": (0.1, 0.3), "b": ("x",)})
    assert points == ({"a": 0.1, "b": "x"}, {"a": 0.3, "b": "x"})


def test_rows_that_are_written_out_are_the_points():
    rows = ({"a": 1.0}, {"a": 1.0})
    assert drawn("list", rows=rows) == rows


def test_a_grid_that_is_too_large_is_refused_before_it_is_made():
    with pytest.raises(TooMany, match=f"at most {MOST} points; these values make 1000000000"):
        drawn("grid", ranges=tuple(Range(name) for name in "abc"), levels=1000)


@pytest.mark.parametrize("design", sorted(DESIGNS))
def test_a_design_says_which_keys_it_takes(design):
    assert DESIGNS[design].takes
    assert all(way for way in DESIGNS[design].takes)
