"""Municipal staff: tickets on their way and waiting, repairs, and what solved problems still prevent."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, NamedTuple, final

import numpy as np
from numpy.typing import NDArray

from sim.casework import lines, repairs, tickets
from sim.casework.ground import Ground
from sim.casework.lines import Lines, no_lines
from sim.casework.repairs import Stationary
from sim.casework.seeding import on_their_way, unserved
from sim.casework.tickets import Tickets, no_tickets
from sim.demand import purposes
from sim.randomness import marks

ROOM: Final = 1024
"""Rows of a new table; it grows when it is full."""

type Floats = NDArray[np.float64]
type Whole = NDArray[np.int64]


class Workers(NamedTuple):
    """Municipal workers as columns, by district."""

    district: Whole
    place: Whole
    """Place of the last job."""
    jobs: Whole
    """Repairs and minor calls today."""


class TicketDay(NamedTuple):
    """Tickets of one day: [5, D] by event, [D] waiting, and the rest."""

    tickets: Whole
    waiting: Whole
    in_transit: int
    repair_days: float


@final
@dataclass
class MunicipalStaff:
    """What the municipality has before it. `spare` [D]: worker-days left over, less than one repair takes."""

    ground: Ground
    coming: Tickets
    tickets: Tickets
    lines: Lines
    prevented: Floats
    """[A, P] incidents a day that solved problems prevent."""
    spare: Floats
    waiting: Whole
    """[D] tickets in line."""
    table: Workers
    sent: Tickets = field(init=False, default_factory=no_tickets)
    """What was referred today."""
    repaired: Tickets = field(init=False, default_factory=no_tickets)
    """What was repaired today."""
    solved: Tickets = field(init=False, default_factory=no_tickets)
    """Of these, what solved its problem."""

    @classmethod
    def at_rest(cls, day: int, ground: Ground, stationary: Stationary) -> MunicipalStaff:
        """Tickets and repairs where they settle."""
        made = cls(
            ground,
            on_their_way(day, ground, stationary),
            no_tickets(ROOM),
            no_lines(len(ground.district), ROOM),
            stationary.prevented.copy(),
            np.zeros(ground.districts),
            np.zeros(ground.districts, np.int64),
            _workers(ground),
        )
        made._receive(unserved(day, ground, stationary))
        return made

    def copied(self) -> MunicipalStaff:
        return MunicipalStaff(
            self.ground,
            lines.copied(self.coming),
            lines.copied(self.tickets),
            lines.copied(self.lines),
            self.prevented.copy(),
            self.spare.copy(),
            self.waiting.copy(),
            lines.copied(self.table),
        )

    def days(self) -> Floats:
        """[D] worker-days of today."""
        return self.ground.staff + self.spare

    def day(self, day: int, new: Tickets, days: Floats, called_to: Whole, triage: Whole | None = None) -> TicketDay:
        """Take in what arrives, repair within the worker-days [D] that minor calls left, drop what waited too long.

        `called_to` [N] are the places of the minor calls that staff took today; `triage` [P] the order of repairs,
        by calls per street unless given.
        """
        self.coming = tickets.joined(self.coming, new)
        here = self.coming.arrives <= day
        arrived = tickets.select(self.coming, here)
        self.coming = tickets.select(self.coming, ~here)
        self._receive(arrived)
        repaired = self._repair(days, self.ground.triage if triage is None else triage)
        solved = self._solve(repaired)
        self.sent, self.repaired, self.solved = new, repaired, solved
        dropped = np.zeros(self.ground.districts, np.int64)
        expiry = self.ground.rules.municipality.expiry_days
        tickets.drop(self.lines, self.tickets, day, expiry, self.ground.district, dropped)
        self.waiting -= dropped
        self._note_jobs(np.concatenate((called_to, repaired.place)))
        events = (self._by_district(place) for place in (new.place, arrived.place, repaired.place, solved.place))
        return TicketDay(
            np.array([*events, dropped]),
            self.waiting.copy(),
            len(self.coming.id),
            float((day - repaired.referred).sum()),
        )

    def _receive(self, arrived: Tickets) -> None:
        """Put tickets in line by the day of arrival, those of one day by number."""
        arrived = tickets.select(arrived, np.lexsort((arrived.id, arrived.arrives)))
        self.tickets, self.lines = lines.enter(self.tickets, self.lines, arrived, arrived.place)
        self.waiting += self._by_district(arrived.place)

    def _repair(self, days: Floats, triage: Whole) -> Tickets:
        ground, rate = self.ground, self.ground.rules.municipality.repairs_per_worker_day
        able = np.floor(days * rate).astype(np.int64)
        done, left = np.empty(able.sum(), np.int64), able.copy()
        count = tickets.repair(self.lines, triage, ground.district, left, done)
        self.spare = np.minimum(days - (able - left) / rate, 1.0 / rate)
        self.waiting -= able - left
        return tickets.select(self.tickets, done[:count])

    def _solve(self, repaired: Tickets) -> Tickets:
        """Some repairs solve their problem; what earlier ones prevent fades."""
        rules, places = self.ground.rules.municipality, len(self.ground.district)
        solves = marks(self.ground.key, repaired.id, purposes.REPAIR) < rules.resolution
        solved = tickets.select(repaired, solves)
        fresh = tickets.by_affair_and_place(solved, places) * (rules.prevented / repairs.YEAR)
        self.prevented = repairs.kept(self.ground) * self.prevented + fresh
        return solved

    def _note_jobs(self, place: Whole) -> None:
        """Jobs go round among the workers of a district."""
        table, district = self.table, self.ground.district[place]
        workers = np.bincount(table.district, minlength=self.ground.districts)
        order = np.argsort(district, kind="stable")
        first = np.concatenate(([0], np.cumsum(np.bincount(district, minlength=self.ground.districts))))
        turn = np.arange(len(place)) - first[district[order]]
        before = np.concatenate(([0], np.cumsum(workers)))[district[order]]
        row = before + turn % workers[district[order]]
        table.place[row] = place[order]
        table.jobs[:] = np.bincount(row, minlength=len(table.jobs))

    def _by_district(self, place: Whole) -> Whole:
        return np.bincount(self.ground.district[place], minlength=self.ground.districts)


def _workers(ground: Ground) -> Workers:
    """One row for each begun worker of a district, at first in its first place."""
    count = np.ceil(ground.staff).astype(np.int64)
    district = np.repeat(np.arange(ground.districts), count)
    home = np.array([np.flatnonzero(ground.district == d)[0] for d in range(ground.districts)], np.int64)
    return Workers(district, home[district], np.zeros(len(district), np.int64))
