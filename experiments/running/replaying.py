"""Runs a part of a stored replication again, with an eye on what befalls incidents.

Runs are deterministic: the configuration in the folder, under the same code and tables, gives the same lives.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, final

import numpy as np

from experiments.bad_input import BadInput
from experiments.design.cases import Case
from experiments.running import schema, storage
from experiments.running.assembling import burnt_in, forked
from experiments.running.configuration import NAMED, Composed
from experiments.running.happenings import joined, rows
from experiments.running.origins import CONFIGS, Origins
from experiments.running.progress import Tell, adding, meter
from experiments.running.provenance import fingerprint
from experiments.running.settings import Settings, settings
from sim.bookkeeping.continued import continued
from sim.chronicle.chronicle import Witnessed, witness
from sim.chronicle.happenings import Happening, select
from sim.chronicle.nearby import Nearby, sent_and_nearest
from sim.outcomes.catalogue import measure_daily

if TYPE_CHECKING:
    import pyarrow as pa

    from sim.circumstances import Circumstances
    from sim.model import SecurityModel


@final
@dataclass(frozen=True)
class Replayed:
    """What was seen. `nearby`: by case, the crew first sent to the incident, and the nearest other free one."""

    events: pa.Table
    nearby: Mapping[str, tuple[Nearby, Nearby | None]] = field(default_factory=dict)


def asked_then(folder: Path, about: Mapping[str, Any], more: Path | None = None) -> Settings:
    """The settings of a stored study. `more`: the folder of config files that it was asked with, if any.

    Raises `BadInput` where this code or these tables would not give the same rows.
    """
    folders = (CONFIGS, *([more.resolve()] if more else []))
    values = about["configuration"]
    classes = {group: schema.targets(folders, group, base)[0] for group, base in NAMED.items()}
    try:
        asked = settings(Composed(values, Origins(()), folders, classes, {"rung": values["rung"]["name"]}))
        same = fingerprint(asked) == about["fingerprint"]
    except (BadInput, KeyError, TypeError, OSError):
        same = False
    if not same:
        made = about.get("code", {}).get("version", "")
        raise BadInput(
            f"{folder}: its results were made by other code, tables or config files than these (version {made}, "
            f"fingerprint {about.get('fingerprint', '')}), so they cannot be lived again; allowed: a folder that this "
            "version has made, with --config-dir DIR if it was asked with one"
        )
    return asked


@final
@dataclass(frozen=True)
class Span:
    """Days of the study that are looked at, and the incident that alone is looked at, if one is."""

    first: int
    last: int
    incident: np.uint64 | None = None


def replay(folder: Path, asked: Settings, shared: Circumstances, cases: Sequence[Case], span: Span) -> Replayed:
    """Live through two or more cases of a replication up to the last day of a span, and keep what happens in it.

    Raises `BadInput` where a day does not come out as it is stored.
    """
    replication = shared.streams.replication
    one = min(asked.transition_day, span.last + 1)
    total = asked.burn_in_days + one + len(cases) * (span.last + 1 - one)
    with meter(f"replication {replication}, days 0 to {span.last}", total) as told:
        tick = adding(told)
        base = burnt_in(asked, shared, None, lambda: tick(1))
        models, found = _lived(asked, base, cases, span, tick)
    _check(folder, replication, models)
    return found


def _lived(
    asked: Settings, base: SecurityModel, cases: Sequence[Case], span: Span, tick: Tell
) -> tuple[Mapping[str, SecurityModel], Replayed]:
    """The models after the last day, and what was seen. Before the transition all cases are one model."""
    looked = _Looking(asked, span)
    models = dict.fromkeys((case.key for case in cases), base)
    if asked.transition_day:
        base.close_books()
    for day in range(span.last + 1):
        if day == asked.transition_day:
            models = {case.key: forked(asked, base, case) for case in cases}
        apart = {id(model): model for model in models.values()}
        for model in apart.values():
            looked.live(day, model, [key for key, of in models.items() if of is model])
        tick(len(apart))
    for model in models.values():
        if 0 < asked.transition_day <= span.last:
            model.ledger = continued(base.ledger, model.ledger)
    return models, Replayed(joined(looked.tables), looked.nearby)


@final
class _Looking:
    """Looks on while models live, and keeps what happens in a span of days."""

    def __init__(self, asked: Settings, span: Span) -> None:
        self.asked, self.span = asked, span
        self.tables: list[pa.Table] = []
        self.nearby: dict[str, tuple[Nearby, Nearby | None]] = {}

    def live(self, day: int, model: SecurityModel, cases: Sequence[str]) -> None:
        """A day of a model that stands for some cases."""
        span = self.span
        if day < span.first:
            model.step()
            return
        seen = witness(model)
        kept = seen.happenings
        if span.incident is not None:
            kept = select(kept, kept.incident == span.incident)
        for case in cases:
            if span.incident is not None and case not in self.nearby:
                self.nearby.update(_sent(case, seen, span.incident))
            self.tables.append(rows(self.asked, model.circumstances.streams.replication, case, model, kept))


def _sent(case: str, seen: Witnessed, incident: np.uint64) -> dict[str, tuple[Nearby, Nearby | None]]:
    """The first crew that was sent on this day to answer the incident's call, and the nearest other; else nothing."""
    told = seen.happenings
    row = np.flatnonzero((told.incident == incident) & (told.event == Happening.ASSIGNED))[:1]
    if not len(row):
        return {}
    minute, crew = float(told.minute[row[0]]), int(told.crew[row[0]])
    return {case: sent_and_nearest(seen.room, incident, minute, crew)}


CHECKED: Final = ("calls", "response", "true", "recorded")
"""Daily series that must come out to the bit; without minds there is no trust to compare."""


def _check(folder: Path, replication: int, models: Mapping[str, SecurityModel]) -> None:
    stored = storage.read_table(folder, "daily", [replication]).to_pandas()
    for case, model in models.items():
        of_case = stored[stored["case"] == case]
        again = measure_daily(model)
        for series in CHECKED:
            then = of_case[of_case["outcome"] == series].sort_values("day")["value"].to_numpy()[: len(again[series])]
            if not np.array_equal(then, np.asarray(again[series], float), equal_nan=True):
                raise BadInput(
                    f"{folder}: replication {replication} under {case} comes out otherwise than it is stored "
                    f"({series}); allowed: the machine and the packages that made it"
                )
