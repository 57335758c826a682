"""References and equal budgets: the money is the same to the price of a crew, and no strategy is carried out."""

from types import SimpleNamespace

import numpy as np
import pytest

from experiments.bad_input import BadInput
from experiments.design.cases import Case
from experiments.design.policies import EQUAL, FACE
from experiments.running.assembling import burnt_in, circumstances
from experiments.running.budgets import ROUNDING, Budget, Fork, budgeted, costs, planned, yearly
from experiments.running.configuration import composed
from experiments.running.settings import settings
from sim.administration.billing import IDLE, Posts, crew_price, opened
from sim.institution.terms import FundingTerms
from sim.nation import Nation
from sim.strategies.base import Cost, Programme, Strategy, spending
from sim.strategies.idle_money import IdleMoney
from sim.world.rules import WorldRules

RESIDENTS = 1000.0
PRICE = crew_price(WorldRules())
DAYS = 100


class Talk(Strategy):
    """Costs the province some money and does nothing."""

    key = "talk"
    legal_basis = "now"

    def __init__(self, won_a_year):
        self.won = won_a_year

    def amend(self, institution):
        return institution

    def costs(self):
        return (Cost("province", self.key, self.won / RESIDENTS),)


def stub(crews, programmes=(), overhead=0.0):
    """All that budgets look at of a model, with a bill of its own."""
    terms = SimpleNamespace(
        forces=("patrol",),
        case_forces=(),
        payers=("state", "province"),
        receivers=(),
        funding=FundingTerms(
            np.array([[0.9], [0.1]]),
            np.array([overhead]),
            np.zeros((2, 0)),
            np.array([False, True]),
            np.zeros(0, np.bool_),
            np.zeros(1),
            np.zeros(2, np.bool_),
            np.zeros(2),
            np.zeros(2),
        ),
    )
    accounts = opened(terms, spending(programmes, 0, RESIDENTS))
    posts = Posts(np.array([crews]), np.array([PRICE]))

    def bill(day, _):
        return accounts.bill(day, terms, posts, RESIDENTS, spending(programmes, day, RESIDENTS))

    return SimpleNamespace(
        day=7,
        forces=terms.forces,
        terms=terms,
        treasury=SimpleNamespace(accounts=accounts, bill=bill),
        crews=SimpleNamespace(force=np.zeros(crews)),
        world=SimpleNamespace(rules=WorldRules(), region=SimpleNamespace(residents=RESIDENTS)),
        programmes=programmes,
    )


def fork(overhead=0.0):
    return Fork(lambda programmes, added: stub(20 + added, programmes, overhead), DAYS, "a test")


def total(model):
    return sum(planned(model, DAYS).values())


@pytest.mark.parametrize("overhead", [0.0, 0.03, 0.2])
@pytest.mark.parametrize("crews", [-7.4, -1.0, -0.01, 0.0, 0.6, 1.0, 3.3, 500.7])
def test_money_becomes_crews_to_the_price_of_one(overhead, crews):
    """More or less money than 20 crews cost: whole crews, the rest idle, the sum kept."""
    had = total(stub(20, overhead=overhead))
    won = had + round(crews * PRICE * (1 + overhead))
    model, budget = fork(overhead).spent((), won, {})
    assert budget.posts_added == np.floor(crews)
    assert budget.planned == won == pytest.approx(total(model), abs=ROUNDING)
    assert 0 <= budget.idle < PRICE * (1 + overhead)
    assert sum(spending(model.programmes, 0, RESIDENTS).values()) == pytest.approx(budget.idle / 365, abs=1)


@pytest.mark.parametrize("won", [-5, 5])
def test_a_few_won_are_no_crew(won):
    """Whole won make two bills differ by a few: no crew goes for that, and nothing is booked."""
    model, budget = fork().spent((), total(stub(20)) + won, {})
    assert (budget.posts_added, budget.idle, model.programmes) == (0, 0, ())


def test_what_is_left_of_a_crew_stays_with_who_pays_most_crews():
    model, budget = fork().spent((), total(stub(20)) + PRICE // 2, {})
    assert budget == Budget(total(stub(20)) + PRICE // 2, 0, PRICE // 2)
    (programme,) = model.programmes
    assert programme.strategy.won_a_year == {"state": PRICE // 2}


def test_idle_money_stays_with_who_would_have_paid():
    model, budget = fork().spent((), total(stub(20)) + 50_000, {"province": 50_000})
    assert budget.posts_added == 0
    (programme,) = model.programmes
    assert programme.strategy.won_a_year == {"province": 50_000}
    assert planned(model, DAYS)["province"] - planned(stub(20), DAYS)["province"] == pytest.approx(50_000, abs=4)


def test_money_that_is_just_there_changes_nothing():
    model, budget = fork().spent((), total(stub(20)), {})
    assert budget == Budget(total(stub(20)), 0, 0)
    assert model.programmes == ()


def test_strategies_of_an_equal_budget_cost_crews():
    talk = Programme(Talk(2.5 * PRICE))
    model, budget = fork().spent((talk,), total(stub(20)), {})
    assert budget.posts_added == -3
    assert budget.idle == pytest.approx(PRICE / 2, rel=1e-6)
    assert total(model) == pytest.approx(total(stub(20)), abs=3)
    assert model.programmes[0] is talk


def test_a_budget_that_no_crew_survives_is_one_line():
    with pytest.raises(BadInput, match="'a test' costs more than all its crews; allowed: budget=face"):
        fork().spent((Programme(Talk(25 * PRICE)),), total(stub(20)), {})


def test_idle_money_amends_nothing(unitary):
    programme = Programme(IdleMoney({"state": 365_000}, RESIDENTS))
    assert programme.amend(unitary) is unitary
    assert {name for _, name in programme.spending(0, RESIDENTS)} == {IDLE}
    assert sum(sum(programme.spending(day, RESIDENTS).values()) for day in range(365)) == pytest.approx(365_000, abs=1)


def test_a_bill_of_some_days_is_told_by_the_year():
    assert yearly(np.array([10, 11]), 73).tolist() == [50, 55]
    assert yearly(np.array([1]), 730).tolist() == [1]  # to the nearest won


# --- on the model itself ----------------------------------------------------------------------------------------

PAID = "strategy.auxiliary_police.design=paid"
SHORT = (PAID, "study=single", "world=town", "world.places=8", "burn_in_days=1", "days=20")


@pytest.fixture(scope="module")
def base():
    asked = settings(composed(SHORT))
    return burnt_in(asked, circumstances(asked, 0))


def begun(base, policy, *more):
    """The model and the budget of the first policy of a study."""
    asked = settings(composed((*SHORT, f"policies=[{policy}]", *more)))
    return budgeted(asked, base, asked.plan.main[0])


DOSED = "municipal_cooperation:1+auxiliary_police:1"


def test_at_face_value_a_policy_costs_what_it_costs(base):
    model, budget = begun(base, "unitary")
    assert budget == Budget(sum(planned(model, 20).values()))
    assert model.institution == base.institution


@pytest.mark.parametrize("reference", ["more_officers", "idle_money"])
def test_a_reference_costs_what_its_strategies_cost_and_carries_none_out(base, reference):
    dosed, worth = begun(base, f"unitary+{DOSED}")
    plain, _ = begun(base, "unitary")
    model, budget = begun(base, f"unitary+{DOSED}+{reference}")
    assert dosed.institution.amendments
    assert model.institution == plain.institution
    assert model.institution.amendments == ()
    assert budget.planned == worth.planned
    assert sum(planned(model, 20).values()) == pytest.approx(worth.planned, abs=ROUNDING)
    assert len(model.crews.force) - len(plain.crews.force) == budget.posts_added
    bought = reference == "more_officers"
    assert (budget.posts_added > 0, budget.idle < PRICE) == (bought, bought)


@pytest.mark.parametrize("reference", ["more_officers", "idle_money"])
def test_a_reference_to_nothing_is_nothing(base, reference):
    """The money of strategies at intensity 0."""
    plain, _ = begun(base, "unitary")
    model, budget = begun(base, f"unitary+municipal_cooperation:0+{reference}")
    assert (budget.posts_added, budget.idle, model.government.programmes) == (0, 0, ())
    assert np.array_equal(plain.run(3).ledger.calls, model.run(3).ledger.calls)


def test_idle_money_changes_the_bill_alone(base):
    plain, _ = begun(base, "unitary")
    model, _ = begun(base, f"unitary+{DOSED}+idle_money")
    plain.run(5)
    model.run(5)
    assert np.array_equal(plain.ledger.calls, model.ledger.calls)
    assert np.array_equal(np.array(plain.ledger.true), np.array(model.ledger.true))
    assert model.ledger.bill.sum() > plain.ledger.bill.sum()


@pytest.mark.parametrize("policy", ["unitary", "dual", f"unitary+{DOSED}", f"dual+{DOSED}"])
def test_equal_budgets_are_equal_to_the_price_of_a_crew(base, policy):
    model, budget = begun(base, policy, f"budget={EQUAL}")
    assert budget.planned == sum(planned(base, 20).values())
    assert sum(planned(model, 20).values()) == pytest.approx(budget.planned, abs=ROUNDING)
    assert 0 <= budget.idle < 1.1 * PRICE
    assert (budget.posts_added < 0) == (policy != "unitary")


def test_what_is_planned_at_rest_is_what_is_spent(base):
    """Payer by payer and purpose by purpose, where nothing is random."""
    for policy in ("dual", f"unitary+{DOSED}", f"unitary+{DOSED}+more_officers"):
        model, budget = begun(base, policy)
        plan = sum(model.treasury.bill(model.day + ahead, model.crews) for ahead in range(20))
        model.run(20)
        assert np.abs(model.ledger.bill - plan).max() <= 1
        said = costs(Nation(model), budget)
        assert said["spent_won"] == pytest.approx(said["planned_won"], abs=ROUNDING)


def test_money_flows_from_the_start_before_there_is_any_strength(base):
    """Set-up takes years: coordinators and the corps are paid from the first day."""
    settled, growing = (
        begun(base, f"unitary+{DOSED}", f"at_rest={rest}")[0].treasury.bill(base.day, base.crews)
        for rest in ("true", "false")
    )
    accounts = begun(base, f"unitary+{DOSED}")[0].treasury.accounts
    coordinators, corps = (accounts.purposes.index(name) for name in ("municipal_cooperation", "auxiliary corps"))
    for column in (coordinators, corps):
        assert (growing[:, column] == settled[:, column]).all()
        assert growing[:, column].sum() > 0
    assert begun(base, f"unitary+{DOSED}", "at_rest=false")[0].casework.corps.members.sum() == 0


def test_the_bare_split_is_billed_to_the_won_like_the_law(base):
    asked = settings(composed((*SHORT, "policies=[dual]")))
    policy = asked.plan.main[0].policy
    split, _ = budgeted(asked, base, Case(policy, "split"))
    plain, _ = begun(base, "unitary")
    split.run(4)
    plain.run(4)
    assert split.forces != plain.forces
    assert np.array_equal(split.ledger.bill, plain.ledger.bill)


def test_a_province_that_cannot_pay_leaves_posts_vacant(base):
    poor = ("administration.funding.province_capacity=20000", "governance.dual.local_cost_share=0.5")
    asked = settings(composed((*SHORT, *poor, "policies=[unitary,dual]")))
    begins = burnt_in(asked, circumstances(asked, 0))
    plain, dual = (budgeted(asked, begins, case)[0] for case in asked.plan.main)
    assert not plain.crews.vacant.any()
    local = dual.crews.force == dual.forces.index("local.patrol")
    assert not dual.crews.vacant[~local].any()
    assert 0 < dual.crews.vacant[local].sum() < local.sum()
    whole, _ = begun(base, "dual")
    assert sum(planned(dual, 20).values()) < sum(planned(whole, 20).values())
    asked = settings(composed((*SHORT, *poor, "policies=[dual]", "administration.funding.province_capacity=400000")))
    rich = budgeted(asked, burnt_in(asked, circumstances(asked, 0)), asked.plan.main[0])[0]
    assert not rich.crews.vacant.any()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("budget=half",), f"command line, budget: 'half' is not allowed; allowed: {FACE}, {EQUAL}"),
        (("policies=[unitary+more_officers]",), "reference 'more_officers' without strategies"),
        (
            ("policies=[unitary+citizen_voice:1+idle_money+more_officers]",),
            "references idle_money, more_officers together; allowed: at most one reference",
        ),
        (("policies=[unitary+citizen_voice:1+idle_mony]",), "did you mean 'idle_money'"),
    ],
)
def test_a_mistake_is_one_line(words, message):
    with pytest.raises(BadInput) as complaint:
        settings(composed((*SHORT, *words)))
    assert message in str(complaint.value)
    assert "\n" not in str(complaint.value)
