"""What payers can pay: exactly all of it where all can, and posts fall vacant where a province cannot."""

from types import SimpleNamespace

import numpy as np
import pytest

from sim.administration.billing import Posts, prices
from sim.administration.funding import (
    FundingRules,
    crews_for,
    funded_share,
    limits,
    officers_for,
    staffed_share,
)
from sim.governance.dual import Dual
from sim.institution.names import NATIONAL_PATROL
from sim.institution.terms import FundingTerms
from sim.world.rules import WorldRules

RULES = FundingRules()
LIMITED, NONE = np.array([False, True]), np.zeros(0, np.bool_)


def force(*shares, overhead=0.0):
    """Terms of forces whose second payer is the province; `shares`: what it bears of each."""
    province = np.array(shares, float)
    return SimpleNamespace(
        forces=tuple(map(str, range(len(shares)))),
        case_forces=(),
        payers=("state", "province"),
        funding=FundingTerms(
            np.array([1.0 - province, province]),
            np.full(len(shares), overhead),
            np.zeros((2, 0)),
            LIMITED,
            NONE,
            np.zeros(len(shares)),
            np.zeros(2, np.bool_),
            np.zeros(2),
            np.zeros(2),
        ),
    )


def funded(of, filled, limit, price=100):
    posts = Posts(np.array(filled, np.int64), np.full(len(filled), price, np.int64))
    return funded_share(of, posts, np.array([np.inf, limit])).tolist()


def test_the_limited_payer_is_the_province(unitary):
    of = unitary.provisions().at({})
    assert dict(zip(of.payers, of.funding.limited.tolist(), strict=True)) == {
        "state_treasury": False,
        "province_treasury": True,
    }
    limit = limits(force(0.5).funding, RULES, residents=1000.0, independence=0.25)
    assert limit.tolist() == [np.inf, 25_000_000.0]


@pytest.mark.parametrize("share", [0.0, 0.1, 0.3, 1 / 3, 0.5])
def test_all_is_funded_where_all_can_pay(share):
    """Exactly 1, whatever 1 - share + share rounds to."""
    full = funded(force(share, 0.0, share), [7, 11, 3], 1e12)
    assert full == [1.0, 1.0, 1.0]
    assert staffed_share(np.array(full), RULES).tolist() == [1.0, 1.0, 1.0]


def test_without_a_local_share_even_a_poor_province_loses_no_post(unitary):
    for institution in (unitary, Dual().reform(unitary)):
        of = institution.provisions().at({})
        posts = Posts(np.full(len(of.forces) + len(of.case_forces), 10**6), prices(of, WorldRules()))
        limit = limits(of.funding, RULES, 1000.0, 0.0)
        assert (funded_share(of, posts, limit) == 1.0).all()


def test_a_province_bears_the_same_share_of_every_post_it_owes():
    """It owes 0.5 x 1000 + 0.25 x 1000 = 750 and has 375: half of its part of each."""
    assert funded(force(0.5, 0.25, 0.0), [10, 10, 10], 375) == [0.75, 0.875, 1.0]


def test_overhead_is_asked_for_too():
    assert funded(force(1.0, overhead=0.25), [10], 1000) == [pytest.approx(0.8)]


def test_two_names_of_one_force_are_funded_alike():
    (one,) = funded(force(0.3), [1000], 12_345, price=1_128_500)
    two = funded(force(0.3, 0.3), [361, 639], 12_345, price=1_128_500)
    assert two == [one, one]


def test_a_post_that_nobody_is_bound_to_pay_is_not_funded():
    of = force(0.0)
    of.funding.posts[:] = [[0.6], [0.0]]
    assert funded(of, [10], 1e9) == [0.6]


def test_payers_who_offer_more_than_the_cost_fund_it_once():
    of = force(0.5)
    of.funding.posts[:] = [[1.0], [0.5]]
    assert funded(of, [10], 1e9) == [1.0]
    assert funded(of, [10], 0.0) == [pytest.approx(2 / 3)]


def test_other_money_stands_in_for_a_part_of_a_shortfall():
    assert staffed_share(np.array([0.5, 1.0]), RULES) == pytest.approx([0.65, 1.0])
    assert staffed_share(np.array([0.5]), FundingRules(passthrough=1.0)).tolist() == [0.5]


@pytest.mark.parametrize(("won", "crews"), [(0, 0), (99, 0), (100, 1), (250, 2), (-1, -1), (-100, -1), (-101, -2)])
def test_money_buys_whole_crews(won, crews):
    """What is left is less than the price of one, and never missing."""
    assert crews_for(won, 100) == crews
    assert 0 <= won - 100 * crews < 100


def test_work_becomes_whole_officers():
    rules = FundingRules(case_hours=1000)
    assert officers_for(np.array([0.0, 1000 * 60 / 365, 1001 * 60 / 365]), rules).tolist() == [0, 1, 2]


def test_poor_regions_lose_more_posts_than_rich_ones(unitary):
    """The plan's force with half of it on the province: Seoul bears it, Jeonnam does not."""
    of = Dual(local_cost_share=0.5).reform(unitary).provisions().at({})
    local = of.forces.index("local.patrol")
    found = {}
    for name, residents, crews, independence in (("Seoul", 9.39e6, 405, 0.754), ("Jeonnam", 1.80e6, 77, 0.239)):
        posts = Posts(np.zeros(len(of.forces) + len(of.case_forces), np.int64), prices(of, WorldRules()))
        posts.filled[local] = crews
        limit = limits(of.funding, FundingRules(province_capacity=60_000), residents, independence)
        found[name] = funded_share(of, posts, limit)
    assert found["Seoul"][local] == 1.0
    assert 0.5 < found["Jeonnam"][local] < 1.0
    assert (found["Jeonnam"][[x for x, f in enumerate(of.forces) if f == NATIONAL_PATROL]] == 1.0).all()
