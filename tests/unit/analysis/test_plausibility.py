"""How recorded crime falls on street segments, beside chance; worlds so small that something cannot be told."""

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from experiments.analysis.plausibility import concentration


def run(counts: list[int], first: list[int], district: list[int]) -> Any:
    """A run with these recorded crimes on segments; `first` segment and `district` of each place."""
    places, segments = SimpleNamespace(district=np.array(district)), SimpleNamespace(first=np.array(first))
    ledger = SimpleNamespace(by_segment=np.array(counts))
    return SimpleNamespace(ledger=ledger, world=SimpleNamespace(places=places, segments=segments))


def test_all_crime_in_one_of_two_alike_districts_is_inequality_between_them() -> None:
    found = concentration(run([2, 2, 0, 0], [0, 2, 4], [0, 1]))
    assert found["segments_between_districts"] == pytest.approx(1.0)
    assert (found["segments_half"], found["segments_any"]) == (0.25, 0.5)
    assert found["segments_any_chance"] == pytest.approx(1.0 - np.exp(-1.0))


def test_districts_that_are_alike_share_none_of_it() -> None:
    assert concentration(run([2, 0, 1, 1], [0, 2, 4], [0, 1]))["segments_between_districts"] == pytest.approx(0.0)


def test_segments_that_are_alike_have_no_inequality_to_share() -> None:
    assert "segments_between_districts" not in concentration(run([3], [0, 1], [0]))


def test_without_recorded_crime_only_that_is_known() -> None:
    assert concentration(run([0, 0], [0, 1, 2], [0, 1])) == {"segments_any": 0.0}
