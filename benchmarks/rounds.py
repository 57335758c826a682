"""How time is taken: several ways of doing one thing take turns, so that a drifting machine moves all of them.

Seconds are those of the processor, not of the clock on the wall: other work on the same machine takes turns with a
benchmark, too. It still takes memory and caches, so that ratios in one process say more than seconds.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

type Way = Callable[[], Callable[[], object]]
"""Makes everything ready, and returns what is to be timed."""


class Spent(NamedTuple):
    """Seconds of several rounds."""

    least: float
    median: float


def interleaved(
    ways: Mapping[str, Way], rounds: int, clock: Callable[[], float] = time.process_time
) -> dict[str, Spent]:
    """Seconds of each way over some rounds, in each of which every way has one turn."""
    seconds: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(rounds):
        for name, way in ways.items():
            act = way()
            start = clock()
            act()
            seconds[name].append(clock() - start)
    return {name: spent(turns) for name, turns in seconds.items()}


def spent(seconds: Iterable[float]) -> Spent:
    """Least and median."""
    turns = list(seconds)
    return Spent(min(turns), statistics.median(turns))
