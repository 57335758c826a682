"""The ground casework stands on: what it knows of the region, and the people it has. No policy moves any of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, final

import numpy as np
from numpy.typing import NDArray

from sim.casework.clearance import Law, law
from sim.casework.opening import DutyTable, duty_table
from sim.casework.rules import CaseworkRules
from sim.demand.rates import AffairTable, call_rates
from sim.vocabulary import AFFAIRS
from sim.world.world import World

MILLION: Final = 1e6


@final
@dataclass(frozen=True)
class Ground:
    """A region as casework sees it. A affairs, P places, D districts, K duties."""

    rules: CaseworkRules
    world: World
    table: AffairTable
    rates: NDArray[np.float64]
    """[A, P] true incidents a day at the reference."""
    key: np.uint64
    """Key of the marks of incidents."""
    recording_loss: float
    start_day: int = 0
    """Day of the run on which the study starts: duties are dated by it."""
    discovered: NDArray[np.float64] | None = None
    """[A, P] incidents a day that crews discover at the reference; None: none."""
    district: NDArray[np.int64] = field(init=False)
    """[P]"""
    residents: NDArray[np.float64] = field(init=False)
    """[D]"""
    attended: NDArray[np.float64] = field(init=False)
    """[A, P] incidents a day that crews attend at the reference: dispatched calls and what crews discover."""
    calls: NDArray[np.float64] = field(init=False)
    """[A, P] dispatched calls a day at the reference."""
    harm: NDArray[np.float64] = field(init=False)
    """[A, P] harm of the dispatched calls a day: the region's known pattern."""
    streets: NDArray[np.float64] = field(init=False)
    """[P] streets go by residents, as in patrol plans."""
    triage: NDArray[np.int64] = field(init=False)
    """[P] places by district and in it by calls per street, most first: the order in which tickets are repaired."""
    minutes: NDArray[np.float64] = field(init=False)
    """[D, A] minutes a day of the investigators who work on each affair."""
    staff: NDArray[np.float64] = field(init=False)
    """[D] municipal workers."""
    duties: DutyTable = field(init=False)
    law: Law = field(init=False)
    volume: NDArray[np.float64] = field(init=False)
    """[A] incidents a day that crews attend at the reference."""

    def __post_init__(self) -> None:
        calls = call_rates(self.rates, self.table)
        streets = np.maximum(self.world.places.residents, 1.0)
        district = self.world.places.district
        attended = calls if self.discovered is None else calls + self.discovered
        residents = np.array([d.residents for d in self.world.region.districts], float)
        municipality = self.rules.municipality
        duties = duty_table(self.rules.duties.each())
        # What exists from the first day of the study existed before.
        since = np.where(duties.since <= 0, -np.inf, duties.since + self.start_day)
        duties = duties._replace(since=since)
        for name, value in (
            ("duties", duties),
            ("law", law(self.rules.clearance)),
            ("volume", attended.sum(axis=1)),
            ("district", district),
            ("residents", residents),
            ("attended", attended),
            ("calls", calls),
            ("harm", calls * self.table.harm[:, None]),
            ("streets", streets),
            ("triage", np.lexsort((-calls.sum(axis=0) / streets, district)).astype(np.int64)),
            ("minutes", self._minutes(duties, attended, district, len(residents))),
            (
                "staff",
                residents / MILLION * municipality.repairs_per_million_day / municipality.repairs_per_worker_day,
            ),
        ):
            object.__setattr__(self, name, value)

    @property
    def districts(self) -> int:
        return len(self.residents)

    def _minutes(
        self, duties: DutyTable, attended: NDArray[np.float64], district: NDArray[np.int64], districts: int
    ) -> NDArray[np.float64]:
        """Expected work of the duties that exist on day 0, over the load. New duties bring no people."""
        minutes_each = np.where(duties.since <= 0, duties.opening(self.recording_loss) * duties.work_min, 0.0)
        work = np.bincount(duties.affair, minutes_each, len(AFFAIRS))
        by_district = np.array([np.bincount(district, row, districts) for row in attended]).T
        minutes: NDArray[np.float64] = by_district * work / self.rules.team_load
        return np.ascontiguousarray(minutes)
