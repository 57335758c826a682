"""Which crews go to which force when a force is split."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.response.posting import Transfer, posted

STATIONS = st.lists(st.integers(1, 6), min_size=1, max_size=30).map(
    lambda sizes: np.repeat(np.arange(len(sizes)), sizes)
)
SHARES = st.floats(0, 1)


@given(station=STATIONS, share=SHARES)
def test_shared_boxes_give_their_share_to_the_nearest_crew(station: Any, share: float) -> None:
    moved = posted(station, (Transfer(0, 1, share, "shared"),)) == 1
    assert abs(moved.sum() - share * len(station)) <= 0.5 + 1e-9
    for box in np.unique(station):
        here = station == box
        assert abs(moved[here].sum() - share * here.sum()) < 1 + 1e-9


@given(station=STATIONS, share=SHARES)
def test_divided_boxes_go_whole_and_meet_the_share_within_half_a_box(station: Any, share: float) -> None:
    moved = posted(station, (Transfer(0, 1, share, "divided"),)) == 1
    boxes = [moved[station == box] for box in np.unique(station)]
    assert all(box.all() or not box.any() for box in boxes)
    assert abs(moved.sum() - share * len(station)) <= max(len(box) for box in boxes) / 2 + 1e-6


@pytest.mark.parametrize("boxes", ["divided", "shared"])
def test_no_share_moves_nobody_and_a_full_share_everybody(boxes: str) -> None:
    station = np.repeat(np.arange(5), 3)
    assert not posted(station, (Transfer(0, 1, 0.0, boxes),)).any()
    assert posted(station, (Transfer(0, 1, 1.0, boxes),)).all()


def test_a_second_transfer_takes_from_what_the_first_gave() -> None:
    station = np.repeat(np.arange(10), 4)
    force = posted(station, (Transfer(0, 1, 0.5, "shared"), Transfer(1, 2, 0.5, "shared")))
    assert np.bincount(force).tolist() == [20, 10, 10]
    assert posted(station, ()).tolist() == [0] * 40
