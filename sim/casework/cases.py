"""Open cases, and how a team works them off: the earliest due date first, ties by incident.

Inside one duty all cases have the same time to be done, so the order of opening is the order of due dates and a line
for each district and duty suffices. A day's minutes go to the first case in this order; what is begun stays begun.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.casework.lines import Lines, leave_first
from sim.compiled import inlined, kernel


class Cases(NamedTuple):
    """Cases as columns; rows in no line are free."""

    id: NDArray[np.uint64]
    """Incident that opened the case."""
    place: NDArray[np.int64]
    """Where it happened."""
    opened: NDArray[np.int64]
    """Day."""
    due: NDArray[np.float64]
    """Day by which it should be finished."""
    left: NDArray[np.float64]
    """Minutes of work not done yet."""
    chance: NDArray[np.float64]
    """Probability that it will be cleared; 0 where there is nothing to clear."""


def no_cases(rows: int) -> Cases:
    """A table of free rows."""
    place, opened = np.zeros((2, rows), np.int64)
    due, left, chance = np.zeros((3, rows))
    return Cases(np.zeros(rows, np.uint64), place, opened, due, left, chance)


@inlined
def comes_first(cases: Cases, one: int, other: int) -> bool:
    """Whether a case is due before another; of those due on one day, that of the lower incident."""
    if cases.due[one] != cases.due[other]:
        return bool(cases.due[one] < cases.due[other])
    return bool(cases.id[one] < cases.id[other])


@kernel
def work_off(
    minutes: NDArray[np.float64],
    team: NDArray[np.int64],
    cases: Cases,
    lines: Lines,
    done: NDArray[np.int64],
) -> int:
    """Spend a day's `minutes` [D, T] (what is left of them stays there); write what is finished to `done`, count it.

    `team` [K] is the team that bears each duty, -1 where none does; cases of district d and duty k stand in line
    d * K + k. `done` [2, M] takes the row and the line of each finished case.
    """
    finished = 0
    duties = len(team)
    for d in range(minutes.shape[0]):
        for t in range(minutes.shape[1]):
            while True:
                row = -1
                for k in range(duties):
                    head = lines.first[d * duties + k]
                    if team[k] == t and head >= 0 and (row < 0 or comes_first(cases, head, row)):
                        row = head
                if row < 0:
                    break
                if cases.left[row] > minutes[d, t]:
                    cases.left[row] -= minutes[d, t]
                    minutes[d, t] = 0.0
                    break
                minutes[d, t] -= cases.left[row]
                cases.left[row] = 0.0
                done[1, finished] = lines.line[row]
                done[0, finished] = leave_first(lines, lines.line[row])
                finished += 1
    return finished
