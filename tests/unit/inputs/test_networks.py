"""A user's network: shortest minutes by destination and origin, and one line about each mistake."""

import networkx
import numpy as np
import pytest

from experiments.bad_input import BadInput
from experiments.inputs.networks import with_places
from experiments.inputs.regions import town

PLACES = """name,district,residents,area_km2,x_km,y_km,risk
market,Jangteo-gu,42000,4.2,0,0,2
hill,90020,54000,13.5,2,3,
quay,강변구,68000,8.6,0.5,-3,1
farm,Deulpan-gu,36000,38,-4,-4,1
"""
EDGES = "from,to,minutes\nmarket,hill,4\nmarket,quay,3\nquay,farm,6\nmarket,farm,12\n"


@pytest.fixture
def build(tmp_path):
    """Reads a places table and an edge list given as text."""

    def _build(places=PLACES, edges=EDGES):
        (tmp_path / "places.csv").write_text(places, encoding="utf-8")
        (tmp_path / "roads.csv").write_text(edges, encoding="utf-8")
        return with_places(town(), tmp_path / "roads.csv", tmp_path / "places.csv")

    return _build


def graphml(folder, edges, kind=networkx.Graph):
    graph = kind()
    for origin, destination, attributes in edges:
        graph.add_edge(origin, destination, **attributes)
    networkx.write_graphml(graph, folder / "roads.graphml")
    (folder / "places.csv").write_text(PLACES, encoding="utf-8")
    return with_places(town(), folder / "roads.graphml", folder / "places.csv").places


RING = [("market", "hill"), ("hill", "quay"), ("quay", "farm"), ("farm", "market")]


def test_places_are_read_with_their_districts_in_three_spellings(build):
    region = build()
    assert region.places.names == ("market", "hill", "quay", "farm")
    assert region.places.district.tolist() == [0, 1, 2, 3]
    assert region.places.risk.tolist() == [2, 1, 1, 1]
    assert region.places.y_km.tolist() == [0, 3, -3, -4]
    assert region.tables["places"] == "places.csv"
    assert region.districts == town().districts


def test_minutes_are_those_of_the_shortest_path(build):
    assert build().places.minutes.tolist() == [[0, 4, 3, 9], [4, 0, 7, 13], [3, 7, 0, 6], [9, 13, 6, 0]]


def test_the_shorter_of_two_edges_counts_and_zero_minutes_are_a_way(build):
    edges = EDGES + "market,hill,9\nhill,market,2\nquay,market,0\n"
    minutes = build(edges=edges).places.minutes
    assert minutes[0, 1] == minutes[1, 0] == 2
    assert minutes[0, 2] == 0
    assert minutes[3, 0] == 6


def test_graphml_may_have_one_way_streets(tmp_path):
    one_way = graphml(tmp_path, [(a, b, {"minutes": 5}) for a, b in RING], networkx.DiGraph).minutes
    assert one_way[1, 0] == 5  # to the hill from the market
    assert one_way[0, 1] == 15  # back around the ring
    both = graphml(tmp_path, [(a, b, {"minutes": 5.0}) for a, b in RING]).minutes
    assert np.array_equal(both, both.T)
    assert both[0, 1] == 5


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("Deulpan-gu", "Dulpan-gu", r"places.csv, line 5, column district: no district 'Dulpan-gu'; .*'Deulpan-gu'"),
        ("farm", "quay", r"places.csv, line 5, column name: 'quay' .*line 4 already"),
        ("Deulpan-gu", "Jangteo-gu", "'Deulpan-gu' has no place"),
        ("36000", "63000", r"places.csv, column residents: 63,000 in the places of 'Deulpan-gu'; .*5% of 36,000"),
        (",38,", ",0,", r"column area_km2: '0'"),
        (",2\n", ",-2\n", r"column risk: '-2' .*at least 0"),
        ("x_km", "x", "no column 'x_km'"),
        ("-4,-4", "west,-4", "column x_km: 'west' is not allowed; allowed: a number"),
    ],
)
def test_mistakes_in_the_table_of_places(build, old, new, message):
    assert old in PLACES
    with pytest.raises(BadInput, match=message):
        build(places=PLACES.replace(old, new, 1))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("quay,farm,6\nmarket,farm,12\n", "", r"roads.csv: no way from 'farm' to 'market'|'market' to 'farm'"),
        ("hill,4", "hill,-4", r"roads.csv, line 2, column minutes: '-4' .*at least 0"),
        ("hill,4", "hil,4", r"column to: no place 'hil'; did you mean 'hill'\?"),
        ("minutes", "time", "no column 'minutes'; found: from, to, time"),
    ],
)
def test_mistakes_in_the_edge_list(build, old, new, message):
    with pytest.raises(BadInput, match=message):
        build(edges=EDGES.replace(old, new, 1))


@pytest.mark.parametrize(
    ("attributes", "message"),
    [
        ({"time": 5}, "edge 'market' to 'hill': no attribute 'minutes'; found: time"),
        ({"minutes": -5}, "minutes: -5 is not allowed"),
        ({"minutes": "five"}, "minutes: 'five' is not allowed"),
    ],
)
def test_mistakes_in_graphml(tmp_path, attributes, message):
    with pytest.raises(BadInput, match=message):
        graphml(tmp_path, [(*RING[0], attributes), *((a, b, {"minutes": 5}) for a, b in RING[1:])])


def test_a_node_that_is_no_place_is_named(tmp_path):
    with pytest.raises(BadInput, match=r"roads.graphml, node: no place 'hilll'; did you mean 'hill'"):
        graphml(tmp_path, [("market", "hilll", {"minutes": 1})])


def test_a_network_is_graphml_or_csv(tmp_path):
    (tmp_path / "places.csv").write_text(PLACES, encoding="utf-8")
    with pytest.raises(BadInput, match=r"'.xlsx' is no network file; allowed: .graphml, .csv"):
        with_places(town(), tmp_path / "roads.xlsx", tmp_path / "places.csv")
    (tmp_path / "broken.graphml").write_text("<graphml")
    with pytest.raises(BadInput, match=r"broken\.graphml: cannot be read"):
        with_places(town(), tmp_path / "broken.graphml", tmp_path / "places.csv")
