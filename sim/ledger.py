"""The ledger: what the run itself may look up. True and recorded incidents, minutes, crews' time; never mixed.

Outcomes and, later, evaluation read the same ledger, so nothing is measured twice.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, final

import numpy as np
from numpy.typing import NDArray

from sim.vocabulary import AFFAIRS, LOCAL, MAJOR_CRIME, PRIORITIES

IS_LOCAL: Final = np.array([a in LOCAL for a in AFFAIRS])
IS_MAJOR_CRIME: Final = np.array([a in MAJOR_CRIME for a in AFFAIRS])

PARTS: Final = (
    "calls",
    "answered",
    "abandoned",
    "turned_away",
    "response_min",
    "handling_min",
    "queue_min",
    "handover_min",
    "travel_min",
    "first_any_min",
    "crews_sent",
    "crews_short",
    "own_station",
    "misrouted",
    "both_forces",
    "busy_min",
)
"""Sums kept of closed calls. Minutes are over answered calls only; travel includes turnout."""

BIN_MIN: Final = 0.05
BINS: Final = 2400
"""Response times are counted in bins of 3 seconds up to 2 hours, for quantiles."""


@final
@dataclass
class Ledger:
    """The books of one run from day `first` on. D districts, A affairs, 3 priorities, F forces, S street segments."""

    first: int
    districts: int
    segments: int
    forces: tuple[str, ...]
    days: int = 0
    true: list[NDArray[np.int64]] = field(default_factory=list)
    """One [A, D] of incidents that happened for each day."""
    reported: list[NDArray[np.int64]] = field(default_factory=list)
    recorded: list[NDArray[np.int64]] = field(default_factory=list)
    """One [A, D] of crimes in the police record for each day."""
    hour: NDArray[np.int64] = field(init=False)
    """[A, 24] recorded crimes by hour of the day."""
    by_segment: NDArray[np.int64] = field(init=False)
    """[S] recorded crimes."""
    calls: NDArray[np.float64] = field(init=False)
    """[parts, D, A, 3] sums over closed calls."""
    daily: list[NDArray[np.float64]] = field(default_factory=list)
    """One [parts, 2, 3] (national, local affairs) for each day."""
    bins: NDArray[np.int64] = field(init=False)
    """[A, 3, BINS] answered calls by response time."""
    by_force: NDArray[np.int64] = field(init=False)
    """[F, A] answered calls by the force of the first right crew."""
    use: list[NDArray[np.float64]] = field(default_factory=list)
    """One [6] of crew minutes by use for each day, summed over crews by id, whatever their force."""
    use_by_force: NDArray[np.float64] = field(init=False)
    """[F, 6] crew minutes by use."""
    money: NDArray[np.float64] = field(init=False)
    """[F] full cost of the officers behind each force's crews, million won. Who pays comes with budgets."""
    spent: float = 0.0
    """The same for all crews, summed without regard to forces."""
    thinning: NDArray[np.int64] = field(init=False)
    """[4] potential incidents, above the ceiling, deterred, displaced."""
    hazard: list[NDArray[np.float64]] = field(default_factory=list)
    """One [A] mean hazard ratio, weighted by reference rates, for each day."""
    assembly: list[tuple[int, int]] = field(default_factory=list)
    """Crews demanded and crews drafted for assembly duty, each day."""
    carried_in: int = 0
    """Calls open when the ledger began."""
    came: int = 0
    open: int = 0
    """Calls not closed yet."""
    clipped: int = 0
    """Numbers of the institution held at their bounds, summed over days."""

    def __post_init__(self) -> None:
        affairs, priorities = len(AFFAIRS), len(PRIORITIES)
        self.hour = np.zeros((affairs, 24), np.int64)
        self.by_segment = np.zeros(self.segments, np.int64)
        self.calls = np.zeros((len(PARTS), self.districts, affairs, priorities))
        self.bins = np.zeros((affairs, priorities, BINS), np.int64)
        self.by_force = np.zeros((len(self.forces), affairs), np.int64)
        self.thinning = np.zeros(4, np.int64)
        self.money = np.zeros(len(self.forces))
        self.use_by_force = np.zeros((len(self.forces), 6))

    def conserved(self) -> bool:
        """Whether every call that came is closed in exactly one way, or still open."""
        closed = self.part("answered") + self.part("abandoned") + self.part("turned_away")
        return int(closed.sum()) + self.open == self.carried_in + self.came

    def part(self, name: str) -> NDArray[np.float64]:
        """[D, A, 3] sums of one part."""
        part: NDArray[np.float64] = self.calls[PARTS.index(name)]
        return part

    def minutes(self) -> NDArray[np.float64]:
        """[6] crew minutes by use."""
        return np.sum(self.use, axis=0)
