"""The state of the auxiliary corps, and its members as rows to look at."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple, final

import numpy as np
from numpy.typing import NDArray

from sim.casework import corps
from sim.casework.ground import Ground
from sim.demand import purposes
from sim.institution.terms import CaseworkTerms
from sim.randomness import marks

type Floats = NDArray[np.float64]
type Whole = NDArray[np.int64]


class Members(NamedTuple):
    """Auxiliaries as columns; one row stands for `corps.scale` members. Where they are moves nothing: presence is
    booked by the share of walks that go to a place, not by the draw."""

    design: Whole
    """Position in `CORPS_DESIGNS`."""
    home: Whole
    """District."""
    place: Whole
    """Where it walks today."""
    hours: Floats
    """Hours of service today, mean of those it stands for."""


@final
@dataclass
class Auxiliaries:
    """The corps of a run. `members` [3] by design, `shares` [3, P] of walks by place of a district."""

    ground: Ground
    members: Floats
    shares: Floats
    _rows: dict[int, Members] = field(default_factory=dict)
    """Rows of one evening, kept while somebody looks at them."""

    @classmethod
    def at_rest(cls, ground: Ground, terms: CaseworkTerms) -> Auxiliaries:
        """As many members as stay when recruits and leavers balance."""
        return cls(ground, corps.settled(ground, terms), corps.walks(ground))

    def copied(self) -> Auxiliaries:
        return Auxiliaries(self.ground, self.members.copy(), self.shares)

    def hours(self) -> Floats:
        """[D] member hours of today."""
        total: Floats = corps.hours(self.ground, self.members).sum(axis=0)
        return total

    def presence(self, left: Floats) -> Floats:
        """[P] patrol-equivalent minutes, given the hours [D] of the day that minor calls left."""
        hours = corps.hours(self.ground, self.members)
        total = hours.sum(axis=0)
        walked = hours * np.divide(left, total, out=np.zeros_like(total), where=total > 0.0)
        return corps.presence(self.ground, self.shares, walked)

    def recruit(self, terms: CaseworkTerms) -> None:
        """A day of recruits and leavers."""
        self.members = corps.tomorrow(self.ground, terms, self.members)
        self._rows.clear()

    def rows(self, day: int) -> Members:
        """Members of this evening, each in a place of its district drawn for the day."""
        if day not in self._rows:
            self._rows[day] = self._draw(day)
        return self._rows[day]

    def _draw(self, day: int) -> Members:
        ground, scale = self.ground, self.ground.rules.corps.scale
        design = np.repeat(np.arange(len(self.members)), np.rint(self.members / scale).astype(np.int64))
        # Rows go round by design, so that a growing corps keeps the homes of its first rows.
        number = np.arange(len(design)) - np.concatenate(([0], np.cumsum(np.bincount(design, minlength=3))))[design]
        row = (design.astype(np.uint64) << np.uint64(32)) + number.astype(np.uint64)
        home = np.searchsorted(
            np.cumsum(ground.residents) / ground.residents.sum(), marks(ground.key, row, purposes.HOME), side="right"
        )
        home = np.minimum(home, ground.districts - 1).astype(np.int64)
        today = row + (np.uint64(day + 1) << np.uint64(40))
        place = self._walk(design, home, marks(ground.key, today, purposes.WALK))
        a_day = np.array([d.hours_a_day for d in ground.rules.corps.each()])
        return Members(design, home, place, a_day[design])

    def _walk(self, design: Whole, home: Whole, uniform: Floats) -> Whole:
        """[N] places in the home districts on which marks fall, by the shares of the design."""
        by_district = np.argsort(self.ground.district, kind="stable")
        place = np.empty(len(design), np.int64)
        for d in np.unique(design):
            # Shares sum to 1 in each district, so districts lie end to end on a line.
            running = np.cumsum(self.shares[d, by_district])
            mine = design == d
            spot = np.searchsorted(running, home[mine] + uniform[mine], side="right")
            place[mine] = by_district[np.minimum(spot, len(running) - 1)]
        return place
