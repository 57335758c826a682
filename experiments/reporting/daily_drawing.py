"""Draws a daily series: policies with their bands above, differences from the reference below, on one axis of days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, final

from matplotlib.axes import Axes
from matplotlib.dates import AutoDateLocator, DateFormatter
from matplotlib.figure import Figure as Drawing
from matplotlib.ticker import StrMethodFormatter

from experiments.analysis.bands import Band
from experiments.reporting import style

WIDTH: Final = 4.6
LINES: Final = ("-", "--", "-.", ":")
"""Beyond the colours there are, lines differ by their strokes."""
SHORT_DAYS: Final = 120
"""Up to so many days the axis names days, beyond them months."""
THOUSANDS: Final = 5000.0
LONG: Final = 24
"""Names longer than this stand one below the other in the legend."""


@final
@dataclass(frozen=True)
class Curves:
    """What a figure shows. `days`: where each point stands; `differences`: of all policies but the first."""

    title: str
    below: str
    days: Sequence[datetime]
    policies: tuple[str, ...]
    levels: tuple[Band, ...]
    differences: tuple[Band, ...]
    started: datetime | None
    """When strategies start, if that is to be marked."""


@style.styled
def draw(curves: Curves) -> Drawing:
    """Two panels, or one where nothing is compared."""
    columns = 1 if max(map(len, curves.policies)) > LONG else 3
    lines = -(-len(curves.policies) // columns)
    two = bool(curves.differences)
    drawing = style.sheet(WIDTH, (3.3 if two else 2.2) + 0.17 * lines)
    grid = drawing.subplots(1 + two, 1, sharex=True, squeeze=False, height_ratios=(3, 2) if two else (1,))[:, 0]
    for i, (policy, level) in enumerate(zip(curves.policies, curves.levels, strict=True)):
        _curve(grid[0], curves.days, level, i, policy)
    grid[0].set_title(curves.title)
    if two:
        grid[1].axhline(0, color=style.FAINT, linewidth=0.8)
        for i, difference in enumerate(curves.differences, 1):
            _curve(grid[1], curves.days, difference, i)
        grid[1].set_title(curves.below, fontweight="normal", fontsize=8)
    for axes in grid:
        _dress(axes, curves.started)
    _name_days(grid[-1], curves.days)
    handles, names = grid[0].get_legend_handles_labels()
    drawing.legend(handles, names, loc="outside lower left", ncols=columns, handlelength=1.6, fontsize=7.5)
    return drawing


def _curve(axes: Axes, days: Sequence[datetime], band: Band, i: int, name: str | None = None) -> None:
    colour = style.POLICIES[i % len(style.POLICIES)]
    stroke = LINES[i // len(style.POLICIES) % len(LINES)]
    x: list = list(days)
    axes.fill_between(x, band.low, band.high, color=colour, alpha=0.18, linewidth=0)
    look = "o" if len(x) == 1 else ""
    axes.plot(x, band.mean, color=colour, linestyle=stroke, marker=look, linewidth=1.3, label=name)


def _dress(axes: Axes, started: datetime | None) -> None:
    axes.grid(axis="y", color=style.HAIR, linewidth=0.5)
    axes.set_axisbelow(True)
    axes.margins(x=0.01)
    if max(map(abs, axes.get_ylim())) >= THOUSANDS:
        axes.yaxis.set_major_formatter(StrMethodFormatter("{x:,.0f}"))
    if started is not None:
        axes.axvline(started, color=style.INK, linewidth=0.8, linestyle=":")  # type: ignore[arg-type]


def _name_days(axes: Axes, days: Sequence[datetime]) -> None:
    """Days and months, with the year below where only days are named."""
    short = (days[-1] - days[0]).days < SHORT_DAYS
    axes.xaxis.set_major_locator(AutoDateLocator(minticks=2, maxticks=6))
    axes.xaxis.set_major_formatter(DateFormatter("%-d %b" if short else "%b %Y"))
    if short:
        axes.set_xlabel(" / ".join(dict.fromkeys(str(day.year) for day in (days[0], days[-1]))))
