"""The project's own tables agree with the published totals and with each other, and each says where it is from."""

import csv
from collections import Counter

import networkx
import numpy as np
import pytest

from experiments.inputs.regions import province, seoul, town
from experiments.inputs.tables import DATA

UNITS = [row["unit"] for row in csv.DictReader((DATA / "policing_units.csv").open(encoding="utf-8"))]


def rows(name):
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def connected(region):
    graph = networkx.Graph((pair.one, pair.other) for pair in region.neighbours)
    graph.add_nodes_from(range(len(region.districts)))
    return networkx.is_connected(graph)


@pytest.mark.parametrize("table", sorted(path.stem for path in DATA.glob("*.csv")))
def test_every_table_has_a_source_note(table):
    note = (DATA / f"{table}.md").read_text(encoding="utf-8")
    assert note.startswith("# ")
    assert "\nSource: " in note


def test_every_note_has_a_table():
    assert {path.stem for path in DATA.glob("*.md")} == {path.stem for path in DATA.glob("*.csv")}


def test_seoul_meets_the_official_totals():
    region = seoul()
    assert len(region.districts) == 25
    assert sum(sum(d.recorded.values()) for d in region.districts) == 86128
    assert region.residents == 9_386_034
    assert sum(d.boxes for d in region.districts) == 243
    assert sum(d.area_km2 for d in region.districts) == pytest.approx(605.2, abs=0.2)
    assert region.officers == 31178


def test_seoul_is_one_city_on_two_banks():
    region = seoul()
    assert connected(region)
    assert len(region.neighbours) == 52
    banks = [d.bank for d in region.districts]
    assert Counter(banks) == {"north": 14, "south": 11}
    for pair in region.neighbours:
        assert pair.across_river == (banks[pair.one] != banks[pair.other])


def test_korea_has_229_districts_in_18_units():
    districts = rows("korea_districts")
    assert len(districts) == len({d["code"] for d in districts}) == 229
    assert sum(int(d["residents"]) for d in districts) == 51_325_329
    units = {u["unit"]: u for u in rows("policing_units")}
    assert len(units) == 18
    assert sum(int(u["officers"]) for u in units.values()) == 131_795
    for name, unit in units.items():
        members = [d for d in districts if d["unit"] == name]
        assert len(members) == int(unit["districts"])
        assert sum(int(d["residents"]) for d in members) == int(unit["residents"])


def test_recorded_crime_agrees_with_the_units_but_for_gunwi():
    crimes = Counter()
    for district in rows("korea_districts"):
        crimes[district["unit"]] += int(district["violent"]) + int(district["property"])
    difference = {u["unit"]: crimes[u["unit"]] - int(u["five_major_crimes"]) for u in rows("policing_units")}
    assert {unit: d for unit, d in difference.items() if d} == {"Daegu": 54, "Gyeongbuk": -54}


@pytest.mark.parametrize("unit", UNITS)
def test_every_unit_is_connected(unit):
    region = province(unit)
    assert connected(region)
    assert 250 < region.residents / region.officers < 600


def test_the_two_tables_of_seoul_agree():
    national = {d["code"]: d for d in rows("korea_districts") if d["unit"] == "Seoul"}
    own = {d["code"]: d for d in rows("seoul_districts")}
    assert national.keys() == own.keys()
    for code, district in own.items():
        for column in ("name", "name_ko", "residents", "violent", "property"):
            assert national[code][column] == district[column]
        assert float(national[code]["area_km2"]) == pytest.approx(float(district["area_km2"]), rel=0.015)
    inside = {
        (r["code"], r["neighbour"], r["across_river"])
        for r in rows("korea_neighbours")
        if r["code"] in own and r["neighbour"] in own
    }
    assert inside == {tuple(r.values()) for r in rows("seoul_neighbours")}


def test_the_town_is_plausible():
    region = town()
    assert len(region.districts) == 4
    assert connected(region)
    assert region.residents == 200_000
    assert {d.boxes for d in region.districts} == {2}
    crimes = sum(sum(d.recorded.values()) for d in region.districts)
    assert 8.5 < crimes / region.residents * 1000 < 9.5
    banks = [d.bank for d in region.districts]
    assert all(pair.across_river == (banks[pair.one] != banks[pair.other]) for pair in region.neighbours)


def test_hours_of_calls_are_the_curve_the_note_describes():
    def basis(hour):
        angle = 2 * np.pi * hour / 24 * np.array([1, 2])
        return np.concatenate([np.cos(angle), np.sin(angle)])

    def slope(hour):
        angle = 2 * np.pi * hour / 24 * np.array([1, 2])
        return np.concatenate([-np.sin(angle), np.cos(angle)]) * np.array([1, 2, 1, 2])

    peak, trough = 701_899 / 12_545_752, 240_588 / 12_545_752
    conditions = np.array([basis(22), slope(22), basis(6), slope(6)])
    weights = np.linalg.solve(conditions, [peak - 1 / 24, 0, trough - 1 / 24, 0])
    curve = 1 / 24 + np.array([basis(hour) for hour in range(24)]) @ weights
    table = np.array([float(r["share"]) for r in rows("rhythm_calls") if r["rhythm"] == "hour"])
    assert table == pytest.approx(curve, abs=2e-5)
    assert table.sum() == pytest.approx(1, abs=1e-9)
    assert (table.argmax(), table.argmin()) == (22, 6)
    assert table[[4, 5]].sum() == pytest.approx(0.038, abs=0.01)


def test_weekdays_of_calls_are_as_the_note_describes():
    week = {r["bin"]: float(r["share"]) for r in rows("rhythm_calls") if r["rhythm"] == "weekday"}
    assert sum(week.values()) == pytest.approx(1, abs=1e-9)
    assert (week["sat"], week["mon"]) == (0.158, 0.137)
    assert week["sun"] == pytest.approx((week["sat"] + week["mon"]) / 2)
    steps = np.diff([week[day] for day in ("mon", "tue", "wed", "thu", "fri")])
    assert steps == pytest.approx(np.full(4, steps[0]))
    assert steps[0] > 0
