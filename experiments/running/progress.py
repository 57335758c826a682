"""How far a study is: a bar with the time left on a terminal, plain lines elsewhere. All of it on standard error."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final, Protocol

STEP: Final = 0.1
"""Plain lines come at every tenth of the work."""


class Meter(Protocol):
    """Is told how many days have been simulated so far, and what is worth a line."""

    def reached(self, days: int) -> None: ...

    def say(self, line: str) -> None: ...


@contextmanager
def meter(title: str, days: int) -> Iterator[Meter]:
    """A meter for so many days of simulation."""
    if not sys.stderr.isatty():
        yield _Lines(title, days)
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True)) as bar:
        yield _Bar(bar, bar.add_task(title, total=days))


class _Bar:
    def __init__(self, bar: object, task: object) -> None:
        self.bar, self.task = bar, task

    def reached(self, days: int) -> None:
        self.bar.update(self.task, completed=days)  # type: ignore[attr-defined]

    def say(self, line: str) -> None:
        self.bar.console.print(line, highlight=False, markup=False)  # type: ignore[attr-defined]


class _Lines:
    def __init__(self, title: str, days: int) -> None:
        self.title, self.days, self.next = title, days, STEP
        self.began = 0.0

    def reached(self, days: int) -> None:
        # What comes before the first day (kernels, processes) says nothing about the days to come.
        self.began = self.began or time.monotonic()
        share = days / self.days
        if share >= self.next and share < 1.0:
            self.next = share + STEP
            left = (time.monotonic() - self.began) * (1.0 - share) / share
            self.say(f"{self.title}: {share:.0%}, {left:.0f} s left")

    def say(self, line: str) -> None:
        print(line, file=sys.stderr, flush=True)
