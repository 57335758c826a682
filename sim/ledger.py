"""The ledger: what the run itself may look up. True and recorded incidents, minutes, crews' time; never mixed.

Outcomes read it, so nothing is measured twice.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final, final

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

PEOPLE: Final = ("trust", "fear", "aware", "residents")
"""Sums kept of simulated residents, every evening."""

BIN_MIN: Final = 0.05
BINS: Final = 2400
"""Response times are counted in bins of 3 seconds up to 2 hours, for quantiles."""


@final
@dataclass
class Decisions:
    """Who had the say over officers' minutes, summed over days. Minutes of calls, patrol and casework."""

    autonomous_min: float = 0.0
    """On autonomous affairs."""
    by_commission_min: float = 0.0
    """Of those, decided by a commission."""
    all_min: float = 0.0
    by_named_min: float = 0.0
    """Decided by whom the law's list of affairs names (Act art. 4): a commission, or else the national police."""
    officer_min: float = 0.0
    """Crew minutes, whatever they were used for."""
    principal_min: float = 0.0
    """The same times the principals of the crew's force."""
    matters: int = 0
    """Matters on a commission's agenda, each day."""
    resolved: int = 0
    crews: int = 0
    """Crews under some command of a commission, each day."""
    lag_days: float = 0.0
    """Days from a resolution to the patrol that follows it, summed over those crews."""
    to_follow: int = 0
    """Matters resolved, times crews under the commission, each day."""
    followed: float = 0.0
    """Of these, as far as the crews follow."""
    posts: int = 0
    """Filled posts, each day."""
    tenure_years: float = 0.0
    place_knowledge: float = 0.0


@final
@dataclass
class Service:
    """What service made of officers, summed over days."""

    crews: int = 0
    """Filled posts, each day."""
    fatigue: float = 0.0
    wear: float = 0.0
    overloaded: int = 0
    """Crews in pools that worked above the ceiling in some hour, each day."""
    officers: float = 0.0
    """Officers of crews and case teams, each day."""
    asked: float = 0.0
    """Of these, who leave of their own will, at yearly rates."""
    found: int = 0
    """Incidents that crews discovered."""
    made_up: float = 0.0
    """Entries in the count that stand for nothing."""
    moved: int = 0
    """Posts moved between stations."""
    granted: int = 0
    """Crews that staffing claims have won."""
    bought_min: float = 0.0
    """Patrol minutes that gifts have bought."""


@final
@dataclass
class Ledger:
    """The books of one run from day `first` on. D districts, A affairs, 3 priorities, F forces, S street segments."""

    first: int
    districts: int
    segments: int
    forces: tuple[str, ...]
    days: int = 0
    earlier: int = 0
    """Days of the books that these go on from (`sim.bookkeeping.continued`); years are counted from their first."""
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
    """One [7] of crew minutes by use for each day, summed over crews by id, whatever their force."""
    use_by_force: NDArray[np.float64] = field(init=False)
    """[F, 7] crew minutes by use."""
    free_by_force: NDArray[np.float64] = field(init=False)
    """[F, 6] free minutes by use (`vocabulary.FREE_USES`), then those that supervision and shifted tasks took."""
    free: NDArray[np.float64] = field(init=False)
    """[6] the same over all crews, summed without regard to forces."""
    patrol: NDArray[np.float64] | None = None
    """[P] patrol minutes of crews by place; None before the first day."""
    presence: NDArray[np.float64] | None = None
    """[P] minutes of visible patrol by place, walks at their equivalence to patrol; None before the first day."""
    decisions: Decisions = field(default_factory=Decisions)
    service: Service = field(default_factory=Service)
    discovered: NDArray[np.int64] = field(init=False)
    """[A, D] incidents that nobody reported and crews on enforcement found."""
    casework: dict[str, NDArray[np.float64]] = field(default_factory=dict)
    """Sums over days of what casework tells each evening, by name (`sim.casework.tables.Worked`)."""
    people: list[NDArray[np.float64]] = field(default_factory=list)
    """One [4, D] (`PEOPLE`) for each evening, summed over simulated residents; empty where there are no minds."""
    society: dict[str, NDArray[np.float64]] = field(default_factory=dict)
    """Sums over days of what residents went through, by name (`sim.society.society.Lived`)."""
    surveys: list[Any] = field(default_factory=list)
    """One for each whole year of the books (`sim.society.surveys.Survey`)."""
    payers: tuple[str, ...] = ()
    purposes: tuple[str, ...] = ()
    bill: NDArray[np.int64] = field(init=False)
    """[payers, purposes] whole won."""
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
        self.discovered = np.zeros((affairs, self.districts), np.int64)
        self.bill = np.zeros((len(self.payers), len(self.purposes)), np.int64)
        self.use_by_force = np.zeros((len(self.forces), 7))
        self.free_by_force = np.zeros((len(self.forces), 6))
        self.free = np.zeros(6)

    def conserved(self) -> bool:
        """Whether every call that came is closed in exactly one way, or still open."""
        closed = self.part("answered") + self.part("abandoned") + self.part("turned_away")
        return int(closed.sum()) + self.open == self.carried_in + self.came

    def part(self, name: str) -> NDArray[np.float64]:
        """[D, A, 3] sums of one part."""
        part: NDArray[np.float64] = self.calls[PARTS.index(name)]
        return part

    def minutes(self) -> NDArray[np.float64]:
        """[7] crew minutes by use."""
        return np.sum(self.use, axis=0)
