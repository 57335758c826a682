"""Transfers: people leave branches that they dislike; who comes after them has to learn the beat, or comes late.

Of a crew's officers 1 / rotation leave a year; those who ask to leave grow by exp(aversion x dislike). A crew dislikes
fatigue, luck in its evaluation, and being passed over for promotion, the last two beyond the reference. A case team
dislikes a load above the one it is staffed for, and being passed over; the posts of those who leave it beyond the usual
stand empty until they are filled again.
"""

from __future__ import annotations

import math
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.administration.officer_rules import TransferRules
from sim.administration.relaxation import relaxed
from sim.compiled import kernel

type Floats = NDArray[np.float64]

YEAR_DAYS: Final = 365.0

SHORTEST_YEARS: Final = 0.05
"""Whatever they dislike, officers stay so long on average: the transfer has to be arranged."""


@kernel
def asking(dislike: float, usual: float, aversion: float) -> float:
    """Share of officers who leave of their own will, a year."""
    return usual * math.exp(aversion * dislike)


@kernel
def stay_years(rotation_years: float, dislike: float, usual: float, aversion: float) -> float:
    """Years that officers stay at a post; exactly the rotation interval without dislike.

    1 / stay = 1 / rotation + usual (exp(aversion x dislike) - 1); at the reference those who ask are at most all who
    leave.
    """
    stay = rotation_years / (1.0 + min(rotation_years * usual, 1.0) * math.expm1(aversion * dislike))
    return max(stay, SHORTEST_YEARS)


@kernel
def emptied(empty: float, dislike: float, usual: float, aversion: float, refill_days: float) -> float:
    """Share of a team's posts that stand empty a day later; exactly 0 where nobody left beyond the usual."""
    gone = usual * math.expm1(aversion * dislike) / YEAR_DAYS
    return min(max(empty + gone - empty / refill_days, 0.0), 1.0)


@kernel
def leave(stay: Floats, asked: Floats, rotation_years: Floats, dislike: Floats, usual: float, aversion: float) -> None:
    """Years that officers of every crew stay, and who ask to leave a year, into `stay` and `asked`. Columns [K]."""
    for k in range(len(stay)):
        stay[k] = stay_years(rotation_years[k], dislike[k], usual, aversion)
        asked[k] = asking(dislike[k], usual, aversion)


class CasePosts(NamedTuple):
    """The posts of D x T case teams: what they feel, and who is not there."""

    load: Floats
    """[D, T] minutes worked over those there are, as felt."""
    empty: Floats
    """[D, T] share of posts that nobody holds."""
    asked: Floats
    """[D, T] share of officers who leave of their own will, a year."""


def full(districts: int, forces: int, usual_load: float) -> CasePosts:
    """Every post held, at the load that teams are staffed for."""
    return CasePosts(np.full((districts, forces), usual_load), *np.zeros((2, districts, forces)))


def a_day_later(
    posts: CasePosts, worked: Floats, capacity: Floats, usual_load: float, passed_over: Floats, rules: TransferRules
) -> CasePosts:
    """After a day of `worked` of `capacity` minutes [D, T]. A team without work of its own feels the usual load.

    `passed_over` [T]: log odds of promotion that officers of each force lack against the reference.
    """
    later, resented = CasePosts._make(table.copy() for table in posts), rules.passed_over * passed_over
    usual, away = rules.asking, rules.aversion
    pass_day(later, worked, capacity, usual_load, resented, usual, away, rules.refill_days, rules.felt_days)
    return later


@kernel
def pass_day(
    posts: CasePosts,
    worked: Floats,
    capacity: Floats,
    usual_load: float,
    resented: Floats,
    usual: float,
    aversion: float,
    refill_days: float,
    felt_days: float,
) -> None:
    """A day of every case team, written into `posts`. Tables [D, T]; `resented` [T] dislike of being passed over."""
    load, empty, asked = posts
    for d in range(load.shape[0]):
        for t in range(load.shape[1]):
            today = worked[d, t] / capacity[d, t] if capacity[d, t] > 0.0 else usual_load
            load[d, t] = relaxed(load[d, t], today, 1.0, felt_days)
            dislike = load[d, t] - usual_load + resented[t]
            empty[d, t] = emptied(empty[d, t], dislike, usual, aversion, refill_days)
            asked[d, t] = asking(dislike, usual, aversion)
