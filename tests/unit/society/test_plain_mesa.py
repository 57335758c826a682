"""The benchmark compares like with like: residents as Mesa objects live the very day of the compiled columns."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

import numpy as np
import pytest

DAYS = 60


@pytest.fixture(scope="module")
def caught() -> Any:
    bench = runpy.run_path(str(Path(__file__).parents[3] / "benchmarks" / "plain_residents.py"))
    return bench["one_day"]("world=town", "world.scale=100", days=2)


def test_objects_and_columns_agree_to_the_bit(caught: Any) -> None:
    society, plain = caught.society.copied(), caught.plain()
    met = np.zeros((2, society.ground.districts))
    for day in range(DAYS):
        met += society.pass_day(day, caught.around, caught.habits)[0]
        plain.live(day)
    assert met.sum(axis=1).min() > 10, "talks and stops"
    minds = society.minds
    for name in ("trust", "fear", "aware"):
        column = getattr(minds, name)
        np.testing.assert_array_equal(column, [getattr(resident, name) for resident in plain.agents], strict=False)
        assert (column != getattr(caught.society.minds, name)).any(), name
