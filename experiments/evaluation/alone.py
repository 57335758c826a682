"""What each strategy does alone under each model, in doses, through which clauses, and which minds that needs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, final

import numpy as np

from experiments.analysis.materiality import judged
from experiments.analysis.paired import PairedDifference, paired_difference
from experiments.evaluation import kept
from experiments.evaluation.design import APART, AT_RUNG, DOSES, STEPS, doses_of, withheld
from experiments.evaluation.kept import Floats, Kept
from experiments.reporting.attribution import MUCH
from sim.outcomes.catalogue import OUTCOMES
from sim.outcomes.outcome import Outcome

AT: Final = {"quarter": 0.25, "half": 0.5, "three_quarters": 0.75}
PROGRAMME: Final = "programme"
"""Through no clause that was withheld: through what the programme itself costs."""

LAST_STEP: Final = "last step"
"""What a whole reform adds to the step before its last."""

TOGETHER: Final = "together"
"""No part makes much of it by itself."""


@final
@dataclass(frozen=True)
class Table:
    """The sweeps of one table of strategies, whole."""

    doses: Kept
    apart: Kept
    steps: Mapping[str, Kept]
    rungs: Mapping[str, Kept]
    """Those at other rungs than its own, by rung."""

    @property
    def world(self) -> str:
        return str(self.doses.about["configuration"]["world"]["kind"])

    @property
    def strategies(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name for point in self.doses.points for name in doses_of(point)))


def read(folder: Path) -> Table:
    """The sweeps of a folder that `chian table` made. Raises `BadInput` as `kept.read` does."""
    names = kept.parts(folder)
    return Table(
        kept.read(folder / DOSES),
        kept.read(folder / APART),
        {n.removeprefix(f"{STEPS}-"): kept.read(folder / n) for n in names if n.startswith(f"{STEPS}-")},
        {n.removeprefix(AT_RUNG): kept.read(folder / n) for n in names if n.startswith(AT_RUNG)},
    )


def rows(table: Table) -> Iterator[Mapping[str, object]]:
    """A row for each model, strategy and outcome that is not exactly equal; without a strategy, the model itself
    against the first one."""
    models, nothing = table.doses.cases, table.doses.where({})
    for outcome in (o for o in OUTCOMES if o.key in table.doses.outcomes):
        ground = table.doses.of(models[0], nothing, outcome.key)
        for model in models[1:]:
            found = _difference(outcome, table.doses.of(model, nothing, outcome.key), ground)
            yield from _row(table, outcome, model, "", found)
        for model in models:
            for name in table.strategies:
                found = _difference(
                    outcome, _at(table.doses, model, name, outcome), _at(table.doses, model, "", outcome)
                )
                yield from _row(table, outcome, model, name, found)


def _row(
    table: Table, outcome: Outcome, model: str, name: str, found: PairedDifference | None
) -> Iterator[Mapping[str, object]]:
    if found is None or found.mean == found.sd == 0.0:
        return
    margin = table.doses.margins[outcome.key].at(found.reference_mean)
    base = _at(table.doses, model, "", outcome)
    said = {doses_of(point).get(name) for point in table.doses.points} if name else set()
    yield {
        "world": table.world,
        "governance": model,
        "strategy": name,
        "outcome": outcome.key,
        "reference": found.reference_mean,
        **{
            column: float((_at(table.doses, model, name, outcome, dose) - base).mean()) if dose in said else np.nan
            for column, dose in AT.items()
        },
        "full": found.mean,
        "low": found.low,
        "high": found.high,
        "n": found.n,
        "verdict": judged(found, outcome.better, margin).value,
        "through": _through(table, outcome, model, name, found) if found.distinguishable else "",
        "lowest_rung": _lowest(table, outcome, model, name, found) if found.distinguishable else "",
    }


def _at(one: Kept, model: str, name: str, outcome: Outcome, dose: float = 1.0) -> Floats:
    return one.of(model, one.where({name: dose} if name else {}), outcome.key)


def _difference(outcome: Outcome, ours: Floats, theirs: Floats) -> PairedDifference | None:
    """None where the outcome is not defined in some run."""
    defined = np.isfinite(ours).all() and np.isfinite(theirs).all()
    return paired_difference(outcome.key, ours, theirs) if defined else None


def _through(table: Table, outcome: Outcome, model: str, name: str, found: PairedDifference) -> str:
    """The kinds of clauses, or the steps of a reform, that make much of a difference, the largest first."""
    shares = _kinds(table, outcome, model, name) if name else _steps(table, outcome, model)
    much = sorted(
        (part for part in shares if abs(shares[part]) >= MUCH * abs(found.mean)), key=lambda p: -abs(shares[p])
    )
    if much or not shares:
        return " & ".join(much)
    rest = abs(found.mean - sum(shares.values())) >= MUCH * abs(found.mean)
    return PROGRAMME if name and rest and outcome.family == "money" else TOGETHER


def _kinds(table: Table, outcome: Outcome, model: str, name: str) -> dict[str, float]:
    """By kind of clause: what is gone where its amendments are withheld."""
    if model not in table.apart.cases:
        return {}
    points = [(n, withheld(p)) for n, p in enumerate(table.apart.points) if set(doses_of(p)) == {name}]
    full = _at(table.doses, model, name, outcome)
    return {kind: float((full - table.apart.of(model, n, outcome.key)).mean()) for n, kind in points}


def _steps(table: Table, outcome: Outcome, model: str) -> dict[str, float]:
    """By step of the reform: what it adds to the one before."""
    if model not in table.steps:
        return {}
    steps = table.steps[model]
    values = [steps.of(case, 0, outcome.key).mean() for case in steps.cases]
    names = [about["step"] for about in steps.about["cases"].values()]
    last = [name or LAST_STEP for name in names[1:]]
    return {name: float(b - a) for name, a, b in zip(last, values, values[1:], strict=False)}


def _lowest(table: Table, outcome: Outcome, model: str, name: str, found: PairedDifference) -> str:
    """The lowest rung at which the difference is sure to have this sign; "" where other rungs were not tried."""
    own = str(table.doses.about["rung"]["name"])
    if model not in table.apart.cases or not table.rungs:
        return ""
    for rung in sorted({own, *table.rungs}):
        there = found if rung == own else _elsewhere(table.rungs[rung], outcome, model, name)
        if there is not None and there.distinguishable and (there.mean > 0) == (found.mean > 0):
            return rung
    return ""


def _elsewhere(one: Kept, outcome: Outcome, model: str, name: str) -> PairedDifference | None:
    first = model if name else one.cases[0]
    return _difference(outcome, _at(one, model, name, outcome), _at(one, first, "", outcome))
