"""A waiting line in Mesa: crews are agents, calls come and crews are free again by the model's event list.

Mesa takes a step of the model at every unit of time, so that the unit is a day: with minutes it would step more often
than calls come.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

import mesa
import numpy as np
from numpy.typing import NDArray

DAY = 1440.0
"""Minutes of Mesa's unit of time."""


class Crew(mesa.Agent):
    """Serves one call after the other while any waits."""

    def serve(self, came: float, lasts: float) -> None:
        """Go to a call that came at a time."""
        room = self.model
        room.waits.append(room.time - came)
        room.schedule_event(self.release, after=lasts)

    def release(self) -> None:
        """Free again."""
        room = self.model
        if room.waiting:
            self.serve(*room.waiting.popleft())
        else:
            room.free.append(self)


class Room(mesa.Model):
    """A control room with some crews."""

    def __init__(self, crews: int, times: list[float], service: list[float]) -> None:
        super().__init__()
        self.coming = iter(zip(times, service, strict=True))
        self.free = deque(Crew(self) for _ in range(crews))
        self.waiting: deque[tuple[float, float]] = deque()
        self.waits: list[float] = []
        self.next: tuple[float, float] | None = None
        self.await_call()

    def await_call(self) -> None:
        """Put the next call on the event list."""
        self.next = next(self.coming, None)
        if self.next is not None:
            self.schedule_event(self.take_call, at=self.next[0])

    def take_call(self) -> None:
        """Send a crew that is free, or let the call wait."""
        call = self.next
        if self.free:
            self.free.popleft().serve(*call)
        else:
            self.waiting.append(call)
        self.await_call()


def ready(crews: int, minutes: NDArray[np.float64], service: NDArray[np.float64]) -> Callable[[], NDArray[np.float64]]:
    """What runs the line and gives the waits, in order of the calls."""
    room = Room(crews, (minutes / DAY).tolist(), (service / DAY).tolist())

    def run() -> NDArray[np.float64]:
        room.run_until((minutes[-1] + service.sum()) / DAY)
        return np.array(room.waits) * DAY

    return run
