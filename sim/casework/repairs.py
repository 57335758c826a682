"""Repairs: what solved problems prevent, how it fades, and where it stands when nothing changes.

One solved problem prevents a number of incidents a year of its affair in its place; that fades with a half-life. The
prevented share of a place's incidents adds up over problems and is cut at a maximum. Below the cut the rule is linear
in problems, so that splitting a place changes nothing in law.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.casework import tickets
from sim.casework.ground import Ground
from sim.casework.tables import Patrol
from sim.institution.terms import CaseworkTerms

YEAR: Final = 365.0

type Floats = NDArray[np.float64]


class Stationary(NamedTuple):
    """Tickets in a fluid that does not change: chance is left out. A affairs, P places."""

    sent: Floats
    """[A, P] tickets a day."""
    days: Floats
    """[A] on their way."""
    repaired: Floats
    """[A, P] a day."""
    prevented: Floats
    """[A, P] incidents a day."""


def kept(ground: Ground) -> float:
    """Share of what is prevented that is still prevented a day later."""
    return float(0.5 ** (1.0 / ground.rules.municipality.halflife_days))


def share(ground: Ground, prevented: Floats) -> Floats:
    """[A, P] share of incidents that are prevented, given incidents a day that repairs in each place prevent.

    A removed cause (a dark path, an empty house) served incidents of every kind that has removable causes: what it
    prevents is divided over affairs as such incidents are.
    """
    removable = ground.table.removable[:, None]
    served = (ground.rates * removable).sum(axis=0)
    part = removable * np.divide(prevented.sum(axis=0), served, out=np.zeros_like(served), where=served > 0.0)
    return np.minimum(part, ground.rules.municipality.most_prevented)


def relief(ground: Ground, prevented: Floats, reference: Floats) -> Floats:
    """[A, P] hazard over its reference: exactly 1 where as much is prevented as at the reference."""
    ratio: Floats = (1.0 - share(ground, prevented)) / (1.0 - share(ground, reference))
    return ratio


def stationary(ground: Ground, terms: CaseworkTerms, patrol: Patrol) -> Stationary:
    """Where tickets and repairs settle: in each district capacity goes to the places that come first."""
    rules = ground.rules.municipality
    sent, days = tickets.expected(ground, terms, patrol)
    repaired = sent * _served(ground, sent.sum(axis=0), capacity(ground, terms), order(ground, patrol))
    solved = repaired * rules.resolution * rules.prevented / YEAR
    return Stationary(sent, days, repaired, solved / (1.0 - kept(ground)))


def capacity(ground: Ground, terms: CaseworkTerms) -> Floats:
    """[D] repairs a day of the staff whom minor calls leave, if as many are called in as at the reference."""
    rules, table = ground.rules.municipality, ground.table
    tried = ground.attended * (table.low * table.divertible * terms.municipal_calls)[:, None]
    calls = np.bincount(ground.district, tried.sum(axis=0), ground.districts)
    left: Floats = np.maximum(0.0, ground.staff - calls / rules.calls_per_worker_day) * rules.repairs_per_worker_day
    return left


def order(ground: Ground, patrol: Patrol) -> NDArray[np.int64]:
    """[P] places by district, in the order of repairs: by calls per street unless residents are heard as well."""
    return ground.triage if patrol.triage is None else patrol.triage


def _served(ground: Ground, sent: Floats, able: Floats, triage: NDArray[np.int64]) -> Floats:
    """[P] share of each place's tickets that are repaired, given tickets [P] and repairs [D] a day."""
    served = np.zeros(len(sent))
    left = able.copy()
    for place in triage:
        d = ground.district[place]
        taken = min(sent[place], left[d])
        served[place] = taken / sent[place] if sent[place] > 0.0 else 0.0
        left[d] -= taken
    return served
