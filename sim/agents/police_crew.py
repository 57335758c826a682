"""Police crew (순찰조): one car on duty, two officers."""

from __future__ import annotations

from typing import Any, ClassVar, final

from sim.administration import acceptance, careers, conduct, fatigue, transfers
from sim.administration.rules import AdministrationRules
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
    fatigue = Column()
    """0 rested."""
    novelty = Column()
    """Share of its calls that are still new to it."""
    pace = Column()
    """Time on scene over the usual one."""
    wear = Column()
    """Share points by which its courtesy is worn at contacts."""
    acceptance = Column()
    """How far its officers accept reforms."""

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

    # --- what it does with a day, as the model does for all crews at once ---------------------------------------------

    def tire(self, utilisation: float) -> None:
        """Grow tired or rest, by what its pool worked today."""
        rules = self._rules.fatigue
        above = fatigue.overload(utilisation, self._morale.hours, rules.ceiling) + self._morale.beyond_duty
        self.fatigue = fatigue.tired(self.fatigue, above, rules.build, rules.recovery_days, 1.0)

    def serve(self) -> None:
        """Learn its beat, and lose officers who leave."""
        rules = self._rules
        years = transfers.stay_years(
            self._rotation_years, self.dislike, rules.transfers.asking, rules.transfers.aversion
        )
        self.place_knowledge = careers.learnt(self.place_knowledge, years, rules.learning_years, rules.personal, 1.0)
        self.tenure_years = careers.served(self.tenure_years, years, 1.0)

    def weigh_reforms(self) -> None:
        """Think better or worse of reforms."""
        rules, (stake, luck) = self._rules.acceptance, self._beyond
        goal = acceptance.accepted(
            rules.usual, stake, luck, self.fatigue, rules.stake_slope, rules.luck_slope, rules.fatigue_slope
        )
        self.acceptance = acceptance.adapted(self.acceptance, goal, 1.0, rules.days)

    def set_out(self) -> None:
        """Take as long on scenes and be as courteous as it is tired, new to its duties and pressed for counts."""
        model: Any = self.model
        rules, pressure = self._rules.fatigue, model.offices.gaming.pressure[self.table().force[self.row]]
        self.pace = conduct.pace(self.fatigue, self.novelty, rules.slowing, self._rules.learning.cost)
        self.wear = conduct.worn(self.fatigue, pressure, rules.courtesy)

    @property
    def dislike(self) -> float:
        """Of its branch: fatigue, and luck in its evaluation and being passed over beyond the reference."""
        model: Any = self.model
        passed_over = float(self._morale.passed_over(model.terms)[self.table().force[self.row]])
        return float(self.fatigue + self._beyond[1] + self._rules.transfers.passed_over * passed_over)

    @property
    def _morale(self) -> Any:
        model: Any = self.model
        return model.morale

    @property
    def _rules(self) -> AdministrationRules:
        rules: AdministrationRules = self._morale.rules
        return rules

    @property
    def _beyond(self) -> tuple[float, float]:
        """Stake of those who run reforms, and luck, beyond those of the reference."""
        model: Any = self.model
        stake, luck = self._morale.beyond(model.terms.administration)
        force = self.table().force[self.row]
        return float(stake[force]), float(luck[force])

    @property
    def _rotation_years(self) -> float:
        model: Any = self.model
        return float(model.terms.administration.rotation_years[self.table().force[self.row]])
