"""The forest plots: paired differences in % of the reference, a panel for each family of outcomes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple, final

from matplotlib.figure import Figure as Drawing

from experiments.reporting import forest, phrases, strings, wording
from experiments.reporting.blocks import Figure
from experiments.reporting.forest import Series
from experiments.reporting.headline import headlines
from experiments.reporting.numbers import exactly_zero, percent
from experiments.reporting.study import Study
from experiments.reporting.style import POLICIES, sheet, styled


@final
class Panel(NamedTuple):
    """Outcomes with one scale, and a series for every policy but the reference."""

    title: str
    outcomes: tuple[str, ...]
    series: tuple[Series, ...]


SHEETS: Final = (("service", "safety", "people"), ("casework", "officers", "institution", "money"))
"""Families that share a figure."""


def figures(study: Study) -> tuple[Figure, ...]:
    """A plot for each sheet that has something to show."""
    if not study.others:
        return ()
    sheets = [[_panel(study, family) for family in families] for families in SHEETS]
    shown = [[panel for panel in panels if panel.outcomes] for panels in sheets]
    return tuple(_figure(study, panels, number) for number, panels in enumerate(shown, 1) if panels)


def _figure(study: Study, panels: Sequence[Panel], number: int) -> Figure:
    n = len(study.replications(*study.policies))
    caption = strings.FOREST_CAPTION.format(reference=study.reference, n=wording.replications(n))
    alt = strings.FOREST_ALT.format(reference=study.reference, values="; ".join(v for p in panels for v in _said(p)))
    more = strings.FOREST_UNBOUNDED if n == 1 else ""
    return Figure(f"differences-{number}", _draw(panels, study.reference), alt, caption + more)


def _panel(study: Study, family: str) -> Panel:
    """Outcomes whose reference is 0 have no percentage and are left to the table, as are those that never differ."""
    shared = study.replications(*study.policies)
    outcomes = [outcome for outcome in headlines(family) if study.mean(study.reference, outcome.key, shared)]
    found = {o: [study.difference(o.key, policy, among=shared) for policy in study.others] for o in outcomes}
    shown = [o for o, several in found.items() if any(d is not None and not exactly_zero(d) for d in several)]
    series = tuple(
        Series(policy, POLICIES[i % len(POLICIES)], "o", tuple(found[o][i - 1] for o in shown))
        for i, policy in enumerate(study.others, 1)
    )
    return Panel(phrases.FAMILIES[family], tuple(o.title for o in shown), series)


def _said(panel: Panel) -> list[str]:
    return [
        strings.FOREST_VALUE.format(title=f"{panel.outcomes[line]} ({one.name})", percent=percent(difference))
        for one in panel.series
        for line, difference in one.points()
    ]


@styled
def _draw(panels: Sequence[Panel], reference: str) -> Drawing:
    lines = [len(panel.outcomes) for panel in panels]
    several = len(panels[0].series)
    drawing = sheet(5.8, 0.5 + 0.75 * len(panels) + sum(lines) * (0.13 + 0.07 * several))
    grid = drawing.subplots(len(panels), 1, height_ratios=lines, squeeze=False)
    for axes, panel in zip(grid.flat, panels, strict=True):
        forest.panel(axes, panel.outcomes, panel.series)
        axes.set_title(panel.title)
        axes.set_xlabel(strings.FOREST_AXIS.format(reference=reference))
    forest.legend(drawing, grid.flat[0], panels[0].series)
    return drawing
