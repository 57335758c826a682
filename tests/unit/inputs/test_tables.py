"""Reading a table: what is accepted, and the one line said about what is not."""

import pytest

from experiments.bad_input import BadInput, unknown
from experiments.inputs.tables import by_key, read_table


def table(folder, text):
    path = folder / "shops.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_cells_are_read_by_kind(tmp_path):
    (row,) = read_table(table(tmp_path, "name,people,open,side\n강남,3,1,north\n"), ("name", "people"))
    assert row.text("name") == "강남"
    assert row.number("people") == 3.0
    assert row.count("people") == 3
    assert row.flag("open") is True
    assert row.among("side", ("north", "south")) == "north"
    assert row.where("people") == "shops.csv, line 2, column people"


def test_a_mark_that_spreadsheets_put_first_is_skipped(tmp_path):
    path = tmp_path / "shops.csv"
    path.write_bytes("\ufeffname\nA\n".encode())
    assert read_table(path, ("name",))[0].text("name") == "A"


@pytest.mark.parametrize(
    ("cell", "allowed"),
    [
        ("many", "a number, at least 0"),
        ("", "a number, at least 0"),
        ("-1", "at least 0"),
        ("nan", "a number"),
        ("inf", "a number"),
    ],
)
def test_what_is_no_number_is_named(tmp_path, cell, allowed):
    (row,) = read_table(table(tmp_path, f"name,people\nA,{cell}\n"), ("people",))
    with pytest.raises(BadInput, match=r"shops\.csv, line 2, column people") as complaint:
        row.number("people")
    assert repr(cell) in str(complaint.value)
    assert allowed in str(complaint.value)
    assert "\n" not in str(complaint.value)


def test_limits_are_said(tmp_path):
    (row,) = read_table(table(tmp_path, "x\n91\n"), ("x",))
    assert row.number("x", least=-200) == 91
    with pytest.raises(BadInput, match=r"at least -90, at most 90"):
        row.number("x", -90, 90)


def test_counts_are_whole_flags_are_binary_text_is_not_empty(tmp_path):
    (row,) = read_table(table(tmp_path, "x,y,z\n1.5,yes,\n"), ("x", "y", "z"))
    with pytest.raises(BadInput, match="a whole number"):
        row.count("x")
    with pytest.raises(BadInput, match="'yes' is not allowed; allowed: 0, 1"):
        row.flag("y")
    with pytest.raises(BadInput, match="column z"):
        row.text("z")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("name\nA\n", "no column 'people'; found: name"),
        ("", "no column 'name'; found: none"),
        ("name,people\n", "no rows"),
        ("name,people\nA,1\nB\n", "line 3: 1 cell found; allowed: 2, one"),
        ("name,people,people\nA,1,2\n", "line 1: 'people' comes twice; allowed: each column once"),
        ("name,people\nA,1,2\n", "line 2: 3 cells found; allowed: 2, one"),
    ],
)
def test_a_broken_table_is_refused(tmp_path, text, message):
    with pytest.raises(BadInput, match=r"shops\.csv") as complaint:
        read_table(table(tmp_path, text), ("name", "people"))
    assert message in str(complaint.value)


def test_a_file_that_cannot_be_read_is_named(tmp_path):
    with pytest.raises(BadInput, match=r"nothing.csv: cannot be read \(No such file"):
        read_table(tmp_path / "nothing.csv", ())
    (tmp_path / "latin.csv").write_bytes(b"name\n\xff\xfe\n")
    with pytest.raises(BadInput, match=r"latin.csv: cannot be read .*allowed: a CSV file in UTF-8"):
        read_table(tmp_path / "latin.csv", ("name",))


def test_a_key_stands_once(tmp_path):
    rows = read_table(table(tmp_path, "code,n\nA,1\nB,2\nA,3\n"), ("code",))
    assert list(by_key(rows[:2], "code")) == ["A", "B"]
    with pytest.raises(BadInput, match=r"line 4, column code: 'A' is not allowed; .*line 2 already"):
        by_key(rows, "code")


def test_the_nearest_name_is_offered():
    assert str(unknown("town", "SEUOL", ("Seoul", "Busan"))) == (
        "no town 'SEUOL'; did you mean 'Seoul'? Allowed: Busan, Seoul"
    )
    assert str(unknown("town", "zzz", ("Seoul",), "file.csv")) == "file.csv: no town 'zzz'; allowed: Seoul"
    assert "... (40 in all)" in str(unknown("town", "x", map(str, range(40))))
