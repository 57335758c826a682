"""A foundation: residents give, the more the richer they are; regions may share by need; gifts buy posts and hours.

Gifts of a region are its residents times the amount of the FUNDS clause times relative income^elasticity. Raising them
takes a share. Of the rest the clause sends a share (`pooled`) to a pool of all regions of a nation, which is handed out
by need; donors hold back the more, the more leaves. What is granted first pays posts that a payer with limited revenue
cannot pay; then it buys hours of patrol by the crews that are there, which tires them. Public payers save a share of
what gifts buy. All won are whole: over regions, grants of a day add up to the gifts of that day.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol, final

from sim.administration.billing import PATROL_CREWS, YEAR_DAYS, Posts, divided, pools
from sim.administration.foundation_rules import FoundationRules
from sim.institution.terms import FundingTerms

DAY_MIN = 1440.0


class Gifts(NamedTuple):
    """Whole won of one day in one region."""

    given: int
    """By residents, what raising it costs included."""
    left: int
    """After that cost."""
    sent: int
    """Of what is left: to the pool of all regions."""


class Spent(NamedTuple):
    """Whole won of one day that gifts pay in one region."""

    raising: int
    displaced: int
    """Posts that others would have paid, or could not."""
    hours: int
    """Hours of patrol that nobody else would have paid."""


class Giver(Protocol):
    """A region that shares a pool with others."""

    def gifts(self, day: int) -> Gifts: ...


@final
@dataclass
class Pool:
    """What regions of a nation send, handed out by need. `need`: one number a region, seen anew every year."""

    givers: Sequence[Giver]
    need: Sequence[float]

    def received(self, region: int, day: int) -> int:
        """Whole won that a region is handed out on a day; over all regions they add up to what was sent."""
        sent = sum(giver.gifts(day).sent for giver in self.givers)
        return divided(sent, tuple(self.need))[region] if sent else 0


@final
@dataclass
class Purse:
    """The purse of a foundation for one region: whom it shares with, and which posts it pays."""

    pool: Pool | None = None
    region: int = 0
    """Row of the region in the pool."""
    relief: int = field(default=0)
    """Won a year that pay posts for which public payers lack money, since the last budget."""

    def granted(self, gifts: Gifts, day: int) -> int:
        """Whole won that the region may spend on a day."""
        received = 0 if self.pool is None else self.pool.received(self.region, day)
        return gifts.left - gifts.sent + received


def gifts(
    day: int, terms: FundingTerms, rules: FoundationRules, residents: float, income: float, nation: bool
) -> Gifts:
    """What residents give on a day. `income`: of the region over the nation's mean; `nation`: others share the pool."""
    leaving = float((terms.gifts * terms.pooled).sum() / terms.gifts.sum()) if nation and terms.gifts.any() else 0.0
    willing = income**rules.income_elasticity * (1.0 - rules.homebound * leaving)
    won = round(float(terms.gifts.sum()) * residents * willing)
    given = won * (day + 1) // YEAR_DAYS - won * day // YEAR_DAYS
    left = given - math.floor(given * rules.raising)
    return Gifts(given, left, math.floor(left * leaving))


def spent(gifts: Gifts, granted: int, relief: int, rules: FoundationRules) -> Spent:
    """What a day's grant pays. `relief`: won of the day that pay posts for which others lack money."""
    posts = min(relief, granted)
    saved = math.floor((granted - posts) * rules.crowd_out)
    return Spent(gifts.given - gifts.left, posts + saved, granted - posts - saved)


def relieved(displaced: int, terms: FundingTerms, posts: Posts, forces: int) -> list[int]:
    """[Y] whole won that each payer of patrol crews is spared: by what it pays for them."""
    paid = [0.0] * len(terms.posts)
    for pool in pools(terms, posts, forces):
        whole = sum(pool.shares)
        if pool.purpose == PATROL_CREWS and whole > 0.0:
            paid = [had + pool.won * share / whole for had, share in zip(paid, pool.shares, strict=True)]
    return divided(displaced, tuple(paid))


def minutes_bought(won_a_day: float, crew_price: int, rules: FoundationRules) -> float:
    """Patrol minutes a day that so many won buy. `crew_price`: won a year of a crew on duty around the clock."""
    return won_a_day / (crew_price * rules.overtime / YEAR_DAYS) * DAY_MIN
