"""How far a study is: a bar with the time left on a terminal, plain lines elsewhere. All of it on standard error."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final, Protocol

STEP: Final = 0.1
"""Plain lines come at every tenth of the work."""
EARLY_S: Final = 60.0
"""And once after the first minute, since a tenth of the work may take hours."""


type Tell = Callable[[int], None]
"""Is told how many days have been simulated since it was last told."""


class Meter(Protocol):
    """Is told how many days have been simulated so far, and what is worth a line."""

    def reached(self, days: int) -> None: ...

    def say(self, line: str) -> None: ...


def adding(told: Meter) -> Tell:
    """Adds up the days that it is told, for a meter."""
    reached = 0

    def tell(days: int) -> None:
        nonlocal reached
        reached += days
        told.reached(reached)

    return tell


def spoken(seconds: float) -> str:
    """A span of time as one would say it."""
    for size, unit in ((3600, "h"), (60, "min")):
        if seconds >= 2 * size:
            return f"{seconds / size:.0f} {unit}" if seconds >= 10 * size else f"{seconds / size:.1f} {unit}"
    return f"{seconds:.0f} s" if seconds >= 10 else f"{seconds:.1f} s"


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
        self.began, self.early = 0.0, False

    def reached(self, days: int) -> None:
        # What comes before the first day (kernels, processes) says nothing about the days to come.
        if not days:
            return
        now, share = time.monotonic(), days / self.days
        self.began = self.began or now
        if share >= self.next and share < 1.0:
            self.next = share + STEP
            self._tell(share, now - self.began)
        elif not self.early and now - self.began > EARLY_S and share < 1.0:
            self.early = True
            self._tell(share, now - self.began)

    def _tell(self, share: float, took: float) -> None:
        self.say(f"{self.title}: {share:.0%}, about {spoken(took * (1.0 - share) / share)} left")

    def say(self, line: str) -> None:
        print(line, file=sys.stderr, flush=True)
