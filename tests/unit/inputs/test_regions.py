"""Regions: which there are, what they hold, and how a wrong name or table is answered."""

import shutil

import pytest

from experiments.bad_input import BadInput
from experiments.inputs.regions import province, seoul, station, town
from experiments.inputs.tables import DATA


@pytest.fixture
def folder(tmp_path):
    """A copy of the project's tables that a test may damage."""
    shutil.copytree(DATA, tmp_path / "data")
    return tmp_path / "data"


def damage(folder, file, old, new):
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_district_carries_its_row():
    jongno = seoul().districts[0]
    assert (jongno.code, jongno.name, jongno.name_ko, jongno.bank, jongno.boxes) == (
        "11010",
        "Jongno-gu",
        "종로구",
        "north",
        21,
    )
    assert jongno.recorded == {"violent": 1804, "property": 1173}
    assert 126.7 < jongno.longitude < 127.2
    assert 37.4 < jongno.latitude < 37.7


def test_a_region_names_its_tables_and_sources():
    region = seoul()
    assert region.tables["districts"] == "seoul_districts.csv"
    assert len(region.sources) == 3
    assert all("no source note" not in line for line in region.sources)
    assert region.sources[0].startswith("seoul_districts.csv: residents and recorded crimes 2023")


def test_a_station_is_a_district_with_its_share_of_officers():
    region, city = station("Gwanak-gu"), seoul()
    assert [d.name for d in region.districts] == ["Gwanak-gu"]
    assert region.neighbours == ()
    shares = region.residents / city.residents, sum(region.districts[0].recorded.values()) / 86128
    assert min(shares) < region.officers / city.officers < max(shares)


def test_the_stations_share_all_officers_of_the_city():
    city = seoul()
    assert sum(station(d.name).officers for d in city.districts) == pytest.approx(city.officers)


def test_names_are_taken_in_korean_and_in_any_case():
    assert station("양천구") == station("yangcheon-GU") == station()
    assert province("강원") == province("gangwon") == province("Gangwon")
    assert province("서울") == seoul()


def test_a_province_knows_no_boxes_and_only_its_own_neighbours():
    region = province("Gangwon")
    assert len(region.districts) == 18
    assert {d.boxes for d in region.districts} == {None}
    assert all(pair.one < 18 and pair.other < 18 for pair in region.neighbours)
    assert region.officers == 4723


@pytest.mark.parametrize(
    ("ask", "answer"),
    [
        (lambda: province("Gangwom"), "no policing unit 'Gangwom'; did you mean 'Gangwon'?"),
        (lambda: station("Kwanak-gu"), "no district of Seoul 'Kwanak-gu'; did you mean 'Gwanak-gu'?"),
    ],
)
def test_a_wrong_name_is_answered_with_the_nearest(ask, answer):
    with pytest.raises(BadInput) as complaint:
        ask()
    assert answer in str(complaint.value)
    assert "\n" not in str(complaint.value)


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("town_districts.csv", "42000", "-5", r"town_districts.csv, line 2, column residents: '-5'"),
        ("town_districts.csv", "42000", "many", r"column residents: 'many' .*a number"),
        ("town_districts.csv", "90020", "90010", r"line 3, column code: '90010' .*line 2 already"),
        ("town_districts.csv", "north", "west", r"column bank: 'west' is not allowed; allowed: north, south"),
        ("town_districts.csv", "violent", "violence", r"line 1: no column 'violent'"),
        ("town_districts.csv", ",2,146", ",2.5,146", r"column boxes: '2.5' .*a whole number"),
        ("town_neighbours.csv", "90010,90020", "90010,90021", r"column neighbour: no district '90021'; did you mean"),
        ("town_neighbours.csv", "90010,90020,0", "90010,90020", "line 2: 2 cells found; allowed: 3, one"),
        ("town_neighbours.csv", "90010,90020,0", "90010,90010,0", r"line 2, column neighbour: '90010'"),
        ("town_neighbours.csv", "90010,90030,1", "90020,90010,1", r"line 3, column neighbour: .*each pair once"),
    ],
)
def test_a_damaged_table_is_answered_with_file_line_column(folder, file, old, new, message):
    damage(folder, file, old, new)
    with pytest.raises(BadInput, match=message):
        town(folder)


def test_another_folder_may_hold_the_tables(folder):
    damage(folder, "policing_units.csv", "31178", "40000")
    assert seoul(folder).officers == 40000
    assert seoul().officers == 31178


def test_a_unit_without_districts_is_refused(folder):
    damage(folder, "policing_units.csv", "Jeju,제주", "Atlantis,아틀란티스,0,0,1,,,,,0.3\nJeju,제주")
    with pytest.raises(BadInput, match="column unit: 'Atlantis'"):
        province("Atlantis", folder)


def test_a_mistyped_unit_does_not_drop_a_district_in_silence(folder):
    damage(folder, "korea_districts.csv", "Jongno-gu,종로구,Seoul", "Jongno-gu,종로구,Seuol")
    with pytest.raises(BadInput, match=r"korea_districts.csv, line 2, column unit: 'Seuol' .*Busan"):
        province("Busan", folder)


def test_tables_that_count_districts_otherwise_are_refused(folder):
    damage(folder, "policing_units.csv", "Jeju,제주,2", "Jeju,제주,3")
    with pytest.raises(BadInput, match=r"column districts: '3' .*allowed: 2, the districts of Jeju"):
        province("Jeju", folder)


def test_fiscal_independence_is_that_of_the_province():
    assert seoul().fiscal_independence == station("Gwanak-gu").fiscal_independence == 0.754
    assert province("Gyeonggi-Nambu").fiscal_independence == province("Gyeonggi-Bukbu").fiscal_independence == 0.605
    assert town().fiscal_independence == 0.45


def test_tables_need_not_say_how_independent_a_province_is(folder):
    """A user's table of units may be without the column: then the national figure stands."""
    path = folder / "policing_units.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join(line.rpartition(",")[0] for line in lines), encoding="utf-8")
    assert province("Gangwon", folder).fiscal_independence == 0.45


def test_fiscal_independence_is_a_share(folder):
    damage(folder, "policing_units.csv", "0.254", "25.4")
    with pytest.raises(BadInput, match=r"column fiscal_independence: '25.4' .*at most 1"):
        province("Gangwon", folder)
