"""Figures of tipping: bars of the difference between the ends of assumptions, and its map over two of them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Drawing
from matplotlib.ticker import MaxNLocator
from numpy.typing import NDArray

from experiments.reporting.style import DIVERGING, FAINT, HAIR, INK, sheet, styled
from experiments.reporting.tipping_reading import Tried

LOW: Final = "#0072b2"
HIGH: Final = "#d55e00"
SHADES: Final = 40
"""An even number: no shade has both signs."""


@styled
def bars(
    rows: Sequence[tuple[str, Sequence[Tried]]], outcome: str, own: float, margin: float, factor: float, axis: str
) -> Drawing:
    """One line for each assumption, its ends as marks. `own`, `margin`: in the unit of the outcome."""
    drawing = sheet(5.8, 0.9 + 0.52 * len(rows))
    axes = drawing.subplots()
    axes.axvline(0, color=FAINT, linewidth=1.2, linestyle=":", zorder=0)
    axes.axvline(own * factor, color=INK, linewidth=0.9, zorder=0)
    for side in (-margin, margin):
        axes.axvline(side * factor, color=FAINT, linewidth=0.8, linestyle="--", zorder=0)
    for line, (_, ends) in enumerate(rows):
        for one in ends:
            _end(axes, one, outcome, own, line, factor)
    axes.set_yticks(range(len(rows)), [label for label, _ in rows])
    axes.set_ylim(len(rows) - 0.4, -0.6)
    axes.spines["left"].set_visible(False)
    axes.tick_params(axis="y", length=0)
    axes.grid(axis="x", color=HAIR, linewidth=0.5)
    axes.set_axisbelow(True)
    axes.use_sticky_edges = False  # a bar begins at the study's own values, which need room beside them too
    axes.margins(x=0.1)
    axes.set_xlabel(axis)
    return drawing


def _end(axes: Axes, one: Tried, outcome: str, own: float, line: int, factor: float) -> None:
    difference = one.differences.get(outcome)
    if difference is None:
        return
    colour, at = HIGH if one.high else LOW, difference.mean * factor
    height = line + (0.12 if one.high else -0.12)
    axes.barh(height, at - own * factor, left=own * factor, height=0.2, color=colour, alpha=0.25, linewidth=0)
    if difference.bounded:
        axes.plot([difference.low * factor, difference.high * factor], [height] * 2, color=colour, linewidth=1.3)
    face = colour if difference.distinguishable and difference.bounded else "white"
    mark = "s" if one.high else "o"
    axes.plot([at], [height], mark, markersize=5, markerfacecolor=face, markeredgecolor=colour, zorder=3)
    # Of two ends the one drawn above is told above its mark and the other below, so that neither hides a mark.
    offset = -11 if one.high else 5
    axes.annotate(one.said, (at, height), (0, offset), textcoords="offset points", ha="center", fontsize=6.5, color=INK)


@styled
def plane(
    x: Sequence[float],
    y: Sequence[float],
    values: NDArray[np.float64],
    margin: float,
    own: tuple[float, float],
    labels: tuple[str, str, str],
) -> Drawing:
    """Values [y, x] over two assumptions, in the unit shown; NaN where nothing ran. `labels`: of x, y and values."""
    drawing = sheet(5.2, 3.9)
    axes = drawing.subplots()
    most = max(float(np.nanmax(np.abs(values))), margin, 1e-12)
    shades = axes.contourf(x, y, values, np.linspace(-most, most, SHADES + 1), cmap=DIVERGING)
    for level, style, width in ((-margin, "--", 1.0), (0.0, "-", 2.0), (margin, "--", 1.0)):
        if math.isfinite(level) and np.nanmin(values) < level < np.nanmax(values):
            axes.contour(x, y, values, [level], colors=INK, linestyles=style, linewidths=width)
    across, along = np.meshgrid(x, y)
    axes.plot(across.ravel(), along.ravel(), ".", color=INK, markersize=3, clip_on=False)
    axes.plot(*own, "+", color=INK, markersize=13, markeredgewidth=2.2)
    axes.set_xlabel(labels[0])
    axes.set_ylabel(labels[1])
    drawing.colorbar(shades, ax=axes, label=labels[2], ticks=MaxNLocator(8))
    return drawing
