"""Resident: one simulated person, who stands for `scale` people. It reports, judges, trusts, fears, remembers."""

from __future__ import annotations

from typing import Any, ClassVar, final

import numpy as np
from numpy.typing import NDArray

from sim.columns import Column, RowAgent
from sim.demand.purposes import RESIDENT_DAY
from sim.randomness import mark
from sim.society import complaints, concern, day, encounter, fear, reporting, trust
from sim.society.day import Around, Habits
from sim.society.moment import moment
from sim.vocabulary import AFFAIRS, FIELDS


@final
class Resident(RowAgent):
    """A resident is a row of the table of minds. Its methods are the rules by which all rows live, one at a time."""

    table_name: ClassVar[str] = "minds"

    trust = Column()
    """In the police, 0 to 1."""
    trust_rest = Column()
    fear = Column()
    """Of crime, 0 to 1."""
    fear_rest = Column()
    aware = Column()
    """1 if it knows that there is a commission."""
    exposure = Column()
    met = Column()
    """[fields] day of its last contact with the police in each field; -inf for never."""
    content = Column()
    """[fields] 1 if it was satisfied with that."""
    member = Column()
    """1 if it belongs to the safety network."""

    @property
    def place(self) -> int:
        """The place it lives in."""
        return int(self._model.population.place[self.row])

    @property
    def district(self) -> str:
        """Name of the district it lives in."""
        world = self._model.world
        return str(world.region.districts[world.places.district[self.place]].name)

    @property
    def acquaintances(self) -> tuple[int, ...]:
        """Rows of the residents it has a tie to."""
        table = self._model.population
        start, end = table.neighbour_start[self.row : self.row + 2]
        return tuple(int(i) for i in table.neighbour[start:end])

    # --- what it thinks -------------------------------------------------------------------------------------------

    @property
    def concern(self) -> NDArray[np.float64]:
        """[A] shares of its concern: what it has lived through, beside what everybody hears of the region."""
        ground, rules = self._ground, self._ground.rules.concern
        left = concern.remembered(self.exposure, self._model.day, rules.memory_days)
        return concern.concern(left, ground.concern, rules.own)

    @property
    def complains(self) -> float:
        """Probability that it complains to the commission within a year, on an average occasion; 0 if it knows none."""
        law = self._ground.speaking
        return float(complaints.chance(self.fear, self.trust, law)) if self.aware == 1 else 0.0

    @property
    def standing(self) -> float:
        """Its trust in standard deviations from the mean at the start."""
        return float(reporting.standing_of(self.row, self.table().trust, *self._ground.spread))

    # --- what it does ---------------------------------------------------------------------------------------------

    def willingness(self, affair: str, severity: float) -> float:
        """Probability that it reports an incident of an affair; of a witnessed one, as one witness among several.

        `severity`: priorities above the middle one, 1 urgent to -1 low. Raises ValueError for an unknown affair.
        """
        law, a = self._ground.law, _row_of(affair)
        odds = law.intercept[a] + (law.member if self.member == 1 else 0.0)
        return float(reporting.willingness(odds, law.trust, self.standing, law.severity, severity))

    def chance_of_content(self, *, settled: bool, minutes_late: float, wear: float = 0.0) -> float:
        """Probability that it is satisfied with a contact, given how it went."""
        rules = self._ground.rules.contacts
        best, open_, slope = float(rules.settled), float(rules.unsettled), float(rules.response_slope)
        return float(day.within(encounter.chance_of_content(settled, minutes_late, wear, best, open_, slope)))

    def meets(self, field: str, content: bool) -> None:
        """Take in a contact on a call or in a case, in one of the fields of police work."""
        rules, f = self._ground.rules.trust, FIELDS.index(field)
        self.met[f], self.content[f] = float(self._model.day), int(content)
        self.trust = trust.after_encounter(self.trust, content, float(rules.step), float(trust.loss(rules)))

    def suffers(self, affair: str) -> None:
        """Live through an incident."""
        ground, a = self._ground, _row_of(affair)
        self.fear = fear.after_victimisation(self.fear, float(fear.steps(ground.rules.fear)[a]))
        self.exposure[a] += concern.weight(self._model.day, ground.rules.concern.memory_days)

    def lives(self, today: int, around: Around, habits: Habits) -> None:
        """Its day beside incidents: talks, stops, trust and fear that return, the commission learnt of or forgotten."""
        p = self.place
        d = around.district[p]
        # Back in Python the item is a plain whole number; a mark is hashed from 64 unsigned bits.
        uniform = mark(self._ground.mind_key, np.uint64(moment(self.row, today)), RESIDENT_DAY)
        met = day.beside_calls(uniform, around.talk[d], around.stop[d])
        self.aware = day.aware_after(
            self.aware, met, uniform, around.talk[d], habits.by_talk, habits.hears, habits.forgets
        )
        usual = trust.usual_change(self.trust_rest, around.good[p], around.bad[p], habits.step, habits.loss)
        believed = trust.returned(self.trust, self.trust_rest, habits.pull, usual)
        if met != day.NOTHING:
            content = day.content_beside_calls(
                met,
                uniform,
                around.talk[d],
                around.stop[d],
                habits.talk_content,
                habits.stop_content,
                around.wear[d],
            )
            believed = trust.after_encounter(believed, content, habits.step, habits.loss)
        self.trust = day.within(believed)
        usual_fright = around.victim[p] * (1.0 - self.fear_rest)
        self.fear = day.within(fear.calmed(self.fear, self.fear_rest, around.shift[p], habits.decay, usual_fright))

    @property
    def _model(self) -> Any:
        return self.model

    @property
    def _ground(self) -> Any:
        if self._model.society is None:
            raise AttributeError("residents have no minds here: society.minds is false")
        return self._model.society.ground


def _row_of(affair: str) -> int:
    if affair not in AFFAIRS:
        raise ValueError(f"affair {affair!r} is not allowed; allowed: {', '.join(AFFAIRS)}")
    return AFFAIRS.index(affair)
