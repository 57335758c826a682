"""Municipal worker: repairs what the police refer, and takes minor calls where it may."""

from __future__ import annotations

from typing import Any, ClassVar, final

from sim.columns import Column, RowAgent


@final
class MunicipalWorker(RowAgent):
    """A worker is a row of the municipal staff of a district. What it repairs first: `casework.tickets`."""

    table_name: ClassVar[str] = "workers"

    place = Column()
    """Place of its last job."""
    jobs = Column()
    """Repairs and minor calls today."""

    def table(self) -> Any:
        model: Any = self.model
        return model.casework.workers

    @property
    def district(self) -> str:
        """Name of its district."""
        model: Any = self.model
        return str(model.world.region.districts[self.table().district[self.row]].name)
