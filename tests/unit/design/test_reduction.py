"""A setting is reduced to the values it needs."""

import pytest

from experiments.design.reduction import reduced

POINT = {f"key{n:02d}": float(n) for n in range(20)}


@pytest.mark.parametrize("needed", [("key03",), ("key00", "key19"), ("key05", "key06", "key11")])
def test_what_is_needed_is_left(needed):
    kept = reduced(POINT, lambda point: set(needed) <= point.keys(), 200)
    assert kept == {key: POINT[key] for key in needed}


def test_either_of_two_is_enough():
    kept = reduced(POINT, lambda point: "key03" in point or "key15" in point, 200)
    assert len(kept) == 1


def test_where_everything_is_needed_everything_is_left():
    assert reduced(POINT, lambda point: len(point) == 20, 200) == POINT


def test_it_asks_no_more_often_than_it_may():
    asked = []

    def holds(point):
        asked.append(point)
        return "key03" in point

    kept = reduced(POINT, holds, 4)
    assert len(asked) == 4
    assert "key03" in kept


def test_what_is_left_was_seen_to_hold():
    seen = []

    def holds(point):
        held = sum(point.values()) > 30.0
        if held:
            seen.append(dict(point))
        return held

    assert reduced(POINT, holds, 200) == seen[-1]
