"""How a day of the response room is entered, once it is over."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.administration.office import Offices
from sim.bookkeeping import calls, crews, decisions
from sim.bookkeeping.officers import Officers, enter_counts, enter_officers
from sim.institution.terms import Terms
from sim.ledger import Ledger
from sim.response import state
from sim.response.layout import Layout
from sim.response.state import Crews, Docket


class Evening(NamedTuple):
    """What the day leaves. K crews, F forces, D districts, P places."""

    day: int
    closed: Docket
    crews: Crews
    spent: NDArray[np.float64]
    """[K, 7] crew minutes of the day by use."""
    in_beats: NDArray[np.float64]
    """[3, beats] minutes of patrol, enforcement, engagement."""
    seen: NDArray[np.float64]
    """[P] minutes of visible patrol: of crews with hours that gifts buy, and walks of others at their equivalence."""
    taken: NDArray[np.float64]
    """[F] share of free time that other duties took."""
    layout: Layout
    offices: Offices
    officers: Officers
    terms: Terms
    district: NDArray[np.int64]
    """[P]"""
    handling_min: float


def enter(ledger: Ledger, evening: Evening) -> None:
    """Calls, crews' time, and who had the say over it."""
    closed, people, spent, terms = evening.closed, evening.crews, evening.spent, evening.terms
    calls.enter_calls(ledger, closed, evening.district, evening.layout.group, evening.handling_min)
    crews.enter_crews(ledger, people, spent)
    crews.enter_free_time(ledger, people, spent, evening.offices.free_time, evening.taken)
    enter_officers(ledger, people, evening.officers)
    enter_counts(ledger, people, spent, evening.offices, evening.taken)
    decisions.enter_calls(ledger, closed, terms)
    ledger.presence = evening.seen if ledger.presence is None else ledger.presence + evening.seen
    decisions.enter_patrol(ledger, evening.in_beats[0], evening.layout, evening.offices, terms, evening.district)
    on_duty = spent[:, : state.VACANT].sum(axis=1)
    decisions.enter_posts(ledger, people, evening.offices, terms, evening.day, on_duty)
