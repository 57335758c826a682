"""The regions a run can take place in: Seoul, one of its districts, a fictional town or pair, any unit of Korea."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final, NamedTuple

from experiments.bad_input import listed, unknown
from experiments.inputs.tables import DATA, Row, by_key, read_table
from sim.vocabulary import MAJOR_CRIME
from sim.world.region import NATIONAL_INDEPENDENCE, District, Neighbours, Region, nation

TOWN: Final = "Hanbit"
PAIR: Final = "pair_regions.csv"
STATION: Final = "Yangcheon-gu"

_DISTRICT: Final = ("code", "name", "residents", "area_km2", "longitude", "latitude", *MAJOR_CRIME)
_DETAILED: Final = (*_DISTRICT, "bank", "boxes")
_PAIR: Final = ("region", "name_ko", "residents", "crime", "officers", "income", "fiscal_independence", "east")
_NEIGHBOURS: Final = ("code", "neighbour", "across_river")


class Means(NamedTuple):
    """What a policing unit works with."""

    officers: float
    fiscal_independence: float = NATIONAL_INDEPENDENCE


def seoul(data: Path = DATA) -> Region:
    """Seoul: 25 districts with their police boxes and both banks of the Han, officers of 2023."""
    tables = {"districts": "seoul_districts.csv", "neighbours": "seoul_neighbours.csv", "units": "policing_units.csv"}
    districts = by_key(read_table(data / tables["districts"], _DETAILED), "code")
    return _region("Seoul", districts, _means(_unit("Seoul", data)), tables, data)


def town(data: Path = DATA) -> Region:
    """A fictional town of four districts and 200,000 people, for teaching and tests."""
    tables = {"districts": "town_districts.csv", "neighbours": "town_neighbours.csv"}
    districts = by_key(read_table(data / tables["districts"], (*_DETAILED, "officers")), "code")
    officers = sum(row.number("officers") for row in districts.values())
    return _region(TOWN, districts, Means(officers), tables, data)


def pair(data: Path = DATA) -> Region:
    """A nation of two fictional regions with the districts of the town: one rich, one poor."""
    base = town(data)
    rows = by_key(read_table(data / PAIR, _PAIR), "region")
    return nation("Pair", tuple(_twin(row, base, data) for row in rows.values()))


def _twin(row: Row, base: Region, data: Path) -> Region:
    """The town as a row of the table of pairs has it."""
    name, crime = row.text("region"), row.number("crime", least=0.01)
    districts = tuple(
        replace(
            district,
            code=f"{name}-{district.code}",
            name=f"{name} {district.name}",
            name_ko=f"{row.text('name_ko')} {district.name_ko}",
            residents=district.residents * row.number("residents", least=0.01),
            longitude=district.longitude + row.number("east", -180, 180),
            recorded={affair: cases * crime for affair, cases in district.recorded.items()},
        )
        for district in base.districts
    )
    return replace(
        base,
        name=name,
        districts=districts,
        officers=base.officers * row.number("officers", least=0.01),
        sources=(*base.sources, source_of(data / PAIR)),
        tables={**base.tables, "regions": PAIR},
        fiscal_independence=row.number("fiscal_independence", 0, 1),
        income=row.number("income", least=0.01),
    )


def station(district: str = STATION, data: Path = DATA) -> Region:
    """One district of Seoul with its share of Seoul's officers.

    The share is the mean of the district's shares of residents and of recorded crime, as half of the calls other than
    crime follows residents and half recorded crime (`world.crime_following`). Raises `BadInput` for an unknown name.
    """
    city = seoul(data)
    chosen = _named(district, city.districts)
    crimes = sum(_crimes(d) for d in city.districts)
    share = (chosen.residents / city.residents + _crimes(chosen) / crimes) / 2
    return replace(city, name=chosen.name, districts=(chosen,), neighbours=(), officers=city.officers * share)


def province(unit: str, data: Path = DATA) -> Region:
    """All districts of one of the 18 policing units, by its English or Korean name, officers of 2023.

    The national table does not give police boxes or river banks, a table of the user's may; Seoul has its own tables.
    Without a table of neighbours a map has no lines between districts, and nothing else changes. Raises `BadInput` for
    an unknown name.
    """
    row = _unit(unit, data)
    name = row.text("unit")
    if name == "Seoul":
        return seoul(data)
    tables = {"districts": "korea_districts.csv", "neighbours": "korea_neighbours.csv", "units": "policing_units.csv"}
    every = by_key(read_table(data / tables["districts"], (*_DISTRICT, "unit")), "code")
    units = read_table(data / tables["units"], ("unit",))
    known = tuple(unit.text("unit") for unit in units)
    districts = {code: district for code, district in every.items() if district.among("unit", known) == name}
    if not districts:
        raise row.bad("unit", f"a unit that {tables['districts']} has districts of")
    if "districts" in row.cells and row.count("districts") != len(districts):
        raise row.bad("districts", f"{len(districts)}, the districts of {name} in {tables['districts']}")
    return _region(name, districts, _means(row), tables, data, elsewhere=every)


def source_of(table: Path) -> str:
    """`file: source`, from the line `Source: ...` of the note beside a table."""
    note = table.with_suffix(".md")
    lines = note.read_text(encoding="utf-8").splitlines() if note.exists() else []
    stated = [line.removeprefix("Source:").strip() for line in lines if line.startswith("Source:")]
    return f"{table.name}: {stated[0] if stated else 'no source note'}"


def _region(
    name: str,
    districts: Mapping[str, Row],
    means: Means,
    tables: Mapping[str, str],
    data: Path,
    elsewhere: Mapping[str, Row] | None = None,
) -> Region:
    known = {kind: file for kind, file in tables.items() if kind != "neighbours" or (data / file).is_file()}
    rows = read_table(data / known["neighbours"], _NEIGHBOURS) if "neighbours" in known else ()
    _check(districts.values())
    return Region(
        name=name,
        districts=tuple(_district(row) for row in districts.values()),
        neighbours=_neighbours(rows, tuple(districts), districts.keys() | (elsewhere or {}).keys()),
        officers=means.officers,
        sources=tuple(source_of(data / file) for file in known.values()),
        tables=known,
        fiscal_independence=means.fiscal_independence,
    )


def _check(districts: Iterable[Row]) -> None:
    """Results are kept by the names of districts, and calls are spread by recorded crime."""
    by_key(districts, "name")
    rows = tuple(districts)
    if not any(row.number(affair) for row in rows for affair in MAJOR_CRIME):
        raise rows[0].bad(MAJOR_CRIME[0], f"some recorded crime in the districts of a region ({listed(MAJOR_CRIME)})")


def _district(row: Row) -> District:
    return District(
        code=row.text("code"),
        name=row.text("name"),
        name_ko=row.text("name_ko" if "name_ko" in row.cells else "name"),
        residents=row.number("residents", least=1),
        area_km2=row.number("area_km2", least=0.01),
        longitude=row.number("longitude", -180, 180),
        latitude=row.number("latitude", -90, 90),
        recorded={affair: row.number(affair) for affair in MAJOR_CRIME},
        boxes=row.count("boxes") if "boxes" in row.cells else None,
        bank=row.among("bank", ("north", "south", "")) if "bank" in row.cells else "",
    )


def _neighbours(rows: Iterable[Row], codes: tuple[str, ...], known: Iterable[str]) -> tuple[Neighbours, ...]:
    """Pairs inside the region; a code that no table knows is an error, one outside the region is not."""
    position = {code: i for i, code in enumerate(codes)}
    allowed, pairs = set(known), {}
    for row in rows:
        one, other = (_code(row, column, allowed) for column in ("code", "neighbour"))
        if one == other or frozenset((one, other)) in pairs:
            raise row.bad("neighbour", "another district than `code`, each pair once")
        pairs[frozenset((one, other))] = (one, other, row.flag("across_river"))
    return tuple(Neighbours(position[a], position[b], r) for a, b, r in pairs.values() if {a, b} <= position.keys())


def _code(row: Row, column: str, known: set[str]) -> str:
    code = row.text(column)
    if code not in known:
        raise unknown("district", code, known, row.where(column))
    return code


def _unit(name: str, data: Path) -> Row:
    """The row of a policing unit by either of its names."""
    units = by_key(read_table(data / "policing_units.csv", ("unit", "officers")), "unit")
    for row in units.values():
        if name.casefold() in (row.text("unit").casefold(), row.text("unit_ko" if "unit_ko" in row.cells else "unit")):
            return row
    raise unknown("policing unit", name, units)


def _means(unit: Row) -> Means:
    """Officers, and fiscal independence where the table states it."""
    if "fiscal_independence" not in unit.cells:
        return Means(unit.number("officers", least=1))
    return Means(unit.number("officers", least=1), unit.number("fiscal_independence", 0, 1))


def _named(name: str, districts: tuple[District, ...]) -> District:
    for district in districts:
        if name.casefold() in (district.name.casefold(), district.name_ko):
            return district
    raise unknown("district of Seoul", name, (d.name for d in districts))


def _crimes(district: District) -> float:
    return sum(district.recorded.values())
