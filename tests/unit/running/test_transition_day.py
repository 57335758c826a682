"""A transition inside the study: all policies are one before it, and the books run through it."""

import shutil

import numpy as np
import pytest

from experiments.bad_input import BadInput
from experiments.running import lives, storage, study, tipping_stages
from experiments.running.assembling import model
from experiments.running.configuration import composed
from experiments.running.happenings import DAY_MIN, TABLE
from experiments.running.inquiry import inquiry
from experiments.running.replaying import Span, replay
from experiments.running.replication import days_of, replicate
from experiments.running.settings import settings
from experiments.running.tipping import tipping
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


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The same two policies with the events of the days around the transition."""
    out = tmp_path_factory.mktemp("transition") / "out"
    return study.run(asked("policies=[unitary,dual]", f"event_days={DAY + 2}", f"out={out}")).folder


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


def test_events_run_through_and_part_on_the_day(folder):
    events = storage.read_table(folder, TABLE, [0]).to_pandas()
    sides = [events[events["case"] == case].drop(columns="case").astype(str) for case in ("unitary", "dual")]
    minutes = [side["minute"].astype(float) for side in sides]
    assert all(found.min() < DAY_MIN and found.max() > DAY * DAY_MIN for found in minutes)
    # What began before midnight and ended after it is told the next day, under the names of that day.
    spans = [[m < (DAY - 1) * DAY_MIN for m in minutes], [m > DAY * DAY_MIN for m in minutes]]
    before, after = ([side[at].values.tolist() for side, at in zip(sides, kept, strict=True)] for kept in spans)
    assert before[0] == before[1]
    assert after[0] != after[1]


@pytest.mark.parametrize("last", [DAY - 1, DAY + 1])
def test_lives_are_lived_again_as_they_were(folder, last):
    looked = lives.opened(inquiry((str(folder), "0")))
    again = replay(folder, looked.settings, looked.shared, looked.cases, Span(0, last)).events.to_pandas()
    kept = storage.read_table(folder, TABLE, [0]).to_pandas()
    kept = kept.iloc[: len(again)]
    assert len(again) > 100
    for column in kept:
        assert again[column].astype(str).tolist() == kept[column].astype(str).tolist(), column


def test_a_replication_that_is_lost_is_made_again(folder):
    names = ("outcomes", "daily", TABLE, "money")
    stored = [storage.read_table(folder, name, [0]).to_pandas() for name in names]
    shutil.rmtree(folder / storage.REPLICATIONS / "00000")
    study.run(asked("policies=[unitary,dual]", f"event_days={DAY + 2}", f"out={folder}"))
    again = [storage.read_table(folder, name, [0]).to_pandas() for name in names]
    assert all(one.equals(other) for one, other in zip(stored, again, strict=True))


def test_years_are_counted_from_the_first_day_of_the_study():
    one = model("world=town", "world.places=8", "burn_in_days=0")
    one.ledger.earlier = 363
    assert [len(one.run(1).ledger.surveys) for _ in range(3)] == [0, 1, 1]


def test_crews_without_a_memory_lose_none():
    words = ("rung=r1", "world=town", "world.places=8", "burn_in_days=1", "policy=dual")
    dual = model(*words, "at_rest=false").run(1)
    assert dual.staff.treasury.setup.sum() > 0, "money is no matter of minds"
    assert (dual.crews.novelty > 0.0).any()
    for column in (dual.crews.place_knowledge, dual.crews.pace):
        assert (column == 1.0).all()


def test_in_a_shorter_run_it_falls_on_the_same_part():
    wanted = ("tipping.policy=dual", "tipping.against=unitary", "tipping.outcomes=[response]")
    whole = asked("policies=[unitary,dual]", "days=100", "transition_day=50", *wanted)
    stages = [stage for stage, _ in tipping_stages.wanted(whole, tipping(whole))]
    assert all(stage.transition_day == stage.days // 2 for stage in stages)


def test_books_that_do_not_meet_are_refused():
    one = model("world=town", "world.places=8", "burn_in_days=0").run(2)
    with pytest.raises(ValueError, match="begin on day 0"):
        continued(one.ledger, one.ledger)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("transition_day=9",), "transition_day: 9 is not allowed; allowed: 0 to 8"),
        (("at_rest=true",), "where every transition is over"),
        (("transition_day=-1",), "allowed: 0 to 3660"),
    ],
)
def test_days_that_cannot_be(words, message):
    with pytest.raises(BadInput, match=message):
        asked(*words)


def test_a_model_that_is_stepped_by_hand_goes_over_by_hand():
    with pytest.raises(BadInput, match=r"model\.under\(institution\)"):
        model("study=transition", "world=town", "policy=dual", "days=9", "transition_day=4")
