"""Police crew (순찰조): one car on duty, two officers."""

from __future__ import annotations

from typing import Any, ClassVar, final

from sim.columns import Column, RowAgent


@final
class PoliceCrew(RowAgent):
    """A crew is a row of the response room's crew table; its id is its row."""

    table_name: ClassVar[str] = "crews"

    station = Column()
    status = Column()
    place = Column()
    home_at = Column()
    answered = Column()
    """Calls it has been sent to since the start."""
    minutes = Column()
    """[7] minutes by use: free, returning, travelling, on scene, assessing for another force, assembly duty, vacant."""
    vacant = Column()
    """1 where nobody holds the post."""
    place_knowledge = Column()
    """Share of its beat that the crew knows."""
    tenure_years = Column()
    """Mean years that its officers have been at the post."""

    @property
    def force(self) -> str:
        """Name of the force it belongs to."""
        model: Any = self.model
        return str(model.forces[model.crews.force[self.row]])

    @property
    def utilisation(self) -> float:
        """Share of its time on calls since the start; assembly duty is not counted as time."""
        minutes = self.minutes
        on_duty = minutes[:5].sum()
        return float(minutes[2:5].sum() / on_duty) if on_duty > 0.0 else 0.0
