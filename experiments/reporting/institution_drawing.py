"""An institution as a picture: organisations in layers, clauses as lines by kind, duties as a table below.

Where a reform is drawn, lines tell what it leaves, adds, changes and removes, and new cells of the table are framed.
"""

from __future__ import annotations

import textwrap
from typing import Any, Final

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.legend import Legend
from matplotlib.lines import Line2D
from matplotlib.patches import FancyArrowPatch, FancyBboxPatch
from matplotlib.path import Path

from experiments.reporting import style
from experiments.reporting.institution_edges import ADDED, CHANGED, CHANGES, KEPT, REMOVED, Shown, shown
from experiments.reporting.institution_layout import Box, Line, lay_out
from experiments.reporting.institution_table import SOFT, TABLE, draw_table, tint
from sim.institution.clauses import KINDS
from sim.institution.institution import Institution
from sim.institution.organisation import FORCE, Organisation

COLOURS: Final = {
    "Commands": style.INK,
    "Appoints": "#0072b2",
    "Informs": "#56b4e9",
    "Refers": "#009e73",
    "Hears": "#cc79a7",
    "Funds": "#e69f00",
    "Evaluates": "#d55e00",
}
"""Okabe and Ito (2008), black first. `Answers` has no lines."""

LOOKS: Final[dict[str, dict[str, Any]]] = {
    KEPT: {"linewidth": 0.9, "alpha": 0.38, "linestyle": "-"},
    ADDED: {"linewidth": 2.1, "alpha": 1.0, "linestyle": "-"},
    CHANGED: {"linewidth": 1.5, "alpha": 1.0, "linestyle": (0, (6, 1.2, 1.2, 1.2))},
    REMOVED: {"linewidth": 1.2, "alpha": 0.9, "linestyle": (0, (1.2, 1.6))},
}
PLAIN: Final[dict[str, Any]] = {"linewidth": 1.2, "alpha": 0.95, "linestyle": "-"}
CHANGE_WORDS: Final = {KEPT: "stays", ADDED: "added", CHANGED: "changed", REMOVED: "removed"}


@style.styled
def figure(before: Institution, after: Institution | None = None) -> Figure:
    """One institution; with `after`, what a reform makes of it."""
    what = shown(before, after)
    layout = lay_out(what)
    legend = 20.0 if after is None else 36.0
    height = layout.height + TABLE + legend
    drawing = Figure(figsize=(layout.width / 72 + 0.3, height / 72 + 0.3))
    axes = drawing.add_axes((0.0, 0.0, 1.0, 1.0))
    axes.set_xlim(-10.8, layout.width + 10.8)
    axes.set_ylim(-TABLE - legend - 10.8, layout.height + 10.8)
    axes.set_axis_off()
    for line in layout.lines:
        _draw_line(axes, line, reformed=after is not None)
    for organisation in what.organisations:
        _draw_box(axes, organisation, layout.boxes[organisation.name], what)
    draw_table(axes, what, layout.width)
    _draw_legend(axes, -TABLE, reformed=after is not None)
    return drawing


# --- lines and boxes ----------------------------------------------------------------------------------------------


def _draw_line(axes: Axes, line: Line, *, reformed: bool) -> None:
    look = LOOKS[line.edge.change] if reformed else PLAIN
    (x, y), (to_x, to_y) = line.start, line.end
    bow = (min(y, to_y) - 2.0 * line.below) if line.below else 0.0
    points = [(x, y), (x, bow), (to_x, bow), (to_x, to_y)] if line.below else [line.start, *line.via, line.end]
    path = Path(points, [Path.MOVETO, *[Path.CURVE4 if line.below else Path.LINETO] * (len(points) - 1)])
    arrow = FancyArrowPatch(
        path=path,
        arrowstyle="-|>,head_length=3.4,head_width=1.7",
        shrinkA=0,
        shrinkB=0,
        color=COLOURS[line.edge.kind],
        zorder=3 if reformed and line.edge.change != KEPT else 2,
        joinstyle="miter",
        capstyle="butt",
        **look,
    )
    axes.add_patch(arrow)


def _draw_box(axes: Axes, organisation: Organisation, box: Box, what: Shown) -> None:
    idle = organisation.name in what.idle
    corner = (box.x - box.width / 2, box.y - box.height / 2)
    axes.add_patch(
        FancyBboxPatch(
            corner,
            box.width,
            box.height,
            boxstyle="round,pad=0,rounding_size=4",
            facecolor=tint(what, (organisation.name,)) if organisation.kind == FORCE else "white",
            edgecolor=style.FAINT if idle else style.INK,
            linestyle=(0, (2, 2)) if idle else "-",
            linewidth=0.8,
            zorder=4,
        )
    )
    words = textwrap.wrap(organisation.title or _title(organisation.name), max(int(box.width / 5.4), 8))[:2]
    middle: dict[str, Any] = {"ha": "center", "va": "center", "zorder": 5}
    axes.text(box.x, box.y + 5.5, "\n".join(words), fontsize=7.4, weight="bold", linespacing=1.1, **middle)
    below = organisation.name + _share(organisation, what)
    axes.text(box.x, box.y - box.height / 2 + 6.5, below, fontsize=6.2, color=SOFT, **middle)


def _title(name: str) -> str:
    return name.replace(".", " ").replace("_", " ").capitalize()


def _share(organisation: Organisation, what: Shown) -> str:
    """What part of the crews is this force's."""
    share = what.shares.get(organisation.name, 1.0)
    if share < 1.0:
        return f", {100 * share:.3g} % of crews"
    return f", {100 * organisation.people:.3g} % on top" if 0.0 < organisation.people < 1.0 else ""


# --- the legend ---------------------------------------------------------------------------------------------------


def _draw_legend(axes: Axes, top: float, *, reformed: bool) -> None:
    verbs = {kind.__name__: kind.verb for kind in KINDS}
    kinds = [Line2D([], [], color=colour, linewidth=2.2, label=verbs[kind]) for kind, colour in COLOURS.items()]
    _legend(axes, kinds, top - 8, handlelength=2.2)
    if reformed:
        looks = [Line2D([], [], color=style.INK, label=CHANGE_WORDS[change], **LOOKS[change]) for change in CHANGES]
        _legend(axes, looks, top - 24, handlelength=3.6)


def _legend(axes: Axes, handles: list[Line2D], top: float, **look: Any) -> None:
    """One line of a legend, beside those that are there."""
    at: dict[str, Any] = {"loc": "upper left", "bbox_to_anchor": (0.0, top), "bbox_transform": axes.transData}
    plain: dict[str, Any] = {"frameon": False, "fontsize": 7.6, "borderpad": 0, "columnspacing": 1.4}
    labels = [str(handle.get_label()) for handle in handles]
    axes.add_artist(Legend(axes, handles, labels, ncols=len(handles), **at, **plain, **look))
