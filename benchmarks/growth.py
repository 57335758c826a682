"""How cost grows: seconds a simulated day and peak memory as one thing at a time gets larger.

Every point is a process of its own, so that its peak of memory is its own. The unitary model in Seoul unless said.
"""

from __future__ import annotations

import math
import multiprocessing
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np

from benchmarks.table import Table, time_of
from sim.demand.rules import DemandRules
from sim.vocabulary import AFFAIRS, MAJOR_CRIME

DAYS: Final = 30
BURN_IN: Final = 5
POLICIES: Final = (
    "unitary",
    "dual",
    "national",
    "unitary_2023",
    "boxes_returned",
    "dual+municipal_cooperation:1",
    "dual+auxiliary_police:1",
    "dual+citizen_voice:1",
)


class Point(NamedTuple):
    """One size."""

    label: str
    words: tuple[str, ...]
    policies: tuple[str, ...] = ("unitary",)


class Cost(NamedTuple):
    """What a point costs, and how large it turned out."""

    seconds: float
    """Median of a day, all policies together."""
    peak_mib: float
    sizes: Mapping[str, float]


class Axis(NamedTuple):
    """One thing that grows; `size` is the name of what is counted."""

    title: str
    size: str
    points: Sequence[Point]


def rates(factor: float) -> tuple[str, ...]:
    """Calls of all affairs that are not taken from records, times a factor."""
    affairs = DemandRules().affairs
    usual = {name: getattr(affairs, name).dispatched_per_1000 for name in AFFAIRS if name not in MAJOR_CRIME}
    return tuple(f"demand.affairs.{name}.dispatched_per_1000={each * factor:g}" for name, each in usual.items())


AXES: Final = (
    Axis("residents", "residents", [Point(f"1 for {n}", (f"world.scale={n}",)) for n in (1000, 300, 100, 30, 10)]),
    Axis("calls", "calls a day", [Point(f"rates x {x:g}", rates(x)) for x in (0.25, 0.5, 1.0, 1.25)]),
    Axis("places", "places", [Point(f"{n:,}", (f"world.places={n}",)) for n in (250, 1000, 4000)]),
    Axis("crews", "crews", [Point(f"staffing {x:g}", (f"world.staffing={x:g}",)) for x in (1.0, 2.0, 4.0, 8.0)]),
    Axis("policies side by side", "policies", [Point(str(n), (), POLICIES[:n]) for n in (1, 2, 4, 8)]),
)


def cost(point: Point) -> Cost:
    """Live some days at a point. To be called in a process of its own."""
    from experiments.running.assembling import burnt_in, circumstances, forked
    from experiments.running.configuration import composed
    from experiments.running.settings import settings

    policies = f"policies=[{','.join(point.policies)}]"
    words = ("world=seoul", policies, f"burn_in_days={BURN_IN}", "allow_outside_ranges=true", *point.words)
    asked = settings(composed(words))
    base = burnt_in(asked, circumstances(asked, 0))
    runs = [forked(asked, base, case) for case in asked.plan.main]
    seconds = []
    for _ in range(DAYS):
        start = time.process_time()
        for run in runs:
            run.step()
        seconds.append(time.process_time() - start)
    first = runs[0]
    sizes = {
        "residents": len(first.population.place),
        "calls a day": first.ledger.came / first.ledger.days,
        "places": len(first.world.load),
        "crews": len(first.crews.force),
        "policies": len(runs),
    }
    return Cost(statistics.median(seconds), _peak_mib(), sizes)


def _peak_mib() -> float:
    """The largest memory of this process; what `resource` tells would include the process that began it."""
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    return float(status.split("VmHWM:")[1].split()[0]) / 1024.0


def measure(told: Callable[[str], None]) -> tuple[Table, Table]:
    """Every point, and the slopes of each axis."""
    rows, slopes = [], []
    alone = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=alone, max_tasks_per_child=1) as processes:
        for axis in AXES:
            found = []
            for point in axis.points:
                told(f"growth with {axis.title}: {point.label}")
                found.append(processes.submit(cost, point).result())
            rows += [_row(axis, point, each) for point, each in zip(axis.points, found, strict=True)]
            slopes.append(_slope(axis, found))
    points = Table(
        "Growth, point by point",
        ("what grows", "setting", "size", "a day", "peak MiB"),
        rows,
        f"Seoul, rung r2, unitary; median of {DAYS} days after {BURN_IN}, one process a point. Peaks include set-up "
        "and about 300 MiB of Python and its libraries. Policies are " + ", ".join(POLICIES) + ".",
    )
    return points, Table(
        "Growth, slopes",
        ("what grows", "from", "to", "slope of seconds", "slope of peak memory"),
        slopes,
        "Slopes of logarithms by least squares: 1 is in proportion, 0 is no matter.",
    )


def _row(axis: Axis, point: Point, found: Cost) -> tuple[str, ...]:
    size = found.sizes[axis.size]
    return (axis.title, point.label, f"{size:,.0f}", time_of(found.seconds), f"{found.peak_mib:.0f}")


def _slope(axis: Axis, found: Sequence[Cost]) -> tuple[str, ...]:
    sizes = [each.sizes[axis.size] for each in found]
    logs = np.log(sizes)
    seconds, memory = (
        float(np.polyfit(logs, [math.log(value) for value in values], 1)[0])
        for values in ([each.seconds for each in found], [each.peak_mib for each in found])
    )
    return (axis.title, f"{sizes[0]:,.0f}", f"{sizes[-1]:,.0f}", f"{seconds:.2f}", f"{memory:.2f}")
