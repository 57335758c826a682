"""Draws a map: circles at the centres of districts over the river and the lines between neighbours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, final

import numpy as np
from matplotlib.axes import Axes
from matplotlib.cm import ScalarMappable
from matplotlib.figure import Figure as Drawing
from matplotlib.patches import Circle
from matplotlib.patheffects import withStroke
from numpy.typing import NDArray

from experiments.reporting import geography, style
from sim.world.region import Region

SIZE: Final = (4.6, 4.5)
LETTERS: Final = (5.6, 9.0)
"""Least and largest size of letters in a circle, in points."""


@final
@dataclass(frozen=True)
class Layer:
    """What a map shows of each district: a colour, two lines of words, and whether its rim is solid."""

    title: str
    colours: ScalarMappable
    values: NDArray[np.float64]
    names: Sequence[str]
    words: Sequence[str]
    solid: Sequence[bool]


@style.styled
def draw(region: Region, layer: Layer) -> Drawing:
    """The map, with its scale of colours below."""
    drawing = style.sheet(*SIZE)
    axes = drawing.subplots()
    spots = geography.centres(region)
    sizes = geography.radii(region, spots)
    points_per_km = _land(axes, region, spots, sizes)
    for i in np.argsort(-sizes, kind="stable"):  # small circles above large ones
        _circle(axes, layer, int(i), spots[i], float(sizes[i]))
        _words(axes, layer, int(i), spots[i], float(sizes[i]) * points_per_km)
    axes.set_title(layer.title)
    drawing.colorbar(layer.colours, ax=axes, orientation="horizontal", fraction=0.045, pad=0.02, aspect=36)
    return drawing


def _land(axes: Axes, region: Region, spots: NDArray[np.float64], sizes: NDArray[np.float64]) -> float:
    """Lines between neighbours on one bank, the river, room for all circles; gives about the points of a km."""
    for pair in region.neighbours:
        if not pair.across_river:
            axes.plot(*spots[[pair.one, pair.other]].T, color=style.HAIR, linewidth=0.8, zorder=1)
    low, high = (spots - sizes[:, None]).min(axis=0), (spots + sizes[:, None]).max(axis=0)
    across = float((high - low).max())
    course = geography.river(region, spots, margin=across)
    if course is not None:
        axes.plot(*course.T, color=style.WATER, linewidth=9, solid_capstyle="butt", zorder=2)
    room = 0.03 * across
    axes.set(xlim=(low[0] - room, high[0] + room), ylim=(low[1] - room, high[1] + room), aspect="equal")
    axes.axis("off")
    return 72 * min(SIZE) * 0.85 / across


def _circle(axes: Axes, layer: Layer, i: int, spot: NDArray[np.float64], size: float) -> None:
    rim, line = (style.INK, "-") if layer.solid[i] else (style.FAINT, ":")
    look = {"facecolor": _face(layer, i), "edgecolor": rim, "linestyle": line, "linewidth": 0.7}
    axes.add_patch(Circle((float(spot[0]), float(spot[1])), size, zorder=3, **look))


def _words(axes: Axes, layer: Layer, i: int, spot: NDArray[np.float64], radius: float) -> None:
    """Name and value in a circle of this radius (points), as large as fits, never below what can be read."""
    words = (layer.names[i], layer.words[i])
    size = float(np.clip(3.0 * radius / max(map(len, words)), *LETTERS))
    bright = float(np.dot(_face(layer, i)[:3], (0.299, 0.587, 0.114))) > 0.52
    look: dict[str, Any] = {"color": style.INK if bright else "white", "fontsize": size, "linespacing": 1.1}
    text = axes.text(float(spot[0]), float(spot[1]), "\n".join(words), ha="center", va="center", zorder=4, **look)
    text.set_path_effects([withStroke(linewidth=1.4, foreground=_face(layer, i))])  # words wider than the circle


def _face(layer: Layer, i: int) -> tuple[float, ...]:
    return tuple(layer.colours.to_rgba(layer.values[i]))
