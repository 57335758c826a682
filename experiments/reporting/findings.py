"""Section 2: what differs between the policies, in a few sentences made of the numbers, and in tables."""

from __future__ import annotations

from collections import Counter
from typing import Final

from experiments.analysis.paired import PairedDifference
from experiments.reporting import difference_plot, strings, wording
from experiments.reporting.blocks import Block, Cell, Folded, Group, Items, Row, Section, Table, Text, cells
from experiments.reporting.headline import BY_KEY, CRIME, SERVICE, chosen, others, verdict
from experiments.reporting.numbers import NONE, change, interval, level, percent, relative, scale_of
from experiments.reporting.response_parts import PARTS
from experiments.reporting.study import Study
from sim.outcomes.catalogue import Outcome

SAID: Final = ("response", "response_urgent", "response_local", "response_national")
"""Outcomes that are put in a sentence."""


def section(study: Study) -> Section:
    """Sentences, forest plot, tables. With one policy, its values."""
    blocks = (*_words(study), *difference_plot.figures(study), *_tables(study))
    return Section("differences", strings.DIFFERENCE_TITLE, blocks)


def _words(study: Study) -> tuple[Block, ...]:
    if not study.others:
        return (Text(strings.DIFFERENCE_ONE.format(policy=study.reference)),)
    said = [_about(study, other) for other in study.others]
    blocks = [block for lead, *more in said for block in (Text(lead, strong=True), Items(tuple(more)))]
    return (*blocks, Text(strings.DIFFERENCE_CAUTION))


def _about(study: Study, policy: str) -> list[str]:
    found = {o.key: study.difference(o.key, policy) for o in chosen(SERVICE, CRIME)}
    said = [_lead(study, policy, found)]
    said += [_sentence(BY_KEY[key], d) for key in SAID if (d := found[key]) is not None]
    parts = [(BY_KEY[key].title, study.difference(key, policy)) for key in PARTS]
    terms = [f"{title.lower()} {change(d, 'min')} min" for title, d in parts if d is not None and d.mean != 0]
    if terms:
        said.append(strings.DIFFERENCE_PARTS.format(parts=", ".join(terms)))
    return [*said, *_crime(found)]


def _lead(study: Study, policy: str, found: dict[str, PairedDifference | None]) -> str:
    n = len(study.replications(policy, study.reference))
    if n == 1:
        return strings.DIFFERENCE_LEAD_ONE.format(policy=policy, reference=study.reference)
    count = Counter(verdict(BY_KEY[key], d).words for key, d in found.items() if d is not None)
    return strings.DIFFERENCE_LEAD.format(
        policy=policy,
        reference=study.reference,
        n=wording.replications(n),
        compared=sum(count.values()),
        better=strings.BETTER.format(n=count[strings.VERDICT_BETTER]),
        worse=strings.WORSE.format(n=count[strings.VERDICT_WORSE]),
        neither=strings.DIFFERENT.format(n=count[strings.VERDICT_DIFFERS]),
        same=strings.SAME.format(n=count[strings.VERDICT_SAME] + count[strings.VERDICT_EQUAL]),
    )


def _sentence(outcome: Outcome, difference: PairedDifference) -> str:
    return strings.DIFFERENCE_SENTENCE.format(
        title=outcome.title,
        value=level(difference.reference_mean + difference.mean, outcome.unit),
        reference_value=level(difference.reference_mean, outcome.unit),
        unit=scale_of(outcome.unit).unit,
        step=scale_of(outcome.unit).step,
        change=change(difference, outcome.unit),
        percent=percent(difference),
        interval=interval(difference, outcome.unit),
    )


def _crime(found: dict[str, PairedDifference | None]) -> list[str]:
    known = [(abs(relative(d)[0]), key, d) for key in CRIME if (d := found[key]) is not None and d.reference_mean]
    if not known:
        return []
    _, key, largest = max(known, key=lambda item: item[0])
    return [strings.DIFFERENCE_CRIME.format(percent=percent(largest), title=BY_KEY[key].title.lower())]


def _tables(study: Study) -> tuple[Block, ...]:
    head = _table(study, "headline", strings.DIFFERENCE_HEADLINE, chosen(SERVICE, CRIME))
    rest = _table(study, "others", strings.DIFFERENCE_EVERY, others())
    return head, Folded(strings.DIFFERENCE_EVERY, (rest,))


def _table(study: Study, key: str, title: str, outcomes: tuple[Outcome, ...]) -> Table:
    n = wording.replications(len(study.replications(*study.policies)))
    per_policy = len(strings.DIFFERENCE_COLUMNS)
    head = (*strings.DIFFERENCE_HEAD, strings.DIFFERENCE_COLUMNS[0], *strings.DIFFERENCE_COLUMNS * len(study.others))
    numbers = {i for i in range(2, len(head)) if head[i] != strings.DIFFERENCE_COLUMNS[-1]}
    return Table(
        key,
        strings.DIFFERENCE_CAPTION.format(title=title, n=n, reference=study.reference),
        head,
        tuple(_row(study, outcome) for outcome in outcomes),
        frozenset(numbers),
        (Group("", 2), Group(study.reference, 1), *(Group(other, per_policy) for other in study.others)),
    )


def _row(study: Study, outcome: Outcome) -> Row:
    shared = study.replications(*study.policies)
    means = [study.mean(policy, outcome.key, shared) for policy in study.policies]
    found = [*cells(outcome.title, scale_of(outcome.unit).unit, level(means[0], outcome.unit))]
    for policy, mean in zip(study.others, means[1:], strict=True):
        found += _compared(outcome, study.difference(outcome.key, policy, among=shared), mean)
    return Row(outcome.key, tuple(found))


def _compared(outcome: Outcome, difference: PairedDifference | None, mean: float) -> tuple[Cell, ...]:
    value = Cell(level(mean, outcome.unit))
    if difference is None:
        return (value, *cells(NONE, NONE, NONE), verdict(outcome, None))
    said = cells(change(difference, outcome.unit), interval(difference, outcome.unit), percent(difference))
    return (value, *said, verdict(outcome, difference))
