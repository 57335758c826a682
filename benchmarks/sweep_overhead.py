"""What a sweep costs beside its simulation, and whether its memory stays flat.

The same points are run as a batch of a sweep and directly, by turns in one process, so that a drifting machine moves
both. Memory is the resident set of this process after so many tiny runs of one district, done as workers do them.
"""

from __future__ import annotations

import gc
import resource
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.table import Table, time_of
from experiments.running import batches
from experiments.running.asking import sweep
from experiments.running.batches import Cut
from experiments.running.configuration import composed
from experiments.running.deriving import at
from experiments.running.replication import played
from experiments.running.sweeping import one
from experiments.running.sweeps import Sweep
from experiments.running.sweeps import sweep as read

OVER = "over=[response.hold_p3_min,response.misroute,demand.affairs.*.presence_elasticity]"
POLICIES = 2
ROUNDS = 8
MEMORY_RUNS = (1_000, 10_000)


def asked(points: int, days: int) -> Sweep:
    """A sweep of two policies in one district."""
    said = (OVER, f"points={points}", f"days={days}", "burn_in_days=0", "replications=1")
    return read(composed(sweep(said)))


def overhead() -> tuple[float, float]:
    """Median milliseconds a run: the simulation called directly, and what the sweep adds."""
    whole, cut = asked(512, 5), Cut(512)
    prepared = [at(whole.asked, point) for point in whole.points[: cut.size]]
    direct, added = [], []
    with tempfile.TemporaryDirectory() as name:
        batches.write_points(Path(name), whole.points)
        for _ in range(ROUNDS):
            start = time.perf_counter()
            for settings in prepared:
                played(settings, 0)
            middle = time.perf_counter()
            one(whole.asked, Path(name), 0, cut=cut)
            direct.append(middle - start)
            added.append(time.perf_counter() - middle - direct[-1])
    runs = cut.size * POLICIES
    return 1e3 * statistics.median(direct) / runs, 1e3 * statistics.median(added) / runs


def memory() -> dict[int, float]:
    """MiB of this process after so many runs."""
    points = MEMORY_RUNS[-1] // POLICIES
    whole, cut, found = asked(points, 1), Cut(points), {}
    with tempfile.TemporaryDirectory() as name:
        batches.write_points(Path(name), whole.points)
        for batch in range(cut.of_replication):
            one(whole.asked, Path(name), batch, cut=cut)
            done = POLICIES * (cut.within(batch).stop)
            for runs in MEMORY_RUNS:
                if runs not in found and done >= runs:
                    gc.collect()
                    found[runs] = resident()
    return found


def resident() -> float:
    """MiB of this process in memory now (Linux)."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 2**20


def measure(told: Callable[[str], None]) -> Table:
    """Milliseconds beside the simulation, and memory by the number of runs."""
    told("sweep: what it adds to a run")
    direct, added = overhead()
    told(f"sweep: memory of {MEMORY_RUNS[-1]:,} runs")
    sizes = memory().items()
    return Table(
        "A sweep",
        ("", "measured"),
        [
            ("a run of 5 days of one district, its pilot included", time_of(direct / 1e3)),
            ("what the sweep adds to a run", f"{added:+.2f} ms"),
            *((f"memory of a process after {runs:,} runs of a day", f"{size:.0f} MiB") for runs, size in sizes),
        ],
        f"{ROUNDS} rounds of {Cut(512).size} points by turns; the sum also falls below 0 where it is smaller than what "
        "the machine's own work does to both.",
    )
