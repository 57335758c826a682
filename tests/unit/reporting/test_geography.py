"""Where districts and the river lie on the map."""

import numpy as np
import pytest

from experiments.inputs import regions
from experiments.reporting import geography


@pytest.fixture(scope="module")
def seoul():
    return regions.seoul()


def test_distances_are_kilometres(seoul):
    spots = geography.centres(seoul)
    names = [d.name for d in seoul.districts]
    gangseo, gangdong = spots[names.index("Gangseo-gu")], spots[names.index("Gangdong-gu")]
    assert np.hypot(*(gangseo - gangdong)) == pytest.approx(28.4, abs=0.3)


def test_the_river_runs_between_the_banks(seoul):
    spots = geography.centres(seoul)
    course = geography.river(seoul, spots, margin=50)
    for spot, district in zip(spots, seoul.districts, strict=True):
        assert (spot[1] > np.interp(spot[0], *course.T)) == (district.bank == "north"), district.name


def test_the_river_reaches_beyond_both_ends(seoul):
    spots = geography.centres(seoul)
    course = geography.river(seoul, spots, margin=50)
    assert course[0, 0] < spots[:, 0].min()
    assert course[-1, 0] > spots[:, 0].max()
    assert geography.river(regions.province("Gangwon"), spots, margin=50) is None


def test_names_lose_an_ending_they_all_share(seoul):
    assert geography.short_names(["Jung-gu", "Mapo-gu"]) == ("Jung", "Mapo")
    assert geography.short_names(["Chuncheon-si", "Hoengseong-gun"]) == ("Chuncheon-si", "Hoengseong-gun")
