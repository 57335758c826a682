"""Maps: everyone has a cell, on their own bank, about where they lie; areas follow residents."""

import numpy as np
import pytest
from matplotlib.cm import ScalarMappable
from matplotlib.colors import Normalize
from matplotlib.patches import Rectangle
from scipy.stats import kendalltau

from experiments.inputs import regions
from experiments.reporting import geography, map_drawing
from experiments.reporting.district_tiles import tiles

PROVINCES = ("Gangwon", "Gyeonggi-Nambu", "Gyeongbuk", "Incheon", "Jeju", "Jeonnam")


@pytest.fixture(scope="module")
def seoul():
    return regions.seoul()


@pytest.mark.parametrize("name", PROVINCES)
def test_everyone_has_a_cell_about_where_they_lie(name):
    region = regions.province(name)
    found, spots = tiles(region), geography.centres(region)
    assert len(set(zip(found.column, found.row, strict=True))) == len(region.districts)
    assert found.column.max() < found.shape[0]
    assert found.row.max() < found.shape[1]
    assert not found.banks.size
    if len(region.districts) > 2:
        assert kendalltau(found.column, spots[:, 0]).statistic > 0.6
        assert kendalltau(found.row, -spots[:, 1]).statistic > 0.6


@pytest.mark.parametrize("region", [regions.seoul(), regions.town()], ids=["seoul", "town"])
def test_the_river_parts_the_banks(region):
    found = tiles(region)
    above = found.row < found.banks[found.column]
    assert above.tolist() == [district.bank == "north" for district in region.districts]


def test_neighbours_in_seoul_stay_near(seoul):
    found = tiles(seoul)
    ways = [
        np.hypot(found.column[p.one] - found.column[p.other], found.row[p.one] - found.row[p.other])
        for p in seoul.neighbours
    ]
    assert np.mean(ways) < 1.7


def test_areas_follow_residents(seoul):
    residents = np.array([district.residents for district in seoul.districts])
    sides = map_drawing.square_sides(seoul)
    assert sides**2 / residents == pytest.approx(np.full(25, map_drawing.LARGEST**2 / residents.max()))
    assert map_drawing.square_sides(regions.province("Gyeongbuk")).min() == map_drawing.LEAST


def test_what_is_not_told_from_zero_is_hatched(seoul):
    solid = [i % 2 == 0 for i in range(25)]
    values, words = np.linspace(-1, 1, 25), [f"{i}" for i in range(25)]
    names = geography.short_names([district.name for district in seoul.districts])
    colours = ScalarMappable(Normalize(-1, 1), "PuOr_r")
    drawing = map_drawing.draw(seoul, map_drawing.Layer("map", "min", colours, values, names, words, solid))
    boxes = [patch for patch in drawing.axes[0].patches if isinstance(patch, Rectangle)]
    assert sum(bool(box.get_hatch()) for box in boxes) == 12 + 1  # and one in the key
    said = [text.get_text() for text in drawing.axes[0].texts]
    assert {"Jongno\n0", "Han", "300,000 residents", "interval includes 0"} <= set(said)
