"""Section 6: at which step of a reform each difference appears, from the bare split to the whole."""

from __future__ import annotations

from typing import Final

from experiments.reporting import reform, step_plot, strings, wording
from experiments.reporting.blocks import Block, Cell, Folded, Items, Row, Section, Table, Text, cells
from experiments.reporting.headline import BY_KEY, STEPPED, chosen
from experiments.reporting.numbers import change, decimals, exactly_zero, percent, plain, scale_of, signed_percent
from experiments.reporting.study import Study
from sim.governance.base import Step
from sim.outcomes.catalogue import Outcome

ROUNDING: Final = 1e-12
"""Relative difference that the order of a sum may make."""


def section(study: Study) -> Section:
    """For each reform that was stopped after its steps: sentences, plots, table, text of the reform."""
    stepped = [other for other in study.others if study.steps(other)]
    blocks: list[Block] = [] if stepped else [Text(strings.STEPS_NONE)]
    for policy in stepped:
        blocks += _of(study, policy)
    return Section("steps", strings.STEPS_TITLE, (*blocks, *(_text(study, other) for other in study.others)))


def _of(study: Study, policy: str) -> list[Block]:
    cases = (*study.steps(policy), policy)
    shared = study.replications(study.reference, *cases)
    n = wording.replications(len(shared))
    lead = strings.STEPS_LEAD.format(policy=policy, n=n, exact=_exact(study, cases[0]))
    largest = tuple(_largest(study, outcome, cases, shared) for outcome in chosen(STEPPED))
    figure = step_plot.figure(study, policy, cases, shared)
    return [Text(lead, strong=True), Items(tuple(filter(None, largest))), figure, _table(study, policy, cases, shared)]


def _exact(study: Study, split: str) -> str:
    """How close to the reference the bare split is: bit for bit, but for the order of sums, or not at all."""
    unequal = study.unequal(split, study.reference)
    if not unequal:
        return strings.STEPS_EXACT
    different = [BY_KEY[name].title for name, gap in unequal.items() if not gap < ROUNDING]
    if different:
        return strings.STEPS_NOT_EXACT.format(different=", ".join(different))
    rounded = ", ".join(BY_KEY[name].title.lower() for name in unequal)
    return strings.STEPS_ROUNDING.format(equal=len(BY_KEY) - len(unequal), all=len(BY_KEY), rounded=rounded)


def _largest(study: Study, outcome: Outcome, cases: tuple[str, ...], shared: tuple[int, ...]) -> str:
    before = (study.reference, *cases)
    found = [study.difference(outcome.key, case, b, shared) for case, b in zip(cases, before, strict=False)]
    whole = study.difference(outcome.key, cases[-1], among=shared)
    known = [(d, case) for d, case in zip(found, cases, strict=True) if d is not None]
    if whole is None or not known:
        return ""
    largest, case = max(known, key=lambda item: abs(item[0].mean))
    total = whole.mean * scale_of(outcome.unit).factor
    return strings.STEPS_LARGEST.format(
        title=outcome.title,
        step=_names(study, cases)[cases.index(case)],
        change=change(largest, outcome.unit),
        unit=scale_of(outcome.unit).step,
        total=plain(total, decimals(total), sign=total != 0),
    )


def _names(study: Study, cases: tuple[str, ...]) -> tuple[str, ...]:
    """Names of the steps; the last case is the whole reform and so its last step."""
    last = next((step.name for step in reversed(reform.steps(study, cases[-1]))), cases[-1])
    return (*(study.about["cases"][case]["step"] for case in cases[:-1]), last)


def _table(study: Study, policy: str, cases: tuple[str, ...], shared: tuple[int, ...]) -> Table:
    said = {step.name: step.sentence for step in reform.steps(study, policy)}
    names, before = _names(study, cases), (study.reference, *cases)
    rows = [
        _row(study, name, said.get(name, ""), case, earlier, shared)
        for name, case, earlier in zip(names, cases, before, strict=False)
    ]
    rows.append(_row(study, strings.STEPS_ALL, "", policy, study.reference, shared))
    outcomes = tuple(outcome.title for outcome in chosen(STEPPED))
    caption = strings.STEPS_TABLE.format(reference=study.reference, n=wording.replications(len(shared)))
    head = (*strings.STEPS_HEAD, *outcomes)
    return Table(f"steps-{policy}", caption, head, tuple(rows), frozenset(range(2, len(head))))


def _row(study: Study, name: str, sentence: str, case: str, before: str, shared: tuple[int, ...]) -> Row:
    changes = (_change(study, outcome, case, before, shared) for outcome in chosen(STEPPED))
    return Row(case, (*cells(name, sentence), *changes))


def _change(study: Study, outcome: Outcome, case: str, before: str, shared: tuple[int, ...]) -> Cell:
    difference = study.difference(outcome.key, case, before, shared)
    level = study.mean(study.reference, outcome.key, shared)
    if difference is None or not level:
        return Cell(percent(difference) if difference else strings.VERDICT_NONE)
    if exactly_zero(difference):
        return Cell(strings.STEPS_ZERO)
    mean = 100.0 * difference.mean / abs(level)
    if abs(difference.mean) + difference.sd < ROUNDING * abs(level):
        return Cell(strings.STEPS_NEARLY)
    return Cell(signed_percent(mean) + ("*" if difference.distinguishable else ""))


def _text(study: Study, policy: str) -> Block:
    found = reform.sentences(study, reform.steps(study, policy))
    blocks: list[Text | Items] = [] if found else [Text(strings.REFORM_GONE)]
    for number, (step, several) in enumerate(found, 1):
        blocks += [Text(_numbered(number, step), strong=True), Items(several)]
    return Folded(strings.REFORM_SUMMARY.format(policy=policy), tuple(blocks))


def _numbered(number: int, step: Step) -> str:
    return strings.REFORM_STEP.format(number=number, name=step.name.capitalize(), sentence=step.sentence)
