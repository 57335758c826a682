"""The forest plot: paired differences in % of the reference, service beside crime."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, final

from matplotlib.figure import Figure as Drawing

from experiments.reporting import forest, strings, wording
from experiments.reporting.blocks import Figure
from experiments.reporting.forest import Series
from experiments.reporting.headline import CRIME, SERVICE, chosen
from experiments.reporting.numbers import percent
from experiments.reporting.study import Study
from experiments.reporting.style import POLICIES, sheet, styled


@final
class Panel(NamedTuple):
    """Outcomes with one scale, and a series for every policy but the reference."""

    title: str
    outcomes: tuple[str, ...]
    series: tuple[Series, ...]


def figures(study: Study) -> tuple[Figure, ...]:
    """The plot, if there is anything to compare."""
    if not study.others:
        return ()
    panels = (_panel(study, strings.FOREST_SERVICE, SERVICE), _panel(study, strings.FOREST_CRIME, CRIME))
    n = len(study.replications(*study.policies))
    caption = strings.FOREST_CAPTION.format(reference=study.reference, n=wording.replications(n))
    alt = strings.FOREST_ALT.format(reference=study.reference, values="; ".join(v for p in panels for v in _said(p)))
    more = strings.FOREST_UNBOUNDED if n == 1 else ""
    return (Figure("differences", _draw(panels, study.reference), alt, caption + more),)


def _panel(study: Study, title: str, keys: tuple[str, ...]) -> Panel:
    """Outcomes whose reference is 0 have no percentage and are left to the table."""
    shared = study.replications(*study.policies)
    shown = tuple(o for o in chosen(keys) if study.mean(study.reference, o.key, shared))
    series = tuple(
        Series(
            policy,
            POLICIES[i % len(POLICIES)],
            "o",
            tuple(study.difference(o.key, policy, among=shared) for o in shown),
        )
        for i, policy in enumerate(study.others, 1)
    )
    return Panel(title, tuple(o.title for o in shown), series)


def _said(panel: Panel) -> list[str]:
    return [
        strings.FOREST_VALUE.format(title=f"{panel.outcomes[line]} ({one.name})", percent=percent(difference))
        for one in panel.series
        for line, difference in one.points()
    ]


@styled
def _draw(panels: Sequence[Panel], reference: str) -> Drawing:
    lines = [max(len(panel.outcomes), 1) for panel in panels]
    several = len(panels[0].series)
    drawing = sheet(5.6, 1.1 + sum(lines) * (0.13 + 0.07 * several))
    both = drawing.subplots(len(panels), 1, height_ratios=lines)
    for axes, panel in zip(both, panels, strict=True):
        forest.panel(axes, panel.outcomes, panel.series)
        axes.set_title(panel.title)
    both[-1].set_xlabel(strings.FOREST_AXIS.format(reference=reference))
    forest.legend(drawing, both[0], panels[0].series)
    return drawing
