"""Small networks by hand, and the town's."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
import pytest

from sim.society.influence import Ties, acquaintances


def _tied(residents: int, pairs: Iterable[tuple[int, int]]) -> Ties:
    known: list[list[int]] = [[] for _ in range(residents)]
    for one, other in pairs:
        known[one].append(other)
        known[other].append(one)
    start = np.concatenate(([0], np.cumsum([len(k) for k in known]))).astype(np.int64)
    return Ties(start, np.array([other for k in known for other in sorted(k)], np.uint32), np.empty(0))


@pytest.fixture(scope="session")
def tied() -> Callable[..., Ties]:
    """`tied(residents, pairs)`: ties that go both ways."""
    return _tied


@pytest.fixture(scope="session")
def town_ties(town: Any) -> Ties:
    return acquaintances(town(scale=50).world.population)
