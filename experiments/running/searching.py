"""Carries out searches for failing settings: every point, then the clearest failure of each outcome once more.

A point that was chosen for its failure is likely to have been unlucky, so it must fail again under other seeds; then
values that it loses as much without (at least half) are left at their defaults.

    results/failing-0123456789ab/
        points/00017.json       one point of one search: values of its outcomes under both policies
        kept/00002.json         one outcome of one search: the clearest setting at which it fails again
"""

from __future__ import annotations

import json
import math
import traceback
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final, final

from experiments.analysis.failing import Comparison, Count, clearest, compared, counted
from experiments.design.ranges import Point
from experiments.design.reduction import reduced
from experiments.design.sampling.sobol import points
from experiments.running import storage
from experiments.running.assembling import checked_region
from experiments.running.configuration import Composed
from experiments.running.holding import held
from experiments.running.progress import meter
from experiments.running.provenance import provenance
from experiments.running.replication import days_of, replicate
from experiments.running.searches import Search, searches, settings_at
from experiments.running.settings import Settings, settings
from experiments.running.study import RESULTS, carry_out

POINTS: Final = "points"
KEPT: Final = "kept"
CANDIDATES: Final = 5
"""Points that may be tried again, the clearest first, until one fails again."""
REDUCING: Final = 40
"""Comparisons at most to find out which values a failure needs."""
REMAINS: Final = 0.5
"""Share of the certain loss that has to remain when values are left at their defaults."""

type Tick = Callable[[int], None] | None


@final
@dataclass(frozen=True)
class Searched:
    """What a search found."""

    search: Search
    counts: tuple[Count, ...]
    refused: int
    """Points whose values do not go together."""
    unfinished: int
    """Points whose runs failed; their tracebacks are kept."""
    kept: Mapping[str, Any]
    """By outcome: the setting that fails most clearly (`Kept` as plain values)."""


def run(composed: Composed) -> tuple[Path, tuple[Searched, ...]]:
    """Run what is missing of all searches. Raises `BadInput` before anything is written."""
    asked, every = settings(composed), searches(composed)
    if composed.values["points"] < 1:
        raise composed.origins.bad("points", composed.values["points"], "at least 1")
    about = provenance(asked, checked_region(asked))
    folder = Path(asked.out) if asked.out else RESULTS / f"{asked.name}-{about['fingerprint']}"
    number = composed.values["points"] * len(every)
    days = _days(settings_at(composed, every[0], {}))
    rows = range(sum(len(search.outcomes) for search in every))
    with held(folder):
        storage.claim(folder, about, POINTS, number)
        _carried_out(asked, folder, POINTS, range(number), days, partial(_point, composed=composed, every=every))
        _carried_out(asked, folder, KEPT, rows, days * REDUCING, partial(_keep, composed=composed, every=every))
    return folder, tuple(_searched(folder, every, s, composed.values["points"]) for s in range(len(every)))


def values_at(asked: Settings, outcomes: tuple[str, ...], tell: Tick = None) -> dict[str, dict[str, list[float]]]:
    """By outcome: `against` and `policy`, a value for each replication of the two policies of a study.

    Raises ValueError for an outcome that the study does not have, such as trust without minds.
    """
    against, policy = (case.key for case in asked.plan.main)
    found: dict[str, dict[str, list[float]]] = {name: {"against": [], "policy": []} for name in outcomes}
    for replication in range(asked.replications):
        table = replicate(asked, replication, tell).tables["outcomes"].to_pydict()
        rows = zip(table["case"], table["outcome"], table["value"], strict=True)
        values = {(case, outcome): value for case, outcome, value in rows}
        for name in outcomes:
            found[name]["against"].append(values[against, name])
            found[name]["policy"].append(values[policy, name])
            if not math.isfinite(values[against, name] + values[policy, name]):
                raise ValueError(f"{name}: no value in this study")
    return found


def comparison(outcome: str, values: Mapping[str, list[float]]) -> Comparison:
    from sim.outcomes.catalogue import OUTCOMES

    better = next(o.better for o in OUTCOMES if o.key == outcome)
    return compared(outcome, better, values["policy"], values["against"])


def _days(asked: Settings) -> int:
    return sum(days_of(asked, replication) for replication in range(asked.replications))


def _carried_out(asked: Settings, folder: Path, part: str, jobs: range, days: int, one: Any) -> None:
    missing = [job for job in jobs if not _file(folder, part, job).is_file()]
    if missing:
        with meter(f"{asked.name}: {len(missing)} {part}", days * len(missing)) as told:
            carry_out(asked, folder, missing, told, one)


def _point(
    asked: Settings, folder: Path, job: int, tell: Tick = None, *, composed: Composed, every: tuple[Search, ...]
) -> None:
    """Run one point of one search and keep its values, or why there are none."""
    number = composed.values["points"]
    search, at = every[job // number], job % number
    point = points(search.ranges, number, asked.seed)[at]
    said: dict[str, Any] = {"search": search.name, "point": at, "values": {}, "refused": "", "failed": []}
    try:
        wanted = settings_at(composed, search, point)
    except ValueError as fault:
        said["refused"] = str(fault)
    else:
        try:
            said["values"] = values_at(wanted, search.outcomes, tell)
        except Exception:  # whatever it is, the other points go on
            said["failed"] = traceback.format_exc().splitlines()
    storage.write_json(_file(folder, POINTS, job), said)


def _keep(
    asked: Settings, folder: Path, job: int, tell: Tick = None, *, composed: Composed, every: tuple[Search, ...]
) -> None:
    """Keep the clearest setting at which one outcome of one search fails again, reduced to what it needs."""
    s, outcome = [(s, name) for s, search in enumerate(every) for name in search.outcomes][job]
    search, number, seed = every[s], composed.values["points"], asked.seed + 1
    drawn = points(search.ranges, number, asked.seed)

    def loss(point: Point) -> Comparison:
        values = values_at(settings_at(composed, search, point, seed=seed), (outcome,), tell)
        return comparison(outcome, values[outcome])

    kept: dict[str, Any] = {"search": search.name, "outcome": outcome, "seed": seed, "settings": None, "failed": []}
    try:
        first = clearest(_comparisons(folder, s, number, outcome))[:CANDIDATES]
        again = ((drawn[at], loss(drawn[at])) for at in first)
        point, lost = next(((point, lost) for point, lost in again if lost.fails), ({}, None))
        if lost is not None:
            needed = reduced(point, _remaining(loss, lost.low * REMAINS), REDUCING)
            kept |= {"settings": dict(needed), "at_defaults": asdict(loss({})), **asdict(loss(needed))}
    except Exception:  # whatever it is, the other outcomes go on
        kept["failed"] = traceback.format_exc().splitlines()
    storage.write_json(_file(folder, KEPT, job), kept)


def _remaining(loss: Callable[[Point], Comparison], least: float) -> Callable[[Point], bool]:
    """Whether so much of the certain loss is left at a point; it is not where values do not go together."""

    def holds(point: Point) -> bool:
        try:
            return loss(point).low >= least
        except ValueError:
            return False

    return holds


def _searched(folder: Path, every: tuple[Search, ...], s: int, number: int) -> Searched:
    search, first = every[s], sum(len(before.outcomes) for before in every[:s])
    said = [_read(folder, POINTS, s * number + at) for at in range(number)]
    counts = (counted(name, tuple(_comparisons(folder, s, number, name).values())) for name in search.outcomes)
    kept = {name: _read(folder, KEPT, first + n) for n, name in enumerate(search.outcomes)}
    return Searched(
        search,
        tuple(counts),
        sum(bool(point["refused"]) for point in said),
        sum(bool(point["failed"]) for point in said),
        {name: setting for name, setting in kept.items() if setting["settings"] is not None},
    )


def _comparisons(folder: Path, s: int, number: int, outcome: str) -> dict[int, Comparison]:
    """By point, for those that could be run."""
    said = {at: _read(folder, POINTS, s * number + at)["values"] for at in range(number)}
    return {at: comparison(outcome, values[outcome]) for at, values in said.items() if values}


def _read(folder: Path, part: str, job: int) -> dict[str, Any]:
    """What a job left; one whose worker was killed left nothing and counts as failed."""
    file = _file(folder, part, job)
    if not file.is_file():
        return {"values": {}, "refused": "", "failed": ["the worker was killed"], "settings": None}
    return dict(json.loads(file.read_text(encoding="utf-8")))


def _file(folder: Path, part: str, job: int) -> Path:
    return folder / part / f"{job:05d}.json"
