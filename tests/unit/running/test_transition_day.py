"""A transition inside the study: all policies are one before it, and the books run through it."""

import numpy as np
import pytest

from experiments.bad_input import BadInput
from experiments.running.configuration import composed
from experiments.running.replication import days_of, replicate
from experiments.running.settings import settings
from sim.bookkeeping.continued import continued

WORDS = ("study=transition", "world=town", "world.places=8", "days=9", "burn_in_days=2", "replications=1")
POLICIES = "policies=[unitary,dual,dual+police_foundation:1]"
DAY = 4


def asked(*more):
    return settings(composed((*WORDS, POLICIES, f"transition_day={DAY}", *more)))


@pytest.fixture(scope="module")
def rows():
    told = []
    return replicate(asked(), 0, told.append), sum(told)


def daily(rows, outcome):
    table = rows.tables["daily"].to_pandas()
    return table[table["outcome"] == outcome].pivot(index="day", columns="case", values="value")


@pytest.mark.parametrize("outcome", ["calls", "response", "true", "trust"])
def test_before_the_day_all_policies_are_one_and_after_it_not(rows, outcome):
    found = daily(rows[0], outcome)
    assert len(found) == 9
    before = found.iloc[:DAY]
    assert before.notna().all(axis=None)
    assert (before.nunique(axis=1) == 1).all()
    if outcome == "response":
        assert found.iloc[DAY:]["dual"].ne(found.iloc[DAY:]["unitary"]).all()


def test_the_law_in_force_runs_through_as_if_nothing_had_been():
    through = replicate(asked("policies=[unitary]"), 0).tables["outcomes"]
    plain = replicate(asked("policies=[unitary]", "transition_day=0"), 0).tables["outcomes"]
    assert through["outcome"] == plain["outcome"]
    ours, theirs = (np.array(table["value"]) for table in (through, plain))
    assert np.allclose(ours, theirs, rtol=1e-12, atol=0.0, equal_nan=True), "but for the order of sums"


def test_books_hold_all_days_and_every_won(rows):
    facts = rows[0].facts["cases"]
    assert all(found["conserved"] for found in facts.values())
    assert facts["unitary"]["spent_won"] < facts["dual"]["spent_won"]
    money = rows[0].tables["money"].to_pandas()
    setting_up = money[money["purpose"] == "setting up"].groupby("case")["won"].sum()
    assert set(setting_up[setting_up > 0].index) == {"dual", "dual+police_foundation:1"}


def test_days_are_counted_once_for_all(rows):
    assert rows[1] == days_of(asked(), 0) == 2 + DAY + 3 * (9 - DAY)


def test_books_that_do_not_meet_are_refused():
    from experiments.running.assembling import model

    one = model("world=town", "world.places=8", "burn_in_days=0").run(2)
    with pytest.raises(ValueError, match="begin on day 0"):
        continued(one.ledger, one.ledger)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("transition_day=9",), "transition_day: 9 is not allowed; allowed: 0 to 8"),
        (("at_rest=true",), "where every transition is over"),
        (("event_days=2",), "which tell of one policy"),
        (("transition_day=-1",), "allowed: 0 to 3660"),
    ],
)
def test_days_that_cannot_be(words, message):
    with pytest.raises(BadInput, match=message):
        asked(*words)
