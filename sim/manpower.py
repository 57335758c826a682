"""Manpower: what is made of estimated demand. Posts move once a quarter, crews are claimed and granted once a year.

Forces that nothing tells apart (duties, priorities, who may move their posts, what is analysed, what payers grant) are
one pool, so that a force under two names moves and claims as one.
"""

from __future__ import annotations

from typing import Final, NamedTuple, final

import numpy as np
from numpy.typing import NDArray

from sim.administration import careers, claims, demand, posts
from sim.administration.office import Offices
from sim.circumstances import Circumstances
from sim.institution.clauses import Appoints
from sim.institution.terms import Terms
from sim.response import state
from sim.response.layout import Layout
from sim.response.state import Crews
from sim.treasury import Treasury

YEAR_DAYS: Final = 365.0

SETTLING_QUARTERS: Final = 40
"""Ten years of moves: with a twentieth of posts a year half of them could move, more than demand ever asks for."""

FREELY: Final = Appoints.terms()["reposting"].high
"""Share of posts a year that moves where all posts settle, whoever appoints: the most that a clause can allow."""

type Floats = NDArray[np.float64]
type Wholes = NDArray[np.int64]


class Pools(NamedTuple):
    """Crews that stand in for one another. Q pools, F patrol forces, K crews, B stations."""

    leading: list[int]
    """[Q] first force of each."""
    of_crew: Wholes
    """[K] -1 where nobody holds the post."""
    demand: Floats
    """[Q, B] demand a day in the catchment of each station, as the offices reckon it but for their error."""
    error: Floats
    """[Q] relative error with which they see it."""


@final
class Grant(NamedTuple):
    """New posts, in the order of pools."""

    force: Wholes
    station: Wholes


def pooled(crews: Crews, layout: Layout, terms: Terms, offices: Offices, given: Circumstances) -> Pools:
    """The pools of today and the demand that they face."""
    read, rules = terms.administration, given.administration
    number: dict[bytes, int] = {}
    pool, leading = np.empty(len(terms.forces), np.int64), list[int]()
    for f in range(len(terms.forces)):
        told = (layout.group, read.reposting, read.analysed, read.corrected, terms.funding.claims)
        pool[f] = number.setdefault(b"".join(column[f].tobytes() for column in told), len(number))
        if pool[f] == len(leading):
            leading.append(f)
    calls = offices.record / given.table.harm[:, None]
    reckoned, error = np.zeros((len(leading), len(layout.station_x))), np.zeros(len(leading))
    for q, force in enumerate(leading):
        seen = demand.estimated(calls, offices.found, read.corrected[force], rules.workload.feedback_weight)
        bound = np.flatnonzero(terms.response.duty[force])
        for a in bound:
            here = layout.own[a] >= 0
            reckoned[q] += np.bincount(layout.own[a][here], seen[a][here], len(layout.station_x))
        error[q] = demand.error(read.analysed[force, bound], calls[bound].sum(axis=1), rules.demand_error)
    return Pools(leading, np.where(crews.vacant == 0, pool[crews.force], -1), reckoned, error)


def move_posts(crews: Crews, layout: Layout, terms: Terms, offices: Offices, given: Circumstances, day: int) -> int:
    """A quarter's moves toward estimated demand; how many. Who moves has to learn the new beat."""
    rules, pools = given.administration, pooled(crews, layout, terms, offices, given)
    quarter = day // rules.quarter_days
    luck = _misjudged(given, pools.demand.shape[1])
    share = _of_quarter(pools, terms, given)
    station = posts.moved(crews.station, pools.of_crew, pools.demand, share, pools.error, quarter, luck)
    new = station != crews.station
    crews.station[:] = station
    crews.place_knowledge[new] = careers.known(0.0, rules.personal)
    crews.tenure_years[new] = 0.0
    return int(np.count_nonzero(new))


def settle_posts(crews: Crews, layout: Layout, terms: Terms, offices: Offices, given: Circumstances) -> bool:
    """Let posts stand where years of such moves bring them; whether any does not stand where it stood.

    Those of the pools that may move do, or all (`posts_settle`), so that a reform can be told from the posts that it
    finds. Whoever moved has long learnt the beat, so nobody forgets anything. Records stay as they are meanwhile: how
    posts that follow finds bring finds about shows in a long run only.
    """
    pools, station = pooled(crews, layout, terms, offices, given), crews.station
    share = _of_quarter(pools, terms, given)
    if given.administration.posts_settle == "all":
        share = np.maximum(share, FREELY * given.administration.quarter_days / YEAR_DAYS)
    luck = _misjudged(given, pools.demand.shape[1])
    for quarter in range(SETTLING_QUARTERS):
        station = posts.moved(station, pools.of_crew, pools.demand, share, pools.error, quarter, luck)
    moved = not np.array_equal(station, crews.station)
    crews.station[:] = station
    return moved


def _misjudged(given: Circumstances, stations: int) -> Floats:
    """[B] in which direction demand is misjudged: the same in every quarter, as what nobody analyses stays unknown."""
    luck: Floats = given.streams.generator("institutions", 1).standard_normal((stations,))
    return luck


def _of_quarter(pools: Pools, terms: Terms, given: Circumstances) -> Floats:
    """[Q] share of the posts of each pool that may move in a quarter."""
    share: Floats = terms.administration.reposting[pools.leading] * given.administration.quarter_days / YEAR_DAYS
    return share


def granted(
    crews: Crews,
    worked: Floats,
    layout: Layout,
    terms: Terms,
    offices: Offices,
    given: Circumstances,
    treasury: Treasury,
    day: int,
) -> Grant:
    """What payers grant of today's claims. `worked` [K, 7] minutes by use since the last claims.

    Only a pool of which a unit is told anything claims. Its crews stand where estimated demand per crew is largest.
    """
    rules, pools = given.administration.workload, pooled(crews, layout, terms, offices, given)
    luck = given.streams.generator("institutions", 2, day // rules.claim_days).standard_normal(
        1 + len(layout.station_x)
    )
    busy, duty = worked[:, state.TRAVEL : state.ASSEMBLY].sum(axis=1), worked[:, : state.ASSEMBLY].sum(axis=1)
    filled = np.bincount(crews.force[crews.vacant == 0], minlength=len(terms.forces))
    force, station = [], []
    for q, lead in enumerate(pools.leading):
        mine = np.flatnonzero(pools.of_crew == q)
        if not len(mine) or not terms.administration.analysed[lead].any() or terms.funding.claims[lead] <= 0.0:
            continue
        seen = np.exp(pools.error[q] * luck)
        claim = claims.claimed(busy[mine].sum(), duty[mine].sum(), len(mine), rules.claim_standard, float(seen[0]))
        most = rules.claim_most * rules.claim_days / YEAR_DAYS
        want = claims.granted(claim, float(terms.funding.claims[lead]), len(mine), most)
        where = np.flatnonzero(np.bincount(crews.station[mine], minlength=len(layout.station_x)))
        have = np.bincount(crews.station[mine], minlength=len(layout.station_x))[where]
        chosen = where[posts.added((pools.demand[q] * seen[1:])[where], have, want)]
        for b in chosen:
            owner = int(crews.force[mine[crews.station[mine] == b][0]])
            filled[owner] += 1
            if not treasury.bears(filled, owner):
                filled[owner] -= 1
                break
            force.append(owner)
            station.append(int(b))
    return Grant(np.array(force, np.int64), np.array(station, np.int64))
