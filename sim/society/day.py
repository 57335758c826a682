"""A resident's day: trust and fear return, talks and stops happen, the commission is learnt of and forgotten.

One mark of (resident, day) decides all that can happen beside calls: its lowest values are talks, then stops, its
highest ones learning or forgetting. Chances are small, so that the parts never meet.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.compiled import inlined, loop
from sim.demand.purposes import RESIDENT_DAY
from sim.randomness import mark
from sim.society.fear import calmed
from sim.society.minds import Minds
from sim.society.moment import moment
from sim.society.trust import after_encounter, returned, usual_change

type Floats = NDArray[np.float64]

NOTHING: Final = 0
TALK: Final = 1
STOP: Final = 2


class Around(NamedTuple):
    """What surrounds residents today. P places in D districts."""

    first: NDArray[np.int64]
    """[P + 1] rows of the residents of each place."""
    district: NDArray[np.int64]
    """[P]"""
    good: Floats
    """[P] good encounters a day of a resident, at the reference."""
    bad: Floats
    """[P] bad ones."""
    victim: Floats
    """[P] steps of fear a day by victimisation, at the reference."""
    shift: Floats
    """[P] by how much disorder and presence move fear."""
    talk: Floats
    """[D] probability of a talk today."""
    stop: Floats
    """[D] probability of a stop today."""
    wear: Floats
    """[D] points by which courtesy is worn."""


class Habits(NamedTuple):
    """The numbers of a resident's rules."""

    pull: float
    step: float
    loss: float
    decay: float
    talk_content: float
    stop_content: float
    hears: float
    """Probability a day of learning of the commission."""
    forgets: float
    by_talk: float
    """Probability that a talk makes the commission known."""


@inlined
def beside_calls(uniform: float, talk: float, stop: float) -> int:
    """What somebody meets beside calls today: NOTHING, TALK or STOP."""
    if uniform < talk:
        return TALK
    return STOP if uniform < talk + stop else NOTHING


@inlined
def content_beside_calls(
    met: int, uniform: float, talk: float, stop: float, talk_content: float, stop_content: float, wear: float
) -> bool:
    """Whether somebody is satisfied with a talk or a stop, by where in its part the mark lies."""
    if met == TALK:
        return uniform < talk * (talk_content - wear)
    return uniform - talk < stop * (stop_content - wear)


@inlined
def aware_after(aware: int, met: int, uniform: float, talk: float, by_talk: float, hears: float, forgets: float) -> int:
    """1 if somebody knows the commission in the evening."""
    if aware == 1:
        return 0 if uniform >= 1.0 - forgets else 1
    if met == TALK and uniform < talk * by_talk:
        return 1
    return 1 if uniform >= 1.0 - hears else 0


@inlined
def within(value: float) -> float:
    """The value, held in [0, 1]."""
    return min(max(value, 0.0), 1.0)


@loop
def live(
    day: int,
    key: np.uint64,
    minds: Minds,
    around: Around,
    habits: Habits,
    levels: Floats,
    met_with: Floats,
    held: Floats,
) -> None:
    """One day of all residents. Adds trust, fear, aware, residents of the evening to `levels` [4, D], who met a talk or
    a stop to `met_with` [2, D], and to `held` [2] how often trust and fear were held in [0, 1]."""
    for p in range(len(around.district)):
        d = around.district[p]
        talk, stop, wear = around.talk[d], around.stop[d], around.wear[d]
        good, bad, victim, shift = around.good[p], around.bad[p], around.victim[p], around.shift[p]
        for i in range(around.first[p], around.first[p + 1]):
            uniform = mark(key, moment(i, day), RESIDENT_DAY)
            rest = minds.trust_rest[i]
            usual = usual_change(rest, good, bad, habits.step, habits.loss)
            trust = returned(minds.trust[i], rest, habits.pull, usual)
            met = beside_calls(uniform, talk, stop)
            if met != NOTHING:
                content = content_beside_calls(met, uniform, talk, stop, habits.talk_content, habits.stop_content, wear)
                trust = after_encounter(trust, content, habits.step, habits.loss)
                met_with[met - 1, d] += 1.0
            rested = minds.fear_rest[i]
            fear = calmed(minds.fear[i], rested, shift, habits.decay, victim * (1.0 - rested))
            minds.trust[i], minds.fear[i] = within(trust), within(fear)
            if minds.trust[i] != trust:
                held[0] += 1.0
            if minds.fear[i] != fear:
                held[1] += 1.0
            aware = aware_after(minds.aware[i], met, uniform, talk, habits.by_talk, habits.hears, habits.forgets)
            minds.aware[i] = aware
            levels[0, d] += minds.trust[i]
            levels[1, d] += minds.fear[i]
            levels[2, d] += aware
            levels[3, d] += 1.0
