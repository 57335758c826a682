"""Section: what differs between the policies, in a few sentences made of the numbers, and in tables by family."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final

from experiments.analysis.paired import PairedDifference
from experiments.reporting import difference_plot, phrases, strings, wording
from experiments.reporting.blocks import Block, Cell, Folded, Group, Items, Row, Section, Table, Text, cells
from experiments.reporting.headline import BY_KEY, headlines, others, verdict
from experiments.reporting.numbers import NONE, change, interval, level, percent, relative, scale_of
from experiments.reporting.response_parts import PARTS
from experiments.reporting.study import Study
from sim.outcomes.outcome import FAMILIES, Outcome

SAID: Final = ("response", "response_urgent", "response_local", "response_national")
"""Outcomes that are put in a sentence."""

type Found = Mapping[Outcome, PairedDifference | None]


def section(study: Study) -> Section:
    """Sentences, forest plot, tables. With one policy, its values."""
    blocks = (*_words(study), *difference_plot.figures(study), *_tables(study))
    return Section("differences", strings.DIFFERENCE_TITLE, blocks)


def _words(study: Study) -> tuple[Block, ...]:
    if not study.others:
        return (Text(strings.DIFFERENCE_ONE.format(policy=study.reference)),)
    blocks = [block for other in study.others for block in _about(study, other)]
    return (*blocks, Text(strings.DIFFERENCE_CAUTION))


def _about(study: Study, policy: str) -> tuple[Block, ...]:
    """A count, the families, and response time in words, folded away where several policies are compared."""
    found = {o: study.difference(o.key, policy) for o in headlines()}
    first = (Text(_lead(study, policy, found), strong=True), Items(tuple(_families(study, policy, found))))
    said = Items(tuple(_response(study, policy, found)))
    return (*first, Folded(strings.DIFFERENCE_RESPONSE.format(policy=policy), (said,)) if study.others[1:] else said)


def _response(study: Study, policy: str, found: Found) -> Iterator[str]:
    for key in SAID:
        if (difference := found[BY_KEY[key]]) is not None:
            yield _sentence(BY_KEY[key], difference)
    parts = [(BY_KEY[key].title, study.difference(key, policy)) for key in PARTS]
    terms = [f"{title.lower()} {change(d, 'min')} min" for title, d in parts if d is not None and d.mean != 0]
    if terms:
        yield strings.DIFFERENCE_PARTS.format(parts=", ".join(terms))


def _lead(study: Study, policy: str, found: Found) -> str:
    n = len(study.replications(policy, study.reference))
    words = {"policy": policy, "reference": study.reference}
    if n == 1:
        return strings.DIFFERENCE_LEAD_ONE.format(**words)
    compared = sum(difference is not None for difference in found.values())
    counted = _counted(found)
    return strings.DIFFERENCE_LEAD.format(n=wording.replications(n), compared=compared, counted=counted, **words)


def _families(study: Study, policy: str, found: Found) -> list[str]:
    """For each family how many outcomes differ, and the largest difference in % of the reference."""
    if len(study.replications(policy, study.reference)) == 1:
        return []
    said = []
    for family in FAMILIES:
        known = {o: d for o, d in found.items() if o.family == family and d is not None}
        sure = {o: d for o, d in known.items() if d.distinguishable and d.reference_mean}
        largest = max(sure, key=lambda o: abs(relative(sure[o])[0]), default=None)
        if known:
            more = ""
            if largest:
                more = strings.DIFFERENCE_LARGEST.format(title=largest.title.lower(), percent=percent(sure[largest]))
            name = phrases.FAMILIES[family]
            said.append(strings.DIFFERENCE_FAMILY.format(family=name, counted=_counted(known), largest=more))
    return said


def _counted(found: Found) -> str:
    """How many differences have which verdict."""
    count = Counter(verdict(outcome, d).words for outcome, d in found.items() if d is not None)
    words = {
        strings.BETTER: count[strings.VERDICT_BETTER],
        strings.WORSE: count[strings.VERDICT_WORSE],
        strings.DIFFERENT: count[strings.VERDICT_DIFFERS],
        strings.SAME: count[strings.VERDICT_SAME],
        strings.EQUAL: count[strings.VERDICT_EQUAL],
    }
    return ", ".join(said.format(n=n) for said, n in words.items() if n)


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


def _tables(study: Study) -> tuple[Block, ...]:
    first = {family: headlines(family) for family in FAMILIES}
    rest = {family: others(family) for family in FAMILIES}
    head = _table(study, "headline", strings.DIFFERENCE_HEADLINE, first)
    return head, Folded(strings.DIFFERENCE_EVERY, (_table(study, "others", strings.DIFFERENCE_EVERY, rest),))


def _table(study: Study, key: str, title: str, families: Mapping[str, tuple[Outcome, ...]]) -> Table:
    n = wording.replications(len(study.replications(*study.policies)))
    per_policy = len(strings.DIFFERENCE_COLUMNS)
    head = (*strings.DIFFERENCE_HEAD, strings.DIFFERENCE_COLUMNS[0], *strings.DIFFERENCE_COLUMNS * len(study.others))
    numbers = {i for i in range(2, len(head)) if head[i] != strings.DIFFERENCE_COLUMNS[-1]}
    return Table(
        key,
        strings.DIFFERENCE_CAPTION.format(title=title, n=n, reference=study.reference),
        head,
        tuple(row for family, outcomes in families.items() for row in _rows(study, family, outcomes)),
        frozenset(numbers),
        (Group("", 2), Group(study.reference, 1), *(Group(other, per_policy) for other in study.others)),
    )


def _rows(study: Study, family: str, outcomes: tuple[Outcome, ...]) -> Iterator[Row]:
    """A heading and the outcomes that this study has."""
    known = [outcome for outcome in outcomes if study.known(outcome.key)]
    if known:
        yield Row(family, cells(phrases.FAMILIES[family]), heading=True)
    yield from (_row(study, outcome) for outcome in known)


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
