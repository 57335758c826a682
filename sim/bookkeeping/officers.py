"""How it is entered what service makes of officers, and what they count. Sums go over crews by id."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.administration.gaming import ENFORCEMENT
from sim.administration.office import Offices
from sim.ledger import Ledger
from sim.response import state
from sim.response.state import Crews

type Floats = NDArray[np.float64]


class Posted(NamedTuple):
    """What a morning has done to posts."""

    emptied: bool
    """For want of money."""
    granted: int
    """Crews won by staffing claims."""
    moved: int
    """Posts that went to another station."""


class Officers(NamedTuple):
    """What the evening finds. K crews, D x T case teams as rows."""

    overloads: Floats
    """[K] what the crew's pool worked above the ceiling."""
    asked: Floats
    """[K] share of the crew's officers who leave of their own will, a year."""
    of_crew: float
    """Officers behind one crew on duty."""
    of_team: Floats
    """[D x T] officers of each case team."""
    asked_of_team: Floats
    """[D x T] share of them who leave of their own will, a year."""
    bought_min: float
    """Patrol minutes that gifts have bought, over all crews."""


def enter_officers(ledger: Ledger, crews: Crews, officers: Officers) -> None:
    """Fatigue, overload and wear of filled crews, and who asks to leave."""
    books, filled = ledger.service, crews.vacant == 0
    books.crews += int(filled.sum())
    books.fatigue += float(crews.fatigue[filled].sum())
    books.wear += float(crews.wear[filled].sum())
    books.overloaded += int((officers.overloads[filled] > 0.0).sum())
    books.officers += float(filled.sum() * officers.of_crew + officers.of_team.sum())
    books.asked += float(officers.asked[filled].sum() * officers.of_crew)
    books.bought_min += officers.bought_min
    books.asked += float((officers.of_team * officers.asked_of_team).sum())


def enter_posted(ledger: Ledger, posted: Posted) -> None:
    """Posts that a morning moved and crews that it granted."""
    ledger.service.moved += posted.moved
    ledger.service.granted += posted.granted


def enter_counts(ledger: Ledger, crews: Crews, spent: Floats, offices: Offices, taken: Floats) -> None:
    """What crews found today, and entries that stand for nothing: as many an hour as crews on enforcement find.

    `spent` [K, 7] minutes by use; `taken` [F] share of free time that other duties took.
    """
    books, found = ledger.service, int(ledger.discovered.sum())
    free = spent[:, state.FREE] * (1.0 - taken)[crews.force]
    padded = float((free * offices.gaming.padded[crews.force]).sum())
    honest = float((free * offices.free_time[crews.force, ENFORCEMENT]).sum()) - padded
    if honest > 0.0:
        books.made_up += (found - books.found) * padded / honest
    books.found = found
