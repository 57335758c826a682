"""Resident: one simulated person, standing for `scale` people. At rung R0 it lives somewhere and knows others."""

from __future__ import annotations

from collections.abc import Iterator
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


class Residents:
    """Residents on demand: registering 100,000 Mesa agents would cost seconds and hundreds of megabytes."""

    def __init__(self, model: Any) -> None:
        self._model = model
        self._made: dict[int, Resident] = {}

    def __len__(self) -> int:
        return len(self._model.population.place)

    def __getitem__(self, row: int) -> Resident:
        if not -len(self) <= row < len(self):
            raise IndexError(f"resident {row}: there are {len(self)}")
        row %= len(self)
        if row not in self._made:
            self._made[row] = Resident(self._model, row)
        return self._made[row]

    def __iter__(self) -> Iterator[Resident]:
        return (self[row] for row in range(len(self)))

    def materialise(self) -> None:
        """Register every resident as a Mesa agent, so that `model.agents` holds them. For small worlds."""
        for _ in self:
            pass
