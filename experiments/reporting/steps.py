"""Section: at which step of a reform each difference appears, from the bare split to the whole."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from experiments.reporting import fewer, reform, step_plot, strings, wording
from experiments.reporting.blocks import Block, Cell, Items, Row, Section, Table, Text, cells
from experiments.reporting.headline import BY_KEY
from experiments.reporting.numbers import change, decimals, exactly_zero, percent, plain, scale_of, signed_percent
from experiments.reporting.study import Study
from sim.institution.diff import kinds
from sim.outcomes.outcome import Outcome

ROUNDING: Final = 1e-12
"""Relative difference that the order of a sum may make."""


def section(study: Study) -> Section:
    """For each reform that was stopped after its steps: sentences, plots, table."""
    stepped = [other for other in study.others if study.steps(other) and study.ground(other)]
    blocks: list[Block] = [] if stepped else [Text(strings.STEPS_NONE)]
    for policy in stepped:
        blocks += _of(study, policy)
    return Section("steps", strings.STEPS_TITLE, tuple(blocks))


def _of(study: Study, policy: str) -> list[Block]:
    ground = study.ground(policy)
    cases = (ground, *study.steps(policy), policy)
    shared = study.replications(*cases)
    words = {"policy": policy, "n": wording.replications(len(shared))}
    lead = strings.STEPS_LEAD.format(**words)
    if _splits_first(study, policy):
        lead += strings.STEPS_SPLIT.format(exact=_exact(study, cases[1], ground), **words)
    largest = tuple(_largest(study, outcome, cases, shared) for outcome in step_plot.followed(study))
    figure = step_plot.figure(study, policy, cases, shared)
    noted = (Text(lead, strong=True), *fewer.note(study, shared))
    return [*noted, Items(tuple(filter(None, largest))), figure, _table(study, policy, cases, shared)]


def _splits_first(study: Study, policy: str) -> bool:
    """Whether the first step gives crews another name and does nothing else."""
    found = reform.steps(study, policy)
    return bool(found) and kinds(reform.before(study), found[0].institution) == ("split",)


def _exact(study: Study, split: str, ground: str) -> str:
    """How close to the ground the bare split is: bit for bit, but for the order of sums, or not at all."""
    unequal = study.unequal(split, ground)
    if not unequal:
        return strings.STEPS_EXACT
    different = [BY_KEY[name].title for name, gap in unequal.items() if not gap < ROUNDING]
    if different:
        return strings.STEPS_NOT_EXACT.format(different=", ".join(different))
    rounded = ", ".join(BY_KEY[name].title.lower() for name in unequal)
    return strings.STEPS_ROUNDING.format(equal=len(BY_KEY) - len(unequal), all=len(BY_KEY), rounded=rounded)


def _largest(study: Study, outcome: Outcome, cases: tuple[str, ...], shared: tuple[int, ...]) -> str:
    found = [study.difference(outcome.key, case, less, shared) for less, case in pairwise(cases)]
    whole = study.difference(outcome.key, cases[-1], cases[0], shared)
    known = [(d, case) for d, case in zip(found, cases[1:], strict=True) if d is not None]
    if whole is None or not known:
        return ""
    largest, case = max(known, key=lambda item: abs(item[0].mean))
    total = whole.mean * scale_of(outcome.unit).factor
    return strings.STEPS_LARGEST.format(
        title=outcome.title,
        step=_names(study, cases)[cases.index(case) - 1],
        change=change(largest, outcome.unit),
        unit=scale_of(outcome.unit).step,
        total=plain(total, decimals(total), sign=total != 0),
    )


def _names(study: Study, cases: tuple[str, ...]) -> tuple[str, ...]:
    """Names of the steps; the last case is the whole reform and so its last step."""
    last = next((step.name for step in reversed(reform.steps(study, cases[-1]))), cases[-1])
    return (*(study.about["cases"][case]["step"] for case in cases[1:-1]), last)


def _table(study: Study, policy: str, cases: tuple[str, ...], shared: tuple[int, ...]) -> Table:
    said = {step.name: step.sentence for step in reform.steps(study, policy)}
    ways = zip(_names(study, cases), pairwise(cases), strict=True)
    rows = [_row(study, name, said.get(name, ""), way, cases[0], shared) for name, way in ways]
    rows.append(_row(study, strings.STEPS_ALL, "", (cases[0], policy), cases[0], shared))
    outcomes = tuple(outcome.title for outcome in step_plot.followed(study))
    caption = strings.STEPS_TABLE.format(reference=cases[0], n=wording.replications(len(shared)))
    head = (*strings.STEPS_HEAD, *outcomes)
    return Table(f"steps-{policy}", caption, head, tuple(rows), frozenset(range(2, len(head))))


def _row(study: Study, name: str, sentence: str, way: tuple[str, str], ground: str, shared: tuple[int, ...]) -> Row:
    changes = (_change(study, outcome, way, ground, shared) for outcome in step_plot.followed(study))
    return Row(way[1], (*cells(name, sentence), *changes))


def _change(study: Study, outcome: Outcome, way: tuple[str, str], ground: str, shared: tuple[int, ...]) -> Cell:
    """The change on the way from one case to the next, in % of the ground."""
    less, case = way
    difference = study.difference(outcome.key, case, less, shared)
    level = study.mean(ground, outcome.key, shared)
    if difference is None or not level:
        return Cell(percent(difference) if difference else strings.VERDICT_NONE)
    if exactly_zero(difference):
        return Cell(strings.STEPS_ZERO)
    mean = 100.0 * difference.mean / abs(level)
    if abs(difference.mean) + difference.sd < ROUNDING * abs(level):
        return Cell(strings.STEPS_NEARLY)
    return Cell(signed_percent(mean) + ("*" if difference.distinguishable else ""))
