"""A waiting line in the model's event loop: one place, no ways, nothing to do but to answer calls."""

from __future__ import annotations

import runpy
from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sim.response.dispatch import run_day

# By its path: other packages, too, have `tests` that an import could find.
Bench = runpy.run_path(str(Path(__file__).parents[1] / "tests" / "conftest.py"))["Bench"]


def ready(crews: int, minutes: NDArray[np.float64], service: NDArray[np.float64]) -> Callable[[], NDArray[np.float64]]:
    """What runs the line and gives the waits, in order of the calls. The room is set up as its tests do it."""
    room = Bench(crew_station=[0] * crews).room(Bench.calls(minutes, service_min=service), stop_min=1e9)
    end = float(minutes[-1] + service.sum())

    def run() -> NDArray[np.float64]:
        run_day(end, 0, room)
        waits: NDArray[np.float64] = room.calls.assigned - room.calls.joined
        return waits

    return run
