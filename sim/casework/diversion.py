"""Minor calls that others take in place of crews: municipal staff first, then the corps, each within its day.

Only calls of priority 3, only the share of each affair that staff without police powers could take, and of these only
as many as ANSWERS lets each helper try. A call's mark decides who may try it; calls come in order of time, and one that
finds its helper's day used up stays with the police, as do those that turn out to need a crew.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.casework.ground import Ground
from sim.casework.tables import HELPERS
from sim.compiled import kernel
from sim.demand import purposes
from sim.demand.calls import Calls
from sim.institution.terms import CaseworkTerms
from sim.randomness import marks
from sim.vocabulary import AFFAIRS

MINOR: Final = 2
"""Row of priority 3."""
NOBODY: Final = -1


class Tried(NamedTuple):
    """Minor calls of today that helpers tried, in order of time."""

    row: NDArray[np.intp]
    """Row among the day's calls."""
    helper: NDArray[np.int64]
    affair: NDArray[np.int64]
    place: NDArray[np.int64]
    returned: NDArray[np.bool_]
    """A crew had to come after all."""

    def by_helper(self, *, returned: bool) -> NDArray[np.int64]:
        """[2, A] calls by helper that were or were not returned."""
        cell = self.helper * len(AFFAIRS) + self.affair
        count: NDArray[np.int64] = np.bincount(cell[self.returned == returned], minlength=len(HELPERS) * len(AFFAIRS))
        return count.reshape(len(HELPERS), len(AFFAIRS))


def tried(ground: Ground, calls: Calls, terms: CaseworkTerms, days: NDArray[np.float64]) -> Tried:
    """The minor calls that helpers try. `days` [2, D]: hours or worker-days of each helper, used up in place."""
    minor = np.flatnonzero((calls.priority == MINOR) & (ground.table.divertible[calls.affair] > 0.0))
    affair = calls.affair[minor]
    mark = marks(ground.key, calls.id[minor], purposes.DIVERT) / ground.table.divertible[affair]
    municipal = terms.municipal_calls[affair]
    corps = np.minimum(terms.corps_calls[affair], 1.0 - municipal)
    helper = np.where(mark < municipal, 0, np.where(mark < municipal + corps, 1, NOBODY)).astype(np.int64)
    rules = ground.rules
    cost = np.array([1.0 / rules.municipality.calls_per_worker_day, rules.corps.call_hours])
    taken = np.zeros(len(minor), np.bool_)
    take_turns(helper, ground.district[calls.place[minor]], cost, days, taken)
    rows, helper, mark = minor[taken], helper[taken], mark[taken]
    # The upper end of a helper's part of the mark are the calls that need a crew after all.
    start, width = np.where(helper == 0, 0.0, municipal[taken]), np.where(helper == 0, municipal[taken], corps[taken])
    returned = mark >= start + width * (1.0 - rules.municipality.returned)
    return Tried(rows, helper, calls.affair[rows], calls.place[rows], returned)


@kernel
def take_turns(
    helper: NDArray[np.int64],
    district: NDArray[np.int64],
    cost: NDArray[np.float64],
    days: NDArray[np.float64],
    taken: NDArray[np.bool_],
) -> None:
    """Let calls take from the day of their helper in their district while it lasts."""
    for i in range(len(helper)):
        h = helper[i]
        if h >= 0 and days[h, district[i]] >= cost[h]:
            days[h, district[i]] -= cost[h]
            taken[i] = True


def nobody_tried() -> Tried:
    """No call taken."""
    whole = np.empty(0, np.int64)
    return Tried(np.empty(0, np.intp), whole, whole, whole, np.empty(0, np.bool_))
