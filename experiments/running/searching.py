"""Carries out searches for failing settings: every point, then the clearest failure of each outcome once more.

A point that was chosen for its failure is likely to have been unlucky, so it must fail again under other seeds; then
values that it loses as much without (at least half) are left at their defaults.

    results/failing-0123456789ab/
        points/00017.json       one point of one search: values of its outcomes under both policies
        kept/00002.json         one outcome of one search: the clearest setting at which it fails again
        failures/points-00017.json    a point that failed: values, seed and traceback; it is tried again
"""

from __future__ import annotations

import hashlib
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
from experiments.running.progress import Tell, meter
from experiments.running.provenance import provenance
from experiments.running.replication import days_of, replicate
from experiments.running.searches import Search, searches, settings_at
from experiments.running.settings import Settings, settings
from experiments.running.study import carry_out, folder_of

POINTS: Final = "points"
KEPT: Final = "kept"
CANDIDATES: Final = 5
"""Points that may be tried again, the clearest first, until one fails again."""
REDUCING: Final = 40
"""Comparisons at most to find out which values a failure needs."""
REMAINS: Final = 0.5
"""Share of the certain loss that has to remain when values are left at their defaults."""


@final
@dataclass(frozen=True)
class Searched:
    """What a search found."""

    search: Search
    counts: tuple[Count, ...]
    refused: int
    """Points whose values do not go together."""
    unfinished: int
    """Points whose runs failed."""
    failed: tuple[Path, ...]
    """The records of points, and of clearest settings, whose runs failed."""
    kept: Mapping[str, Any]
    """By outcome: the setting that fails most clearly (`Kept` as plain values)."""


def run(composed: Composed) -> tuple[Path, tuple[Searched, ...]]:
    """Run what is missing of all searches. Raises `BadInput` before anything is written."""
    asked, every = settings(composed), searches(composed)
    if composed.values["points"] < 1:
        raise composed.origins.bad("points", composed.values["points"], "at least 1")
    about = provenance(asked, checked_region(asked))
    folder = folder_of(asked, about["fingerprint"])
    number = composed.values["points"] * len(every)
    days = _days(settings_at(composed, every[0], {}))
    rows = range(sum(len(search.outcomes) for search in every))
    with held(folder):
        storage.claim(folder, about, {POINTS: number, KEPT: len(rows)})
        missing = [job for job in range(number) if not _is_there(asked, folder, job)]
        _carried_out(asked, folder, POINTS, missing, days, partial(_point, composed=composed, every=every))
        stale = [job for job in rows if not _is_kept(folder, job, every, composed.values["points"])]
        _carried_out(asked, folder, KEPT, stale, days * REDUCING, partial(_keep, composed=composed, every=every))
    return folder, tuple(_searched(folder, every, s, composed.values["points"]) for s in range(len(every)))


def values_at(
    asked: Settings, outcomes: tuple[str, ...], tell: Tell | None = None
) -> dict[str, dict[str, list[float]]]:
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


def _carried_out(asked: Settings, folder: Path, part: str, missing: list[int], days: int, one: Any) -> None:
    if missing:
        with meter(f"{asked.name}: {len(missing)} {part}", days * len(missing)) as told:
            carry_out(asked, folder, missing, told, one, part=part)


def _is_there(asked: Settings, folder: Path, job: int) -> bool:
    """Whether a point has been run in as many replications as are asked for."""
    said = _read(folder, POINTS, job)
    return said is not None and said["replications"] == asked.replications


def _is_kept(folder: Path, job: int, every: tuple[Search, ...], number: int) -> bool:
    """Whether the clearest setting of an outcome was drawn from the points as they are now."""
    said = _read(folder, KEPT, job)
    return said is not None and said["rests_on"] == _resting(folder, _asked_by(every, job)[0], number)


def _asked_by(every: tuple[Search, ...], job: int) -> tuple[int, str]:
    """The search, by number, and the outcome whose clearest setting a job looks for."""
    return [(s, name) for s, search in enumerate(every) for name in search.outcomes][job]


def _resting(folder: Path, s: int, number: int) -> str:
    """What the points of a search say, as hexadecimal digits; without those that failed."""
    files = (_file(folder, POINTS, s * number + at) for at in range(number))
    said = [file.read_bytes() if file.is_file() else b"" for file in files]
    return hashlib.sha256(b"".join(hashlib.sha256(one).digest() for one in said)).hexdigest()


def _point(
    asked: Settings, folder: Path, job: int, tell: Tell | None = None, *, composed: Composed, every: tuple[Search, ...]
) -> None:
    """Run one point of one search and keep its values, or why there are none."""
    number = composed.values["points"]
    search, at = every[job // number], job % number
    point = points(search.ranges, number, asked.seed)[at]
    about = {"search": search.name, "point": at}
    said: dict[str, Any] = {**about, "replications": asked.replications, "values": {}, "refused": ""}
    try:
        wanted = settings_at(composed, search, point)
    except ValueError as fault:
        said["refused"] = str(fault)
    else:
        try:
            said["values"] = values_at(wanted, search.outcomes, tell)
        except Exception:  # whatever it is, the other points go on
            _failed(asked, folder, POINTS, job, {**about, "values": point})
            return
    _done(folder, POINTS, job, said)


def _keep(
    asked: Settings, folder: Path, job: int, tell: Tell | None = None, *, composed: Composed, every: tuple[Search, ...]
) -> None:
    """Keep the clearest setting at which one outcome of one search fails again, reduced to what it needs."""
    s, outcome = _asked_by(every, job)
    search, number, seed = every[s], composed.values["points"], asked.seed + 1
    drawn = points(search.ranges, number, asked.seed)

    def loss(point: Point) -> Comparison:
        values = values_at(settings_at(composed, search, point, seed=seed), (outcome,), tell)
        return comparison(outcome, values[outcome])

    about = {"search": search.name, "outcome": outcome}
    kept: dict[str, Any] = {**about, "seed": seed, "rests_on": _resting(folder, s, number), "settings": None}
    try:
        first = clearest(_comparisons(folder, s, number, outcome))[:CANDIDATES]
        again = ((drawn[at], loss(drawn[at])) for at in first)
        point, lost = next(((point, lost) for point, lost in again if lost.fails), ({}, None))
        if lost is not None:
            needed = reduced(point, _remaining(loss, lost.low * REMAINS), REDUCING)
            kept |= {"settings": dict(needed), "at_defaults": asdict(loss({})), **asdict(loss(needed))}
    except Exception:  # whatever it is, the other outcomes go on
        _failed(asked, folder, KEPT, job, about)
    else:
        _done(folder, KEPT, job, kept)


def _done(folder: Path, part: str, job: int, said: Mapping[str, Any]) -> None:
    storage.write_json(_file(folder, part, job), said)
    storage.failure(folder, job, part).unlink(missing_ok=True)


def _failed(asked: Settings, folder: Path, part: str, job: int, about: Mapping[str, Any]) -> None:
    """Record the fault that is being handled; what an earlier try has left is out of date."""
    storage.write_failure(folder, job, asked.seed, traceback.format_exc(), about, part)
    _file(folder, part, job).unlink(missing_ok=True)


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
    records = [storage.failure(folder, s * number + at, POINTS) for at in range(number)]
    records += [storage.failure(folder, first + n, KEPT) for n in range(len(search.outcomes))]
    return Searched(
        search,
        tuple(counts),
        sum(bool(point and point["refused"]) for point in said),
        said.count(None),
        tuple(file for file in records if file.is_file()),
        {name: setting for name, setting in kept.items() if setting and setting["settings"] is not None},
    )


def _comparisons(folder: Path, s: int, number: int, outcome: str) -> dict[int, Comparison]:
    """By point, for those that could be run."""
    found = {at: _read(folder, POINTS, s * number + at) for at in range(number)}
    return {at: comparison(outcome, said["values"][outcome]) for at, said in found.items() if said and said["values"]}


def _read(folder: Path, part: str, job: int) -> dict[str, Any] | None:
    """What a job left; one that failed, or whose worker was killed, left nothing."""
    file = _file(folder, part, job)
    return dict(json.loads(file.read_text(encoding="utf-8"))) if file.is_file() else None


def _file(folder: Path, part: str, job: int) -> Path:
    return folder / part / f"{job:05d}.json"
