"""Auxiliary officer (보조경찰): walks, is seen, takes minor calls; cannot arrest."""

from __future__ import annotations

from typing import Any, ClassVar, final

from sim.columns import Column, RowAgent
from sim.vocabulary import CORPS_DESIGNS


@final
class AuxiliaryOfficer(RowAgent):
    """An auxiliary is a row of the corps and stands for `casework.corps.scale` members.

    Where it walks: `casework.corps`. The corps grows and shrinks, so rows are made on demand (`sim.agents.on_demand`).
    """

    table_name: ClassVar[str] = "members"

    place = Column()
    """Where it walks today."""
    hours = Column()
    """Hours of service today, mean of those it stands for."""

    def table(self) -> Any:
        model: Any = self.model
        return model.casework.members

    @property
    def design(self) -> str:
        """How it serves: a name of `vocabulary.CORPS_DESIGNS`."""
        return CORPS_DESIGNS[self.table().design[self.row]]

    @property
    def home(self) -> str:
        """Name of the district it lives and walks in."""
        model: Any = self.model
        return str(model.world.region.districts[self.table().home[self.row]].name)
