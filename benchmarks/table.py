"""What a benchmark tells: a table, with a sentence under it."""

from __future__ import annotations

from typing import NamedTuple


class Table(NamedTuple):
    """Title, names of the columns, rows of text, and what has to be known to read them."""

    title: str
    columns: tuple[str, ...]
    rows: list[tuple[str, ...]]
    note: str

    def markdown(self) -> str:
        """The table as GitHub's markdown, its figures to the right."""
        ruler = ["---"] + ["---:"] * (len(self.columns) - 1)
        lines = ("| " + " | ".join(cells) + " |" for cells in (self.columns, ruler, *self.rows))
        return f"### {self.title}\n\n" + "\n".join(lines) + f"\n\n{self.note}\n"


def time_of(seconds: float) -> str:
    """Seconds with three digits, in the unit that suits them."""
    if seconds < 1e-3:
        return f"{seconds * 1e6:.3g} us"
    if seconds < 1.0:
        return f"{seconds * 1e3:.3g} ms"
    return f"{seconds:.3g} s" if seconds < 100 else f"{seconds:.0f} s"
