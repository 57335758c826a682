"""A run-year of Seoul: seconds of one core by policy and rung, and by phase of the day.

All runs take turns day by day, so that a drifting machine moves all. Fate is kept for two days, so that runs of one
replication share it, as the policies of a study do; here each run has its own, and makes it.
"""

from __future__ import annotations

import resource
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from matplotlib.figure import Figure

from benchmarks.phases import PHASES, REST, clocked, step
from benchmarks.table import Table
from experiments.reporting.style import FAINT, HAIR, POLICIES, sheet, styled
from experiments.running.assembling import model

DAYS = 365
RUNS: Final = {
    "unitary, r0": ("policy=unitary", "rung=r0"),
    "dual, r0": ("policy=dual", "rung=r0"),
    "unitary, r2": ("policy=unitary", "rung=r2"),
    "dual, r2": ("policy=dual", "rung=r2"),
    "dual, r3": ("policy=dual", "rung=r3"),
    "unitary, r2, every strategy": ("policy=unitary_all", "rung=r2"),
    "dual, r2, every strategy": ("policy=dual_all", "rung=r2"),
}
BASE: Final = "unitary, r2"
BY_PHASE: Final = ("unitary, r0", "dual, r0", "unitary, r2", "dual, r2")
PICTURE: Final = Path(__file__).parents[1] / "docs" / "images" / "time_by_phase.png"

COLOURS: Final = (*POLICIES, "#f0e442", "#a6dbc8", FAINT, HAIR)

type Spent = Mapping[str, Counter[str]]


def measure(told: Callable[[str], None]) -> tuple[Table, Table]:
    """Whole run-years, and the phases of four of them."""
    spent = live(told)
    return whole(spent), by_phase(spent)


def live(told: Callable[[str], None], days: int = DAYS) -> Spent:
    """Seconds of each run by phase of the day."""
    runs = {}
    for name, words in RUNS.items():
        told(f"run-year of Seoul: {name} begins")
        runs[name] = model("world=seoul", "burn_in_days=10", "at_rest=true", *words)
    clocks = {name: clocked(run) for name, run in runs.items()}
    for day in range(days):
        told(f"run-year of Seoul, day {day + 1} of {days}")
        for name, run in runs.items():
            step(run, clocks[name])
    return clocks


def whole(spent: Spent) -> Table:
    """Seconds of a run-year."""
    base = spent[BASE].total()
    totals = {name: clock.total() for name, clock in spent.items()}
    rows = [(name, f"{s:.2f}", f"{1e3 * s / DAYS:.1f}", f"{s / base:.2f}") for name, s in totals.items()]
    # Linux counts in KiB.
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    return Table(
        "A run-year of Seoul",
        ("run", "seconds", "ms a day", f"over {BASE}"),
        rows,
        f"Seconds of one core, {DAYS} days, all runs taking turns day by day in one process, which held {peak:.1f} GiB "
        f"at its peak for all {len(RUNS)}. Burn-in and set-up are not timed. Each run makes its own fate.",
    )


def by_phase(spent: Spent) -> Table:
    """Milliseconds a day and the share of each phase."""
    rows = []
    for phase in (*PHASES.values(), REST):
        seconds = [spent[run][phase] for run in BY_PHASE]
        shares = [s / spent[run].total() for run, s in zip(BY_PHASE, seconds, strict=True)]
        cells = (f"{1e3 * s / DAYS:.2f} ({share:.0%})" for s, share in zip(seconds, shares, strict=True))
        rows.append((phase, *cells))
    return Table(
        "Where the time of a run-year goes",
        ("phase of the day", *BY_PHASE),
        rows,
        "Milliseconds a day, and the share of the run. `docs/images/time_by_phase.png` draws it.",
    )


def draw(spent: Spent, to: Path = PICTURE) -> None:
    """The same as a picture: one bar a run, its parts in the order of the day."""
    drawing = _bars(spent)
    drawing.savefig(to, dpi=150, metadata={"Software": None})


@styled
def _bars(spent: Spent) -> Figure:
    drawing = sheet(9.0, 3.0)
    axes = drawing.subplots()
    left = dict.fromkeys(BY_PHASE, 0.0)
    for phase, colour in zip((*PHASES.values(), REST), COLOURS, strict=True):
        widths = [1e3 * spent[run][phase] / DAYS for run in BY_PHASE]
        axes.barh(BY_PHASE, widths, left=list(left.values()), height=0.6, label=phase, color=colour)
        left = {run: left[run] + width for run, width in zip(BY_PHASE, widths, strict=True)}
    axes.invert_yaxis()
    axes.set_xlabel("milliseconds of one core a day of Seoul")
    drawing.legend(loc="outside right center")
    return drawing
