"""How long it takes until a command answers, and what its imports cost. Every turn is a process of its own."""

from __future__ import annotations

import resource
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.rounds import interleaved
from benchmarks.table import Table, time_of

ROUNDS = 7
ROOT = Path(__file__).parents[1]
CHIAN = ("-m", "experiments.command_line")

STARTS = {
    "Python alone": ("-c", ""),
    "chian --help": (*CHIAN, "--help"),
    "chian compare --help": (*CHIAN, "compare", "--help"),
    "chian compare --cfg job": (*CHIAN, "compare", "--cfg", "job"),
    "chian institution diff unitary dual": (*CHIAN, "institution", "diff", "unitary", "dual"),
    "import numpy": ("-c", "import numpy"),
    "import numba": ("-c", "import numba"),
    "import mesa": ("-c", "import mesa"),
    "import pandas": ("-c", "import pandas"),
    "import matplotlib.pyplot": ("-c", "import matplotlib.pyplot"),
    "import sim.model": ("-c", "import sim.model"),
}


def measure(told: Callable[[str], None]) -> Table:
    """Seconds of the processor by what is started."""
    told("start-up")
    seconds = interleaved({name: _way(words) for name, words in STARTS.items()}, ROUNDS, _of_children)
    alone = seconds["Python alone"].median
    rows = [
        (name, time_of(each.least), time_of(each.median), time_of(max(each.median - alone, 0.0)))
        for name, each in seconds.items()
    ]
    return Table(
        "Start-up",
        ("started", "least", "median", "median beyond Python alone"),
        rows,
        f"{ROUNDS} rounds, kernels compiled before; seconds of the processor, in the system's part too. "
        "`import mesa` includes numpy and pandas, `import sim.model` includes mesa and numba.",
    )


def _way(words: Sequence[str]) -> Callable[[], Callable[[], object]]:
    run = [sys.executable, *words]
    return lambda: lambda: subprocess.run(run, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)


def _of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
