"""The forest plots: paired differences in margins of materiality, a panel for each family of outcomes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple, final

from matplotlib.figure import Figure as Drawing

from experiments.analysis.paired import PairedDifference
from experiments.reporting import forest, strings, wording
from experiments.reporting.blocks import Figure
from experiments.reporting.forest import Series
from experiments.reporting.headline import headlines, verdict
from experiments.reporting.numbers import exactly_zero, percent
from experiments.reporting.study import Study
from experiments.reporting.style import POLICIES, sheet, styled
from sim.outcomes.outcome import Outcome

type Found = dict[Outcome, list[PairedDifference | None]]
"""The difference of every policy but the reference."""


@final
class Panel(NamedTuple):
    """The outcomes of a family that can be shown, and their differences."""

    title: str
    found: Found


SHEETS: Final = (("service", "safety", "people"), ("casework", "officers", "institution", "money"))
"""Families that share a figure."""


def figures(study: Study) -> tuple[Figure, ...]:
    """A plot for each sheet that has something to show."""
    if not study.others:
        return ()
    sheets = [[_panel(study, family) for family in families] for families in SHEETS]
    shown = [[panel for panel in panels if panel.found] for panels in sheets]
    return tuple(_figure(study, panels, number) for number, panels in enumerate(shown, 1) if panels)


def _figure(study: Study, panels: Sequence[Panel], number: int) -> Figure:
    n = len(study.replications(*study.policies))
    caption = strings.FOREST_CAPTION.format(reference=study.reference, n=wording.replications(n))
    values = "; ".join(said for panel in panels for said in _said(study, panel))
    alt = strings.FOREST_ALT.format(reference=study.reference, values=values)
    more = strings.FOREST_UNBOUNDED if n == 1 else ""
    return Figure(f"differences-{number}", _draw(study, panels), alt, caption + more)


def _panel(study: Study, family: str) -> Panel:
    """Outcomes with a margin of 0 (a share of nothing) are left to the table, as are those that never differ."""
    shared = study.replications(*study.policies)
    found = {o: [study.difference(o.key, policy, among=shared) for policy in study.others] for o in headlines(family)}
    shown = {o: differences for o, differences in found.items() if any(_shows(study, d) for d in differences)}
    return Panel(strings.FAMILIES[family], shown)


def _shows(study: Study, difference: PairedDifference | None) -> bool:
    return difference is not None and not exactly_zero(difference) and study.margin(difference) > 0


def _said(study: Study, panel: Panel) -> list[str]:
    return [
        strings.FOREST_VALUE.format(
            title=f"{outcome.title} ({policy})", percent=percent(d), verdict=verdict(study, outcome, d).words
        )
        for outcome, differences in panel.found.items()
        for policy, d in zip(study.others, differences, strict=True)
        if d is not None
    ]


@styled
def _draw(study: Study, panels: Sequence[Panel]) -> Drawing:
    lines = [len(panel.found) for panel in panels]
    drawing = sheet(5.8, 0.9 + 0.45 * len(panels) + sum(lines) * (0.14 + 0.07 * len(study.others)))
    grid = drawing.subplots(len(panels), 1, height_ratios=lines, squeeze=False, sharex=True)
    for axes, panel in zip(grid.flat, panels, strict=True):
        forest.panel(axes, tuple(panel.found), _series(study, panel))
        axes.set_title(panel.title)
    grid.flat[-1].set_xlabel(strings.FOREST_AXIS.format(reference=study.reference))
    forest.legend(drawing, grid.flat[0], _series(study, panels[0]))
    return drawing


def _series(study: Study, panel: Panel) -> tuple[Series, ...]:
    return tuple(
        Series(
            policy,
            POLICIES[i % len(POLICIES)],
            "o",
            tuple(
                forest.point(o, several[i - 1], _margin(study, several[i - 1])) for o, several in panel.found.items()
            ),
        )
        for i, policy in enumerate(study.others, 1)
    )


def _margin(study: Study, difference: PairedDifference | None) -> float:
    return study.margin(difference) if difference else 0.0
