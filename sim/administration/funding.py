"""What payers can pay: a province bears posts only as far as its own revenue goes, and a shortfall costs posts.

The limit is on posts and their overhead, the lasting burden that a force of its own would bring; projects and the
corps are granted sums, which a province does not promise beyond its means (an assumption).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, final

import numpy as np
from numpy.typing import NDArray

from sim.administration.billing import YEAR_DAYS, Posts, pools
from sim.institution.terms import FundingTerms, Terms
from sim.parameters import parameter

_ROUNDING: Final = 1e-9


@final
@dataclass(frozen=True)
class FundingRules:
    """Parameters of what local payers can bear, and of what a shortfall does."""

    province_capacity: float = parameter(
        100_000,
        unit="KRW per resident and year",
        low=20_000,
        high=400_000,
        source="fiscal.province_capacity_krw",
        meaning="what a province with full fiscal independence could bear for police posts",
    )
    passthrough: float = parameter(
        0.7,
        unit="share",
        low=0.5,
        high=1.0,
        least=0,
        source="fiscal.grant_passthrough",
        meaning="posts that a shortfall really costs; other money stands in for the rest",
    )
    shortfall_days: int = parameter(
        365,
        unit="days",
        low=0,
        high=730,
        source="fiscal.shortfall_days",
        meaning="from a shortfall of money to vacant posts, since budgets are yearly",
    )
    case_hours: float = parameter(
        1000,
        unit="hours a year",
        low=600,
        high=1600,
        least=1,
        source="fiscal.case_hours",
        meaning="work on cases that one officer of a case team gives; courts, training, standby take the rest",
    )
    service_years: float = parameter(
        10,
        unit="years",
        low=5,
        high=30,
        least=1,
        source="fiscal.service_years",
        meaning="over which what is paid once to set something up is spread in runs at rest",
    )


def limits(terms: FundingTerms, rules: FundingRules, residents: float, independence: float) -> NDArray[np.float64]:
    """[Y] won a year that each payer can bear for posts. `independence`: the region's fiscal independence, a share."""
    own = rules.province_capacity * independence * residents
    return np.where(terms.limited, own, np.inf)


def funded_share(terms: Terms, posts: Posts, limit: NDArray[np.float64]) -> NDArray[np.float64]:
    """[X] share of each force's posts that its payers can pay; exactly 1 where all can pay all.

    `posts`: those the force ought to have. A payer that cannot bear everything bears the same share of every post.
    """
    due = asked(terms, posts)
    able = np.divide(limit, due, out=np.ones(len(limit)), where=due > limit)
    return np.clip(_backed(terms.funding) - _missing(terms.funding, able), 0.0, 1.0)


def staffed_share(funded: NDArray[np.float64], rules: FundingRules) -> NDArray[np.float64]:
    """[X] share of posts that stay filled once a shortfall has come through; exactly 1 where all are funded."""
    return 1.0 - rules.passthrough * (1.0 - funded)


def crews_for(won_a_year: int, price: int) -> int:
    """Whole crews that a yearly sum buys; negative: crews that must go so that the sum is saved."""
    return won_a_year // price


def officers_for(minutes_a_day: NDArray[np.float64], rules: FundingRules) -> NDArray[np.int64]:
    """Officers, in whole posts, who give so many minutes a day to cases. `minutes_a_day` [T]."""
    return np.ceil(minutes_a_day * (YEAR_DAYS / 60.0) / rules.case_hours - _ROUNDING).astype(np.int64)


def asked(terms: Terms, posts: Posts) -> NDArray[np.float64]:
    """[Y] won a year asked of each payer for posts and overhead, summed over pools: forces may have two names."""
    due = np.zeros(len(terms.payers))
    for pool in pools(terms.funding, posts, len(terms.forces)):
        due += np.array(pool.shares) / max(sum(pool.shares), 1.0) * (pool.won * (1.0 + pool.overhead))
    return due


def _backed(terms: FundingTerms) -> NDArray[np.float64]:
    """[X] share of posts that somebody is bound to pay."""
    bound: NDArray[np.float64] = np.minimum(terms.posts.sum(axis=0), 1.0)
    return np.where(bound > 1.0 - _ROUNDING, 1.0, bound)


def _missing(terms: FundingTerms, able: NDArray[np.float64]) -> NDArray[np.float64]:
    """[X] share of posts that payers are bound to pay and cannot."""
    whole = np.maximum(terms.posts.sum(axis=0), 1.0)
    missing: NDArray[np.float64] = (terms.posts * (1.0 - able)[:, None]).sum(axis=0) / whole
    return missing
