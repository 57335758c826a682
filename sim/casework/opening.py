"""Which attended incidents open which cases, how long these will take, and what their chance of clearance is."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.casework.cases import Cases
from sim.casework.clearance import Odds
from sim.casework.duties import Duty
from sim.casework.tables import Followed
from sim.compiled import kernel
from sim.demand.purposes import CASE_WORK, DUTY, RECORD
from sim.randomness import mark, marks
from sim.vocabulary import AFFAIRS

SALT: Final = 0x9E3779B97F4A7C15
"""Spreads the numbers of duties over 64 bits, so that each duty has marks of its own for the same incident."""


class DutyTable(NamedTuple):
    """The duties as columns, [K] each."""

    affair: NDArray[np.int64]
    share: NDArray[np.float64]
    work_min: NDArray[np.float64]
    due_days: NDArray[np.float64]
    since: NDArray[np.float64]
    recorded: NDArray[np.bool_]
    decides: NDArray[np.bool_]
    salt: NDArray[np.uint64]

    def opening(self, recording_loss: float) -> NDArray[np.float64]:
        """[K] share of attended incidents that open a case."""
        return self.share * np.where(self.recorded, 1.0 - recording_loss, 1.0)


def duty_table(duties: tuple[Duty, ...]) -> DutyTable:
    """Columns of the catalogue."""
    return DutyTable(
        affair=np.array([duty.affair_row for duty in duties], np.int64),
        share=np.array([duty.share for duty in duties], float),
        work_min=np.array([duty.work_min for duty in duties], float),
        due_days=np.array([duty.due_days for duty in duties], float),
        since=np.array([duty.since for duty in duties], float),
        recorded=np.array([duty.recorded for duty in duties]),
        decides=np.array([duty.decides for duty in duties]),
        salt=np.array([duty.number * SALT % 2**64 for duty in duties], np.uint64),
    )


def opened(
    day: int, duties: DutyTable, followed: Followed, borne: NDArray[np.bool_], recording_loss: float, odds: Odds
) -> tuple[Cases, NDArray[np.int64], NDArray[np.int64]]:
    """Cases of today by incident, the row of `followed` and the duty of each. `borne` [K]: a team bears the duty."""
    most = int(np.bincount(duties.affair, minlength=len(AFFAIRS))[followed.affair].sum())
    row, duty = np.empty(most, np.int64), np.empty(most, np.int64)
    exists = borne & (day >= duties.since)
    count = choose(odds.key, followed.id, followed.affair, duties, exists, recording_loss, row, duty)
    by_incident = np.argsort(followed.id[row[:count]], kind="stable")
    row, duty = row[:count][by_incident], duty[:count][by_incident]
    decides = np.flatnonzero(duties.decides[duty])
    chance = np.zeros(count)
    chance[decides] = odds.of(followed, row[decides])
    work = marks(odds.key, followed.id[row] ^ duties.salt[duty], CASE_WORK)
    cases = Cases(
        id=followed.id[row],
        place=followed.place[row],
        opened=np.full(count, day, np.int64),
        due=day + duties.due_days[duty],
        # Most cases are short and a few are long: exponential.
        left=duties.work_min[duty] * -np.log1p(-work),
        chance=chance,
    )
    return cases, row, duty


@kernel
def choose(
    key: np.uint64,
    id: NDArray[np.uint64],
    affair: NDArray[np.int64],
    duties: DutyTable,
    exists: NDArray[np.bool_],
    recording_loss: float,
    row: NDArray[np.int64],
    duty: NDArray[np.int64],
) -> int:
    """Write the incidents that open cases and the duties that bind to `row` and `duty`, count them."""
    count = 0
    for i in range(len(id)):
        for k in range(len(exists)):
            if duties.affair[k] != affair[i] or not exists[k]:
                continue
            if duties.recorded[k] and mark(key, id[i], RECORD) < recording_loss:
                continue
            if mark(key, id[i] ^ duties.salt[k], DUTY) < duties.share[k]:
                row[count] = i
                duty[count] = k
                count += 1
    return count
