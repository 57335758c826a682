"""How figures look: one style, colours that survive colour blindness and grey print, no chart junk."""

from __future__ import annotations

import base64
import functools
import io
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

import matplotlib as mpl
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.layout_engine import ConstrainedLayoutEngine

from experiments.running.storage import appearing

INK: Final = "#1a1a1a"
FAINT: Final = "#8c8c8c"
HAIR: Final = "#d9d9d9"
BAND: Final = "#efefef"
"""What lies inside a margin."""

POLICIES: Final = (
    "#4d4d4d",
    "#0072b2",
    "#d55e00",
    "#009e73",
    "#cc79a7",
    "#e69f00",
    "#56b4e9",
    "#882255",
    "#999933",
    "#332288",
)
"""Reference first. Okabe and Ito (2008), the reference in grey; then three of Tol's muted scheme (2021)."""

PARTS: Final = ("#bdbdbd", "#e69f00", "#d55e00", "#56b4e9")
NATIONAL: Final = "#0072b2"
LOCAL: Final = "#e69f00"
USES: Final[Mapping[str, str]] = {
    "patrol": "#0072b2",
    "enforcement": "#56b4e9",
    "engagement": "#009e73",
    "paperwork": "#a6dbc8",
    "standby": "#cc79a7",
    "supervision": "#8c8c8c",
    "municipal tasks": "#b5b5b5",
    "other duties": "#8c8c8c",
    "returning": "#f0e442",
    "travelling": "#e69f00",
    "on scene": "#d55e00",
    "assessing for another force": "#7a2f00",
    "assembly duty": "#3d3d3d",
    "vacant": "#ffffff",
}
"""Uses of a crew's day: time that calls leave in blues and greens, calls in yellow to red, the rest in greys."""

WATER: Final = "#d6e8f2"
SEQUENTIAL: Final = "cividis_r"
DIVERGING: Final = "PuOr_r"
"""Both are safe for the common kinds of colour blindness."""

_STYLE: Final[Any] = {
    "font.family": "DejaVu Sans",
    "font.size": 9,
    "axes.titlesize": 9,
    "axes.titlelocation": "left",
    "axes.titleweight": "bold",
    "axes.labelsize": 8.5,
    "axes.edgecolor": FAINT,
    "axes.labelcolor": INK,
    "axes.linewidth": 0.7,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "xtick.color": FAINT,
    "ytick.color": FAINT,
    "xtick.labelcolor": INK,
    "ytick.labelcolor": INK,
    "xtick.labelsize": 8,
    "ytick.labelsize": 8.5,
    "legend.frameon": False,
    "legend.fontsize": 8.5,
    "text.color": INK,
    "svg.fonttype": "path",
    "svg.hashsalt": "chian",
    "axes.formatter.useoffset": False,
}


PLACED: Final = re.compile(rb' (?:d|x|y)="[^"]*"')
BEYOND: Final = re.compile(rb"(?<=\.\d\d)\d+")
"""Places in an SVG are cut at hundredths of a point, which nobody sees and which saves a tenth of the page."""


def on(colour: str) -> str:
    """The colour of words that can be read on this one."""
    red, green, blue = to_rgb(colour)
    return INK if 0.299 * red + 0.587 * green + 0.114 * blue > 0.5 else "white"


def styled[**P, T](draw: Callable[P, T]) -> Callable[P, T]:
    """Runs a drawing function in the style of the report."""

    @functools.wraps(draw)
    def inside(*args: P.args, **kwargs: P.kwargs) -> T:
        with mpl.rc_context(_STYLE):
            return draw(*args, **kwargs)

    return inside


def sheet(width: float, height: float) -> Figure:
    """An empty figure, in inches, that arranges its axes itself."""
    room = ConstrainedLayoutEngine(w_pad=0.09, h_pad=0.05)  # letters grow a little with the resolution
    return Figure(figsize=(width, height), layout=room)


@styled
def svg(drawing: Figure) -> bytes:
    """The figure as SVG; the same figure gives the same bytes."""
    stream = io.BytesIO()
    drawing.savefig(stream, format="svg", metadata={"Date": None, "Creator": None})
    return PLACED.sub(lambda found: BEYOND.sub(b"", found[0]), stream.getvalue())


@styled
def keep(drawing: Figure, folder: Path, name: str) -> str:
    """Write the figure as SVG and PNG (200 dpi) and return it as a data URI."""
    picture = svg(drawing)
    with appearing(folder / f"{name}.svg") as part:
        part.write_bytes(picture)
    drawing.set_layout_engine("none")  # everything has its place by now
    with appearing(folder / f"{name}.png") as part:
        drawing.savefig(part, format="png", dpi=200, metadata={"Software": None})
    return f"data:image/svg+xml;base64,{base64.b64encode(picture).decode('ascii')}"
