"""What a replication leaves: long tables, one row per value, and facts about the run itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, final

import numpy as np
import pyarrow as pa

from experiments.analysis.plausibility import figures
from sim.outcomes.catalogue import measure, measure_daily, measure_districts
from sim.response.state import FREE, USES
from sim.vocabulary import AFFAIRS, FREE_USES

if TYPE_CHECKING:
    from sim.model import SecurityModel

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


def facts(model: SecurityModel) -> dict[str, Any]:
    """How the run went: conservation, thinning, clipping, crews, what the institution rests on."""
    ledger = model.ledger
    potential, above, deterred, displaced = (int(count) for count in ledger.thinning)
    return {
        "conserved": bool(ledger.conserved()),
        "calls": ledger.came,
        "open": ledger.open,
        "potential": potential,
        "above_ceiling": above,
        "deterred": deterred,
        "displaced": displaced,
        "clipped": ledger.clipped,
        "crews": len(model.crews.force),
        "forces": list(ledger.forces),
        "hazard": dict(zip(AFFAIRS, np.mean(ledger.hazard, axis=0).tolist(), strict=True)),
    }


def tables(replication: int, models: Mapping[str, SecurityModel]) -> dict[str, pa.Table]:
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
    return {
        name: pa.concat_tables([_keyed(replication, case, maker(model)) for case, model in models.items()])
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


def _outcomes(model: SecurityModel) -> Columns:
    values = measure(model)
    return {"outcome": list(values), "value": np.array(list(values.values()), float)}


def _districts(model: SecurityModel) -> Columns:
    names = [district.name for district in model.world.region.districts]
    return _stacked("district", names, measure_districts(model))


def _daily(model: SecurityModel) -> Columns:
    series = measure_daily(model)
    return _stacked("day", list(range(model.ledger.days)), series)


def _stacked(label: str, labels: list[Any], series: Mapping[str, Any]) -> Columns:
    """Several series over the same labels, one below the other."""
    return {
        label: labels * len(series),
        "outcome": np.repeat(list(series), len(labels)),
        "value": np.concatenate([np.asarray(values, float) for values in series.values()]),
    }


def _hours(model: SecurityModel) -> Columns:
    """Recorded incidents by affair and hour of the day."""
    return _cells(model.ledger.hour, "affair", AFFAIRS, "hour", range(24), "recorded")


def _recorded(model: SecurityModel) -> Columns:
    """Recorded incidents by affair and district."""
    names = [district.name for district in model.world.region.districts]
    return _cells(np.sum(model.ledger.recorded, axis=0), "affair", AFFAIRS, "district", names, "recorded")


def _segments(model: SecurityModel) -> Columns:
    """How many street segments have how many recorded crimes."""
    crimes, segments = np.unique(model.ledger.by_segment, return_counts=True)
    return {"crimes": crimes, "segments": segments}


def _minutes(model: SecurityModel) -> Columns:
    """Crew minutes by force and use, the free ones by what was done with them."""
    ledger = model.ledger
    minutes = np.hstack((ledger.free_by_force, np.delete(ledger.use_by_force, FREE, axis=1)))
    uses = (*FREE_USES, OTHER_DUTIES, *(use for i, use in enumerate(USES) if i != FREE))
    return _cells(minutes, "force", ledger.forces, "use", uses, "minutes")


def _money(model: SecurityModel) -> Columns:
    """Won by payer and purpose."""
    ledger = model.ledger
    return _cells(ledger.bill, "payer", ledger.payers, "purpose", ledger.purposes, "won")


def _cells(counts: Any, rows: str, row_names: Any, columns: str, column_names: Any, value: str) -> Columns:
    down, across = zip(*((r, c) for r in row_names for c in column_names), strict=True)
    return {rows: list(down), columns: list(across), value: np.asarray(counts).ravel()}
