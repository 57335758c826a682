"""The bill of a day: who pays how many won, and for what. Balanced to the won.

Forces whose posts the same payers bear in the same shares are put together before anything is rounded, so that a
force under two names costs each payer exactly what it costs under one. Won are whole: what is due by the end of a day
less what was due by its beginning; over 365 days nothing is lost. Payers divide what is due by largest remainders.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple, final

import numpy as np
from numpy.typing import NDArray

from sim import vocabulary
from sim.institution.terms import FundingTerms, Terms
from sim.world.rules import WorldRules

YEAR_DAYS: Final = 365

PATROL_CREWS: Final = "patrol crews"
CASE_TEAMS: Final = "case teams"
OVERHEAD: Final = "overhead"
PROJECTS: Final = "projects"
CORPS: Final = "auxiliary corps"
RESEARCH: Final = "research"
GIFTS: Final = "gifts"
"""Hours of patrol that gifts buy."""
RAISING: Final = "fund-raising"
SETTING_UP: Final = "setting up"
"""What it costs, once, to give posts another employer."""
IDLE: Final = "idle"
"""Money that is there and buys nothing (`sim.strategies.idle_money`)."""

_OF_KIND: Final = {vocabulary.CORPS: CORPS, vocabulary.INSTITUTE: RESEARCH}
"""What money is for, by the kind of organisation that receives it; all others have projects."""

_WHOLE: Final = 10**9
"""Shares of payers are kept in parts of this, so that every sum is a sum of whole numbers."""


class Posts(NamedTuple):
    """X forces of all branches: patrol forces in crews on duty, case forces in officers."""

    filled: NDArray[np.int64]
    """[X] posts that somebody holds and that are therefore paid, whatever duty they are on."""
    price: NDArray[np.int64]
    """[X] won a year of one post."""


class Pool(NamedTuple):
    """Forces of one purpose whose posts the same payers bear in the same shares."""

    purpose: str
    shares: tuple[float, ...]
    """[Y] share of the cost that each payer bears."""
    overhead: float
    won: int
    """Full cost of the posts a year."""


@final
@dataclass(frozen=True)
class Accounts:
    """Rows and columns of the bill of one run."""

    payers: tuple[str, ...]
    purposes: tuple[str, ...]

    def bill(
        self, day: int, terms: Terms, posts: Posts, residents: float, spending: Mapping[tuple[str, str], int]
    ) -> NDArray[np.int64]:
        """[payers, purposes] won of one day. `spending`: what programmes need that day, by (payer, purpose)."""
        found = np.zeros((len(self.payers), len(self.purposes)), np.int64)
        for pool in pools(terms.funding, posts, len(terms.forces)):
            for purpose, won in ((pool.purpose, pool.won), (OVERHEAD, round(pool.won * pool.overhead))):
                due = _of_day(day, won, pool.shares)
                found[: len(due), self.purposes.index(purpose)] += due
        for y, z in np.argwhere(terms.funding.amounts):
            won = round(float(terms.funding.amounts[y, z]) * residents)
            found[y, self.purposes.index(_received(terms.funding, z))] += _due(day + 1, won) - _due(day, won)
        for (payer, purpose), won in spending.items():
            found[self.payers.index(payer), self.purposes.index(purpose)] += won
        return found


def opened(terms: Terms, spending: Iterable[tuple[str, str]], *more: str) -> Accounts:
    """Accounts for an institution and the (payer, purpose) of its programmes; payers of the institution come first.

    `more`: other purposes that its payers pay for.
    """
    programmes = sorted(set(spending))
    payers = (*terms.payers, *(payer for payer, _ in programmes))
    received = (_received(terms.funding, z) for z in range(len(terms.receivers)))
    given = (GIFTS, RAISING) if terms.funding.foundations.any() else ()
    purposes = (PATROL_CREWS, CASE_TEAMS, OVERHEAD, *received, *given, *more, *(purpose for _, purpose in programmes))
    return Accounts(tuple(dict.fromkeys(payers)), tuple(dict.fromkeys(purposes)))


def crew_price(rules: WorldRules) -> int:
    """Won a year of one crew on duty: the officers behind it at full cost."""
    return round(rules.officers_per_car * rules.cost_per_officer * 1e6)


def officer_price(rules: WorldRules) -> int:
    """Won a year of one officer of a case team."""
    return round(rules.cost_per_officer * 1e6)


def prices(terms: Terms, rules: WorldRules) -> NDArray[np.int64]:
    """[X] won a year of one post of each force."""
    return np.array([crew_price(rules)] * len(terms.forces) + [officer_price(rules)] * len(terms.case_forces), np.int64)


def pools(terms: FundingTerms, posts: Posts, patrol_forces: int) -> tuple[Pool, ...]:
    """Forces put together, in an order that their number and names have no part in."""
    found: dict[tuple[str, tuple[float, ...], float], int] = {}
    for x, (filled, price) in enumerate(zip(posts.filled.tolist(), posts.price.tolist(), strict=True)):
        purpose = PATROL_CREWS if x < patrol_forces else CASE_TEAMS
        key = purpose, tuple(terms.posts[:, x].tolist()), float(terms.overhead[x])
        found[key] = found.get(key, 0) + filled * price
    return tuple(Pool(*key, won) for key, won in sorted(found.items()))


def divided(won: int, shares: tuple[float, ...]) -> list[int]:
    """Whole won for each payer that add up to `won`: largest remainders, ties to the first payer.

    Payers bear it in proportion to their shares, whatever these add up to; where all are 0 nobody pays.
    """
    parts = _parts(shares)
    exact = [divmod(won * part, _WHOLE) for part in parts]
    paid = [whole for whole, _ in exact]
    order = sorted(range(len(parts)), key=lambda y: (-exact[y][1], y))
    for y in order[: won - sum(paid) if any(parts) else 0]:
        paid[y] += 1
    return paid


def _parts(shares: tuple[float, ...]) -> tuple[int, ...]:
    """Shares as parts of `_WHOLE` that add up to it; all 0 where all shares are."""
    total = sum(shares)
    if total <= 0.0:
        return (0,) * len(shares)
    parts = [round(share / total * _WHOLE) for share in shares]
    parts[parts.index(max(parts))] += _WHOLE - sum(parts)
    return tuple(parts)


def _of_day(day: int, won: int, shares: tuple[float, ...]) -> NDArray[np.int64]:
    """[Y] won of one day, of a yearly sum."""
    after, before = divided(_due(day + 1, won), shares), divided(_due(day, won), shares)
    return np.array(after, np.int64) - np.array(before, np.int64)


def _due(day: int, won: int) -> int:
    """Won of a yearly sum that are due before a day, counted from day 0."""
    return won * day // YEAR_DAYS


def _received(terms: FundingTerms, receiver: int) -> str:
    """What money for an organisation that is no force is for."""
    return _OF_KIND.get(str(terms.kinds[receiver]), PROJECTS)
