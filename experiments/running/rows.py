"""What a replication leaves: long tables, one row per value, and facts about the run itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, final

import numpy as np
import pyarrow as pa

from experiments.analysis.plausibility import figures
from sim.outcomes.national import measure, measure_daily, measure_districts, measure_regions
from sim.response.state import FREE, USES
from sim.vocabulary import AFFAIRS, FREE_USES

if TYPE_CHECKING:
    from sim.ledger import Ledger
    from sim.model import SecurityModel
    from sim.nation import Nation

OTHER_DUTIES: Final = "other duties"
"""Free minutes that supervising a corps and tasks of the municipality take."""

type Columns = Mapping[str, Any]
"""Columns of equal length by name."""


@final
@dataclass(frozen=True)
class Rows:
    """Tables and facts of one replication, by name."""

    tables: Mapping[str, pa.Table]
    facts: Mapping[str, Any]


def facts(nation: Nation) -> dict[str, Any]:
    """How the run went: conservation, thinning, clipping, crews, what the institution rests on."""
    books = _books(nation)
    potential, above, deterred, displaced = np.sum([ledger.thinning for ledger in books], axis=0).tolist()
    hazard = np.mean([np.mean(ledger.hazard, axis=0) for ledger in books], axis=0)
    return {
        "conserved": all(ledger.conserved() for ledger in books),
        "calls": sum(ledger.came for ledger in books),
        "open": sum(ledger.open for ledger in books),
        "potential": potential,
        "above_ceiling": above,
        "deterred": deterred,
        "displaced": displaced,
        "clipped": sum(ledger.clipped for ledger in books),
        "crews": sum(len(region.crews.force) for region in nation.regions),
        "forces": list(books[0].forces),
        "hazard": dict(zip(AFFAIRS, hazard.tolist(), strict=True)),
    }


def tables(replication: int, nations: Mapping[str, Nation]) -> dict[str, pa.Table]:
    """Every table of one replication, the cases one below the other."""
    makers = {
        "outcomes": _outcomes,
        "districts": _districts,
        "daily": _daily,
        "hours": _hours,
        "recorded": _recorded,
        "segments": _segments,
        "minutes": _minutes,
        "money": _money,
    }
    if any(len(nation.regions) > 1 for nation in nations.values()):
        makers["regions"] = _regions
    return {
        name: pa.concat_tables([_keyed(replication, case, maker(nation)) for case, nation in nations.items()])
        for name, maker in makers.items()
    }


def joined(parts: Iterable[Mapping[str, pa.Table]]) -> dict[str, pa.Table]:
    """Tables of the same name, one below the other."""
    found: dict[str, list[pa.Table]] = {}
    for part in parts:
        for name, table in part.items():
            found.setdefault(name, []).append(table)
    return {name: pa.concat_tables(below) for name, below in found.items()}


def plausibility(replication: int, model: SecurityModel) -> pa.Table:
    """What a run under the law in force looks like, for comparison with real figures."""
    found = figures(model)
    rows = np.full(len(found), replication, np.int32)
    return pa.table({"replication": rows, "figure": list(found), "value": list(found.values())})


def _keyed(replication: int, case: str, columns: Columns) -> pa.Table:
    rows = len(next(iter(columns.values())))
    keys = {"replication": pa.array(np.full(rows, replication, np.int32)), "case": pa.array([case] * rows)}
    return pa.table({**keys, **{name: pa.array(values) for name, values in columns.items()}})


def _outcomes(nation: Nation) -> Columns:
    values = measure(nation)
    return {"outcome": list(values), "value": np.array(list(values.values()), float)}


def _districts(nation: Nation) -> Columns:
    return _stacked("district", _district_names(nation), measure_districts(nation))


def _daily(nation: Nation) -> Columns:
    return _stacked("day", list(range(_books(nation)[0].days)), measure_daily(nation))


def _regions(nation: Nation) -> Columns:
    names = [region.world.region.name for region in nation.regions]
    return _stacked("region", names, measure_regions(nation))


def _stacked(label: str, labels: list[Any], series: Mapping[str, Any]) -> Columns:
    """Several series over the same labels, one below the other."""
    return {
        label: labels * len(series),
        "outcome": np.repeat(list(series), len(labels)),
        "value": np.concatenate([np.asarray(values, float) for values in series.values()]),
    }


def _hours(nation: Nation) -> Columns:
    """Recorded incidents by affair and hour of the day."""
    return _cells(
        np.sum([ledger.hour for ledger in _books(nation)], axis=0), "affair", AFFAIRS, "hour", range(24), "recorded"
    )


def _recorded(nation: Nation) -> Columns:
    """Recorded incidents by affair and district."""
    by_district = np.hstack([np.sum(ledger.recorded, axis=0) for ledger in _books(nation)])
    return _cells(by_district, "affair", AFFAIRS, "district", _district_names(nation), "recorded")


def _segments(nation: Nation) -> Columns:
    """How many street segments have how many recorded crimes."""
    crimes, segments = np.unique(np.concatenate([b.by_segment for b in _books(nation)]), return_counts=True)
    return {"crimes": crimes, "segments": segments}


def _minutes(nation: Nation) -> Columns:
    """Crew minutes by force and use, the free ones by what was done with them."""
    books = _books(nation)
    free, use = (sum(getattr(b, name) for b in books) for name in ("free_by_force", "use_by_force"))
    minutes = np.hstack((free, np.delete(use, FREE, axis=1)))
    uses = (*FREE_USES, OTHER_DUTIES, *(use for i, use in enumerate(USES) if i != FREE))
    return _cells(minutes, "force", books[0].forces, "use", uses, "minutes")


def _money(nation: Nation) -> Columns:
    """Won by payer and purpose."""
    books = _books(nation)
    bill = np.sum([ledger.bill for ledger in books], axis=0)
    return _cells(bill, "payer", books[0].payers, "purpose", books[0].purposes, "won")


def _cells(counts: Any, rows: str, row_names: Any, columns: str, column_names: Any, value: str) -> Columns:
    down, across = zip(*((r, c) for r in row_names for c in column_names), strict=True)
    return {rows: list(down), columns: list(across), value: np.asarray(counts).ravel()}


def _books(nation: Nation) -> list[Ledger]:
    return [region.ledger for region in nation.regions]


def _district_names(nation: Nation) -> list[str]:
    return [district.name for region in nation.regions for district in region.world.region.districts]
