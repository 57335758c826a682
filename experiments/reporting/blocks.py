"""What a section of the report is made of. The template lays out these blocks and knows nothing about results."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, final

from matplotlib.figure import Figure as Drawing


@final
@dataclass(frozen=True)
class Text:
    """One paragraph of plain words. `strong` sets it apart."""

    kind: ClassVar[str] = "text"
    words: str
    strong: bool = False


@final
@dataclass(frozen=True)
class Items:
    """A list of plain sentences."""

    kind: ClassVar[str] = "items"
    words: tuple[str, ...]


@final
@dataclass(frozen=True)
class Facts:
    """Names and what stands for them, as a short list in two columns."""

    kind: ClassVar[str] = "facts"
    pairs: tuple[tuple[str, str], ...]


@final
@dataclass(frozen=True)
class Cell:
    """One cell. `tone` ("good", "bad", "") adds a colour to words that say the same."""

    words: str
    tone: str = ""


@final
@dataclass(frozen=True)
class Row:
    """One line of a table; `key` names it for readers of the page's source. `heading`: its cell stands for all."""

    key: str
    cells: tuple[Cell, ...]
    heading: bool = False


@final
@dataclass(frozen=True)
class Group:
    """Columns of a table under one heading."""

    heading: str
    columns: int


@final
@dataclass(frozen=True)
class Table:
    """A table. Columns in `numbers` are set right; `groups`, if any, stand above the head and cover all columns."""

    kind: ClassVar[str] = "table"
    key: str
    caption: str
    head: tuple[str, ...]
    rows: tuple[Row, ...]
    numbers: frozenset[int] = frozenset()
    groups: tuple[Group, ...] = ()


@final
@dataclass(frozen=True)
class Code:
    """Lines to be copied as they are."""

    kind: ClassVar[str] = "code"
    words: str


@final
@dataclass(frozen=True)
class Figure:
    """A drawing with the words that stand for it (`alt`) and under it (`caption`)."""

    kind: ClassVar[str] = "figure"
    key: str
    drawing: Drawing
    alt: str
    caption: str


@final
@dataclass(frozen=True)
class Pair:
    """Two figures beside each other where there is room, one above the other where there is none."""

    kind: ClassVar[str] = "pair"
    figures: tuple[Figure, ...]


type Plain = Text | Items | Facts | Table | Code | Figure | Pair


@final
@dataclass(frozen=True)
class Folded:
    """Blocks that a reader opens at will; on paper they are open."""

    kind: ClassVar[str] = "folded"
    summary: str
    blocks: tuple[Plain, ...]


type Block = Plain | Folded


@final
@dataclass(frozen=True)
class Section:
    """One answer of the report."""

    key: str
    title: str
    blocks: tuple[Block, ...]

    @property
    def figures(self) -> tuple[Figure, ...]:
        """All figures of the section, in order."""
        found = [(b,) if isinstance(b, Figure) else b.figures if isinstance(b, Pair) else () for b in self.blocks]
        return tuple(figure for several in found for figure in several)


def cells(*words: str) -> tuple[Cell, ...]:
    """Cells without a tone."""
    return tuple(Cell(word) for word in words)
