"""The bill: balanced to the won, the same under one name and two, nothing lost over the days."""

from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.administration.billing import (
    CASE_TEAMS,
    OVERHEAD,
    PATROL_CREWS,
    PROJECTS,
    YEAR_DAYS,
    Posts,
    crew_price,
    divided,
    officer_price,
    opened,
    prices,
)
from sim.governance.dual import Dual
from sim.institution.names import NATIONAL_PATROL
from sim.institution.terms import FundingTerms
from sim.world.rules import WorldRules

RESIDENTS = 199_999.0


def terms(shares, overhead=(), amounts=((0.0,), (0.0,)), patrol=1):
    """Terms of two payers and X forces of which `patrol` are patrol forces. `shares` [X]: what the second bears."""
    second = np.array(shares, float)
    posts = np.ascontiguousarray(np.array([1.0 - second, second]))
    over = np.array(overhead or [0.0] * len(second))
    return SimpleNamespace(
        forces=tuple(f"patrol {x}" for x in range(patrol)),
        case_forces=tuple(f"team {x}" for x in range(len(second) - patrol)),
        payers=("state", "province"),
        receivers=("commission",),
        funding=FundingTerms(
            posts,
            over,
            np.array(amounts),
            np.array([False, True]),
            np.array([False]),
            np.zeros(posts.shape[1]),
            np.zeros(2, np.bool_),
            np.zeros(2),
            np.zeros(2),
        ),
    )


def bill(of, filled, price, days=range(YEAR_DAYS), spending=None):
    """Accounts and the bill of some days."""
    accounts = opened(of, (spending or {}).keys())
    posts = Posts(np.array(filled, np.int64), np.array(price, np.int64))
    return accounts, sum(accounts.bill(day, of, posts, RESIDENTS, spending or {}) for day in days)


@given(
    st.lists(st.tuples(st.integers(0, 2000), st.floats(0, 1), st.floats(0, 0.2)), min_size=1, max_size=4),
    st.integers(0, 4000),
    st.integers(1, 400),
)
def test_any_days_cost_what_was_due(forces, first, days):
    """Odd shares, odd days: the cells add up to the whole won that were due, per purpose and in all."""
    filled, shares, overhead = zip(*forces, strict=True)
    price = [1_128_500_007] * len(forces)
    of = terms(shares, overhead, patrol=len(forces))
    accounts, found = bill(of, filled, price, range(first, first + days))

    def due(won):
        return won * (first + days) // YEAR_DAYS - won * first // YEAR_DAYS

    pools = {}
    for n, share, over in forces:
        pools[(1.0 - share, share, over)] = pools.get((1.0 - share, share, over), 0) + n * price[0]
    crews = sum(due(won) for won in pools.values())
    above = sum(due(round(won * over)) for (_, _, over), won in pools.items())
    assert found[:, accounts.purposes.index(PATROL_CREWS)].sum() == crews
    assert found[:, accounts.purposes.index(OVERHEAD)].sum() == above
    assert found.sum() == crews + above


def test_a_year_is_what_a_year_costs():
    accounts, found = bill(terms([0.0, 1 / 3]), [7, 5], [1_128_500_000, 92_500_001], range(17, 17 + YEAR_DAYS))
    assert found[:, accounts.purposes.index(PATROL_CREWS)].tolist() == [7 * 1_128_500_000, 0]
    teams = found[:, accounts.purposes.index(CASE_TEAMS)]
    assert teams.sum() == 5 * 92_500_001
    assert teams[1] == pytest.approx(5 * 92_500_001 / 3, abs=1)


@given(st.integers(0, 3000), st.floats(0, 1), st.floats(0, 0.3), st.data())
def test_two_names_of_one_force_cost_each_payer_the_same(crews, share, overhead, data):
    """The bare split: not one won more or less for any payer and purpose, on any day."""
    first = data.draw(st.integers(0, crews))
    days = range(*sorted((data.draw(st.integers(0, 800)), data.draw(st.integers(801, 830)))))[:40]
    _, one = bill(terms([share], [overhead]), [crews], [1_128_500_003], days)
    _, two = bill(terms([share] * 2, [overhead] * 2, patrol=2), [first, crews - first], [1_128_500_003] * 2, days)
    assert np.array_equal(one, two)


def test_no_day_is_far_from_its_share():
    for day in range(0, 800, 37):
        _, found = bill(terms([0.3]), [11], [1_128_500_000], [day])
        assert np.abs(found[:, 0] - np.array([0.7, 0.3]) * 11 * 1_128_500_000 / YEAR_DAYS).max() <= 2


@given(st.integers(0, 10**13), st.lists(st.floats(0, 1), min_size=1, max_size=5))
def test_payers_divide_whole_won(won, shares):
    paid = divided(won, tuple(shares))
    assert sum(paid) == (won if sum(shares) > 0 else 0)
    for part, share in zip(paid, shares, strict=True):
        assert share > 0 or part <= 1
        assert part >= 0


def test_the_remainder_goes_to_the_largest_fraction_and_then_to_the_first():
    assert divided(10, (0.55, 0.45)) == [6, 4]  # 5.5 and 4.5: a tie
    assert divided(10, (0.54, 0.46)) == [5, 5]
    assert divided(1, (0.5, 0.5)) == [1, 0]


def test_grants_go_by_residents_and_by_what_they_are_for():
    accounts, found = bill(terms([0.0], amounts=((2200.0,), (600.5,))), [0], [1])
    column = found[:, accounts.purposes.index(PROJECTS)]
    assert column.tolist() == [round(2200 * RESIDENTS), round(600.5 * RESIDENTS)]
    assert found.sum() == column.sum()


def test_programmes_add_payers_and_purposes():
    spending = {("city", "voice"): 5, ("province", "voice"): 7, ("city", "idle"): 11}
    accounts, found = bill(terms([0.0]), [1], [365], spending=spending)
    assert accounts.payers == ("state", "province", "city")
    assert accounts.purposes == (PATROL_CREWS, CASE_TEAMS, OVERHEAD, PROJECTS, "idle", "voice")
    assert found.tolist() == [[365, 0, 0, 0, 0, 0], [0, 0, 0, 0, 0, 7 * 365], [0, 0, 0, 0, 11 * 365, 5 * 365]]


def test_nobody_pays_where_nobody_is_bound_to():
    of = terms([0.0])
    of.funding.posts[:] = 0.0
    assert bill(of, [5], [1_000])[1].sum() == 0


def test_prices_are_those_of_the_officers_behind_a_post():
    rules = WorldRules()
    assert crew_price(rules) == 1_128_500_000
    assert officer_price(rules) == 92_500_000
    assert prices(terms([0.0, 0.0]), rules).tolist() == [1_128_500_000, 92_500_000]


def test_the_law_in_force_has_the_state_pay_posts(unitary):
    of = unitary.provisions().at({})
    posts = Posts(np.ones(len(of.forces) + len(of.case_forces), np.int64), prices(of, WorldRules()))
    accounts = opened(of, ())
    found = accounts.bill(0, of, posts, RESIDENTS, {})
    paid = dict(zip(accounts.payers, found[:, accounts.purposes.index(PATROL_CREWS)].tolist(), strict=True))
    assert {payer: won > 0 for payer, won in paid.items()} == {"state_treasury": True, "province_treasury": False}
    assert found[:, accounts.purposes.index(PROJECTS)].all()


@pytest.mark.parametrize("share", [0.1, 0.36, 0.5])
def test_the_bare_split_of_the_law_costs_the_same(unitary, share):
    one, two = unitary, unitary.split_force(NATIONAL_PATROL, "local.patrol", share)
    found = []
    for institution, crews in ((one, [101]), (two, [101 - round(101 * share), round(101 * share)])):
        of = institution.provisions().at({})
        filled = np.array(crews + [3] * len(of.case_forces), np.int64)
        accounts = opened(of, ())
        posts = Posts(filled, prices(of, WorldRules()))
        found.append(sum(accounts.bill(day, of, posts, RESIDENTS, {}) for day in range(50)))
    assert np.array_equal(*found)


def test_the_province_pays_its_share_of_the_local_force(unitary):
    of = Dual(local_cost_share=0.25).reform(unitary).provisions().at({})
    local = of.forces.index("local.patrol")
    posts = Posts(np.zeros(len(of.forces) + len(of.case_forces), np.int64), prices(of, WorldRules()))
    posts.filled[local] = 4
    accounts = opened(of, ())
    year = sum(accounts.bill(day, of, posts, RESIDENTS, {}) for day in range(YEAR_DAYS))
    column = year[:, accounts.purposes.index(PATROL_CREWS)]
    assert column[accounts.payers.index("province_treasury")] == 1_128_500_000
    assert column.sum() == 4 * 1_128_500_000
