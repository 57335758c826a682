"""Case teams: their minutes, and the cases before them. A row is a team: the people of one case force in a district."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, NamedTuple, final

import numpy as np
from numpy.typing import NDArray

from sim.casework import lines
from sim.casework.cases import Cases, no_cases, work_off
from sim.casework.clearance import Odds
from sim.casework.duties import DUTIES
from sim.casework.ground import Ground
from sim.casework.lines import Lines, no_lines
from sim.casework.opening import opened
from sim.casework.tables import Decided, Followed, Moved, nothing_decided, nothing_moved
from sim.demand import purposes
from sim.randomness import marks
from sim.vocabulary import AFFAIRS

ROOM: Final = 1024
"""Rows of a new table; it grows when it is full."""

type Floats = NDArray[np.float64]
type Whole = NDArray[np.int64]


class Teams(NamedTuple):
    """Teams as columns, D x T rows by district."""

    district: Whole
    force: Whole
    """Row of the case force."""
    capacity_min: Floats
    """Minutes a day."""
    worked_min: Floats
    """Minutes spent on cases today."""
    caseload: Whole
    """Open cases this evening."""
    overdue: Whole
    """Of these, past their due date."""


class CaseDay(NamedTuple):
    """Cases of one day: [D, K] by district and duty, [A, D] by affair and district, [D] minutes."""

    opened: Whole
    closed: Whole
    closed_late: Whole
    case_days: Whole
    open: Whole
    overdue: Whole
    capacity_min: Floats
    worked_min: Floats
    decided: Whole
    cleared: Whole


@final
@dataclass
class CaseTeams:
    """The open cases of a run and the teams that work on them."""

    ground: Ground
    cases: Cases
    lines: Lines
    table: Teams
    decided: Decided
    """What was decided today."""
    begun: Moved = field(init=False, default_factory=nothing_moved)
    """What was opened today."""
    ended: Moved = field(init=False, default_factory=nothing_moved)
    """What was finished today."""

    @classmethod
    def without_cases(cls, ground: Ground, team: Whole) -> CaseTeams:
        """Where teams settle in a fluid: with a load below one nobody waits. Above one there is no such point."""
        capacity, nobody = capacity_min(ground, team), np.zeros((ground.districts, len(DUTIES)), np.int64)
        table = _table(ground, capacity, np.zeros_like(capacity), nobody, nobody, team)
        return cls(ground, no_cases(ROOM), no_lines(nobody.size, ROOM), table, nothing_decided())

    def copied(self) -> CaseTeams:
        cases, standing, table = lines.copied(self.cases), lines.copied(self.lines), lines.copied(self.table)
        return CaseTeams(self.ground, cases, standing, table, self.decided)

    def day(self, day: int, followed: Followed, team: Whole, odds: Odds, staffed: Floats | None = None) -> CaseDay:
        """Open today's cases, spend the day's minutes, decide what is finished. `team` [A], `staffed` [D, T]."""
        ground = self.ground
        of_duty = team[ground.duties.affair]
        new, row, duty = opened(day, ground.duties, followed, of_duty >= 0, ground.recording_loss, odds)
        entered = ground.district[followed.place[row]] * len(DUTIES) + duty
        self.cases, self.lines = lines.enter(self.cases, self.lines, new, entered)
        posts = capacity_min(ground, team)
        capacity = posts if staffed is None else posts * staffed
        idle, done = capacity.copy(), np.empty((2, len(self.lines.line)), np.int64)
        count = work_off(idle, of_duty, self.cases, self.lines, done)
        finished, line = done[0, :count], done[1, :count]
        self.begun, self.ended = Moved(new.id, duty), Moved(self.cases.id[finished], line % len(DUTIES))
        standing = np.flatnonzero(self.lines.line >= 0)
        open_, overdue = (
            self._by_duty(self.lines.line[rows]) for rows in (standing, standing[self.cases.due[standing] <= day])
        )
        self.table = _table(ground, capacity, capacity - idle, open_, overdue, team)
        return CaseDay(
            self._by_duty(entered),
            self._by_duty(line),
            self._by_duty(line[self.cases.due[finished] < day]),
            self._sum_by_duty(line, day - self.cases.opened[finished]),
            open_,
            overdue,
            capacity.sum(axis=1),
            (capacity - idle).sum(axis=1),
            *self._decided(finished, line),
        )

    def _decided(self, row: Whole, line: Whole) -> tuple[Whole, Whole]:
        """[A, D] cases finished that could be cleared, and those that are."""
        duties = self.ground.duties
        decides = duties.decides[line % len(DUTIES)]
        row, line = row[decides], line[decides]
        affair = duties.affair[line % len(DUTIES)]
        cell = affair * self.ground.districts + line // len(DUTIES)
        cleared = marks(self.ground.key, self.cases.id[row], purposes.RESOLVE) < self.cases.chance[row]
        self.decided = Decided(self.cases.id[row], affair, self.cases.place[row], cleared)
        return self._by_affair(cell), self._by_affair(cell[cleared])

    def _by_affair(self, cell: Whole) -> Whole:
        size = len(AFFAIRS) * self.ground.districts
        return np.bincount(cell, minlength=size).reshape(len(AFFAIRS), self.ground.districts)

    def _sum_by_duty(self, line: Whole, days: Whole) -> Whole:
        size = self.ground.districts * len(DUTIES)
        return np.bincount(line, days, size).astype(np.int64).reshape(self.ground.districts, len(DUTIES))

    def _by_duty(self, line: Whole) -> Whole:
        size = self.ground.districts * len(DUTIES)
        return np.bincount(line, minlength=size).reshape(self.ground.districts, len(DUTIES))


def capacity_min(ground: Ground, team: Whole) -> Floats:
    """[D, T] minutes a day of each team. Investigators go with the affair they work on; their number is fixed."""
    minutes = np.zeros((ground.districts, int(team.max(initial=-1)) + 1))
    for a, t in enumerate(team):
        if t >= 0:
            minutes[:, t] += ground.minutes[:, a]
    return minutes


def _table(ground: Ground, capacity: Floats, worked: Floats, open_: Whole, overdue: Whole, team: Whole) -> Teams:
    districts, forces = capacity.shape
    bears = np.zeros((len(DUTIES), forces), np.int64)
    of_duty = team[ground.duties.affair]
    bears[of_duty >= 0, of_duty[of_duty >= 0]] = 1
    return Teams(
        district=np.repeat(np.arange(districts), forces),
        force=np.tile(np.arange(forces), districts),
        capacity_min=capacity.ravel(),
        worked_min=worked.ravel(),
        caseload=(open_ @ bears).ravel(),
        overdue=(overdue @ bears).ravel(),
    )
