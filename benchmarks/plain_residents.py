"""Residents as plain Mesa objects, one `mesa.Agent` each, which live the very day of the compiled columns.

Mesa steps them one by one; their rules are the model's functions before they are compiled, their marks are drawn for
all at once, and their state is the same to the bit (`tests/unit/society/test_plain_mesa.py`).
"""

from __future__ import annotations

from typing import NamedTuple

import mesa
import numpy as np

from experiments.running.assembling import model
from sim.demand.purposes import RESIDENT_DAY
from sim.randomness import marks
from sim.society import day, fear, trust
from sim.society.day import Around, Habits
from sim.society.minds import Minds
from sim.society.society import Society

usual_change, returned, after_encounter, calmed, beside_calls, content_beside_calls, aware_after, within = (
    rule.py_func
    for rule in (
        trust.usual_change,
        trust.returned,
        trust.after_encounter,
        fear.calmed,
        day.beside_calls,
        day.content_beside_calls,
        day.aware_after,
        day.within,
    )
)


class PlainResident(mesa.Agent):
    """A resident as an object."""

    def __init__(self, model: PlainDay, row: int, minds: Minds) -> None:
        super().__init__(model)
        self.row = row
        self.place = int(minds.place[row])
        self.trust, self.trust_rest = float(minds.trust[row]), float(minds.trust_rest[row])
        self.fear, self.fear_rest = float(minds.fear[row]), float(minds.fear_rest[row])
        self.aware = int(minds.aware[row])

    def step(self) -> None:
        """Its day beside incidents."""
        town, habits, uniform, p = self.model, self.model.habits, self.model.uniform[self.row], self.place
        around = town.around
        d = around.district[p]
        talk, stop = around.talk[d], around.stop[d]
        usual = usual_change(self.trust_rest, around.good[p], around.bad[p], habits.step, habits.loss)
        believed = returned(self.trust, self.trust_rest, habits.pull, usual)
        met = beside_calls(uniform, talk, stop)
        if met != day.NOTHING:
            content = content_beside_calls(
                met, uniform, talk, stop, habits.talk_content, habits.stop_content, around.wear[d]
            )
            believed = after_encounter(believed, content, habits.step, habits.loss)
        self.trust = within(believed)
        usual_fright = around.victim[p] * (1.0 - self.fear_rest)
        self.fear = within(calmed(self.fear, self.fear_rest, around.shift[p], habits.decay, usual_fright))
        self.aware = aware_after(self.aware, met, uniform, talk, habits.by_talk, habits.hears, habits.forgets)


class PlainDay(mesa.Model):
    """Residents as objects, under what surrounds them on one day."""

    def __init__(self, minds: Minds, around: Around, habits: Habits, key: np.uint64) -> None:
        super().__init__()
        # Numbers of Python's own: numpy's would be slower one by one.
        self.around = Around._make(column.tolist() for column in around)
        self.habits, self.key = habits, key
        self.rows = np.arange(len(minds.place), dtype=np.uint64)
        for row in range(len(minds.place)):
            PlainResident(self, row, minds)

    def live(self, today: int) -> None:
        """A day of all residents, one by one."""
        self.uniform = marks(self.key, (np.uint64(today) << np.uint64(32)) + self.rows, RESIDENT_DAY).tolist()
        self.agents.do("step")


class Caught(NamedTuple):
    """A resident's day as the model calls it."""

    society: Society
    day: int
    around: Around
    habits: Habits

    def plain(self) -> PlainDay:
        """The same residents as objects."""
        return PlainDay(self.society.minds, self.around, self.habits, self.society.ground.mind_key)


def one_day(*overrides: str, days: int = 10) -> Caught:
    """What the residents of the unitary model are given on a day after some others, before they live it."""
    run = model("policy=unitary", *overrides, f"burn_in_days={days}")
    caught: list[Caught] = []
    society = run.society
    lived = society.pass_day

    def catch(today: int, around: Around, habits: Habits) -> object:
        caught.append(Caught(society.copied(), today, around, habits))
        return lived(today, around, habits)

    society.pass_day = catch
    run.step()
    return caught[0]
