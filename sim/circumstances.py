"""Circumstances: everything that the policies of one replication share. World, rates, fate, rules, streams."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import final

import numpy as np
from numpy.typing import NDArray

from sim.administration.rules import AdministrationRules
from sim.casework.ground import Ground
from sim.casework.rules import CaseworkRules
from sim.demand import assembly
from sim.demand.fate import Fate
from sim.demand.occurrence import NextDoor
from sim.demand.rates import AffairTable, affair_table, call_rates, incident_rates, thinning_ceiling
from sim.demand.rhythm import Calendar, Rhythms
from sim.demand.rules import DemandRules
from sim.randomness import Streams
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

    def crews_demanded(self, day: int) -> int:
        """Crews that assemblies demand on a day: the same under every policy."""
        weekday = self.calendar.weekday(day)
        return assembly.crews_demanded(day, weekday, self.world.crews, self.demand, self.streams)

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
        for name, value in (
            ("table", table),
            ("rates", rates),
            ("known_harm", call_rates(rates, table) * table.harm[:, None]),
            ("ceiling", ceiling),
            ("calendar", calendar),
            ("fate", fate),
            (
                "ground",
                Ground(
                    self.casework,
                    self.world,
                    table,
                    rates,
                    fate.key,
                    self.demand.recording_loss,
                    (self.year_start - self.first).days,
                ),
            ),
            ("next_door", NextDoor(self.world.places, rates, self.demand.displacement_km)),
        ):
            object.__setattr__(self, name, value)
