"""What befell incidents, as a long table: one row per event. A study keeps it for its first `event_days` days."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Final

import numpy as np
import pyarrow as pa

from experiments.running.progress import Tell
from experiments.running.settings import Settings
from sim.chronicle.chronicle import witness
from sim.chronicle.happenings import Happening, Happenings

if TYPE_CHECKING:
    from sim.model import SecurityModel
    from sim.nation import Nation

DAY_MIN: Final = 1440
NAMES: Final = [happening.name.lower() for happening in Happening]
TABLE: Final = "events"
"""Columns: replication, case, incident, minute (since day 0 of the study), event, crew, force, place, value."""


def lived(
    asked: Settings, replication: int, nations: Mapping[str, Nation], early: Iterable[pa.Table], tick: Tell
) -> dict[str, pa.Table]:
    """Let nations live side by side through the days of a study, from its transition on; the table of events kept.

    `early`: events of the days before.
    """
    kept = list(early)
    for day in range(asked.transition_day, asked.days):
        for case, nation in nations.items():
            if day < asked.event_days:
                model = nation.only
                kept.append(rows(asked, replication, case, model, witness(model).happenings))
            else:
                nation.step()
        tick(len(nations))
    return {TABLE: pa.concat_tables(kept)} if kept else {}


def rows(asked: Settings, replication: int, case: str, model: SecurityModel, told: Happenings) -> pa.Table:
    """Happenings with names in place of numbers, on the clock of the study."""
    count = len(told.incident)
    none = np.zeros(count, np.int8)
    forces = (*model.forces, *model.terms.case_forces)
    return pa.table(
        {
            "replication": np.full(count, replication, np.int32),
            "case": pa.DictionaryArray.from_arrays(none, [case]),
            "incident": told.incident,
            "minute": told.minute - asked.burn_in_days * DAY_MIN,
            "event": _named(told.event, NAMES),
            "crew": told.crew.astype(np.int32),
            "force": _named(told.force + 1, ("", *forces)),
            "place": told.place.astype(np.int32),
            "value": told.value,
        }
    )


def _named(row: np.ndarray, names: Iterable[str]) -> pa.DictionaryArray:
    return pa.DictionaryArray.from_arrays(row.astype(np.int8), list(names))


def joined(tables: Iterable[pa.Table]) -> pa.Table:
    """Tables of several days and cases, one below the other."""
    return pa.concat_tables(tables).unify_dictionaries()
