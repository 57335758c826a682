"""Worlds by name, and a network of the user's own."""

import pytest

from experiments.bad_input import BadInput
from experiments.running.assembling import READERS, checked_region
from experiments.running.configuration import composed, options
from experiments.running.settings import KINDS, settings

PLACES = """name,district,residents,area_km2,x_km,y_km
market,{0},42000,2,0,0
harbour,{1},54000,3,2,0
hill,{2},68000,4,0,2
field,{3},36000,9,3,3
"""
WAYS = """from,to,minutes
market,harbour,4
harbour,hill,5
hill,field,7
"""


def region(*overrides):
    return checked_region(settings(composed(overrides)))


def test_every_kind_of_world_has_a_reader_and_a_file():
    assert set(READERS) == set(KINDS) == set(options("world"))


@pytest.mark.parametrize(
    ("overrides", "name", "districts"),
    [
        (("world=seoul",), "Seoul", 25),
        (("world=town",), "Hanbit", 4),
        (("world=station",), "Yangcheon-gu", 1),
        (("world=station", "region=Gangnam-gu"), "Gangnam-gu", 1),
        (("world=province", "region=Gangwon"), "Gangwon", 18),
    ],
)
def test_a_world_by_name(overrides, name, districts):
    found = region(*overrides)
    assert (found.name, len(found.districts)) == (name, districts)


@pytest.fixture
def network(tmp_path):
    names = [district.name for district in region("world=town").districts]
    (tmp_path / "places.csv").write_text(PLACES.format(*names))
    (tmp_path / "ways.csv").write_text(WAYS)
    return ("world=network", f"world.network={tmp_path / 'ways.csv'}", f"world.place_table={tmp_path / 'places.csv'}")


def test_a_network_of_the_users_own(network):
    places = region(*network).places
    assert places is not None
    assert places.names == ("market", "harbour", "hill", "field")
    assert places.minutes[3, 0] == 16


def test_a_fault_in_the_users_table_names_the_table(network, tmp_path):
    (tmp_path / "ways.csv").write_text(WAYS + "hill,moon,3\n")
    with pytest.raises(BadInput, match=r"^ways\.csv, line 5, column to: no place 'moon'"):
        region(*network)
