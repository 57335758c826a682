"""Section: how precise the differences are, and how many replications 2 % would take."""

from __future__ import annotations

from typing import Final

from experiments.analysis.paired import PairedDifference
from experiments.analysis.precision import replications_needed
from experiments.reporting import strings, wording
from experiments.reporting.blocks import Block, Folded, Row, Section, Table, Text, cells
from experiments.reporting.headline import headlines
from experiments.reporting.numbers import decimals, plain, relative
from experiments.reporting.study import Study

WANTED: Final = 0.02
"""Half-width of an interval, as a share of the reference mean."""


def section(study: Study) -> Section:
    """A table for each policy, or why there is none."""
    blocks: list[Block] = [] if study.others else [Text(strings.PRECISION_NONE)]
    for number, policy in enumerate(study.others, 1):
        blocks += _of(study, policy, number)
    return Section("precision", strings.PRECISION_TITLE, tuple(blocks))


def _of(study: Study, policy: str, number: int) -> list[Block]:
    found = {o: d for o in headlines() if (d := study.difference(o.key, policy)) is not None}
    needed = {o: n for o, d in found.items() if (n := replications_needed(d, WANTED)) is not None}
    if not needed:
        return [Text(strings.PRECISION_ONE)]
    now = len(study.replications(policy, study.reference))
    lead = strings.PRECISION_LEAD.format(
        enough=sum(_half(found[o]) <= 100 * WANTED for o in needed),
        known=len(needed),
        reference=study.reference,
        needed=plain(max(needed.values()), 0),
        n=wording.replications(now),
    )
    rows = tuple(Row(o.key, cells(o.title, _percent(found[o]), plain(n, 0))) for o, n in needed.items())
    caption = strings.PRECISION_TABLE.format(policy=policy, reference=study.reference)
    table = Table(f"precision-{number}", caption, strings.PRECISION_HEAD, rows, frozenset((1, 2)))
    return [Text(lead), Folded(caption, (table,))]


def _half(difference: PairedDifference) -> float:
    """Half-width in % of the reference."""
    mean, _, high = relative(difference)
    return high - mean


def _percent(difference: PairedDifference) -> str:
    half = _half(difference)
    return f"{plain(half, decimals(half, 2))} %"
