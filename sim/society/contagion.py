"""Who is in the community safety network, and how membership spreads among those who know each other.

A resident joins when the share of its neighbours who are members reaches its threshold (Granovetter 1978, Am J Sociol
83; on sparse networks Watts 2002, PNAS 99). Founding members are there without being asked and stay; without them
nobody ever joins. All decide at once, on yesterday's members. Below rung R3 membership does not spread: founders, if
somebody invites any, are all the members there are. Members report more, and walk a little where they live;
crews lead those walks as they lead the corps (`sim.casework`).
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from sim.compiled import inlined, loop
from sim.demand.purposes import FOUND, JOIN, LEAVE, THRESHOLD
from sim.randomness import mark, marks
from sim.society.influence import Ties
from sim.society.moment import moment
from sim.society.neighbour_rules import NetworkRules

LEAST_THRESHOLD: Final = 1e-9
"""Whoever would join unprompted joins with the first member it knows: nobody founds a network but its founders."""

type Floats = NDArray[np.float64]
type Flags = NDArray[np.uint8]


class Leanings(NamedTuple):
    """What residents are like toward the network, for good. N residents."""

    calling: Floats
    """[N] uniform: a founder is who has one below the share of founders, so more founders include the fewer."""
    threshold: Floats
    """[N] in (0, 1]"""


def leanings(key: np.uint64, residents: int, rules: NetworkRules) -> Leanings:
    """Drawn by marks of the row: the same residents under every policy."""
    row = np.arange(residents, dtype=np.uint64)
    # A mark may be 0, whose normal quantile is no number.
    uniform = np.maximum(marks(key, row, THRESHOLD), 2.0**-54)
    threshold = np.clip(rules.threshold + rules.threshold_sd * ndtri(uniform), LEAST_THRESHOLD, 1.0)
    return Leanings(marks(key, row, FOUND), threshold)


def founders(leaning: Leanings, seeds: float) -> Flags:
    """[N] 1 for founding members, given their share of residents."""
    return (leaning.calling < seeds).astype(np.uint8)


@inlined
def joins(members_known: int, known: int, threshold: float) -> bool:
    """Whether the share of members among those one knows reaches one's threshold; never where one knows nobody."""
    return known > 0 and members_known / known >= threshold


@inlined
def members_known(i: int, member: Flags, ties: Ties) -> int:
    """How many neighbours of `i` are members."""
    count = 0
    for tie in range(ties.start[i], ties.start[i + 1]):
        count += member[ties.neighbour[tie]]
    return count


@loop
def spread(
    tomorrow: Flags,
    member: Flags,
    founder: Flags,
    ties: Ties,
    threshold: Floats,
    key: np.uint64,
    day: int,
    joining: float,
    leaving: float,
) -> None:
    """Writes tomorrow's members [N], given today's; `joining` and `leaving` are chances a day."""
    for i in range(len(member)):
        if founder[i]:
            tomorrow[i] = 1
        elif member[i]:
            tomorrow[i] = mark(key, moment(i, day), LEAVE) >= leaving
        else:
            asked = mark(key, moment(i, day), JOIN) < joining
            known = ties.start[i + 1] - ties.start[i]
            tomorrow[i] = asked and joins(members_known(i, member, ties), known, threshold[i])


def after(
    member: Flags, leaning: Leanings, ties: Ties, rules: NetworkRules, seeds: float, key: np.uint64, day: int
) -> Flags:
    """[N] members after a day. `seeds` is today's share of founders: a programme may have raised it."""
    founder = founders(leaning, seeds)
    if not rules.contagion:
        return founder
    tomorrow = np.empty_like(member)
    spread(tomorrow, member, founder, ties, leaning.threshold, key, day, rules.joins_per_day, rules.leaves_per_day)
    return tomorrow


def watched[Share: (float, Floats)](members: Share, efficacy: float) -> Share:
    """Share of incidents left by watching alone, given the share of members; exactly 1 without efficacy."""
    return 1.0 - efficacy * members


def walked(members: Floats, hours_a_month: float) -> Floats:
    """[...] hours of walks today, given how many members there are."""
    hours: Floats = members * (hours_a_month * 12.0 / 365.0)
    return hours


def members_by_place(member: Flags, first: NDArray[np.int64]) -> Floats:
    """[P] share of members among the simulated residents of each place; 0 where nobody lives."""
    residents = np.diff(first)
    count = np.diff(np.concatenate(([0], np.cumsum(member, dtype=np.int64)))[first])
    share: Floats = np.divide(count, residents, out=np.zeros(len(residents)), where=residents > 0)
    return share
