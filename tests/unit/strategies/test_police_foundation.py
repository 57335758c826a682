"""The police foundation: gifts by income, posts before hours, what others save, every won accounted for."""

import numpy as np
import pytest

from experiments.running.assembling import model, nation
from sim.administration.foundation import Gifts, Pool, gifts, relieved, spent
from sim.administration.foundation_rules import FoundationRules
from sim.institution.names import FOUNDATION, STATE_TREASURY
from sim.outcomes.catalogue import measure
from sim.outcomes.national import measure as measure_nation
from sim.strategies.police_foundation import PoliceFoundation

RULES = FoundationRules()
WITH = "policy=unitary+police_foundation:1"
AT_REST = "at_rest=true"
GENEROUS = "strategy.police_foundation.gifts_krw=2500"
DAYS = 5


def station(*words):
    return model("world=station", "burn_in_days=0", AT_REST, *words).run(DAYS)


def pair(*words, days=DAYS):
    return nation("world=pair", "world.places=8", "burn_in_days=0", AT_REST, *words).run(days)


@pytest.fixture(scope="module")
def law():
    return station("policy=unitary")


@pytest.fixture(scope="module")
def given():
    return station(WITH, GENEROUS)


@pytest.fixture(scope="module")
def shared():
    return pair(WITH, GENEROUS)


@pytest.fixture(scope="module")
def kept():
    return pair(WITH, GENEROUS, "strategy.police_foundation.design=donor")


def funding(institution, amount, pooled):
    strategy = PoliceFoundation(gifts_krw=amount, pooled=pooled)
    return strategy.amend(institution).provisions().at({strategy.key: 1.0}).funding


def outcomes(model):
    return {key: float(value).hex() for key, value in measure(model).items()}


# --- by itself ----------------------------------------------------------------------------------------------------


def test_at_strength_0_nothing_differs(law):
    assert outcomes(station("policy=unitary+police_foundation:0")) == outcomes(law)


def test_gifts_buy_hours_that_tire_and_cost(given, law):
    found, other = measure(given), measure(law)
    assert found["hours_bought"] > other["hours_bought"] == 0.0
    assert found["patrol_per_incident"] > other["patrol_per_incident"]
    assert found["fatigue"] > other["fatigue"]
    assert found["cost"] > other["cost"]
    rested = station(WITH, GENEROUS, "administration.foundation.tiring=0")
    assert measure(rested)["fatigue"] == pytest.approx(other["fatigue"], rel=1e-3)


def test_hours_are_worth_what_is_left_of_the_gifts(given):
    treasury, world = given.staff.treasury, given.world
    a_day = treasury.gifts(0)
    crew_min = world.rules.officers_per_car * world.rules.cost_per_officer * 1e6 / 365 / 1440
    hours = a_day.left * (1.0 - RULES.crowd_out) / crew_min
    assert given.government.fidelity < 1.0, "hours are paid for, whatever crews think of the foundation"
    assert given.staff.bought_min == pytest.approx(hours, rel=1e-3)


def test_where_all_is_crowded_out_nothing_is_bought(given):
    nothing = station(WITH, GENEROUS, "administration.foundation.crowd_out=1", "allow_outside_ranges=true")
    assert measure(nothing)["hours_bought"] == 0.0
    state = nothing.ledger.payers.index(STATE_TREASURY)
    assert nothing.ledger.bill[state].sum() < given.ledger.bill[state].sum(), "the state saves what gifts pay"


def test_the_bill_holds_every_won_that_is_given(given):
    books, treasury = given.ledger, given.staff.treasury
    paid = int(books.bill[books.payers.index(FOUNDATION)].sum())
    assert paid == sum(treasury.gifts(day).given for day in range(DAYS)) > 0


def test_gifts_pay_posts_that_the_province_cannot_pay():
    poor = ("policy=dual+police_foundation:1", "governance.dual.local_cost_share=0.5", GENEROUS)
    scarce = "administration.funding.province_capacity=20000"
    without = station("policy=dual", "governance.dual.local_cost_share=0.5", scarce)
    helped = station(*poor, scarce)
    assert helped.staff.treasury.purse.relief > 0
    assert without.crews.vacant.sum() >= helped.crews.vacant.sum() > 0
    wealthy = station(*poor, "administration.funding.province_capacity=400000")
    assert wealthy.staff.treasury.purse.relief == 0
    assert measure(wealthy)["hours_bought"] > measure(helped)["hours_bought"] == pytest.approx(0.0, abs=1e-3)


# --- in a nation --------------------------------------------------------------------------------------------------


def hours(nation):
    return [measure(region)["hours_bought"] for region in nation.regions]


def test_gifts_that_stay_at_home_widen_the_gap_and_shared_ones_do_not(kept, shared):
    rich, poor = hours(kept)
    assert rich > 2.0 * poor > 0.0, "income of 1.25 and 0.75 to the power of 1.5"
    rich_shared, poor_shared = hours(shared)
    assert poor_shared > poor
    assert rich_shared < rich
    assert measure_nation(shared)["between_patrol"] < measure_nation(kept)["between_patrol"]


def test_every_won_that_is_given_anywhere_is_spent_somewhere(shared):
    given = sum(region.staff.treasury.gifts(day).given for region in shared.regions for day in range(DAYS))
    paid = sum(int(r.ledger.bill[r.ledger.payers.index(FOUNDATION)].sum()) for r in shared.regions)
    assert paid == given > 0


def test_the_poor_region_spends_more_than_it_gives(shared):
    for region, more in zip(shared.regions, (False, True), strict=True):
        treasury = region.staff.treasury
        given = treasury.gifts(0)
        assert (treasury.purse.granted(given, 0) > given.left) is more


def test_donors_hold_back_what_leaves(unitary):
    home = gifts(0, funding(unitary, 250, 0.0), RULES, 1e6, 1.0, True)
    away = gifts(0, funding(unitary, 250, 1.0), RULES, 1e6, 1.0, True)
    assert away.given == pytest.approx(home.given * (1.0 - RULES.homebound), abs=1)
    assert (home.sent, away.sent) == (0, away.left)
    assert gifts(0, funding(unitary, 250, 1.0), RULES, 1e6, 1.0, False) == home, "alone nothing leaves"


@pytest.mark.parametrize("income", [0.5, 1.0, 1.7])
def test_gifts_follow_income(unitary, income):
    year = sum(gifts(day, funding(unitary, 250, 0.0), RULES, 1e6, income, False).given for day in range(365))
    assert year == round(250e6 * income**1.5)


def test_a_pool_hands_out_what_was_sent_by_need():
    class Giver:
        def __init__(self, sent):
            self.sent = sent

        def gifts(self, day):
            return Gifts(self.sent, self.sent, self.sent)

    pool = Pool((Giver(101), Giver(0), Giver(7)), (1.0, 2.0, 3.0))
    assert [pool.received(row, 0) for row in range(3)] == [18, 36, 54]
    assert sum(pool.received(row, 3) for row in range(3)) == 108


def test_posts_come_before_hours_and_what_others_save_counts_once():
    found = spent(Gifts(1000, 850, 0), 850, 250, RULES)
    assert found == (150, 250 + 120, 480)
    assert spent(Gifts(1000, 850, 0), 850, 9999, RULES) == (150, 850, 0)


def test_payers_are_spared_by_what_they_pay(given):
    terms = given.terms
    posts = given.staff.treasury._posts(terms, np.array([40]))
    spared = relieved(1001, terms.funding, posts, len(terms.forces))
    assert dict(zip(terms.payers, spared, strict=True))[STATE_TREASURY] == 1001
    assert sum(spared) == 1001
