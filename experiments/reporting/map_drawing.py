"""Draws a map: a square for each district in its cell, sized by residents, with the river between the banks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, final

import numpy as np
from matplotlib.axes import Axes
from matplotlib.cm import ScalarMappable
from matplotlib.colors import to_hex
from matplotlib.figure import Figure as Drawing
from matplotlib.patches import Rectangle
from numpy.typing import NDArray
from scipy.interpolate import PchipInterpolator

from experiments.reporting import strings, style
from experiments.reporting.district_tiles import Tiles, tiles
from experiments.reporting.numbers import plain
from sim.world.region import Region

WIDTH: Final = 5.6
"""Inches."""
CELL: Final = (0.55, 1.0)
"""Least and largest inches of a cell."""
PITCH: Final = 1.12
"""From one row to the next, in widths of a cell."""
LARGEST: Final = 0.74
"""Side of the largest square, in widths of a cell; name and value stand below."""
LEAST: Final = 0.12
"""Side of the smallest squares: room for a colour."""
CHANNEL: Final = 0.3
"""How far the river keeps the banks apart, in cells."""
SHOWN: Final = (0.5, 0.1)
"""Squares of the scale, as shares of the largest district, to one digit."""
LETTERS: Final = (6.0, 8.0)
"""Least and largest size of names, in points."""


@final
@dataclass(frozen=True)
class Layer:
    """What a map shows of each district: a colour, a name, words for its value, and whether its colour is solid."""

    title: str
    scale: str
    colours: ScalarMappable
    values: NDArray[np.float64]
    names: Sequence[str]
    words: Sequence[str]
    solid: Sequence[bool]


@style.styled
def draw(region: Region, layer: Layer) -> Drawing:
    """The map, with its scales of size and colour below."""
    found = tiles(region)
    columns, rows = found.shape
    cell = float(np.clip(WIDTH / (columns + 0.2), *CELL))
    wide, high = WIDTH / cell, PITCH * rows + LARGEST + (CHANNEL if found.banks.size else 0.0)
    drawing = style.sheet(WIDTH, cell * high + 0.9)
    axes = drawing.subplots()
    if found.banks.size:
        _river(axes, region, found, 72.0 * cell)
    sides = square_sides(region)
    for i, spot in enumerate(_spots(found)):
        _square(axes, layer, i, spot, float(sides[i]))
        _words(axes, layer, i, spot, 72.0 * cell)
    bottom = -PITCH * rows - LARGEST
    _sizes(axes, region, bottom, hatched=not all(layer.solid))
    axes.set(xlim=((columns - wide) / 2, (columns + wide) / 2), ylim=(bottom - 0.03, bottom + high), aspect="equal")
    axes.axis("off")
    axes.set_title(layer.title)
    bar = drawing.colorbar(layer.colours, ax=axes, orientation="horizontal", fraction=0.04, pad=0.02, aspect=40)
    bar.set_label(layer.scale)
    return drawing


def square_sides(region: Region) -> NDArray[np.float64]:
    """[D] in cells; areas follow residents, but none is too small to be seen."""
    root = np.sqrt([district.residents for district in region.districts])
    return np.maximum(LARGEST * root / root.max(), LEAST)


def _spots(found: Tiles) -> NDArray[np.float64]:
    """[D, 2] the middle of the line on which each square stands; the north bank is moved up by the river."""
    up = np.zeros(len(found.row))
    if found.banks.size:
        up = np.where(found.row < found.banks[found.column], CHANNEL, 0.0)
    return np.column_stack((found.column + 0.5, -PITCH * found.row - LARGEST - 0.02 + up))


def _river(axes: Axes, region: Region, found: Tiles, points: float) -> None:
    """The water in the channel, column by column, and its name at its western end."""
    level = -PITCH * found.banks + CHANNEL / 2 + 0.04
    columns = np.arange(found.shape[0])
    known = np.column_stack((columns + 0.3, columns + 0.7)).ravel()
    x = np.linspace(-1.0, found.shape[0] + 1.0, 40 * (found.shape[0] + 2))
    y = PchipInterpolator(known, np.repeat(level, 2))(np.clip(x, known[0], known[-1]))
    axes.plot(x, y, color=style.WATER, linewidth=0.8 * CHANNEL * points, solid_capstyle="butt", zorder=1)
    name = strings.MAP_RIVER_NAMES.get(region.name, strings.MAP_RIVER_NAME)
    axes.text(0.04, y[0], name, va="center_baseline", fontsize=7.5, style="italic", color=style.NATIONAL, zorder=2)


def _square(axes: Axes, layer: Layer, i: int, spot: NDArray[np.float64], side: float) -> None:
    colour = to_hex(tuple(layer.colours.to_rgba(layer.values[i])))
    _box(axes, (float(spot[0]) - side / 2, float(spot[1])), side, colour, hatched=not layer.solid[i])


def _box(axes: Axes, corner: tuple[float, float], side: float, colour: str, *, hatched: bool = False) -> None:
    """A square with a rim, with lines over its colour where it is hatched."""
    if hatched:
        line = style.FAINT if style.on(colour) == style.INK else "white"
        look: Any = {"edgecolor": line, "linewidth": 0.0, "hatch": "////"}
        axes.add_patch(Rectangle(corner, side, side, facecolor=colour, zorder=3, **look))
    face = "none" if hatched else colour
    axes.add_patch(Rectangle(corner, side, side, facecolor=face, edgecolor=style.INK, linewidth=0.6, zorder=4))


def _words(axes: Axes, layer: Layer, i: int, spot: NDArray[np.float64], points: float) -> None:
    """Name and value below the square, as large as the cell lets them be, never below what can be read."""
    size = float(np.clip(0.98 * points / (0.6 * max(len(layer.names[i]), len(layer.words[i]))), *LETTERS))
    look: Any = {"ha": "center", "va": "top", "fontsize": size, "linespacing": 1.05, "zorder": 6}
    axes.text(float(spot[0]), float(spot[1]) - 0.03, f"{layer.names[i]}\n{layer.words[i]}", **look)


def _sizes(axes: Axes, region: Region, bottom: float, *, hatched: bool) -> None:
    """How many residents a square stands for, and what hatching says."""
    most = max(district.residents for district in region.districts)
    left = 0.1
    look: Any = {"va": "center", "fontsize": 7.5}
    for part in SHOWN:
        residents = float(f"{most * part:.0e}")
        side = LARGEST * float(np.sqrt(residents / most))
        _box(axes, (left, bottom), side, "white")
        words = strings.MAP_RESIDENTS.format(residents=plain(residents, 0))
        axes.text(left + side + 0.06, bottom + side / 2, words, **look)
        left += side + 1.7
    if hatched:
        _box(axes, (left, bottom), 0.3, "white", hatched=True)
        axes.text(left + 0.36, bottom + 0.15, strings.MAP_HATCHED, **look)
