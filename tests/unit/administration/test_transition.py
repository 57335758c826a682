"""What a transition costs, by how far careers pass to others, and that nothing is lost where they do not."""

from dataclasses import replace

import numpy as np
import pytest

from sim.administration.transition import commanded, passed, setup_won, unlearnt
from sim.administration.transition_rules import TransitionRules
from sim.governance.dual import Dual
from sim.governance.jeju import Jeju
from sim.governance.national import National
from sim.governance.unitary import Unitary
from sim.institution.names import NATIONAL_PATROL, STATE_TREASURY
from sim.model import SecurityModel
from sim.outcomes.catalogue import measure

UNITARY = Unitary().institution()
DAYS = 5


@pytest.fixture(scope="module")
def base(town) -> SecurityModel:
    return SecurityModel(town(scale=200), UNITARY).run(3)


@pytest.fixture(scope="module")
def dual(base) -> SecurityModel:
    return base.under(Dual().reform(UNITARY))


def under(base: SecurityModel, institution, **rules: float) -> SecurityModel:
    administration = base.circumstances.administration
    changed = replace(administration, transition=replace(administration.transition, **rules))
    start = base.under(UNITARY)
    start.circumstances = replace(base.circumstances, administration=changed)
    return start.under(institution)


def setting_up(model: SecurityModel) -> dict[str, int]:
    books = model.ledger
    column = books.purposes.index("setting up")
    return dict(zip(books.payers, books.bill[:, column].tolist(), strict=True))


def test_what_passed_is_half_of_what_was_won_and_lost():
    before, now = np.array([[1.0], [0.0]]), np.array([[0.4, 1.0], [0.6, 0.0]])
    assert passed(before, now, ("a", "b"), ("a", "b"), (0, 0)).tolist() == [0.6, 0.0]
    assert passed(before, now[::-1], ("a", "b"), ("b", "a"), (0, 0)).tolist() == [0.6, 0.0], "names, not rows"
    assert passed(before, now, ("a", "b"), ("a", "new"), (0, 0)).tolist() == [0.6, 0.0]


def test_orders_from_others_count_by_the_calls_they_are_given_on():
    calls = np.array([[1.0, 3.0]])
    one, two = np.array([[[1.0, 1.0]], [[0.0, 0.0]]]), np.array([[[0.5, 0.0]], [[0.0, 2.0]]])
    names = (("a", "b"), ("a", "b"), (0,), calls)
    assert commanded(one, two, *names).tolist() == [0.75], "who commands less alone is no other"
    assert commanded(one, one, *names).tolist() == [0.0]
    assert commanded(one, two, ("a", "b"), ("b", "a"), (0,), calls).tolist() == [0.25], "names, not rows"
    assert commanded(one, two, ("a", "b"), ("a", "b"), (0,), 0.0 * calls).tolist() == [0.0]


def test_only_what_is_held_in_person_goes():
    knew, share = np.array([0.75, 0.75, 0.75]), np.array([0.0, 0.5, 1.0])
    assert unlearnt(knew, share, 1.0, 0.4) == pytest.approx([0.75, 0.6, 0.45])
    assert unlearnt(knew, share, 0.5, 0.4) == pytest.approx([0.75, 0.7, 0.65])
    assert unlearnt(np.ones(3), share, 0.0, 0.4).tolist() == [1.0, 1.0, 1.0], "files and maps stay"


def test_who_bears_the_posts_pays_for_setting_them_up():
    bears = np.array([[1.0, 0.25, 0.0], [0.0, 0.75, 1.0]])
    won = setup_won(np.array([0.0, 0.5, 1.0]), np.array([108.0, 4.0, 1.0]), 5.0, bears)
    assert won.tolist() == [2_500_000, 12_500_000]


def test_a_force_under_two_names_is_set_up_for_the_same_won():
    bears = np.array([[1 / 3], [2 / 3]])
    whole = setup_won(np.array([0.3]), np.array([7 * 11.7]), 4.9999, bears)
    parts = setup_won(np.full(2, 0.3), np.array([2 * 11.7, 5 * 11.7]), 4.9999, np.repeat(bears, 2, axis=1))
    assert whole.tolist() == parts.tolist()


def test_the_law_in_force_and_its_split_pass_to_nobody(base):
    split = UNITARY.split_force(NATIONAL_PATROL, "local.patrol", 0.5)
    for institution in (UNITARY, split):
        after = base.under(institution)
        assert not after.government.passed(base.government).any()
        assert not after.government.commanded(base.government, base.circumstances.ground.volume).any()
        assert np.array_equal(after.crews.place_knowledge, base.crews.place_knowledge)
        assert not after.crews.novelty.any()
        assert after.staff.treasury.setup is None


def test_the_bare_split_costs_nothing_to_the_bit(base):
    split = UNITARY.split_force(NATIONAL_PATROL, "local.patrol", 0.5)
    one, two = (under(base, i, setup=30.0, shuffled=0.6, unfamiliar=1.0).run(DAYS) for i in (UNITARY, split))
    assert one.ledger.bill.tolist() == two.ledger.bill.tolist()
    for name in ("place_knowledge", "pace", "fatigue", "minutes", "tenure_years"):
        assert np.array_equal(getattr(one.crews, name), getattr(two.crews, name)), name
    assert np.array_equal(one.ledger.calls, two.ledger.calls)


def test_a_new_employer_is_felt_by_its_force_alone(base, dual):
    share = dual.government.passed(base.government)
    assert share.min() == 0.0 < share.max() <= 1.0
    moved = share[dual.crews.force] > 0.0
    assert np.array_equal(dual.crews.place_knowledge[~moved], base.crews.place_knowledge[~moved])
    assert (dual.crews.place_knowledge[moved] < base.crews.place_knowledge[moved]).all()
    assert (dual.crews.novelty[moved] > 0.0).all()
    assert not dual.crews.novelty[~moved].any()


def test_at_rest_the_transition_is_over(base):
    rested = base.under(Dual().reform(UNITARY), at_rest=True)
    assert not rested.crews.novelty.any()


def test_at_rest_what_it_cost_is_spread_over_its_service(base):
    at_once, rested = (base.under(Dual().reform(UNITARY), at_rest=rest) for rest in (False, True))
    paid = setting_up(at_once.run(1))[STATE_TREASURY]
    column = rested.treasury.accounts.purposes.index("setting up")
    row = rested.treasury.accounts.payers.index(STATE_TREASURY)
    days = [int(rested.treasury.bill(base.day + day, base.crews)[row, column]) for day in range(3650)]
    assert sum(days) == paid > 0, "no won is lost over ten years"
    assert max(days) - min(days) <= 1


def test_headquarters_gets_back_little_and_jeju_moves_its_force(base):
    reformed = (base.under(model.reform(UNITARY)) for model in (National(), Jeju()))
    national, jeju = (model.government.passed(base.government) for model in reformed)
    assert national.max() < 0.1 < jeju.max()


def test_a_new_commander_makes_calls_unusual_and_moves_no_post(base):
    after = base.under(Jeju().reform(UNITARY))
    calls = base.circumstances.ground.volume
    careers, orders = after.government.passed(base.government), after.government.commanded(base.government, calls)
    assert orders.tolist() == [0.0, 1.0]
    assert 0.0 < careers[1] < 1.0, "some of its officers are lent"
    own = after.crews.force == 1
    assert (after.crews.novelty[own] == TransitionRules().unfamiliar).all()
    lost = 1.0 - after.crews.place_knowledge[own] / base.crews.place_knowledge[own]
    assert lost == pytest.approx(TransitionRules().shuffled * careers[1])


def test_the_first_day_pays_for_setting_up_and_no_other(base, dual):
    first = dual.bill(dual.day).sum() - dual.bill(dual.day + 1).sum()
    assert first == pytest.approx(dual.staff.treasury.setup.sum(), rel=1e-3)
    ran = base.under(Dual().reform(UNITARY)).run(DAYS)
    assert sum(setting_up(ran).values()) == dual.staff.treasury.setup.sum() > 0
    assert setting_up(ran)[STATE_TREASURY] > 0
    assert measure(ran)["cost_programmes"] == 0.0, "no strategy spends it"


@pytest.mark.parametrize("rule", ["setup", "shuffled", "unfamiliar"])
def test_each_cost_vanishes_by_itself(base, dual, rule):
    without = under(base, Dual().reform(UNITARY), **{rule: 0.0})
    found = {
        "setup": without.staff.treasury.setup is None,
        "shuffled": np.array_equal(without.crews.place_knowledge, base.crews.place_knowledge),
        "unfamiliar": not without.crews.novelty.any(),
    }
    assert found == {name: name == rule for name in found}
    assert TransitionRules() == dual.circumstances.administration.transition


def test_what_is_new_becomes_usual_within_months_and_sooner_where_pilots_are_evaluated(base):
    dual = base.under(Dual().reform(UNITARY))
    start = dual.crews.novelty.max()
    dual.run(30)
    halved = 0.5 ** (30 / (365 / 12) / 6.0)
    assert dual.crews.novelty.max() == pytest.approx(start * halved)
    taught = base.under(Dual().reform(UNITARY))
    taught.morale.pace = 1.05
    for _ in range(30):
        taught.morale.morning(taught.terms, taught.offices.gaming)
    assert taught.crews.novelty.max() < dual.crews.novelty.max()


def test_crews_are_slower_while_much_is_new(base, dual):
    fresh = base.under(Dual().reform(UNITARY)).run(DAYS)
    easy = under(base, Dual().reform(UNITARY), unfamiliar=0.0).run(DAYS)
    assert fresh.crews.pace.max() > easy.crews.pace.max()
    assert measure(fresh)["utilisation"] > measure(easy)["utilisation"]
