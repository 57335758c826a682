"""Where: the real districts of a policing unit, their neighbours, and the officers who police it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, final

import numpy as np
from numpy.typing import NDArray

NATIONAL_INDEPENDENCE: Final = 0.45
"""Fiscal independence of all provinces together, 2023 (`configs/data/policing_units.md`)."""


@final
@dataclass(frozen=True)
class District:
    """One administrative district (si, gun, gu). Crimes are recorded cases a year, where they happened."""

    code: str
    name: str
    name_ko: str
    residents: float
    area_km2: float
    longitude: float
    latitude: float
    recorded: Mapping[str, float]
    """Recorded crimes a year by affair (`violent`, `property`)."""
    boxes: int | None = None
    """Police boxes (jigudae and pachulso); None where the tables do not say."""
    bank: str = ""
    """Side of the river that divides the region ("north", "south"); "" where none does."""


@final
@dataclass(frozen=True)
class Neighbours:
    """Two districts that touch, by position in `Region.districts`."""

    one: int
    other: int
    across_river: bool = False


@final
@dataclass(frozen=True)
class PlaceTable:
    """Places a user brings instead of generated ones. P places."""

    names: tuple[str, ...]
    district: NDArray[np.int64]
    """[P] position in `Region.districts`."""
    residents: NDArray[np.float64]
    area_km2: NDArray[np.float64]
    x_km: NDArray[np.float64]
    y_km: NDArray[np.float64]
    risk: NDArray[np.float64]
    """[P] relative risk of crime; 1 everywhere where the user says nothing."""
    minutes: NDArray[np.float64]
    """[P, P] minutes by the user's network, destination in rows, origin in columns."""


@final
@dataclass(frozen=True)
class Region:
    """One policing unit: districts, who borders whom, officers."""

    name: str
    districts: tuple[District, ...]
    neighbours: tuple[Neighbours, ...]
    officers: float
    sources: tuple[str, ...] = ()
    """One line per table the region was read from."""
    places: PlaceTable | None = None
    tables: Mapping[str, str] = field(default_factory=dict)
    """File names of the tables, for error messages and provenance."""
    fiscal_independence: float = NATIONAL_INDEPENDENCE
    """Share of the province's budget that comes from revenue of its own."""
    income: float = 1.0
    """Of a resident, over the mean of the nation; what residents give to a foundation goes by it."""
    parts: tuple[Region, ...] = ()
    """The regions of a nation, each policed by itself; none where this is one region."""

    @property
    def residents(self) -> float:
        return sum(d.residents for d in self.districts)

    @property
    def regions(self) -> tuple[Region, ...]:
        """Those that are policed by themselves: the parts of a nation, or this one."""
        return self.parts or (self,)


def nation(name: str, parts: tuple[Region, ...]) -> Region:
    """Several regions as one on the map: all their districts, in the order of the regions; none borders another's."""
    offset, neighbours = 0, []
    for part in parts:
        neighbours += [Neighbours(n.one + offset, n.other + offset, n.across_river) for n in part.neighbours]
        offset += len(part.districts)
    residents = sum(part.residents for part in parts)
    return Region(
        name=name,
        districts=tuple(district for part in parts for district in part.districts),
        neighbours=tuple(neighbours),
        officers=sum(part.officers for part in parts),
        sources=tuple(dict.fromkeys(source for part in parts for source in part.sources)),
        tables={kind: file for part in parts for kind, file in part.tables.items()},
        fiscal_independence=sum(part.fiscal_independence * part.residents for part in parts) / residents,
        income=sum(part.income * part.residents for part in parts) / residents,
        parts=parts,
    )
