"""Carries out what a study asks about tipping: three sweeps, each resumable, and one file of what they found.

results/seoul-0123456789ab/tipping/
    ends-.../  again-.../  line-.../    sweeps (see `batches`), named by their fingerprints
    tipping.json, SHA256SUMS            differences at the defaults and at every end, and over the grid of two
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any, Final

from experiments.analysis.tipping import End, ranked
from experiments.design.cases import Plan
from experiments.design.ranges import Point, Range
from experiments.design.sampling.base import Wanted
from experiments.design.sampling.grid import Grid
from experiments.running import batches, checksums, storage, sweeping
from experiments.running.changing import changed
from experiments.running.origins import CONFIGS, read_yaml
from experiments.running.provenance import fingerprint
from experiments.running.schema import TIPPING, WHERE
from experiments.running.settings import Settings, Where
from experiments.running.sweeps import Sweep
from experiments.running.tipping import Tipping
from experiments.running.varied import assumed, range_of
from sim.parameters import Declaration

PART: Final = "tipping"
FOUND: Final = f"{PART}.json"

type Both = Mapping[str, Mapping[str, list[float]]]
"""By outcome: the values under `policy` and `against`, one for each replication."""


def run(asked: Settings, tipping: Tipping, study: Path) -> tuple[Path, ...]:
    """Run what is missing of all stages and write down what they found. The records of runs that failed."""
    folder = study / PART
    trying = _Stages(asked, tipping, folder)
    ends = trying.ends("ends", None)
    chosen = _chosen(tipping, ends)
    again = trying.ends("again", chosen) if chosen else None
    line = trying.line(again) if again else None
    about = {"policy": tipping.policy.key, "against": tipping.against.key, "outcomes": list(tipping.outcomes)}
    with checksums.kept(folder / FOUND):
        storage.write_json(folder / FOUND, {**about, "ends": ends, "again": again, "line": line})
    return tuple(trying.failed)


def wanted(asked: Settings, tipping: Tipping) -> tuple[tuple[Settings, int], ...]:
    """For each stage its settings and how many points it has at most, before anything is known of what goes far."""
    stages = _Stages(asked, tipping, Path())
    ends, again, line = (stages.settings(name) for name in TIPPING)
    others = [len(_others(declared)) for declared in stages.assumed(ends)]
    chosen = min(len(others), tipping.stages["again"]["candidates"] * len(tipping.outcomes))
    most = sum(sorted(others)[len(others) - chosen :])
    return (ends, 1 + sum(others)), (again, 1 + most), (line, int(tipping.stages["line"]["levels"]) ** 2)


def read(study: Path) -> dict[str, Any] | None:
    """What was found about tipping in a study's folder; None where nothing was asked."""
    file = study / PART / FOUND
    return dict(json.loads(file.read_text(encoding="utf-8"))) if file.is_file() else None


def apart(both: Both) -> dict[str, list[float]]:
    """By outcome: policy minus reference in each replication."""
    return {
        name: [ours - theirs for ours, theirs in zip(values["policy"], values["against"], strict=True)]
        for name, values in both.items()
    }


def found_ends(said: Mapping[str, Any]) -> tuple[End, ...]:
    """The ends of a stage as they were written down."""
    return tuple(End(end["key"], end["value"], apart(end["values"])) for end in said["ends"])


def _chosen(tipping: Tipping, said: Mapping[str, Any]) -> frozenset[str]:
    """For each outcome the assumptions that go furthest, as many as are tried again."""
    number, ends, own = tipping.stages["again"]["candidates"], found_ends(said), apart(said["default"])
    return frozenset(key for name in tipping.outcomes for key in ranked(own, ends, name)[:number])


class _Stages:
    """The sweeps of one study about tipping."""

    def __init__(self, asked: Settings, tipping: Tipping, folder: Path) -> None:
        self.asked, self.tipping, self.folder = asked, tipping, folder
        self.failed: list[Path] = []

    def ends(self, name: str, some: frozenset[str] | None) -> dict[str, Any]:
        """The study's own values, then every assumption (or only `some`) at every other end."""
        settings = self.settings(name)
        tried = [d for d in self.assumed(settings) if some is None or d.key in some]
        points = [(d, value) for d in tried for value in _others(d)]
        found = self._values(settings, name, ({}, *({d.key: value} for d, value in points)))
        ends = [_end(d, value, found.get(number, {})) for number, (d, value) in enumerate(points, 1)]
        about = {"tried": len(tried), "without": list(self.tipping.without)}
        return self._about(settings) | about | {"default": found.get(0, {}), "ends": ends}

    def line(self, again: Mapping[str, Any]) -> dict[str, Any] | None:
        """The first outcome over a grid of the two numbers that go furthest; None where there are no two."""
        settings, outcome = self.settings("line"), self.tipping.outcomes[0]
        ranges = {d.key: range_of(d) for d in assumed(settings) if not d.choices}
        two = [key for key in ranked(apart(again["default"]), found_ends(again), outcome) if key in ranges][:2]
        if len(two) < 2:
            return None
        chosen: tuple[Range, ...] = tuple(ranges[key] for key in two)
        points = Grid().points(Wanted(chosen, levels=self.tipping.stages["line"]["levels"]))
        found = self._values(settings, "line", points)
        values = {d.key: d.value for d in assumed(settings)}
        grid = [{"at": list(point.values()), "values": found.get(n, {})} for n, point in enumerate(points)]
        return self._about(settings) | {"outcome": outcome, "keys": two, "own": [values[k] for k in two], "grid": grid}

    def assumed(self, asked: Settings) -> Iterator[Declaration]:
        without = self.tipping.without
        return (d for d in assumed(asked) if not any(fnmatchcase(d.key, pattern) for pattern in without))

    def settings(self, name: str) -> Settings:
        stage = self.tipping.stages[name]
        found = replace(
            self.asked,
            name=f"{self.asked.name}-{name}",
            plan=Plan((self.tipping.against, self.tipping.policy)),
            **{key: stage[key] for key in ("burn_in_days", "days", "replications")},
            # Chosen for how far they went, they are likely to have been lucky: they are tried under another fate.
            seed=self.asked.seed + (name == "again"),
            # The reform falls on the same part of a shorter run.
            transition_day=self.asked.transition_day * stage["days"] // self.asked.days,
            event_days=0,  # nobody reads what befell single incidents here
        )
        return _elsewhere(found, stage["world"]) if stage["world"] else found

    def _values(self, asked: Settings, name: str, points: Sequence[Point]) -> Mapping[int, Both]:
        told = {**asked.resolved, "stage": name, "seed": asked.seed, "days": asked.days, "set": list(points)}
        told |= {"burn_in_days": asked.burn_in_days, "at": vars(asked.where) | vars(asked.world), "design": "list"}
        told |= {"policies": [case.key for case in asked.plan.main], "transition_day": asked.transition_day}
        sweep = Sweep(replace(asked, resolved=told), tuple(points))
        done = sweeping.run(sweep, self.folder / f"{name}-{fingerprint(sweep.asked)}")
        self.failed += done.failed
        return _kept(done.folder, self.tipping)

    def _about(self, asked: Settings) -> dict[str, Any]:
        from experiments.running.assembling import region

        days = {"burn_in_days": asked.burn_in_days, "days": asked.days, "replications": asked.replications}
        return {"region": region(asked.where).name, **days}


def _elsewhere(asked: Settings, world: str) -> Settings:
    """The same settings in the world of a file."""
    said = read_yaml(CONFIGS / "world" / f"{world}.yaml")
    rules = {f"world.{key}": value for key, value in said.items() if key not in WHERE}
    where = Where(**{"kind": world} | {key: str(value) for key, value in said.items() if key in WHERE})
    return replace(changed(asked, rules), where=replace(where, data=asked.where.data))


def _others(declared: Declaration) -> tuple[Any, ...]:
    """The ends of an assumption's range, or its other choices, without the value that it has."""
    chosen = range_of(declared)
    return tuple(value for value in chosen.levels(2) if value != declared.value)


def _end(declared: Declaration, value: Any, values: Both) -> dict[str, Any]:
    about = {"unit": declared.unit, "meaning": declared.meaning, "own": declared.value}
    return {"key": declared.key, "value": value, **about, "values": values}


def _kept(folder: Path, tipping: Tipping) -> dict[int, Both]:
    """By point: what a sweep kept of both policies. Points that did not run are missing."""
    table = batches.read_table(folder, "outcomes")
    if not table.num_rows:
        return {}
    rows = table.to_pandas().sort_values(["point", "replication"])
    sides = {"policy": tipping.policy.key, "against": tipping.against.key}
    return {
        int(point): {
            name: {side: some.loc[some["case"] == case, name].tolist() for side, case in sides.items()}
            for name in tipping.outcomes
        }
        for point, some in rows.groupby("point")
    }
