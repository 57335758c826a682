"""Case team: the investigators of one case force in one district."""

from __future__ import annotations

from typing import Any, ClassVar, final

from sim.columns import Column, RowAgent


@final
class CaseTeam(RowAgent):
    """A case team is a row of the casework room's teams. It takes the case that is due first (`casework.cases`)."""

    table_name: ClassVar[str] = "teams"

    capacity_min = Column()
    """Minutes a day for cases."""
    worked_min = Column()
    """Minutes spent on cases today."""
    caseload = Column()
    """Open cases this evening."""
    overdue = Column()
    """Of these, past their due date."""

    def table(self) -> Any:
        model: Any = self.model
        return model.casework.teams

    @property
    def force(self) -> str:
        """Name of the case force it belongs to."""
        model: Any = self.model
        return str(model.terms.case_forces[self.table().force[self.row]])

    @property
    def district(self) -> str:
        """Name of its district."""
        model: Any = self.model
        return str(model.world.region.districts[self.table().district[self.row]].name)
