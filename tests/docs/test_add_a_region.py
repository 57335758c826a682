"""docs/add-a-region.md tells the truth: which columns are needed, which are not, and what is said of a mistake."""

import re
import shutil

import pytest

from experiments.bad_input import BadInput
from experiments.inputs.rhythms import rhythms
from experiments.inputs.tables import DATA
from experiments.running.assembling import checked_region
from experiments.running.configuration import composed
from experiments.running.settings import settings
from sim.vocabulary import AFFAIRS

NETWORK = ("world=network", "world.network=my_ways.csv", "world.place_table=my_places.csv", "region=Nuri")
COLUMN = re.compile(r"^\| (`[^|]*`) \| (needed)?", re.MULTILINE)
ROW = re.compile(r"^\| [^|`]+ \| `(.+)` \|$", re.MULTILINE)


@pytest.fixture
def region_page(pages):
    return next(page for page in pages if page.stem == "add-a-region")


@pytest.fixture
def text(region_page):
    return region_page.read_text(encoding="utf-8")


@pytest.fixture
def here(region_page, workshops, tmp_path, monkeypatch):
    """A copy of what the page writes out."""
    monkeypatch.chdir(shutil.copytree(workshops[region_page], tmp_path / "here"))
    return tmp_path / "here"


def region(*words):
    return checked_region(settings(composed(("world=province", "region=Nuri", "world.data=my_tables", *words))))


def columns(text, table):
    """Needed columns of a table, and the others."""
    part = text.partition(f"Columns of `{table}`")[2].partition("\n\n")[2].partition("\n\n")[0]
    found = [(name, needed) for names, needed in COLUMN.findall(part) for name in re.findall(r"`(\w+)`", names)]
    return [name for name, needed in found if needed], [name for name, needed in found if not needed]


def without(file, column):
    """Takes a column out of a table."""
    lines = [line.split(",") for line in file.read_text(encoding="utf-8").splitlines()]
    at = lines[0].index(column)
    file.write_text("\n".join(",".join(line[:at] + line[at + 1 :]) for line in lines), encoding="utf-8")


def test_the_example_is_the_region_it_says(here):
    found = region()
    assert (found.name, found.officers, [d.name for d in found.districts]) == ("Nuri", 280, ["Port", "Hills"])
    assert [(d.boxes, d.bank, d.name_ko) for d in found.districts] == [(3, "south", "Port"), (3, "north", "Hills")]
    assert found.neighbours == ()
    assert found.tables == {"districts": "korea_districts.csv", "units": "policing_units.csv"}
    assert region(*NETWORK).places.minutes[3, 0] == 30


@pytest.mark.parametrize("table", ["korea_districts.csv", "policing_units.csv"])
def test_needed_columns_are_needed_and_the_others_are_not(table, here, text):
    needed, others = columns(text, table)
    head = (here / "my_tables" / table).read_text(encoding="utf-8").partition("\n")[0].split(",")
    assert set(needed) <= set(head)
    assert others
    for column in set(others) & set(head):
        without(here / "my_tables" / table, column)
    assert region().name == "Nuri"
    for column in needed:
        kept = (here / "my_tables" / table).read_text(encoding="utf-8")
        without(here / "my_tables" / table, column)
        with pytest.raises(BadInput, match=f"{table}, line 1: no column '{column}'"):
            region()
        (here / "my_tables" / table).write_text(kept, encoding="utf-8")


def test_a_table_of_neighbours_of_the_users_own_is_read(here):
    (here / "my_tables" / "korea_neighbours.csv").write_text("code,neighbour,across_river\n1,2,1\n")
    assert [(p.one, p.other, p.across_river) for p in region().neighbours] == [(0, 1, True)]


def test_a_rhythm_of_the_users_own_stands_for_the_projects(here):
    table = (DATA / "rhythm_calls.csv").read_text(encoding="utf-8")
    (here / "my_tables" / "rhythm_calls.csv").write_text(table.replace("hour,00,0.05150", "hour,00,0.5"))
    calls = AFFAIRS.index("life_safety")
    assert rhythms(here / "my_tables").hour[calls, 0] > 6 * rhythms().hour[calls, 0]
    assert (rhythms(here / "my_tables").hour[0] == rhythms().hour[0]).all()


def test_a_rhythm_that_is_incomplete_is_told_before_anything_runs(here):
    (here / "my_tables" / "rhythm_calls.csv").write_text("rhythm,bin,share\nhour,00,0.1\n")
    with pytest.raises(BadInput, match=r"rhythm_calls\.csv: hour '01' is missing or zero"):
        region()


MISTAKES = {
    "no policing unit": ("", "", "", ("region=Nurri",)),
    "a folder with tables": ("", "", "", ("world.data=tables",)),
    "'60,000'": ("my_tables/korea_districts.csv", "60000", '"60,000"', ()),
    "'126.50'": ("my_tables/korea_districts.csv", "126.50,35.10", "35.10,126.50", ()),
    "'area_km2'": ("my_tables/korea_districts.csv", "area_km2", "area", ()),
    "'Nori'": ("my_tables/korea_districts.csv", ",Nuri,", ",Nori,", ()),
    "'moon'": ("my_ways.csv", "valley,upland,12", "valley,upland,12\nupland,moon,3", NETWORK),
    "85,000": ("my_places.csv", "25000", "50000", NETWORK),
    "joins all": ("my_ways.csv", "quay,market,4\n", "", NETWORK),
}
"""What the page says of a mistake: a part of its line, the file, what is changed in it, further words."""


@pytest.mark.parametrize("part", MISTAKES)
def test_a_mistake_is_told_as_the_page_says(part, here, text):
    file, old, new, words = MISTAKES[part]
    if file:
        table = (here / file).read_text(encoding="utf-8")
        assert old in table
        (here / file).write_text(table.replace(old, new), encoding="utf-8")
    (line,) = [line for line in ROW.findall(text) if part in line]
    with pytest.raises(BadInput, match=f"^{re.escape(line).replace(re.escape('...'), '.*')}$"):
        region(*words)


def test_every_mistake_of_the_page_is_tried(text):
    lines = ROW.findall(text.partition("## When something is wrong")[2])
    assert len(lines) == len(MISTAKES)
