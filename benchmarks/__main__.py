"""All benchmarks, or those that are named: `make bench`, `python -m benchmarks [NAME ...] [--markdown]`."""

from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table as Grid

from benchmarks import machine
from benchmarks.table import Table

NAMES: Final = ("start_up", "waiting_line", "event_loop", "resident_day", "run_year", "growth", "sweep_overhead")
PAGE: Final = Path(__file__).parents[1] / "docs" / "performance.md"
BEGIN, END = "<!-- benchmarks begin -->", "<!-- benchmarks end -->"
MISSING: Final = "benchmarks: {0} is missing; it comes with the extra `bench`: pip install -e .[bench]"


def main() -> int:
    """Measure, print, and write the page if asked to."""
    words = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    words.add_argument("names", nargs="*", metavar="NAME", help=", ".join(NAMES))
    words.add_argument("--markdown", action="store_true", help="write the tables into docs/performance.md: all of them")
    asked = words.parse_args()
    unknown = sorted(set(asked.names) - set(NAMES))
    if unknown:
        words.error(f"no benchmark {unknown[0]!r}; allowed: {', '.join(NAMES)}")
    if asked.markdown and asked.names:
        words.error("--markdown writes all tables; name no benchmark with it")
    try:
        tables = measured(asked.names or NAMES, picture=asked.markdown)
    except ModuleNotFoundError as fault:
        print(MISSING.format(fault.name), file=sys.stderr)
        return 1
    if asked.markdown:
        write(tables)
    return 0


def measured(names: tuple[str, ...] | list[str], *, picture: bool) -> list[Table]:
    """Tables of the benchmarks, each printed as it comes."""
    console, found = Console(), []
    console.print(machine.about(), f"Load at the start: {machine.busy()}.")
    columns = (BarColumn(), TimeElapsedColumn(), TextColumn("{task.description}"))
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=len(names))
        told: Callable[[str], None] = lambda line: bar.update(task, description=line)  # noqa: E731
        for name in names:
            tables = _tables(name, told, picture=picture)
            for table in tables:
                console.print(_grid(table))
            found += tables
            bar.advance(task)
    return found


def _tables(name: str, told: Callable[[str], None], *, picture: bool) -> list[Table]:
    bench = importlib.import_module(f"benchmarks.{name}")
    if name == "run_year" and picture:
        spent = bench.live(told)
        bench.draw(spent)
        return [bench.whole(spent), bench.by_phase(spent)]
    tables = bench.measure(told)
    return [tables] if isinstance(tables, Table) else list(tables)


def _grid(table: Table) -> Grid:
    grid = Grid(title=table.title, caption=table.note, title_justify="left", caption_justify="left")
    for number, column in enumerate(table.columns):
        grid.add_column(column, justify="right" if number else "left")
    for row in table.rows:
        grid.add_row(*row)
    return grid


def write(tables: list[Table]) -> None:
    """Put the tables between the marks of the page."""
    before, rest = PAGE.read_text(encoding="utf-8").split(BEGIN)
    after = rest.split(END)[1]
    head = f"{machine.about()} Load at the end, this process included: {machine.busy()}."
    body = "\n".join(table.markdown() for table in tables)
    PAGE.write_text(f"{before}{BEGIN}\n\n{head}\n\n{body}\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
