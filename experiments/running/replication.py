"""One replication: one burn-in for each world, and all cases in it side by side under the same fate."""

from __future__ import annotations

import gc
import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import partial
from time import perf_counter
from typing import TYPE_CHECKING, Any, final

from experiments.design.cases import DEFAULT, Case, Plan
from experiments.running.assembling import burnt_in, everywhere
from experiments.running.budgets import budgeted, costs, together
from experiments.running.happenings import lived, rows
from experiments.running.progress import Tell
from experiments.running.rows import Rows, facts, joined, plausibility, tables
from experiments.running.settings import Settings
from sim.bookkeeping.continued import continued
from sim.chronicle.chronicle import witness

if TYPE_CHECKING:
    import pyarrow as pa

    from sim.chronicle.happenings import Happenings
    from sim.model import SecurityModel
    from sim.nation import Nation
    from sim.reference import Reference

    type Bases = tuple[SecurityModel, ...]


def days_of(asked: Settings, replication: int) -> int:
    """Days of simulation in one replication, over all cases and burn-ins."""
    cases = asked.plan.cases(replication)
    return (asked.burn_in_days + asked.transition_day) * len(by_world(cases)) + asked.days_after * len(cases)


def replicate(asked: Settings, replication: int, tell: Tell | None = None) -> Rows:
    """Run every case of one replication.

    Cases in the default world go on from one burn-in. Cases in a world of other rules have a world and a burn-in of
    their own, with the same fate and the same reference patrol; with other minds also a reference of their own, since
    the figures must come out with them too. Worlds follow one another, to save memory.
    """
    began, tick, reference = perf_counter(), tell or (lambda _: None), None
    found: list[Mapping[str, pa.Table]] = []
    about: dict[str, Any] = {}
    for cases in by_world(asked.plan.cases(replication)):
        known = None if cases[0].scenario.rung else reference
        early: list[Happenings] = []
        base = _begun(asked, replication, cases[0], known, tick, early)
        nations, spent, events = _side_by_side(asked, replication, cases, base, tick, early)
        reference = reference or tuple(region.reference for region in base)
        found.append(tables(replication, nations) | _beside_real(asked, replication, cases, nations) | events)
        about |= {key: facts(nation) | spent[key] for key, nation in nations.items()}
        # Models hold themselves in circles: without this those of one world stand beside those of the next.
        del base, nations
        gc.collect()
    seconds = round(perf_counter() - began, 2)
    return Rows(joined(found), {"replication": replication, "seed": asked.seed, "seconds": seconds, "cases": about})


@final
class Beginning:
    """A burn-in that is kept for the next study that has the same one: it may differ in what only its policies read."""

    def __init__(self) -> None:
        self._of: tuple[Settings, int] | None = None
        self._base: Bases | None = None

    def base(self, asked: Settings, replication: int, tick: Tell) -> Bases:
        """Every region under the base institution at the first day of the study. Who goes on from it leaves it so."""
        # What governance models and strategies say reaches a burn-in through the institution before alone; which
        # policies go on from it, and with what intensities, does not reach it. Main cases are in no scenario.
        of = replace(asked, governance={}, strategies={}, plan=Plan(())), replication
        if self._base is None or of != self._of:
            self._of = self._base = None  # a world at a time, to save memory
            self._base = _begun(asked, replication, asked.plan.main[0], None, tick)
            self._of = of
        else:
            tick(asked.burn_in_days + asked.transition_day)
        return self._base


def played(
    asked: Settings, replication: int, tell: Tell | None = None, beginning: Beginning | None = None
) -> dict[str, Nation]:
    """The main cases of one replication at the end of the study, by key, without any rows."""
    tick = tell or (lambda _: None)
    base = (beginning or Beginning()).base(asked, replication, tick)
    return _side_by_side(asked, replication, asked.plan.main, base, tick)[0]


def by_world(cases: tuple[Case, ...]) -> list[tuple[Case, ...]]:
    """Cases by the rules of their world; those in the default world, the main ones among them, come first."""
    found: dict[str, list[Case]] = {"{}": []}
    for case in cases:
        scenario = case.scenario
        other = {**scenario.world, **scenario.administration} | ({"rung": scenario.rung} if scenario.rung else {})
        found.setdefault(json.dumps(other, sort_keys=True), []).append(case)
    return [tuple(group) for group in found.values()]


def _begun(
    asked: Settings,
    replication: int,
    first: Case,
    reference: tuple[Reference, ...] | None,
    tick: Tell,
    early: list[Happenings] | None = None,
) -> Bases:
    """Every region on the day on which policies take over, in the world of the first case.

    Without a `reference` each makes its own. `early` is told what happens on the days of the study before, as far as
    events are kept.
    """
    given = everywhere(asked.amid(first), replication)
    known = reference or (None,) * len(given)
    bases = []
    for shared, measured in zip(given, known, strict=True):
        told = partial(tick, 1 if shared is given[0] else 0)  # days are those of the calendar, whoever lives them
        base = burnt_in(asked, shared, measured, told)
        if asked.transition_day:
            base.close_books()
        for day in range(asked.transition_day):
            if early is not None and day < asked.event_days:
                early.append(witness(base).happenings)
            else:
                base.step()
            told()
        bases.append(base)
    return tuple(bases)


def _side_by_side(
    asked: Settings,
    replication: int,
    cases: tuple[Case, ...],
    base: Bases,
    tick: Tell,
    early: Iterable[Happenings] = (),
) -> tuple[dict[str, Nation], dict[str, dict[str, int]], dict[str, pa.Table]]:
    """Cases of one world at the end of the study, what they were given and spent, and the events that are kept.

    `early`: what happened on each day before policies took over, which every case has behind it.
    """
    from sim.nation import Nation

    begun = {case.key: [budgeted(asked, region, case) for region in base] for case in cases}
    nations = {key: Nation(*(region for region, _ in each)) for key, each in begun.items()}
    followed = [
        (region, before.ledger)
        for nation in nations.values()
        for region, before in zip(nation.regions, base, strict=True)
        if asked.transition_day
    ]
    for region, books in followed:
        region.ledger.earlier = books.days
    known = [rows(asked, replication, key, base[0], told) for told in early for key in nations]
    events = lived(asked, replication, nations, known, tick)
    # A policy answers for the money of its own days.
    spent = {key: costs(nations[key], together(budget for _, budget in each)) for key, each in begun.items()}
    for region, books in followed:
        region.ledger = continued(books, region.ledger)
    return nations, spent, events


def _beside_real(
    asked: Settings, replication: int, cases: tuple[Case, ...], nations: Mapping[str, Nation]
) -> dict[str, pa.Table]:
    """The table of plausibility, of a case that changes nothing; none where every case does, or for several regions."""
    plain = (case.key for case in cases if case.scenario == DEFAULT and not case.policy.doses)
    alone = (nations[key].only for key in plain if len(nations[key].regions) == 1)
    based = [model for model in alone if model.institution == asked.before]
    return {"plausibility": plausibility(replication, based[0])} if based else {}
