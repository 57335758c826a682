"""Minor calls that others take: which, whose, and no more than a day allows."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from sim.casework.diversion import MINOR, take_turns, tried
from sim.casework.ground import Ground
from sim.vocabulary import AFFAIRS

PLENTY = 1e6


def calls(bench: Any, ground: Ground, count: int = 4000, **given: Any) -> Any:
    usual = {"affair": np.arange(count) % len(AFFAIRS), "place": np.arange(count) % len(ground.district)}
    made = bench.calls(np.linspace(0.0, 1440.0, count), **(usual | {"priority": MINOR} | given))
    return made._replace(id=np.random.default_rng(0).integers(0, 2**63, count).astype(np.uint64))


def days(ground: Ground, each: float = PLENTY) -> Any:
    return np.full((2, ground.districts), each)


def test_nobody_takes_calls_that_no_clause_gives(bureau: Any, bench: Any) -> None:
    office = bureau.office()
    stays = office.divert(0, calls(bench, office.ground), bureau.terms())
    assert stays.all()
    assert len(office._tried.row) == 0


@pytest.mark.parametrize("priority", [0, 1])
def test_only_minor_calls_are_tried(bureau: Any, bench: Any, priority: int) -> None:
    ground, terms = bureau.ground(), bureau.terms(municipal_calls=1.0)
    assert len(tried(ground, calls(bench, ground, priority=priority), terms, days(ground)).row) == 0


def test_as_many_as_can_and_may_be_taken(bureau: Any, bench: Any) -> None:
    ground = bureau.ground(municipality={"returned": 0.1})
    today = calls(bench, ground, 40_000)
    found = tried(ground, today, bureau.terms(municipal_calls=0.3, corps_calls=0.5), days(ground))
    for helper, share in ((0, 0.3), (1, 0.5)):
        expected = ground.table.divertible * share * np.bincount(today.affair)
        taken = np.bincount(found.affair[found.helper == helper], minlength=len(AFFAIRS))
        assert (np.abs(taken - expected) <= 4.0 * np.sqrt(expected) + 1e-9).all()
    assert found.returned.mean() == pytest.approx(0.1, abs=0.02)
    assert found.by_helper(returned=True).sum() + found.by_helper(returned=False).sum() == len(found.row)


def test_municipal_staff_come_first_and_the_two_never_share_a_call(bureau: Any, bench: Any) -> None:
    ground = bureau.ground()
    today = calls(bench, ground)
    both = tried(ground, today, bureau.terms(municipal_calls=0.7, corps_calls=0.7), days(ground))
    alone = tried(ground, today, bureau.terms(municipal_calls=0.7), days(ground))
    assert both.row[both.helper == 0].tolist() == alone.row.tolist()
    assert len(np.unique(both.row)) == len(both.row)


def test_a_day_is_used_up_in_the_order_of_calls(bureau: Any, bench: Any) -> None:
    ground = bureau.ground()
    budget = days(ground, 0.5)  # half a worker-day: three calls of a sixth each
    found = tried(ground, calls(bench, ground), bureau.terms(municipal_calls=1.0), budget)
    assert np.bincount(ground.district[found.place]).tolist() == [3] * ground.districts
    everything = tried(ground, calls(bench, ground), bureau.terms(municipal_calls=1.0), days(ground))
    for d in range(ground.districts):
        mine = ground.district[everything.place] == d
        assert found.row[ground.district[found.place] == d].tolist() == everything.row[mine][:3].tolist()


def test_turns_are_the_scalar_rule(bureau: Any) -> None:
    draw = np.random.default_rng(2)
    helper, district = draw.integers(-1, 2, 300), draw.integers(0, 4, 300)
    cost, budget = np.array([0.3, 1.7]), draw.uniform(0.0, 30.0, (2, 4))
    left, taken = budget.copy(), np.zeros(300, np.bool_)
    take_turns(helper, district, cost, left, taken)
    for i in range(300):
        may = helper[i] >= 0 and budget[helper[i], district[i]] >= cost[helper[i]]
        assert taken[i] == may
        if may:
            budget[helper[i], district[i]] -= cost[helper[i]]
    assert (left == budget).all()
    assert (left >= 0.0).all()


def test_a_call_taken_is_a_part_of_a_repair_not_made(bureau: Any, bench: Any) -> None:
    terms = bureau.terms(refer=0.9, municipal_calls=1.0)
    office = bureau.office(terms=terms)
    before = office._left[0].copy()
    stays = office.divert(0, calls(bench, office.ground), terms)
    taken = np.bincount(office.ground.district[office._tried.place], minlength=office.ground.districts)
    np.testing.assert_allclose(before - office._left[0], taken / 6.0)
    told = office.follow(0, bureau.followed(0), terms, bureau.patrol())
    assert told.diverted.sum() == (~stays).sum()
    assert told.diverted.sum() + told.returned.sum() == taken.sum()
    assert office.workers.jobs.sum() == taken.sum() + told.tickets[2].sum()
