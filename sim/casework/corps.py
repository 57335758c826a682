"""The auxiliary corps: money makes members, members walk where they choose to, and take minor calls.

Members fill what is funded at a yearly rate and leave at a yearly rate; those whom no money pays go at once. They live
where residents are and walk in their own district. Where in it goes by streets x (known harm per street)^e, with
e = exponent x (1 - 2 comfort): who seeks comfort avoids what crews seek.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from sim.casework.ground import Ground
from sim.institution.terms import CaseworkTerms

QUIETEST: Final = 0.01
"""Known harm per street over the district's mean, at least: a street without harm draws no crowd."""

type Floats = NDArray[np.float64]


def funded(ground: Ground, terms: CaseworkTerms) -> Floats:
    """[3] members whom the money of FUNDS pays."""
    officer_krw = ground.world.rules.cost_per_officer * 1e6
    cost = np.array([design.cost_krw(officer_krw) for design in ground.rules.corps.each()])
    members: Floats = terms.corps_funds * ground.residents.sum() / cost
    return members


def settled(ground: Ground, terms: CaseworkTerms) -> Floats:
    """[3] members when as many come as leave."""
    come, leave = _rates(ground)
    return funded(ground, terms) * come / (come + leave)


def tomorrow(ground: Ground, terms: CaseworkTerms, members: Floats) -> Floats:
    """[3] members after a day of recruits and leavers."""
    come, leave = _rates(ground)
    strength = funded(ground, terms)
    there = np.minimum(members, strength)
    return there + (strength - there) * come - there * leave


def hours(ground: Ground, members: Floats) -> Floats:
    """[3, D] hours a day by design and home district."""
    a_day = np.array([design.hours_a_day for design in ground.rules.corps.each()])
    home = ground.residents / ground.residents.sum()
    spread: Floats = (members * a_day)[:, None] * home
    return spread


def walks(ground: Ground) -> Floats:
    """[3, P] share of their district's walks that each design gives to each place."""
    streets, district = ground.streets, ground.district
    harm = ground.harm.sum(axis=0)
    usual = np.bincount(district, harm, ground.districts) / np.bincount(district, streets, ground.districts)
    relative = np.divide(harm / streets, usual[district], out=np.ones(len(harm)), where=usual[district] > 0.0)
    shares = []
    for design in ground.rules.corps.each():
        exponent = ground.rules.corps.walk_exponent * (1.0 - 2.0 * design.comfort)
        weight = streets * np.maximum(relative, QUIETEST) ** exponent
        shares.append(weight / np.bincount(district, weight, ground.districts)[district])
    return np.array(shares)


def presence(ground: Ground, shares: Floats, walked: Floats) -> Floats:
    """[P] patrol-equivalent minutes, given hours walked [3, D]."""
    minutes = np.zeros(len(ground.district))
    for design, share, walk in zip(ground.rules.corps.each(), shares, walked, strict=True):
        minutes += share * design.patrol_minutes(walk)[ground.district]
    return minutes


def _rates(ground: Ground) -> tuple[float, Floats]:
    """Shares a day: of vacancies filled, [3] of members who leave."""
    leave = np.array([design.attrition for design in ground.rules.corps.each()])
    return ground.rules.corps.recruited / 365.0, leave / 365.0
