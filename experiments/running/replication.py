"""One replication: a world, one burn-in, and all cases side by side under the same fate."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from time import perf_counter
from typing import TYPE_CHECKING

from experiments.design.cases import DEFAULT, Case
from experiments.running.assembling import burnt_in, circumstances, forked
from experiments.running.rows import Rows, facts, plausibility, tables
from experiments.running.settings import Settings

if TYPE_CHECKING:
    import pyarrow as pa

    from sim.model import SecurityModel


def days_of(asked: Settings, replication: int) -> int:
    """Days of simulation in one replication, over all cases and burn-ins."""
    cases = asked.plan.cases(replication)
    return asked.burn_in_days * len(_worlds(cases)) + asked.days * len(cases)


def replicate(asked: Settings, replication: int, tell: Callable[[int], None] | None = None) -> Rows:
    """Run every case of one replication. `tell` is told how many days have been simulated since it was last told.

    Cases in the default world go on from one burn-in. Cases in a world of other rules have a world and a burn-in of
    their own, with the same fate and the same reference patrol.
    """
    began, cases = perf_counter(), asked.plan.cases(replication)
    tick = tell or (lambda _: None)
    models = _start(asked, replication, cases, tick)
    for _ in range(asked.days):
        for model in models.values():
            model.step()
        tick(len(models))
    about = {"replication": replication, "seed": asked.seed, "seconds": round(perf_counter() - began, 2)}
    return Rows(
        tables(replication, models) | _beside_real(asked, replication, cases, models),
        {**about, "cases": {key: facts(model) for key, model in models.items()}},
    )


def _worlds(cases: tuple[Case, ...]) -> list[str]:
    """The worlds that cases need, each once, by their rules; "{}" is the default world."""
    return sorted({json.dumps(case.scenario.world, sort_keys=True) for case in cases} | {"{}"})


def _start(
    asked: Settings, replication: int, cases: tuple[Case, ...], tick: Callable[[int], None]
) -> dict[str, SecurityModel]:
    """All cases at the first day of the study, in their order."""
    base = burnt_in(asked, circumstances(asked, replication), tell=lambda: tick(1))
    started: dict[str, SecurityModel] = {}
    for world in _worlds(cases):
        here = [case for case in cases if json.dumps(case.scenario.world, sort_keys=True) == world]
        burnt = base
        if world != "{}":
            other = circumstances(asked, replication, asked.world_of(here[0]))
            burnt = burnt_in(asked, other, base.reference, tell=lambda: tick(1))
        started.update({case.key: forked(asked, burnt, case) for case in here})
    return {case.key: started[case.key] for case in cases}


def _beside_real(
    asked: Settings, replication: int, cases: tuple[Case, ...], models: Mapping[str, SecurityModel]
) -> dict[str, pa.Table]:
    """The table of plausibility, of a case that changes nothing; none where every case changes something."""
    plain = (case.key for case in cases if case.scenario == DEFAULT and not case.policy.doses)
    based = [key for key in plain if models[key].institution == asked.before]
    return {"plausibility": plausibility(replication, models[based[0]])} if based else {}
