"""Every outcome divides in one way."""

import math
from pathlib import Path

import sim.outcomes
from sim.outcomes.ratio import ratio


def test_nothing_to_count_has_no_value():
    assert ratio(3, 2) == 1.5
    assert ratio(0.0, 2.0) == 0.0
    assert math.isnan(ratio(0.0, 0.0))
    assert math.isnan(ratio(1.0, math.nan))


def test_no_room_of_outcomes_has_a_ratio_of_its_own():
    (folder,) = sim.outcomes.__path__
    assert [file.name for file in Path(folder).glob("*.py") if "def _ratio" in file.read_text()] == []
