"""Reduction: the few values of a setting without which it would not do what it does (delta debugging, Zeller 2002)."""

from __future__ import annotations

from collections.abc import Callable

from experiments.design.ranges import Point


def reduced(point: Point, holds: Callable[[Point], bool], most: int) -> Point:
    """The point less the values that can be left at their defaults while `holds` stays true, asked `most` times.

    Halves are tried first, then quarters, and so on down to single values. Nothing is left where the defaults hold.
    """
    kept, parts, asked = dict(point), 2, 0
    while kept and asked < most:
        keys = sorted(kept)
        size = max(len(keys) // parts, 1)
        for first in range(0, len(keys), size):
            fewer = {key: value for key, value in kept.items() if key not in keys[first : first + size]}
            asked += 1
            if holds(fewer):
                kept = fewer
            if asked == most:
                break
        if size == 1:
            break
        parts *= 2
    return kept
