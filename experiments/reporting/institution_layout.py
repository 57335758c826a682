"""Where organisations stand in a drawing, and where the lines between them begin and end.

Four layers from top to bottom: who pays, who commands, forces, the public. Each line has a port of its own on the side
of a box, sorted by where it leads, so that lines between two boxes run side by side.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, NamedTuple, final

from experiments.reporting.institution_edges import Edge, Shown
from sim.institution.clauses import KINDS
from sim.institution.organisation import FORCE, PATROL

LAYERS: Final = (
    ("treasury", "foundation", "institute", "analysis"),
    ("investigation_office", "headquarters", "commission"),
    (FORCE,),
    ("corps", "municipality", "residents"),
)
"""Kinds of organisations by layer, and from left to right inside it."""

_ORDER: Final = {kind.__name__: number for number, kind in enumerate(KINDS)}
_AIR: Final = 22.0
"""Points between boxes of a layer, at least."""

_LANE: Final = 140.0
"""Points kept free of forces on the right."""


class Box(NamedTuple):
    """A box in points: its middle, width and height."""

    x: float
    y: float
    width: float
    height: float


type Point = tuple[float, float]


class Line(NamedTuple):
    """A line in points from the source's port to the target's. `below`: how far it bows down on its way.

    `via`: the points at which it bends to pass between boxes of a layer that it crosses.
    """

    edge: Edge
    start: Point
    end: Point
    below: float
    via: tuple[Point, ...] = ()


@final
@dataclass(frozen=True)
class Layout:
    """Boxes by organisation, lines, and the size of the whole in points."""

    boxes: dict[str, Box]
    lines: tuple[Line, ...]
    width: float
    height: float


def lay_out(shown: Shown, *, width: float = 770.0, height: float = 430.0) -> Layout:
    """Boxes and lines of a drawing."""
    rows = _rows(shown)
    boxes = _boxes(rows, shown, width, height)
    return Layout(boxes, tuple(_lines(shown.edges, boxes, rows)), width, height)


def _rows(shown: Shown) -> list[list[str]]:
    """Names by layer. Forces go by their principal, in the order of the layer above; patrol crews come first."""
    rows = [[o.name for kind in kinds for o in shown.organisations if o.kind == kind] for kinds in LAYERS]
    branch = {o.name: o.branch for o in shown.organisations}
    order = {name: place for place, name in enumerate(rows[1])}
    rows[2].sort(key=lambda force: (order.get(shown.ruler(force), len(order)), branch[force] != PATROL))
    return rows


def _boxes(rows: list[list[str]], shown: Shown, width: float, height: float) -> dict[str, Box]:
    """Forces share the width but for a lane on the right, which leads from the residents up to the commission."""
    inside = width - _LANE
    y = [height - 24.0, height - 122.0, height - 282.0, 28.0]
    boxes = {}
    for place, name in enumerate(rows[2]):
        slot = inside / len(rows[2])
        boxes[name] = Box(slot * (place + 0.5), y[2], min(118.0, slot - _AIR), 42.0)
    for layer, wide in ((1, 150.0), (3, 126.0)):
        last = [name for name in rows[layer][-1:] if _in_lane(name, shown)]
        others = rows[layer][: len(rows[layer]) - len(last)]
        over = {n: [b.x for f, b in boxes.items() if layer == 1 and shown.ruler(f) == n] for n in others}
        for name, x in {**_spread(over, inside, wide), **dict.fromkeys(last, width - wide / 2)}.items():
            boxes[name] = Box(x, y[layer], wide, 38.0)
    return boxes | _payers(rows[0], shown, boxes, Box(width, y[0], 126.0, 38.0))


def _payers(names: list[str], shown: Shown, boxes: dict[str, Box], like: Box) -> dict[str, Box]:
    """Boxes above all others, from left to right, each where other boxes are in the way of the fewest of its lines."""
    found: dict[str, Box] = {}
    least = like.width / 2
    for place, name in enumerate(names):
        usual = like.x * (place + 0.5) / len(names)
        room = like.x - like.width / 2 - (len(names) - place - 1) * (like.width + _AIR)
        paid = [boxes[e.target] for e in shown.edges if e.source == name and e.target in boxes]
        steps = [least + (room - least) * step / 40 for step in range(41)]
        hidden = {x: sum(_behind(like._replace(x=x), end, boxes) for end in paid) for x in steps}
        best = min(steps, key=lambda x: (hidden[x], abs(x - usual)))
        found[name] = like._replace(x=best)
        least = best + like.width + _AIR
    return found


def _behind(one: Box, other: Box, boxes: dict[str, Box]) -> int:
    """How many boxes are in the way of the line from one box down to another."""
    between = [box for box in boxes.values() if other.y < box.y < one.y]
    return sum(_in_the_way(box, one[:2], other[:2]) for box in between)


def _in_lane(name: str, shown: Shown) -> bool:
    return any(o.name == name and o.kind in ("commission", "residents") for o in shown.organisations)


def _spread(over: dict[str, list[float]], inside: float, wide: float) -> dict[str, float]:
    """[name] x: each over what it rules, or in its share of the width, none upon another."""
    found: dict[str, float] = {}
    least = wide / 2
    for place, (name, below) in enumerate(over.items()):
        slot = inside * (place + 0.5) / len(over)
        room = inside - (len(over) - place - 1) * (wide + _AIR) - wide / 2
        found[name] = max(least, min(room, sum(below) / len(below) if below else slot))
        least = found[name] + wide + _AIR
    return found


# --- lines --------------------------------------------------------------------------------------------------------

type _Ends = dict[tuple[str, str], list[tuple[float, int, int]]]


def _lines(edges: Sequence[Edge], boxes: dict[str, Box], rows: list[list[str]]) -> list[Line]:
    layer = {name: number for number, row in enumerate(rows) for name in row}
    neighbours = {pair for row in (rows[0], rows[1], rows[3]) for pair in pairwise(row)}
    drawn = [e for e in edges if e.source in boxes and e.target in boxes]
    ports: _Ends = defaultdict(list)
    for number, edge in enumerate(drawn):
        for here, there in ((edge.source, edge.target), (edge.target, edge.source)):
            beside = (here, there) in neighbours or (there, here) in neighbours
            side = _side(boxes[here], boxes[there], beside)
            ports[here, side].append((boxes[there].x, _ORDER[edge.kind], number))
    at = {
        (name, number): _port(boxes[name], side, place, len(members))
        for (name, side), members in ports.items()
        for place, (_, _, number) in enumerate(sorted(members))
    }
    bare = [_line(edge, at[edge.source, n], at[edge.target, n], layer) for n, edge in enumerate(drawn)]
    return [line._replace(via=_via(line, [boxes[name] for row in rows for name in row])) for line in bare]


def _via(line: Line, boxes: list[Box]) -> tuple[Point, ...]:
    """Through the nearest gap of every layer in which a box is in the way."""
    (x, y), (to_x, to_y) = line.start, line.end
    found: list[Point] = []
    for level in sorted({box.y for box in boxes if min(y, to_y) < box.y < max(y, to_y)}, reverse=to_y < y):
        row = [box for box in boxes if box.y == level]
        here = x + (to_x - x) * (level - y) / (to_y - y)
        if any(_in_the_way(box, line.start, line.end) for box in row):
            gap, half = min(_gaps(row), key=lambda middle: abs(middle - here)), row[0].height / 2 + 2.0
            sides = (level + half, level - half) if to_y < y else (level - half, level + half)
            found += [(gap, side) for side in sides]
    return tuple(found)


def _in_the_way(box: Box, start: Point, end: Point) -> bool:
    """Whether a straight line that crosses the layer of the box touches it, or nearly so."""
    slope = (end[0] - start[0]) / (end[1] - start[1])
    xs = [start[0] + slope * (box.y + side * box.height / 2 - start[1]) for side in (-1, 1)]
    return min(xs) < box.x + box.width / 2 + 5.0 and max(xs) > box.x - box.width / 2 - 5.0


def _gaps(row: list[Box]) -> list[float]:
    """The middles between boxes side by side, and a little beside the last."""
    ordered = sorted(row)
    between = [(one.x + one.width / 2 + next_.x - next_.width / 2) / 2 for one, next_ in pairwise(ordered)]
    return [*between, ordered[-1].x + ordered[-1].width / 2 + _AIR / 2]


def _side(here: Box, there: Box, beside: bool) -> str:
    """Lines inside a layer leave and arrive below, those of neighbours at the side."""
    if beside:
        return "right" if there.x > here.x else "left"
    return "top" if there.y > here.y else "bottom"


def _port(box: Box, side: str, place: int, members: int) -> Point:
    if side in ("left", "right"):
        y = box.y + (place - (members - 1) / 2) * min((box.height - 10.0) / members, 11.0)
        return box.x + (box.width if side == "right" else -box.width) / 2, y
    x = box.x + (place - (members - 1) / 2) * min((box.width - 14.0) / members, 11.0)
    return x, box.y + (box.height if side == "top" else -box.height) / 2


def _line(edge: Edge, start: Point, end: Point, layer: dict[str, int]) -> Line:
    """Bows to the left lie lower, so that a line and its answer are two."""
    inside = layer[edge.source] == layer[edge.target] == LAYERS.index((FORCE,))
    depth = 12.0 + 0.075 * abs(start[0] - end[0]) + (9.0 if end[0] < start[0] else 0.0)
    return Line(edge, start, end, depth if inside else 0.0)
