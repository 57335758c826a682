"""What residents hear from those they know: how the police treated somebody, that somebody became a victim (rung R3).

One takes up what a neighbour tells as if it had happened to oneself, only with less weight; weight 0 leaves every mind
as it was, to the bit. Events come in the order given, and each finds the neighbours as those before have left them.
What is told at the reference is part of what is usual there (`heard_of`), so that only differences from it move minds.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.compiled import loop
from sim.society.fear import after_victimisation
from sim.society.influence import Ties
from sim.society.trust import after_encounter

type Floats = NDArray[np.float64]


@loop
def tell_encounters(
    trust: Floats,
    ties: Ties,
    row: NDArray[np.int64],
    content: NDArray[np.bool_],
    step: float,
    loss: float,
    weight: float,
) -> None:
    """Encounters of residents `row` [E], `content` [E] or not, reach the trust [N] of their neighbours, in place.

    `step`, `loss`: of those who have met the police themselves, as in `sim.society.trust`.
    """
    for event in range(len(row)):
        for tie in range(ties.start[row[event]], ties.start[row[event] + 1]):
            other = ties.neighbour[tie]
            trust[other] = after_encounter(trust[other], content[event], weight * step, weight * loss)


@loop
def tell_victims(fear: Floats, ties: Ties, row: NDArray[np.int64], step: Floats) -> None:
    """That residents `row` [E] became victims reaches the fear [N] of their neighbours by `step` [E], in place."""
    for event in range(len(row)):
        for tie in range(ties.start[row[event]], ties.start[row[event] + 1]):
            other = ties.neighbour[tie]
            fear[other] = after_victimisation(fear[other], step[event])


def heard_of(rate: Floats, ties: Ties, first: NDArray[np.int64]) -> Floats:
    """[P] events a day that happen to those whom a resident of each place knows, on average over its residents.

    `rate` [P]: events a day of one resident of each place; `first` [P + 1]: rows of the residents of each place. What
    is told is usual at `weight * heard_of(rate, ...)`, beside the `rate` of one's own.
    """
    residents = np.diff(first)
    happens = np.repeat(rate, residents)
    told = np.concatenate(([0.0], np.cumsum(happens[ties.neighbour])))[ties.start[first]]
    return np.divide(np.diff(told), residents, out=np.zeros(len(rate)), where=residents > 0)
