"""A panel of paired differences in margins of materiality: a line for each outcome, a point and its interval for each
series. One scale serves all outcomes, and right is better.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, final

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Drawing

from experiments.analysis.paired import PairedDifference
from experiments.reporting.numbers import plain
from experiments.reporting.style import BAND, FAINT, HAIR, INK
from sim.outcomes.outcome import Outcome

NEUTRAL: Final = "s"
"""The mark of outcomes of which neither direction is better."""

MOST_STEPS: Final = 4
"""Ticks on one side of 0 at 1, 2, 5, 10, ...; where there would be more, only decades have one."""

LEAST: Final = 3.0
"""Margins to either side that every panel shows."""

LETTERS_PER_INCH: Final = 14
AROUND_A_NAME: Final = 5
"""Letters of a legend in an inch, and those that mark and gap take beside each name."""


@final
@dataclass(frozen=True)
class Point:
    """A difference in margins, turned so that more is better where there is a better direction."""

    mean: float
    low: float
    high: float
    material: bool


@final
@dataclass(frozen=True)
class Series:
    """Points by line under one name; None where there is none."""

    name: str
    colour: str
    mark: str
    points: tuple[Point | None, ...]


def point(outcome: Outcome, difference: PairedDifference | None, margin: float) -> Point | None:
    """A difference in margins; None where there is no difference or the margin is 0."""
    if difference is None or not margin:
        return None
    per = (-1.0 if outcome.better == "lower" else 1.0) / margin
    low, high = sorted((difference.low * per, difference.high * per))
    return Point(difference.mean * per, low, high, low > 1 or high < -1)


def panel(axes: Axes, outcomes: Sequence[Outcome], series: Sequence[Series]) -> None:
    """Draw the panel: shaded and linear inside the margin, logarithmic beyond; filled where material."""
    axes.axvspan(-1, 1, color=BAND, linewidth=0, zorder=0)
    axes.axvline(0, color=FAINT, linewidth=0.8, zorder=1)
    spread = np.linspace(-0.2, 0.2, len(series)) if len(series) > 1 else [0.0]
    for one, offset in zip(series, spread, strict=True):
        for line, found in enumerate(one.points):
            if found:
                _draw(axes, found, line + float(offset), one, one.mark if outcomes[line].better else NEUTRAL)
    axes.set_yticks(range(len(outcomes)), [outcome.title for outcome in outcomes])
    axes.set_ylim(len(outcomes) - 0.4, -0.6)
    axes.spines["left"].set_visible(False)
    axes.tick_params(axis="y", length=0)
    _scale(axes, [end for one in series for p in one.points if p for end in (p.mean, p.low, p.high)])


def legend(drawing: Drawing, axes: Axes, series: Sequence[Series]) -> None:
    """Names of the series, where there are several."""
    if len(series) > 1:
        for one in series:
            axes.plot([], [], one.mark, color=one.colour, label=one.name, markersize=5)
        letters = LETTERS_PER_INCH * drawing.get_figwidth()
        columns = int(letters / (max(len(one.name) for one in series) + AROUND_A_NAME))
        drawing.legend(loc="outside upper left", ncols=max(1, min(columns, len(series))))


def _draw(axes: Axes, found: Point, height: float, one: Series, mark: str) -> None:
    if math.isfinite(found.low):
        ends = [found.low, found.high]
        axes.plot(ends, [height, height], color=one.colour, linewidth=1.6, solid_capstyle="butt", zorder=2)
    face = one.colour if found.material else "white"
    axes.plot([found.mean], [height], mark, markersize=5, markerfacecolor=face, markeredgecolor=one.colour, zorder=3)


def _scale(axes: Axes, ends: Sequence[float]) -> None:
    """The same reach to both sides, so that better and worse look alike; panels that share an axis take the widest."""
    reach = max([LEAST, *(1.3 * abs(end) for end in ends if math.isfinite(end)), *map(abs, axes.get_xlim())])
    axes.set_xscale("symlog", linthresh=1.0, linscale=1.0)
    axes.set_xlim(-reach, reach)
    decades = [10.0**i for i in range(math.ceil(math.log10(reach)))]
    steps = [m * d for d in decades for m in (1.0, 2.0, 5.0) if m * d < reach]
    beyond = steps if len(steps) <= MOST_STEPS else decades
    ticks = [-d for d in reversed(beyond)] + [0.0, *beyond]
    axes.set_xticks(ticks, [plain(tick, 0, sign=tick != 0) for tick in ticks])
    axes.set_xticks([], minor=True)
    axes.grid(axis="x", color=HAIR, linewidth=0.5, zorder=0.5)
    axes.tick_params(axis="x", colors=INK, color=FAINT)
