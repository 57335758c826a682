"""A waiting line in SimPy: crews are a resource, every call is a process."""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import Any

import numpy as np
import simpy
from numpy.typing import NDArray


def ready(crews: int, minutes: NDArray[np.float64], service: NDArray[np.float64]) -> Callable[[], NDArray[np.float64]]:
    """What runs the line and gives the waits, in order of the calls."""
    room = simpy.Environment()
    staff = simpy.Resource(room, crews)
    waits: list[float] = []

    def call(lasts: float) -> Generator[Any]:
        came = room.now
        with staff.request() as crew:
            yield crew
            waits.append(room.now - came)
            yield room.timeout(lasts)

    def calls() -> Generator[Any]:
        for minute, lasts in zip(minutes.tolist(), service.tolist(), strict=True):
            yield room.timeout(minute - room.now)
            room.process(call(lasts))

    def run() -> NDArray[np.float64]:
        room.run()
        return np.array(waits)

    room.process(calls())
    return run
