"""Section: what crews do with a day, and whether it moves as it was reported to have moved in Korea."""

from __future__ import annotations

from typing import Final

import numpy as np
from matplotlib.figure import Figure as Drawing
from numpy.typing import NDArray

from experiments.analysis.paired import PairedDifference, paired_difference
from experiments.reporting import patterns, strings, style, wording
from experiments.reporting.blocks import Cell, Figure, Folded, Group, Row, Section, Table, Text, cells
from experiments.reporting.numbers import NONE, change, interval, plain
from experiments.reporting.study import Study

DAY_MIN: Final = 1440.0
ROOM: Final = 0.045 * DAY_MIN
"""Minutes of a bar that has room for its number."""

VACANT: Final = "vacant"


def section(study: Study) -> Section:
    """Bars, table, patterns; or that no minutes were kept."""
    if not study.minutes:
        return Section("crew-day", strings.DAY_TITLE, (Text(strings.DAY_NONE),))
    table = _table(study)
    blocks = (Text(strings.DAY_LEAD), _figure(study), Folded(table.caption, (table,)), *patterns.blocks(study))
    return Section("crew-day", strings.DAY_TITLE, blocks)


def uses(study: Study) -> tuple[str, ...]:
    """Uses of time in the order of the table."""
    return tuple(dict.fromkeys(use for _, _, use in study.minutes))


def shared_day(study: Study, case: str, shared: tuple[int, ...]) -> NDArray[np.float64]:
    """[use, replication] minutes of an average crew's day, which add up to 1,440."""
    spent = np.array([study.spent(case, use, among=shared) for use in uses(study)])
    day: NDArray[np.float64] = DAY_MIN * spent / spent.sum(axis=0)
    return day


def _figure(study: Study) -> Figure:
    shared = study.replications(*study.policies)
    days = np.array([shared_day(study, policy, shared).mean(axis=1) for policy in study.policies])
    values = (
        strings.DAY_VALUE.format(policy=p, uses=_listed(study, day))
        for p, day in zip(study.policies, days, strict=True)
    )
    return Figure(
        "crew-day",
        _draw(study.policies, uses(study), days),
        strings.DAY_ALT.format(values="; ".join(values)),
        strings.DAY_CAPTION.format(n=wording.replications(len(shared))),
    )


def _listed(study: Study, day: NDArray[np.float64]) -> str:
    named = zip(uses(study), day, strict=True)
    return ", ".join(strings.DAY_USE.format(use=use, minutes=plain(m, 0)) for use, m in named if m >= 0.5)


@style.styled
def _draw(policies: tuple[str, ...], names: tuple[str, ...], days: NDArray[np.float64]) -> Drawing:
    drawing = style.sheet(6.4, 1.5 + 0.42 * len(policies))
    axes = drawing.subplots()
    rows, left = np.arange(len(policies)), np.zeros(len(policies))
    for name, column in zip(names, days.T, strict=True):
        if column.any():
            colour = style.USES.get(name, style.FAINT)
            edge, hatch = (style.FAINT, "/////") if name == VACANT else ("white", None)
            bars = axes.barh(rows, column, 0.72, left, color=colour, hatch=hatch, label=name, edgecolor=edge, lw=0.6)
            words = [plain(minutes, 0) if minutes >= ROOM else "" for minutes in column]
            axes.bar_label(bars, words, label_type="center", fontsize=7.5, color=style.on(colour))
        left = left + column
    axes.set_yticks(rows, policies)
    axes.invert_yaxis()
    axes.tick_params(axis="y", length=0)
    axes.set_xlim(0, DAY_MIN)
    axes.set_xticks(range(0, 1441, 240))
    axes.set_xlabel(strings.DAY_AXIS)
    drawing.legend(loc="outside upper left", ncols=4, handlelength=1.0, columnspacing=1.0)
    return drawing


def _table(study: Study) -> Table:
    shared = study.replications(*study.policies)
    days = {policy: shared_day(study, policy, shared) for policy in study.policies}
    rows = [
        _row(use, [paired_difference(use, days[p][i], days[study.reference][i]) for p in study.policies])
        for i, use in enumerate(uses(study))
    ]
    crews = [study.crew_days(policy, shared) for policy in study.policies]
    rows.append(_row(strings.DAY_CREWS, [paired_difference("crews", found, crews[0]) for found in crews]))
    head = (strings.DAY_HEAD, "min", *(("min", strings.DAY_INTERVAL) * len(study.others)))
    groups = (Group("", 1), Group(study.reference, 1), *(Group(other, 2) for other in study.others))
    caption = strings.DAY_TABLE.format(reference=study.reference, n=wording.replications(len(shared)))
    return Table("crew-day", caption, head, tuple(rows), frozenset(range(1, len(head))), groups)


def _row(name: str, found: list[PairedDifference]) -> Row:
    """The reference's own difference comes first and says its level."""
    said: list[Cell] = [*cells(name, plain(found[0].reference_mean, 1))]
    for difference in found[1:]:
        said += cells(change(difference, "min"), interval(difference, "min") if difference.mean else NONE)
    return Row(name, tuple(said))
