"""Circumstances: everything that the policies of one replication share. World, rates, fate, rules, streams."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import final

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit

from sim.administration.rules import AdministrationRules
from sim.casework.ground import Ground
from sim.casework.rules import CaseworkRules
from sim.demand import assembly
from sim.demand.fate import Fate
from sim.demand.occurrence import NextDoor, hazard_ratios
from sim.demand.rates import AffairTable, affair_table, call_rates, incident_rates, thinning_ceiling
from sim.demand.rhythm import Calendar, Rhythms
from sim.demand.rules import DemandRules
from sim.randomness import Streams
from sim.society.ground import CaseShares
from sim.society.ground import Ground as Public
from sim.society.rules import SocietyRules
from sim.world.world import World


@final
@dataclass(frozen=True)
class Circumstances:
    """What one replication gives to every policy. `first` is day 0; rates are means of the year from `year_start`."""

    world: World
    demand: DemandRules
    rhythms: Rhythms
    streams: Streams
    administration: AdministrationRules = field(default_factory=AdministrationRules)
    casework: CaseworkRules = field(default_factory=CaseworkRules)
    society: SocietyRules = field(default_factory=SocietyRules)
    first: date = date(2022, 11, 2)
    year_start: date = date(2023, 1, 1)
    table: AffairTable = field(init=False)
    rates: NDArray[np.float64] = field(init=False)
    """[A, P] true incidents a day at the reference."""
    known_harm: NDArray[np.float64] = field(init=False)
    """[A, P] harm of the dispatched calls a day, what records would say of a place after years."""
    ceiling: NDArray[np.float64] = field(init=False)
    calendar: Calendar = field(init=False)
    fate: Fate = field(init=False)
    next_door: NextDoor = field(init=False)
    ground: Ground = field(init=False)
    """What casework stands on."""
    public: Public | None = field(init=False)
    """What the society room stands on; None where there are no minds."""

    def crews_demanded(self, day: int) -> int:
        """Crews that assemblies demand on a day: the same under every policy."""
        weekday = self.calendar.weekday(day)
        return assembly.crews_demanded(day, weekday, self.world.crews, self.demand, self.streams)

    def hazard_ratio(self, presence: NDArray[np.float64], reference: NDArray[np.float64]) -> NDArray[np.float64]:
        """[A, P] hazards over their reference at this presence. `presence`, `reference` [P] patrol minutes a day."""
        floor = self.presence_floor(reference)
        ratio: NDArray[np.float64] = hazard_ratios(presence, reference, floor, self.table.presence_elasticity)
        return ratio

    def presence_floor(self, reference: NDArray[np.float64]) -> NDArray[np.float64]:
        """[P] minutes added to presence, so that no place is without any. `reference` [P]."""
        floor: NDArray[np.float64] = self.demand.presence_floor_share * reference.sum() * self.world.load
        return floor

    def __post_init__(self) -> None:
        table = affair_table(self.demand)
        rates = incident_rates(self.world, self.demand)
        calendar = Calendar(
            self.rhythms, first=self.first, year_start=self.year_start, summer_winter=self.demand.summer_winter
        )
        ceiling = thinning_ceiling(self.demand, table)
        fate = Fate(
            rates,
            ceiling=ceiling,
            branching=table.branching,
            near_days=self.demand.near_days,
            near_same_segment=self.demand.near_same_segment,
            calendar=calendar,
            streams=self.streams,
        )
        start_day = (self.year_start - self.first).days
        ground = Ground(self.casework, self.world, table, rates, fate.key, self.demand.recording_loss, start_day)
        for name, value in (
            ("table", table),
            ("rates", rates),
            ("known_harm", call_rates(rates, table) * table.harm[:, None]),
            ("ceiling", ceiling),
            ("calendar", calendar),
            ("fate", fate),
            ("ground", ground),
            ("public", self._public(table, rates, fate, calendar, ground) if self.society.minds else None),
            ("next_door", NextDoor(self.world.places, rates, self.demand.displacement_km)),
        ):
            object.__setattr__(self, name, value)

    def _public(
        self, table: AffairTable, rates: NDArray[np.float64], fate: Fate, calendar: Calendar, ground: Ground
    ) -> Public:
        duties, law = ground.duties, ground.law
        opened = np.where(duties.decides & (duties.since <= 0), duties.opening(self.demand.recording_loss), 0.0)
        cases = CaseShares(np.bincount(duties.affair, opened, len(rates)), expit(law.base))
        return Public(self.society, self.world, table, rates, cases, fate.key, self.streams, calendar)
