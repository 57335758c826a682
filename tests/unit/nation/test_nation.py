"""A nation of one is its region; regions share a pool and what institutes know, and nothing else."""

import numpy as np
import pytest

from experiments.bad_input import BadInput
from experiments.running.asking import single
from experiments.running.assembling import checked_region, circumstances, model, nation
from experiments.running.configuration import composed
from experiments.running.settings import settings
from sim.nation import Nation
from sim.outcomes.catalogue import OUTCOMES
from sim.outcomes.catalogue import measure as measure_region
from sim.outcomes.national import apart, measure, measure_daily, measure_districts, measure_regions

PAIR = ("world=pair", "world.places=8", "burn_in_days=0")
DAYS = 4


def bits(outcomes):
    return {key: float(value).hex() for key, value in outcomes.items()}


@pytest.fixture(scope="module")
def pair():
    return nation(*PAIR, "policy=unitary").run(DAYS)


def test_a_nation_of_one_is_its_region():
    words = ("world=station", "burn_in_days=0", "policy=dual+police_foundation:1", "at_rest=true")
    alone, counted = model(*words).run(DAYS), Nation(model(*words)).run(DAYS)
    assert bits(measure(counted)) == bits(measure_region(alone))
    assert counted.only.day == DAYS


def test_regions_that_share_nothing_are_those_by_themselves(pair):
    """The first region has the streams of a region by itself; no money is given and nobody finds anything out."""
    first, second = pair.regions
    asked = settings(composed(single((*PAIR, "policy=unitary"))))
    parts = checked_region(asked).regions
    assert [part.name for part in parts] == [first.world.region.name, second.world.region.name] == ["Haneul", "Badang"]
    assert first.circumstances.streams.branch != second.circumstances.streams.branch
    assert not np.array_equal(first.ledger.true, second.ledger.true)
    alone = Nation(model("world=town", "world.places=8", "burn_in_days=0", "policy=unitary")).run(DAYS)
    assert first.circumstances.streams == alone.only.circumstances.streams


def test_means_are_by_residents_and_sums_are_added(pair):
    whole, each = measure(pair), measure_regions(pair)
    assert whole["cost"] == pytest.approx(each["cost"].sum())
    assert whole["harm"] == pytest.approx(each["harm"].mean()), "equal residents"
    assert whole["between_harm"] == pytest.approx(apart(each["harm"], np.ones(2)))
    assert set(whole) == {outcome.key for outcome in OUTCOMES}
    assert all(len(found) == DAYS for found in measure_daily(pair).values())
    assert {len(found) for found in measure_districts(pair).values()} == {8}


def test_how_far_regions_lie_apart():
    assert apart(np.array([3.0, 3.0, 3.0]), np.array([1.0, 5.0, 2.0])) == 0.0
    assert apart(np.array([2.0, 4.0]), np.array([1.0, 1.0])) == pytest.approx(1 / 3)
    assert apart(np.array([2.0, 4.0]), np.array([3.0, 1.0])) == pytest.approx((3 * 0.5 + 1 * 1.5) / 4 / 2.5)
    assert np.isnan(apart(np.zeros(2), np.ones(2)))


def test_institutes_learn_from_each_other():
    words = (*PAIR, "policy=unitary+research_institute:1", "at_rest=true")
    both = nation(*words)
    ahead, behind = both.regions
    ahead.government.know_how[:] = 0.9
    behind.government.know_how[:] = 0.1
    alone = nation(*words).regions[1]
    alone.government.know_how[:] = 0.1
    both.step()
    alone.step()
    assert behind.government.found_out > alone.government.found_out
    deaf = nation(*PAIR, "policy=unitary")
    deaf.regions[0].government.know_how[:] = 0.9
    deaf.step()
    assert deaf.regions[1].government.found_out == 0.0, "nobody works in an institute there"


def test_need_is_seen_anew_after_a_year(monkeypatch):
    monkeypatch.setattr("sim.nation.YEAR_DAYS", 2)
    both = nation(*PAIR, "policy=unitary+police_foundation:1", "at_rest=true")
    before = both.regions[0].staff.treasury.purse.pool
    both.step()
    assert both.regions[0].staff.treasury.purse.pool is before
    both.step()
    after = both.regions[0].staff.treasury.purse.pool
    assert after is both.regions[1].staff.treasury.purse.pool is not before
    harm = [region.today for region in both.regions]
    assert all(today is not None for today in harm)
    assert len(after.need) == 2
    assert min(after.need) > 0.0


def test_what_is_of_one_region_says_so(pair):
    with pytest.raises(ValueError, match="2 regions"):
        _ = pair.only
    with pytest.raises(ValueError, match="none is not allowed"):
        Nation()
    with pytest.raises(ValueError, match="on days"):
        Nation(pair.regions[0], nation(*PAIR, "policy=unitary").regions[1])
    with pytest.raises(BadInput, match=r"world\.kind: 'pair'"):
        circumstances(settings(composed(single((*PAIR, "policy=unitary")))), 0)
    with pytest.raises(BadInput, match="events are of one region"):
        settings(composed(single((*PAIR, "policy=unitary", "event_days=2"))))
