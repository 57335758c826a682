"""Resident: one simulated person, standing for `scale` people. At rung R0 it lives somewhere and knows others."""

from __future__ import annotations

from typing import Any, ClassVar, final

from sim.columns import Column, RowAgent


@final
class Resident(RowAgent):
    """A resident is a row of the population table."""

    table_name: ClassVar[str] = "population"

    place = Column()

    @property
    def district(self) -> str:
        """Name of the district it lives in."""
        world: Any = self.model.world
        return str(world.region.districts[world.places.district[self.place]].name)

    @property
    def acquaintances(self) -> tuple[int, ...]:
        """Rows of the residents it has a tie to."""
        table = self.table()
        start, end = table.neighbour_start[self.row : self.row + 2]
        return tuple(int(i) for i in table.neighbour[start:end])
