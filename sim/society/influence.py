"""How people take up the opinions of those they know (rung R3): Friedkin and Johnsen (1990, J Math Sociol 15).

    x_i' = x_i + influence_i * (mean of neighbours - x_i) + pull_i * (rest_i - x_i)

Without pull this is DeGroot (1974, JASA 69); with pull = 1 - influence it is `S W x + (1 - S) rest`. All residents
speak at once: a day reads the opinions of the morning. Someone without ties keeps to where its opinion rests.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.compiled import inlined, loop
from sim.world.population import Population

STILL: Final = 1e-14
"""An opinion that changes by no more than this in a step no longer moves; rounding is a hundred times smaller."""
MOST_STEPS: Final = 100_000

type Floats = NDArray[np.float64]


class Ties(NamedTuple):
    """Whom each of N residents listens to: row i is `neighbour[start[i]:start[i + 1]]`."""

    start: NDArray[np.int64]
    neighbour: NDArray[np.uint32]
    weight: Floats
    """One for each tie, summing to 1 over a row; empty where all neighbours count alike."""


class Iterated(NamedTuple):
    """Opinions after many steps."""

    opinion: Floats
    """[N]"""
    converged: bool
    """They no longer move. Where opinions go round in circles they never come to that."""
    steps: int


class Beginning(NamedTuple):
    """Where a run with influence begins: at the fixed point of `rest`."""

    opinion: Floats
    """[N]"""
    rest: Floats
    """[N] Its spread is wider, as neighbours draw people together; some rest beyond the bounds of an opinion."""


def acquaintances(population: Population) -> Ties:
    """The ties of the synthetic population, all alike."""
    return Ties(population.neighbour_start, population.neighbour, np.empty(0))


@inlined
def influenced(opinion: float, neighbours: float, rest: float, influence: float, pull: float) -> float:
    """Tomorrow's opinion, given the mean of the neighbours' and where it rests."""
    return opinion + influence * (neighbours - opinion) + pull * (rest - opinion)


@inlined
def heard(i: int, opinion: Floats, ties: Ties) -> float:
    """The mean opinion of those whom `i` listens to; its own where it has no ties.

    Differences are averaged, not opinions: among people who agree nothing moves, to the bit.
    """
    first, last = ties.start[i], ties.start[i + 1]
    own: float = opinion[i]
    away = 0.0
    if first == last:
        return own
    if len(ties.weight) > 0:
        for tie in range(first, last):
            away += ties.weight[tie] * (opinion[ties.neighbour[tie]] - own)
        return own + away
    for tie in range(first, last):
        away += opinion[ties.neighbour[tie]] - own
    return own + away / float(last - first)


@loop
def speak(tomorrow: Floats, opinion: Floats, ties: Ties, rest: Floats, influence: Floats, pull: Floats) -> None:
    """Writes tomorrow's opinions, given today's; all columns are [N]."""
    for i in range(len(opinion)):
        tomorrow[i] = influenced(opinion[i], heard(i, opinion, ties), rest[i], influence[i], pull[i])


def taken_up(opinion: Floats, ties: Ties, per_day: float) -> Floats:
    """[N] opinions after a day of influence alone; where `per_day` is 0 they are as they were, to the bit."""
    tomorrow, none = np.empty_like(opinion), np.zeros_like(opinion)
    speak(tomorrow, opinion, ties, opinion, np.full_like(opinion, per_day), none)
    return tomorrow


def iterated(
    opinion: Floats, ties: Ties, rest: Floats, influence: Floats, pull: Floats, most: int = MOST_STEPS
) -> Iterated:
    """Opinions after as many steps as it takes until nothing moves, at most `most`. All columns are [N]."""
    now, tomorrow = opinion.copy(), np.empty_like(opinion)
    for step in range(1, most + 1):
        speak(tomorrow, now, ties, rest, influence, pull)
        moved = np.abs(tomorrow - now).max(initial=0.0)
        now, tomorrow = tomorrow, now
        if moved <= STILL:
            return Iterated(now, True, step)
    return Iterated(now, False, most)


def settled(rest: Floats, ties: Ties, influence: Floats, pull: Floats) -> Floats:
    """[N] the fixed point `s (I - (1 - s) W)^-1 rest`, s = pull / (pull + influence), to 1e-12 where s is above 0.01.

    Steps are as large as they can be; the size of a day's step does not move the fixed point. Where a day's pull comes
    after its talk, not with it, the same point is that of influence * (1 - pull). Whoever neither listens nor is pulled
    stays at rest. Raises `ArithmeticError` where opinions never come to a fixed point.
    """
    total = pull + influence
    stubborn = np.divide(pull, total, out=np.ones_like(total), where=total > 0.0)
    found = iterated(rest, ties, rest, 1.0 - stubborn, stubborn)
    if not found.converged:
        raise ArithmeticError(f"opinions still move after {found.steps} steps: nothing pulls them to rest")
    return found.opinion


def spread_kept(rest: Floats, ties: Ties, influence: Floats, pull: Floats) -> Beginning:
    """A beginning at a fixed point with the mean and the spread of `rest`, as if nobody listened to anybody.

    Influence draws people together, and rules that count in standard deviations would mean something else each day.
    The fixed point is linear in `rest`, so its deviations from the mean are scaled. Without influence nothing changes.
    `pull` is the whole rate at which an opinion returns to rest, steps that are usual there included.
    """
    if not influence.any():
        return Beginning(rest.copy(), rest.copy())
    opinion = settled(rest, ties, influence, pull)
    drawn_together = opinion.std()
    wider = rest.std() / drawn_together if drawn_together > 0.0 else 1.0
    mean, about = rest.mean(), opinion.mean()
    return Beginning(mean + wider * (opinion - about), mean + wider * (rest - about))
