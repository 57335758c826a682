"""What the last model does better and worse than the first without strategies, and what of it rules can fix."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from experiments.evaluation import built_in, marks, words
from experiments.evaluation.alone import LAST_STEP
from experiments.evaluation.built_in import Ledger
from experiments.evaluation.sources import Source
from experiments.inputs.benchmarks import DIVIDED
from experiments.inputs.tables import Row
from experiments.reporting.headline import headlines
from sim.governance.base import Governance
from sim.institution.diff import answering, kinds
from sim.institution.institution import Institution

type Ways = Mapping[str, tuple[str, ...]]
"""By step of a reform: the kinds of clauses and the ways of answering calls that it changes."""


def ways(model: Governance, before: Institution) -> Ways:
    """What each step of a reform changes; the last one under the name by which tables call it."""
    steps = model.steps(before)
    names = [*(step.name for step in steps[:-1]), LAST_STEP]
    earlier = (before, *(step.institution for step in steps))
    return {
        name: (*kinds(less, step.institution), *answering(less, step.institution))
        for name, less, step in zip(names, earlier, steps, strict=False)
    }


def section(alone: Sequence[Row], of: Source, ledger: Ledger, values: Mapping[str, Any], through: Ways) -> str:
    """Headline outcomes in which the last model differs materially, beside the other models before it."""
    first, *others, last = of.models_of
    own = {(row.cells["governance"], row.cells["outcome"]): row for row in alone if not row.cells["strategy"]}
    each = (own.get((last, outcome.key)) for outcome in headlines())
    told = [row for row in each if row is not None and marks.material(row)]
    beside, in_effect = others[-1:], built_in.standing(ledger, values)
    head = ("outcome", "unit", marks.code(last), "95 %", "verdict", *map(marks.code, beside), "step", words.FIXED_BY)
    near = ([own.get((model, row.cells["outcome"])) for model in beside] for row in told)
    lines = (_line(row, those, in_effect, ledger, through) for row, those in zip(told, near, strict=True))
    said = {verdict: _named(told, verdict) for verdict in ("better", "worse")}
    lead = words.GAP.format(world=of.region, first=first, last=last, **said)
    return marks.page(lead, marks.table((*head, words.RULES), lines), words.GAP_POSTS.format(last=last)).rstrip()


def _named(rows: Sequence[Row], verdict: str) -> str:
    found = [marks.title(row.cells["outcome"]) for row in rows if row.cells["verdict"] == verdict]
    return f"{len(found)} ({'; '.join(found)})" if found else "none"


def _line(row: Row, beside: Sequence[Row | None], in_effect: Ledger, ledger: Ledger, through: Ways) -> tuple[str, ...]:
    steps = built_in.parts_of(row) or tuple(through)
    clauses = tuple(dict.fromkeys(clause for step in steps for clause in through.get(step, ())))
    divided = (DIVIDED,) if any("split" in changed for changed in through.values()) else ()
    outcome = row.cells["outcome"]
    return (
        marks.title(outcome),
        marks.unit(outcome),
        marks.shown(row, "full"),
        marks.spread(row, "full"),
        marks.verdict(row),
        *(marks.shown(one, "full") if one else "0" for one in beside),
        row.cells["through"],
        *built_in.fixed_by(built_in.rules(row, in_effect, (*divided, *clauses)), ledger),
    )
