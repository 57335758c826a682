"""The table below a drawing of an institution: who has the duty for each affair in each phase, and who helps."""

from __future__ import annotations

import textwrap
from itertools import groupby
from typing import Final

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from experiments.reporting import style
from experiments.reporting.institution_edges import Cell, Shown
from sim.institution.diff import scope_words
from sim.vocabulary import AFFAIRS, LOCAL, PHASES, Scope

NATIONAL_TINT, LOCAL_TINT, BOTH_TINT = "#dcebf6", "#fbe9c6", "#ececec"
SOFT: Final = "#555555"
ROW: Final = 14.0
"""Points of a row."""

TABLE: Final = ROW * (len(AFFAIRS) + 2.3)
"""Points of the whole table with its head and its note."""

NOTE: Final = "* autonomous affairs; in a frame: new by the reform; dashed box above: bound by no clause"
_LEFT: Final = 96.0
_TOP: Final = -1.4 * ROW


def tint(what: Shown, forces: tuple[str, ...]) -> str:
    """Whose forces they are: headquarters', a commission's, or both."""
    kinds = {o.name: o.kind for o in what.organisations}
    local = [kinds.get(what.ruler(force)) == "commission" for force in forces]
    return LOCAL_TINT if local and all(local) else BOTH_TINT if any(local) else NATIONAL_TINT


def draw_table(axes: Axes, what: Shown, width: float) -> None:
    """Below the zero of the axes, which count in points. Equal cells one below the other are one."""
    column = (width - _LEFT) / len(PHASES)
    axes.text(0, _TOP + 0.5 * ROW, "Who answers", fontsize=8, weight="bold", va="center")
    for row, affair in enumerate(AFFAIRS):
        words = scope_words(Scope((affair,))) + (" *" if affair in LOCAL else "")
        axes.text(0, _TOP - (row + 0.5) * ROW, words, fontsize=7.4, va="center")
    for place, phase in enumerate(PHASES):
        x, row = _LEFT + place * column, 0
        axes.text(x + 3, _TOP + 0.5 * ROW, phase.replace("_", " "), fontsize=8, weight="bold", va="center")
        for (cell, new), several in groupby(what.cells[affair, phase] for affair in AFFAIRS):
            rows = len(list(several))
            _draw_cell(axes, (x, _TOP - (row + rows) * ROW, column, rows * ROW), cell, new, tint(what, cell.duties))
            row += rows
    below = _TOP - (len(AFFAIRS) + 0.55) * ROW
    axes.text(0, below, NOTE, fontsize=6.6, va="center", color=SOFT)


def _draw_cell(axes: Axes, at: tuple[float, float, float, float], cell: Cell, new: bool, face: str) -> None:
    x, y, width, height = at
    edge, line = (style.INK, 1.4) if new else ("none", 0.0)
    axes.add_patch(Rectangle((x + 1, y + 1), width - 2, height - 2, facecolor=face, edgecolor=edge, linewidth=line))
    lines = textwrap.wrap(cell.words, int(width / 4.2)) if height > 1.5 * ROW else [cell.words]
    # As large as fits; bold letters are wider.
    size = min(6.8, (1.66 if new else 1.94) * (width - 8) / max(map(len, lines)))
    weight = "bold" if new else "normal"
    words = "\n".join(lines)
    axes.text(x + 5, y + height / 2, words, fontsize=size, va="center", linespacing=1.15, weight=weight)
