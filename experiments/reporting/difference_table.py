"""The tables of differences by family: means, difference, interval, margin, verdict."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from experiments.analysis.paired import PairedDifference
from experiments.reporting import strings, wording
from experiments.reporting.blocks import Block, Cell, Folded, Group, Row, Table, cells
from experiments.reporting.headline import headlines, others, verdict
from experiments.reporting.numbers import NONE, amount, change, interval, level, percent, scale_of
from experiments.reporting.study import Study
from sim.outcomes.outcome import FAMILIES, Outcome


def tables(study: Study) -> tuple[Block, ...]:
    """The headline outcomes, and all others folded away."""
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
        (
            Group("", len(strings.DIFFERENCE_HEAD)),
            Group(study.reference, 1),
            *(Group(other, per_policy) for other in study.others),
        ),
    )


def _rows(study: Study, family: str, outcomes: tuple[Outcome, ...]) -> Iterator[Row]:
    """A heading and the outcomes that this study has."""
    known = [outcome for outcome in outcomes if study.known(outcome.key)]
    if known:
        yield Row(family, cells(strings.FAMILIES[family]), heading=True)
    yield from (_row(study, outcome) for outcome in known)


def _row(study: Study, outcome: Outcome) -> Row:
    shared = study.replications(*study.policies)
    means = [study.mean(policy, outcome.key, shared) for policy in study.policies]
    first = (outcome.title, scale_of(outcome.unit).unit, _margin(study, outcome, means[0]))
    found = [*cells(*first, level(means[0], outcome.unit))]
    for policy, mean in zip(study.others, means[1:], strict=True):
        found += _compared(study, outcome, study.difference(outcome.key, policy, among=shared), mean)
    return Row(outcome.key, tuple(found))


def _margin(study: Study, outcome: Outcome, reference_mean: float) -> str:
    """The margin in the unit of differences, and the share of the reference that it is, if it is one."""
    margin = study.margins[outcome.key]
    size = amount(margin.at(reference_mean), outcome.unit)
    return (
        strings.DIFFERENCE_SHARE.format(margin=size, percent=amount(margin.size, "share")) if margin.relative else size
    )


def _compared(study: Study, outcome: Outcome, difference: PairedDifference | None, mean: float) -> tuple[Cell, ...]:
    value = Cell(level(mean, outcome.unit))
    if difference is None:
        return (value, *cells(NONE, NONE, NONE), verdict(study, outcome, None))
    said = cells(change(difference, outcome.unit), interval(difference, outcome.unit), percent(difference))
    return (value, *said, verdict(study, outcome, difference))
