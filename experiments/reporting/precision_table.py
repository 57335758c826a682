"""Section: how precise the differences are, and how many replications half a margin of materiality would take."""

from __future__ import annotations

from experiments.analysis.paired import PairedDifference
from experiments.analysis.precision import replications_needed
from experiments.reporting import strings, wording
from experiments.reporting.blocks import Block, Folded, Row, Section, Table, Text, cells
from experiments.reporting.headline import headlines
from experiments.reporting.numbers import amount, plain, scale_of
from experiments.reporting.study import Study


def section(study: Study) -> Section:
    """A table for each policy, or why there is none."""
    blocks: list[Block] = [] if study.others else [Text(strings.PRECISION_NONE)]
    for number, policy in enumerate(study.others, 1):
        blocks += _of(study, policy, number)
    return Section("precision", strings.PRECISION_TITLE, tuple(blocks))


def _of(study: Study, policy: str, number: int) -> list[Block]:
    found = {o: d for o in headlines() if (d := study.difference(o.key, policy)) is not None}
    wanted = {o: study.margin(d) / 2 for o, d in found.items()}
    needed = {o: n for o, d in found.items() if (n := replications_needed(d, wanted[o])) is not None}
    if not needed:
        return [Text(strings.PRECISION_ONE)]
    lead = strings.PRECISION_LEAD.format(
        enough=sum(_half(found[o]) <= wanted[o] for o in needed),
        known=len(needed),
        needed=plain(max(needed.values()), 0),
        n=wording.replications(len(study.replications(policy, study.reference))),
    )
    rows = tuple(
        Row(
            o.key,
            cells(
                o.title,
                scale_of(o.unit).step,
                amount(_half(found[o]), o.unit),
                amount(wanted[o], o.unit),
                plain(n, 0),
            ),
        )
        for o, n in needed.items()
    )
    caption = strings.PRECISION_TABLE.format(policy=policy, reference=study.reference)
    table = Table(f"precision-{number}", caption, strings.PRECISION_HEAD, rows, frozenset((2, 3, 4)))
    return [Text(lead), Folded(caption, (table,))]


def _half(difference: PairedDifference) -> float:
    """Half-width of the interval, in the unit of the outcome."""
    return difference.high - difference.mean
