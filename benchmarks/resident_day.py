"""How fast a resident's day is: the model's front against its bare kernel and against plain Mesa, one object each.

The plain model has one `mesa.Agent` a resident, with attributes, which Mesa steps one by one; its rules are the same
functions before they are compiled, its marks are drawn for all at once, and its state is the same to the bit. A hundred
thousand residents of Seoul live the same day; ratios are taken in one process, so that a drifting machine moves all.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
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

ROUNDS = 40
PLAIN_ROUNDS = 5
SEOUL_PER_ROW = 93.86
"""People behind one simulated resident, so that a hundred thousand stand for Seoul."""

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


def measure() -> dict[str, float]:
    """Median seconds of a day by `plain`, `front`, `bare`."""
    caught = one_day("world=seoul", f"world.scale={SEOUL_PER_ROW}")
    front, bare, plain = caught.society.copied(), caught.society.copied(), caught.plain()
    met, held = np.zeros((2, front.ground.districts)), np.zeros(2)

    def by_kernel(today: int) -> None:
        day.live(today, bare.ground.mind_key, bare.minds, caught.around, caught.habits, bare.levels, met, held)

    ways: dict[str, Callable[[int], object]] = {
        "front": lambda today: front.pass_day(today, caught.around, caught.habits),
        "bare": by_kernel,
        "plain": plain.live,
    }
    seconds: dict[str, list[float]] = {way: [] for way in ways}
    for turn in range(ROUNDS):
        for way, live in ways.items():
            if way != "plain" or turn < PLAIN_ROUNDS:
                start = time.perf_counter()
                live(caught.day + turn)
                seconds[way].append(time.perf_counter() - start)
    print(f"a resident's day: {len(plain.rows)} residents")
    return {way: statistics.median(spent) for way, spent in seconds.items()}


def main() -> None:
    seconds = measure()
    for way, spent in seconds.items():
        print(f"a resident's day, {way}: {spent * 1e3:.2f} ms")
    print(f"a resident's day, plain Mesa over the model's front: {seconds['plain'] / seconds['front']:.0f}")
    print(f"a resident's day, bare kernel over the model's front: {seconds['bare'] / seconds['front']:.2f}")


if __name__ == "__main__":
    main()
