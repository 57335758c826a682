"""Tables, networks and folders that cannot be used are named in one line, before anything is written."""

import csv
import json
import shutil
from pathlib import Path

import pytest

from experiments.command_line import main
from experiments.inputs.tables import DATA
from experiments.running import storage

TOWN = [row["name"] for row in csv.DictReader((DATA / "town_districts.csv").open(encoding="utf-8"))]
PLACES = "name,district,residents,area_km2,x_km,y_km\n" + "".join(
    f"p{i},{name},1000,1,{i},0\n" for i, name in enumerate(TOWN)
)
WAYS = "from,to,minutes\n" + "".join(f"p{i},p{i + 1},3\n" for i in range(len(TOWN) - 1))


def said(words, capsys, tmp_path, monkeypatch) -> str:
    """The one line that a command ends with; it leaves no folder of results."""
    results = tmp_path / "results"
    results.mkdir()
    monkeypatch.setattr("experiments.running.study.RESULTS", results)
    assert main(["compare", *words]) == 2
    heard = capsys.readouterr()
    assert heard.err.count("\n") == 1
    assert heard.err.startswith("chian: ")
    assert heard.out == ""
    assert list(results.iterdir()) == []
    return str(heard.err)


@pytest.mark.parametrize(
    ("table", "old", "new", "message"),
    [
        (
            "town_districts.csv",
            "42000",
            "many",
            "line 2, column residents: 'many' is not allowed; allowed: a number, at",
        ),
        ("town_districts.csv", "42000", "-1", "line 2, column residents: '-1' is not allowed; allowed: a number, at l"),
        ("town_districts.csv", "42000", "nan", "line 2, column residents: 'nan' is not allowed"),
        ("town_districts.csv", "42000", "", "line 2, column residents: '' is not allowed"),
        ("town_districts.csv", "residents", "people", "line 1: no column 'residents'; found: code, name, name_ko, peo"),
        (
            "town_districts.csv",
            "90020",
            "90010",
            "line 3, column code: '90010' is not allowed; allowed: each code once",
        ),
        ("town_districts.csv", ",146\n", ",146,9\n", "line 2: 13 cells found; allowed: 12, one"),
        ("town_neighbours.csv", "90020", "90999", "no district '90999'"),
        ("rhythm_calls.csv", "mon", "mondy", "column bin: 'mondy' is not allowed; allowed: mon, tue"),
        ("evidence.csv", "ASSUMPTION", "GUESS", "column status: 'GUESS' is not allowed; allowed: VERIFIED, DERIVED"),
        ("evidence.csv", "citation", "source", "evidence.csv, line 1: no column 'citation'; found: key, "),
    ],
)
def test_a_table_with_a_mistake(table, old, new, message, tmp_path, capsys, monkeypatch):
    folder = tmp_path / "data"
    shutil.copytree(DATA, folder)
    text = (folder / table).read_text(encoding="utf-8")
    assert old in text
    (folder / table).write_text(text.replace(old, new, 1), encoding="utf-8")
    line = said(["world=town", f"world.data={folder}"], capsys, tmp_path, monkeypatch)
    assert table in line
    assert message in line


def test_a_table_of_districts_that_is_missing(tmp_path, capsys, monkeypatch):
    """Other tables may be left out of a folder (the project's own are read then); the region's districts may not."""
    folder = tmp_path / "data"
    folder.mkdir()
    line = said(["world=town", f"world.data={folder}"], capsys, tmp_path, monkeypatch)
    table = folder / "town_districts.csv"
    assert f"{table}: cannot be read (No such file or directory); allowed: a CSV file in UTF-8" in line


@pytest.mark.parametrize(
    ("places", "ways", "suffix", "message"),
    [
        (PLACES.replace("residents", "people"), WAYS, "csv", "places.csv, line 1: no column 'residents'; found: name"),
        (PLACES.replace("1000,1,0", ",1,0"), WAYS, "csv", "places.csv, line 2, column residents: '' is not allowed"),
        (PLACES.replace("1000,1,0", "-3,1,0"), WAYS, "csv", "places.csv, line 2, column residents: '-3' is not allow"),
        (
            PLACES.replace("1000", "0"),
            WAYS,
            "csv",
            "places.csv, column residents: 0 in every place; allowed: people in",
        ),
        (PLACES.replace(TOWN[0], "Nowhere"), WAYS, "csv", "places.csv, line 2, column district: no district 'Nowhere'"),
        (PLACES + f"p0,{TOWN[0]},1,1,0,0\n", WAYS, "csv", "'p0' is not allowed; allowed: each name once; it stands in"),
        (PLACES.replace(TOWN[0], TOWN[1]), WAYS, "csv", f"places.csv, column district: {TOWN[0]!r} has no place"),
        (PLACES, WAYS.replace("p1", "p9"), "csv", "ways.csv, line 2, column to: no place 'p9'"),
        (
            PLACES,
            WAYS.replace("3", "x"),
            "csv",
            "ways.csv, line 2, column minutes: 'x' is not allowed; allowed: a numb",
        ),
        (PLACES, "from,to,minutes\np0,p1,3\n", "csv", "ways.csv: no way from 'p2' to 'p0'; allowed: a network that jo"),
        (PLACES, "from;to\n", "csv", "ways.csv, line 1: no column 'from'; found: from;to"),
        (PLACES, "<graphml><no", "graphml", "ways.graphml: cannot be read (unclosed token: line 1, column 9); allowed"),
        (PLACES, WAYS, "txt", "ways.txt: '.txt' is no network file; allowed: .graphml, .csv"),
    ],
)
def test_a_network_with_a_mistake(places, ways, suffix, message, tmp_path, capsys, monkeypatch):
    (tmp_path / "places.csv").write_text(places, encoding="utf-8")
    (tmp_path / f"ways.{suffix}").write_text(ways, encoding="utf-8")
    files = [f"world.network={tmp_path}/ways.{suffix}", f"world.place_table={tmp_path}/places.csv"]
    assert message in said(["world=network", "region=Hanbit", *files], capsys, tmp_path, monkeypatch)


def test_a_folder_that_cannot_take_a_study(tmp_path, capsys, monkeypatch):
    (tmp_path / "file").write_text("a letter")
    line = said(["world=town", f"out={tmp_path}/file"], capsys, tmp_path, monkeypatch)
    assert f"out: '{tmp_path}/file' is a file; allowed: a new folder, or one of the same study" in line
    (tmp_path / "results").rmdir()
    line = said(["world=town", f"out={tmp_path}/file/below"], capsys, tmp_path, monkeypatch)
    assert f"out: '{tmp_path}/file/below' cannot be written (Not a directory); allowed: a folder of yours" in line
    assert (tmp_path / "file").read_text() == "a letter"


def test_a_folder_of_another_study_is_left_alone(tmp_path, capsys, monkeypatch):
    other = tmp_path / "other"
    other.mkdir()
    (other / "study.json").write_text(json.dumps({"fingerprint": "0123456789ab", "replications": 1}))
    line = said(["world=town", f"out={other}"], capsys, tmp_path, monkeypatch)
    assert f"out: '{other}' holds something else than this study in this version; allowed: a new folder" in line
    assert [path.name for path in other.iterdir()] == ["study.json"]


@pytest.mark.parametrize("verb", ["report", "status"])
@pytest.mark.parametrize("content", [None, "", "[1]", '{"fingerprint":', "{}"])
def test_a_folder_that_holds_no_results(verb, content, tmp_path, capsys):
    if content is not None:
        Path(tmp_path / "study.json").write_text(content)
    assert main([verb, str(tmp_path)]) == 2
    line = capsys.readouterr().err
    assert line == f"chian: {tmp_path}: no study.json that can be read; allowed: a folder of results\n"


def test_a_report_of_nothing_finished(tmp_path, capsys):
    (tmp_path / "study.json").write_text(json.dumps({key: kind() for key, kind in storage.ABOUT.items()}))
    assert main(["report", str(tmp_path)]) == 2
    assert "no finished replication; allowed: a folder with results, after `chian compare`" in capsys.readouterr().err
