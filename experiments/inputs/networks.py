"""A network of places that the user brings: a table of places and the minutes between them.

The network is GraphML (nodes named by `id`, edges with an attribute `minutes`) or a CSV edge list (`from`, `to`,
`minutes`). Edges of a CSV list and of an undirected GraphML file lead both ways.
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from experiments.bad_input import BadInput, unknown
from experiments.inputs.tables import Row, by_key, read_table
from sim.world.region import PlaceTable, Region

APART: Final = 0.05
"""How far the residents of places may be off those of their district: tables are of different days."""

type Edge = tuple[str, str, float]
"""Origin, destination, minutes."""


def with_places(region: Region, network: Path, places: Path) -> Region:
    """The region with the user's places instead of generated ones.

    `places` is a CSV table: name, district (name or code), residents, area_km2, x_km, y_km and, if there is one, risk.
    Minutes between places are those of the shortest path. Raises `BadInput`: a district that does not exist or has no
    place, residents that do not add up to the district's, a place twice, an edge to a place that does not exist,
    negative minutes, a place that cannot be reached.
    """
    rows = by_key(read_table(places, ("name", "district", "residents", "area_km2", "x_km", "y_km")), "name")
    minutes = _shortest(tuple(rows), _edges(network, rows), network.name)
    files = {**region.tables, "places": places.name, "network": network.name}
    return dataclasses.replace(region, places=_place_table(region, rows, minutes), tables=files)


def _place_table(region: Region, rows: Mapping[str, Row], minutes: NDArray[np.float64]) -> PlaceTable:
    names = {key: i for i, d in enumerate(region.districts) for key in (d.code, d.name, d.name_ko)}
    district = np.array([_district(row, names) for row in rows.values()], dtype=np.int64)
    _cover(region, district, next(iter(rows.values())).file)

    def column(name: str, least: float = 0.0) -> NDArray[np.float64]:
        return np.array([row.number(name, least) for row in rows.values()])

    residents = column("residents")
    if not residents.any():
        raise BadInput(f"{next(iter(rows.values())).file}, column residents: 0 in every place; allowed: people in some")
    _add_up(region, district, residents, next(iter(rows.values())).file)
    return PlaceTable(
        names=tuple(rows),
        district=district,
        residents=residents,
        area_km2=column("area_km2", least=1e-6),
        x_km=column("x_km", least=-math.inf),
        y_km=column("y_km", least=-math.inf),
        risk=np.array([row.number("risk") if row.cells.get("risk", "").strip() else 1.0 for row in rows.values()]),
        minutes=minutes,
    )


def _district(row: Row, positions: Mapping[str, int]) -> int:
    name = row.text("district")
    if name not in positions:
        raise unknown("district", name, positions, row.where("district"))
    return positions[name]


def _cover(region: Region, district: NDArray[np.int64], file: str) -> None:
    """Every district must have a place, or its crimes and calls would have nowhere to happen."""
    for i, missing in enumerate(region.districts):
        if i not in district:
            raise BadInput(f"{file}, column district: {missing.name!r} has no place; allowed: one place per district")


def _add_up(region: Region, district: NDArray[np.int64], residents: NDArray[np.float64], file: str) -> None:
    """Residents of a district's places are those of the district, or rates per resident would be of other people."""
    for known, found in zip(region.districts, np.bincount(district, residents, len(region.districts)), strict=True):
        if abs(found - known.residents) > APART * known.residents:
            raise BadInput(
                f"{file}, column residents: {found:,.0f} in the places of {known.name!r}; allowed: within "
                f"{APART:.0%} of {known.residents:,.0f}, as in the table of districts"
            )


def _edges(network: Path, places: Mapping[str, Row]) -> dict[tuple[str, str], float]:
    """The shortest edge of each pair. Raises `BadInput` for unknown places."""
    if network.suffix == ".graphml":
        found = _graphml(network, places)
    elif network.suffix == ".csv":
        found = _edge_list(network, places)
    else:
        raise BadInput(f"{network.name}: {network.suffix!r} is no network file; allowed: .graphml, .csv")
    shortest: dict[tuple[str, str], float] = {}
    for origin, destination, minutes in found:
        pair = (origin, destination)
        shortest[pair] = min(minutes, shortest.get(pair, math.inf))
    return shortest


def _edge_list(path: Path, places: Iterable[str]) -> Iterator[Edge]:
    for row in read_table(path, ("from", "to", "minutes")):
        for column in ("from", "to"):
            _known(row.text(column), places, row.where(column))
        minutes = row.number("minutes")
        yield row.text("from"), row.text("to"), minutes
        yield row.text("to"), row.text("from"), minutes


def _graphml(path: Path, places: Iterable[str]) -> Iterator[Edge]:
    import networkx

    try:
        graph = networkx.read_graphml(path)
    except Exception as fault:  # the parser raises errors of several libraries
        raise BadInput(f"{path.name}: cannot be read ({' '.join(str(fault).split())}); allowed: GraphML") from None
    for node in graph.nodes:
        _known(node, places, f"{path.name}, node")
    for origin, destination, attributes in graph.edges(data=True):
        minutes = _minutes(attributes, f"{path.name}, edge {origin!r} to {destination!r}")
        yield origin, destination, minutes
        if not graph.is_directed():
            yield destination, origin, minutes


def _minutes(attributes: Mapping[str, object], where: str) -> float:
    if "minutes" not in attributes:
        raise BadInput(f"{where}: no attribute 'minutes'; found: {', '.join(attributes) or 'none'}")
    value = attributes["minutes"]
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < math.inf:
        raise BadInput(f"{where}, minutes: {value!r} is not allowed; allowed: a number, at least 0")
    return float(value)


def _known(name: str, places: Iterable[str], where: str) -> None:
    if name not in places:
        raise unknown("place", name, places, where)


def _shortest(names: tuple[str, ...], edges: Mapping[tuple[str, str], float], file: str) -> NDArray[np.float64]:
    """[P, P] minutes of the shortest paths, destination in rows, origin in columns."""
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import shortest_path

    position = {name: i for i, name in enumerate(names)}
    ends = np.array([(position[a], position[b]) for a, b in edges if a != b], dtype=np.int64).reshape(-1, 2)
    length = np.array([minutes for (a, b), minutes in edges.items() if a != b], dtype=np.float64)
    graph = csr_array((length, (ends[:, 0], ends[:, 1])), shape=(len(names), len(names)))
    minutes: NDArray[np.float64] = shortest_path(graph, method="D").T.copy()
    if not np.isfinite(minutes).all():
        destination, origin = (names[i] for i in np.argwhere(~np.isfinite(minutes))[0])
        raise BadInput(f"{file}: no way from {origin!r} to {destination!r}; allowed: a network that joins all places")
    return minutes
