"""Events of the response room and their log."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.compiled import inlined

RELEASE: Final = 0
REENTER: Final = 1
HOLD_END: Final = 2
EXPIRE: Final = 3
ARRIVE: Final = 4
ASSIGN: Final = 5
ON_SCENE: Final = 6
DESK: Final = 7
BLOCK: Final = 8
HOLD: Final = 9
WAIT: Final = 10
PASS_ON: Final = 11
ASSESS: Final = 12

NAMES: Final = (
    "released",
    "came from a hand-over",
    "hold ended",
    "abandoned",
    "joined the queue",
    "crew assigned",
    "crew on scene",
    "settled at the desk",
    "turned away",
    "held for its own station",
    "waits for any crew",
    "handed over",
    "crew assigned to assess",
)
"""What an event is called, by kind. Kinds 0 to 3 also give the order of simultaneous events; arrivals
come after."""


class Log(NamedTuple):
    """An optional record of every event. `length[0]` rows are filled; capacity 0 turns the log off."""

    length: NDArray[np.int64]
    minute: NDArray[np.float64]
    kind: NDArray[np.int64]
    call: NDArray[np.uint64]
    """Id of the incident behind the call."""
    crew: NDArray[np.int64]
    """-1 where no crew is involved."""


@inlined
def note(log: Log, minute: float, kind: int, call: np.uint64, crew: int) -> None:
    """Write an event into the log, if there is one."""
    n = log.length[0]
    if len(log.minute) > 0:
        log.length[0] = n + 1
        if n < len(log.minute):
            log.minute[n] = minute
            log.kind[n] = kind
            log.call[n] = call
            log.crew[n] = crew


def log(capacity: int) -> Log:
    """An empty log. When it is full, further events are counted in `length` but not kept."""
    return Log(
        np.zeros(1, np.int64),
        np.empty(capacity, np.float64),
        np.empty(capacity, np.int64),
        np.empty(capacity, np.uint64),
        np.empty(capacity, np.int64),
    )


def rows(record: Log) -> list[tuple[float, int, int, int]]:
    """The log as (minute, kind, call, crew), in order of time (ties by kind, call, crew)."""
    n = min(int(record.length[0]), len(record.minute))
    return sorted(
        zip(
            record.minute[:n].tolist(),
            record.kind[:n].tolist(),
            record.call[:n].tolist(),
            record.crew[:n].tolist(),
            strict=True,
        )
    )
