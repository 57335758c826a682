"""A panel of paired differences: one line for each outcome, a point and its interval for each series."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, final

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Drawing

from experiments.analysis.paired import PairedDifference
from experiments.reporting.numbers import relative
from experiments.reporting.style import FAINT, HAIR

CUT: Final = 5.0
"""Intervals are cut at this many times the largest mean, or no point could be told from another."""


@final
@dataclass(frozen=True)
class Series:
    """Differences by outcome under one name; None where there is none."""

    name: str
    colour: str
    mark: str
    differences: tuple[PairedDifference | None, ...]

    def points(self) -> Iterator[tuple[int, PairedDifference]]:
        """Those that can be shown in % of the reference, with their line."""
        return ((i, d) for i, d in enumerate(self.differences) if d is not None and d.reference_mean != 0)


def panel(axes: Axes, titles: Sequence[str], series: Sequence[Series]) -> None:
    """Draw the panel, % of the reference on the horizontal axis. Filled points: the interval excludes 0."""
    axes.axvline(0, color=FAINT, linewidth=0.8, zorder=0)
    axes.grid(axis="x", color=HAIR, linewidth=0.5)
    axes.set_axisbelow(True)
    spread = np.linspace(-0.18, 0.18, len(series)) if len(series) > 1 else [0.0]
    for one, offset in zip(series, spread, strict=True):
        for line, difference in one.points():
            _point(axes, difference, line + float(offset), one)
    axes.set_yticks(range(len(titles)), titles)
    axes.set_ylim(len(titles) - 0.4, -0.6)
    axes.spines["left"].set_visible(False)
    axes.tick_params(axis="y", length=0)
    axes.margins(x=0.08)
    _cut(axes, [relative(d)[0] for one in series for _, d in one.points()])


def legend(drawing: Drawing, axes: Axes, series: Sequence[Series]) -> None:
    """Names of the series, where there are several."""
    if len(series) > 1:
        for one in series:
            axes.plot([], [], one.mark, color=one.colour, label=one.name, markersize=5)
        drawing.legend(loc="outside upper left", ncols=len(series))


def _point(axes: Axes, difference: PairedDifference, height: float, one: Series) -> None:
    mean, low, high = relative(difference)
    if math.isfinite(low):
        axes.plot([low, high], [height, height], color=one.colour, linewidth=1.6, solid_capstyle="butt", zorder=2)
    face = one.colour if difference.distinguishable else "white"
    axes.plot([mean], [height], one.mark, markersize=5, markerfacecolor=face, markeredgecolor=one.colour, zorder=3)


def _cut(axes: Axes, means: Sequence[float]) -> None:
    reach = CUT * max(map(abs, means), default=0.0)
    low, high = axes.get_xlim()
    if reach > 0:
        axes.set_xlim(max(low, -reach), min(high, reach))
