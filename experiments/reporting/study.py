"""The rows of a study folder, by case and outcome, and the pairs that can be made of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, final

import numpy as np
from numpy.typing import NDArray

from experiments.analysis.materiality import Judgement, judged
from experiments.analysis.paired import PairedDifference, paired_difference
from experiments.bad_input import BadInput
from experiments.inputs.materiality import Margins, read_margins, restated
from experiments.reporting import daily_reading
from experiments.reporting.daily_reading import Series
from experiments.running import storage, tipping_stages
from experiments.running.assembling import region
from experiments.running.schema import WHERE
from experiments.running.settings import Where
from sim.outcomes.outcome import Outcome
from sim.world.region import Region

if TYPE_CHECKING:
    import pandas as pd

type Values = Mapping[tuple[str, str], Mapping[int, float]]
"""A value by (case, outcome) and replication."""


@final
@dataclass(frozen=True)
class Study:
    """What a folder of results says. A replication may lack cases; nothing is compared but what ran together."""

    about: Mapping[str, Any]
    facts: tuple[Mapping[str, Any], ...]
    outcomes: Values
    districts: Mapping[tuple[str, str, str], Mapping[int, float]]
    """A value by (case, outcome, district) and replication."""
    regions: Mapping[tuple[str, str, str], Mapping[int, float]]
    """The same by (case, outcome, region) of a nation; empty for one region."""
    figures: Mapping[str, float]
    """Plausibility figures of the law in force, means over replications; empty where none were kept."""
    minutes: Mapping[tuple[str, str, str], Mapping[int, float]]
    """Crew minutes by (case, force, use) and replication; empty where none were kept."""
    money: Mapping[tuple[str, str, str], Mapping[int, float]]
    """Won by (case, payer, purpose) and replication; empty where none were kept."""
    daily: Series
    """[D] daily values by (policy, outcome) and replication; empty where none were kept."""
    region: Region | None
    """None where the tables it was read from are gone."""
    margins: Margins
    """How large a difference has to be to matter: those the study states, else those of the table."""
    tipping: Mapping[str, Any] | None
    """What was found about tipping (see `running.tipping_stages`); None where nothing was asked."""

    @property
    def reference(self) -> str:
        """The case that every other one is compared with: the first policy."""
        return self.policies[0]

    @property
    def policies(self) -> tuple[str, ...]:
        """Cases of whole policies under default circumstances, in the order asked for."""
        return tuple(self.about["policies"])

    @property
    def others(self) -> tuple[str, ...]:
        return self.policies[1:]

    def steps(self, policy: str) -> tuple[str, ...]:
        """Cases of a policy whose reform stops after a step, in the order of the steps; empty if none ran."""
        cases = self.about["cases"].items()
        stopped = [key for key, about in cases if about["policy"] == policy and about["step"]]
        return tuple(key for key in stopped if self.replications(key))

    def lessened(self, policy: str) -> Mapping[str, str]:
        """Cases of a policy without one strategy's amendments to one kind of clause, by `strategy:Kind`."""
        cases = self.about["cases"].items()
        found = {about.get("without", ""): key for key, about in cases if about["policy"] == policy}
        return {name: key for name, key in found.items() if name and self.replications(key)}

    def ground(self, policy: str) -> str:
        """What a policy is built on: its governance model without strategies, or the base; "" if it did not run."""
        about = self.about["cases"]
        if not about[policy]["strategies"]:
            base = self.about["configuration"]["base"]
            return base if base in self.policies and base != policy else ""
        same = ("governance", "settings")
        plain = (p for p in self.policies if not about[p]["strategies"])
        return next((p for p in plain if all(about[p][key] == about[policy][key] for key in same)), "")

    @property
    def turned(self) -> int:
        """Day on which policies take over from the law in force inside the study; 0 where they do from the first."""
        return int(self.about["configuration"].get("transition_day", 0))

    @property
    def rung(self) -> Mapping[str, Any]:
        """Name and sentence of the rung, and what stands otherwise; results of before there were rungs are of r0."""
        found: Mapping[str, Any] = self.about.get("rung", {"name": "r0", "sentence": "", "changed": {}})
        return found

    def known(self, outcome: str) -> bool:
        """Whether any policy has a value of this outcome: without minds, or in another version, there may be none."""
        return any(np.isfinite(self.values(policy, outcome)).any() for policy in self.policies)

    def scenarios(self) -> tuple[str, ...]:
        """Titles of the circumstances that the reference and another policy ran under beside the default."""
        cases = self.about["cases"].values()
        titles = dict.fromkeys(about["scenario"] for about in cases if about["scenario"] and not about.get("rung"))
        return tuple(t for t in titles if self.under(self.reference, t) and any(self.under(o, t) for o in self.others))

    def rungs(self) -> Mapping[str, str]:
        """By rung, in order, the scenario that ran at it; "" for the rung of the study itself. Empty if none ran."""
        cases = self.about["cases"].values()
        others = {about["rung"]: about["scenario"] for about in cases if about.get("rung")}
        ran = {rung: title for rung, title in others.items() if self.under(self.reference, title)}
        return dict(sorted((ran | {self.rung["name"]: ""}).items())) if ran else {}

    def at_rung(self, policy: str, rung: str) -> str:
        """The case of a policy at a rung of `rungs`; "" if it did not run there."""
        scenario = self.rungs()[rung]
        return self.under(policy, scenario) if scenario else policy

    def under(self, policy: str, scenario: str) -> str:
        """The case of a policy in a scenario; "" if it did not run."""
        key = f"{policy} | {scenario}"
        return key if self.replications(key) else ""

    def replications(self, *cases: str) -> tuple[int, ...]:
        """Replications in which all of these cases ran."""
        ran = [set(facts["cases"]) for facts in self.facts]
        return tuple(f["replication"] for f, have in zip(self.facts, ran, strict=True) if have.issuperset(cases))

    def values(self, case: str, outcome: str, among: Iterable[int] | None = None) -> NDArray[np.float64]:
        """[replication] an outcome of a case in some replications (default: all it ran in); NaN where it has none."""
        found = self.outcomes.get((case, outcome), {})
        chosen = self.replications(case) if among is None else among
        return np.array([found.get(r, np.nan) for r in chosen], float)

    def mean(self, case: str, outcome: str, among: Iterable[int] | None = None) -> float:
        """Mean over replications; NaN where there is no value."""
        values = self.values(case, outcome, among)
        return float(values.mean()) if values.size else float("nan")

    def difference(
        self, outcome: str, case: str, reference: str = "", among: Iterable[int] | None = None
    ) -> PairedDifference | None:
        """Case minus reference over the replications they share; None where a value is missing or undefined."""
        reference = reference or self.reference
        shared = self.replications(case, reference) if among is None else tuple(among)
        return _paired(outcome, self.values(case, outcome, shared), self.values(reference, outcome, shared))

    def margin(self, difference: PairedDifference) -> float:
        """The margin of materiality of a difference, in the unit of its outcome."""
        return self.margins[difference.outcome].at(difference.reference_mean)

    def judged(self, outcome: Outcome, difference: PairedDifference) -> Judgement:
        """What a difference says under the margin of its outcome."""
        return judged(difference, outcome.better, self.margin(difference))

    def district_means(self, outcome: str, case: str, names: Iterable[str]) -> NDArray[np.float64]:
        """[district] mean of an outcome over all replications of a case; NaN where there is no value."""
        found = (self.districts.get((case, outcome, name), {}).values() for name in names)
        return np.array([np.mean(list(values)) if values else np.nan for values in found])

    def district_difference(self, outcome: str, case: str, district: str) -> PairedDifference | None:
        """The same in one district, against the reference policy."""
        shared = self.replications(case, self.reference)
        ours, theirs = (
            np.array([self.districts.get((key, outcome, district), {}).get(r, np.nan) for r in shared])
            for key in (case, self.reference)
        )
        return _paired(outcome, ours, theirs)

    def spent(self, case: str, use: str, force: str = "", among: Iterable[int] | None = None) -> NDArray[np.float64]:
        """[replication] crew minutes of a case in one use, of one force or of all."""
        found = [by for (c, f, u), by in self.minutes.items() if c == case and u == use and force in ("", f)]
        chosen = self.replications(case) if among is None else tuple(among)
        return np.array([sum(by.get(r, 0.0) for by in found) for r in chosen], float)

    def crew_days(self, case: str, among: Iterable[int]) -> NDArray[np.float64]:
        """[replication] crews on duty, as crew minutes of a day over 1,440."""
        uses = dict.fromkeys(use for _, _, use in self.minutes)
        total = np.sum([self.spent(case, use, among=among) for use in uses], axis=0)
        crews: NDArray[np.float64] = total / (1440.0 * self.about["days"])
        return crews

    def unequal(self, case: str, other: str) -> dict[str, float]:
        """Outcomes in which two cases do not agree bit for bit, with their largest difference relative to the other."""
        shared = self.replications(case, other)
        found = {}
        for name in dict.fromkeys(outcome for key, outcome in self.outcomes if key == case):
            ours, theirs = self.values(case, name, shared), self.values(other, name, shared)
            if not np.array_equal(ours, theirs, equal_nan=True):
                found[name] = float(np.max(np.abs(ours - theirs)) / np.max(np.abs(theirs)))
        return found


def read(folder: Path) -> Study:
    """The study kept in a folder.

    Raises `BadInput` if there is none, no replication is finished, or a file is not as it was written.
    """
    about = storage.read_study(folder)
    storage.check(folder)
    return Study(
        about=about,
        facts=tuple(storage.read_facts(folder)),
        outcomes=_by_key(storage.read(folder, "outcomes"), ["case", "outcome"]),
        districts=_by_key(storage.read(folder, "districts"), ["case", "outcome", "district"]),
        regions=_kept(folder, "regions", ["case", "outcome", "region"], "value"),
        figures=_figures(folder),
        minutes=_kept(folder, "minutes", ["case", "force", "use"], "minutes"),
        money=_kept(folder, "money", ["case", "payer", "purpose"], "won"),
        daily=daily_reading.read(folder, about["policies"]),
        region=_region(about["configuration"]),
        margins=restated(read_margins(), about["configuration"].get("margins", {})),
        tipping=tipping_stages.read(folder),
    )


def _kept(folder: Path, table: str, keys: list[str], value: str) -> dict[tuple, dict[int, float]]:
    """A table that not every study has."""
    try:
        return _by_key(storage.read(folder, table), keys, value)
    except FileNotFoundError:
        return {}


def _by_key(rows: pd.DataFrame, keys: list[str], name: str = "value") -> dict[tuple, dict[int, float]]:
    found: dict[tuple, dict[int, float]] = {}
    columns = (rows[column] for column in (*keys, "replication", name))
    for *key, replication, value in zip(*columns, strict=True):
        found.setdefault(tuple(key), {})[int(replication)] = float(value)
    return found


def _figures(folder: Path) -> dict[str, float]:
    try:
        rows = storage.read(folder, "plausibility")
    except FileNotFoundError:
        return {}
    return {str(name): float(value) for name, value in rows.groupby("figure")["value"].mean().items()}


def _region(configuration: Mapping[str, Any]) -> Region | None:
    said = {key: configuration["world"][key] for key in WHERE}
    if configuration["region"]:
        said["region"] = configuration["region"]
    try:
        return region(Where(**said))
    except BadInput:
        return None


def _paired(outcome: str, ours: NDArray[np.float64], theirs: NDArray[np.float64]) -> PairedDifference | None:
    if not ours.size or not (np.isfinite(ours).all() and np.isfinite(theirs).all()):
        return None
    return paired_difference(outcome, ours, theirs)
