"""Study folders made up for the report: real provenance, invented rows whose every number the tests know."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from experiments.reporting import report
from experiments.reporting.study import read
from experiments.running import storage
from experiments.running.assembling import checked_region
from experiments.running.configuration import composed
from experiments.running.provenance import provenance
from experiments.running.replication import Rows
from experiments.running.settings import settings
from sim.outcomes.catalogue import OUTCOMES

LEVEL = {
    "response": 4.3,
    "handling": 0.75,
    "queue": 0.25,
    "handover": 0.0,
    "travel": 3.3,
    "misrouted": 0.0,
    "both_forces": 0.0,
    "crews_local": 0.0,
    "calls_local": 0.35,
    "utilisation": 0.31,
}
DUAL = {"queue": 0.1, "handover": 0.05, "travel": 0.35, "response": 0.5, "crews_local": 0.36, "misrouted": 0.006}
MINUTES = {"patrol": 500.0, "engagement": 100.0, "standby": 240.0, "on scene": 400.0, "travelling": 200.0}
WON = {"patrol crews": 900_000_000, "overhead": 0, "projects": 100_000_000}
STEPS = ("split", "command", "jurisdiction", "mutual aid", "joint attendance", "joint desk")


def reached(step: str) -> float:
    """How much of the whole difference is there after a step: none after the bare split, half after one not listed."""
    return STEPS.index(step) / len(STEPS) if step in STEPS else 0.5 if step else 1.0


def value(key: str, about: dict, replication: int) -> float:
    """The invented value of an outcome. Replications differ in level, and a little in the difference."""
    usual = LEVEL.get(key, 5.0) * (1 + 0.01 * replication) * (about["world"].get("staffing", 1.0) ** -0.2)
    if about["governance"] != "dual":
        return usual
    gap = DUAL.get(key, 0.02) * (1 + 0.1 * replication) * reached(about["step"])
    return usual + gap * (0.6 if about["response"] else 1.0)


def effect(key: str, about: dict, replication: int) -> float:
    """What the strategies of a case do: referrals lower harm, the rest of cooperation lowers utilisation a little."""
    if not about["strategies"] or about["without"].endswith((":Refers", ":all")):
        return 0.0
    return {"harm": -0.5 - 0.01 * replication, "utilisation": -0.01 - 0.001 * replication}.get(key, 0.0)


def outcomes(cases: dict, replication: int) -> pa.Table:
    rows = [
        (c, o.key, value(o.key, about, replication) + effect(o.key, about, replication))
        for c, about in cases.items()
        for o in OUTCOMES
    ]
    return table(rows, ("case", "outcome", "value"), replication)


def districts(cases: dict, names: list[str], replication: int) -> pa.Table:
    rows = [
        (case, name, key, value(key, about, replication) + 0.1 * i * (1 + 0.05 * (case == "dual")))
        for key in ("response", "fear")
        for case, about in cases.items()
        for i, name in enumerate(names)
    ]
    return table(rows, ("case", "district", "outcome", "value"), replication)


def minutes(cases: dict, replication: int, days: int) -> pa.Table:
    """Ten crews; under dual a part of their patrol becomes time on calls."""
    rows = [
        (case, force, use, 5 * days * (spent + shift(use, about, replication)))
        for case, about in cases.items()
        for force in ("national.patrol", "local.patrol")
        for use, spent in MINUTES.items()
    ]
    return table(rows, ("case", "force", "use", "minutes"), replication)


def shift(use: str, about: dict, replication: int) -> float:
    gap = (30 + replication) * reached(about["step"]) if about["governance"] != "unitary" else 0.0
    return {"patrol": -gap, "on scene": gap}.get(use, 0.0)


def daily(cases: dict, replication: int, days: int) -> pa.Table:
    """A level that rises by 0.01 a day; dual is higher by a tenth more a day, and a little so in later replications."""
    rows = [
        (case, key, day, 2.0 + 0.01 * day + 0.5 * replication + (0.1 + 0.001 * replication) * day * (case == "dual"))
        for case in cases
        for key in ("response", "calls", "utilisation", "true", "trust", "fear")
        for day in range(days)
    ]
    return table(rows, ("case", "outcome", "day", "value"), replication)


def money(cases: dict, replication: int, days: int) -> pa.Table:
    """What a day costs, the same on every day; dual has an administration of its own."""
    rows = [
        (case, payer, purpose, days * (won + 10_000_000 * (purpose == "overhead") * (about["governance"] == "dual")))
        for case, about in cases.items()
        for payer in ("state_treasury", "province_treasury")
        for purpose, won in WON.items()
        if payer == "state_treasury" or purpose == "projects"
    ]
    return table(rows, ("case", "payer", "purpose", "won"), replication)


def table(rows: list[tuple], names: tuple[str, ...], replication: int) -> pa.Table:
    columns = dict(zip(names, map(list, zip(*rows, strict=True)), strict=True))
    return pa.table({"replication": np.full(len(rows), replication, np.int32), **columns})


def facts(cases: dict, replication: int) -> dict:
    run = {"conserved": True, "above_ceiling": 0, "potential": 1000, "crews": 20}
    return {"replication": replication, "seed": 1, "cases": dict.fromkeys(cases, run)}


def fabricate(folder: Path, *overrides: str) -> Path:
    """A folder as a study leaves it, without running anything."""
    asked = settings(composed(overrides))
    region = checked_region(asked)
    about = provenance(asked, region)
    storage.claim(folder, about)
    names = [district.name for district in region.districts]
    for replication in range(asked.replications):
        cases = {case.key: about["cases"][case.key] for case in asked.plan.cases(replication)}
        tables = {
            "outcomes": outcomes(cases, replication),
            "districts": districts(cases, names, replication),
            "daily": daily(cases, replication, asked.days),
            "minutes": minutes(cases, replication, asked.days),
            "money": money(cases, replication, asked.days),
        }
        storage.write(folder, replication, Rows(tables, facts(cases, replication)), {})
    return folder


@pytest.fixture(scope="session")
def made(tmp_path_factory) -> Callable[..., Path]:
    """Makes a study folder; the same overrides give the same folder."""
    kept: dict[tuple[str, ...], Path] = {}

    def make(*overrides: str) -> Path:
        if overrides not in kept:
            kept[overrides] = fabricate(tmp_path_factory.mktemp("study") / "results", *overrides)
        return kept[overrides]

    return make


@pytest.fixture(scope="session")
def town(made) -> Path:
    """Three replications of unitary and dual in the town, two of them with steps and scenarios."""
    return made("world=town", "replications=3", "extra_replications=2")


@pytest.fixture(scope="session")
def study(town):
    return read(town)


@pytest.fixture(scope="session")
def page(town) -> str:
    return report.write(town).read_text(encoding="utf-8")
