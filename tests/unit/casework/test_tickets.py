"""Tickets and repairs: nothing lost, finite hands, what is prevented and what settles."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from sim.casework import repairs, tickets
from sim.casework.tables import TICKET_EVENTS
from sim.demand.calls import no_calls
from sim.vocabulary import AFFAIRS

REFERRED, ARRIVED, REPAIRED, SOLVED, EXPIRED = range(len(TICKET_EVENTS))


def events(told: list[Any]) -> Any:
    return sum(day.tickets for day in told)


def test_every_ticket_is_on_its_way_waiting_repaired_or_dropped(bureau: Any) -> None:
    ground, terms = bureau.ground(municipality={"repairs_per_million_day": 3.0}), bureau.terms(refer=0.9)
    office = bureau.office(ground, terms)
    coming, waiting = len(office.staff.coming.id), office.staff.waiting.sum()
    told = bureau.days(office, 150, terms)
    count = events(told).sum(axis=1)
    assert count.min() > 0
    assert coming + count[REFERRED] == count[ARRIVED] + told[-1].in_transit
    assert waiting + count[ARRIVED] == count[REPAIRED] + count[EXPIRED] + told[-1].waiting.sum()
    assert told[-1].waiting.sum() == (office.staff.lines.line >= 0).sum()
    assert count[SOLVED] <= count[REPAIRED]


def test_hands_are_finite_in_every_district_and_at_all_times(bureau: Any) -> None:
    ground, terms = bureau.ground(), bureau.terms(refer=0.9)
    told = bureau.days(bureau.office(ground, terms), 60, terms)
    done = np.cumsum([day.tickets[REPAIRED] for day in told], axis=0)
    able = ground.staff * ground.rules.municipality.repairs_per_worker_day * np.arange(1, 61)[:, None]
    assert (done <= able + 1e-9).all()
    assert done[-1].sum() > 0.9 * able[-1].sum() - ground.districts
    assert sum(day.tickets[REPAIRED].sum() for day in told) == pytest.approx(done[-1].sum())


def test_no_referral_no_ticket(bureau: Any) -> None:
    terms = bureau.terms(refer=0.0)
    office = bureau.office(terms=terms)
    assert not events(bureau.days(office, 20, terms)).any()
    assert not office.staff.prevented.any()


def test_where_calls_per_street_are_most_comes_first_and_the_oldest_there(bureau: Any) -> None:
    ground = bureau.ground()
    order = ground.triage
    per_street = ground.attended.sum(axis=0) / ground.streets
    for d in range(ground.districts):
        mine = order[ground.district[order] == d]
        assert len(mine) == (ground.district == d).sum()
        assert (np.diff(per_street[mine]) <= 0).all()
    office = bureau.office(terms=bureau.terms(refer=0.0))
    staff = office.staff
    first, last = order[ground.district[order] == 0][[0, -1]]
    new = tickets.Tickets(
        np.array([5, 3, 9, 4], np.uint64), *(np.array(c, np.int64) for c in ([1] * 4, [last, first, first, last],
                                                                          [0] * 4, [1, 2, 1, 2])))  # fmt: skip
    seen: list[Any] = []
    for day in range(6):
        before = staff.lines.line.copy()
        staff.day(day, new if day == 0 else tickets.no_tickets(), np.array([1.0] * ground.districts), np.empty(0, int))
        left = (before >= 0) & (staff.lines.line < 0)
        seen += staff.tickets.id[left].tolist()
        if day == 2:  # the oldest of the busiest place was repaired on the day it came, and leaves no trace above
            assert {int(i) for i in staff.tickets.id[staff.lines.line >= 0]} <= {5, 4}
    assert seen == [5, 4]


def test_a_crew_that_knows_its_places_passes_on_more(bureau: Any) -> None:
    few, many = (
        events(bureau.days(bureau.office(), 20, bureau.terms(refer=0.3), place_knowledge=k))[REFERRED].sum()
        for k in (0.25, 0.75)
    )
    assert many > 2 * few


def test_relief_is_exactly_one_at_the_reference_and_below_where_more_is_repaired(bureau: Any) -> None:
    office = bureau.office()
    assert (office.relief == 1.0).all()
    rates = office.ground.rates
    more = bureau.office(terms=bureau.terms(refer=0.4))
    assert (more.relief * rates).sum() < rates.sum()
    # Staff who are busy where calls are most leave the quiet places they used to come to.
    assert more.relief.max() > 1.0
    none = bureau.office(terms=bureau.terms(refer=0.0))
    assert (none.relief >= 1.0).all()
    assert none.relief.max() > 1.0


def test_what_is_prevented_fades_by_half_in_its_half_life_and_is_bounded(bureau: Any) -> None:
    ground = bureau.ground(municipality={"halflife_days": 10.0})
    office = bureau.office(ground)
    before = office.staff.prevented.copy()
    terms = bureau.terms(refer=0.0)
    office.staff.coming = tickets.no_tickets()
    office.staff.lines.line[:] = office.staff.lines.first[:] = -1
    for day in range(10):
        office.divert(day, no_calls(), terms)
        office.follow(day, bureau.followed(day), terms, bureau.patrol(hours=0.0))
    np.testing.assert_allclose(office.staff.prevented, before / 2.0)
    much = repairs.share(ground, ground.rates * 5.0)
    assert much.max() <= ground.rules.municipality.most_prevented
    assert not repairs.share(ground, np.zeros_like(ground.rates)).any()


@pytest.mark.parametrize("refer", [0.05, 0.9])
def test_the_fluid_is_where_days_lead(bureau: Any, refer: float) -> None:
    """With few tickets all are repaired; with many, as many as staff can do, and the rest is dropped."""
    ground, terms = bureau.ground(), bureau.terms(refer=refer)
    settled = repairs.stationary(ground, terms, bureau.patrol())
    per_day = ground.attended.sum()
    office = bureau.office(ground, terms)
    told = bureau.days(office, 120, terms, count=round(per_day))
    found = events(told).sum(axis=1) / 120
    for event, rate in ((REFERRED, settled.sent.sum()), (REPAIRED, settled.repaired.sum())):
        assert abs(found[event] - rate) < 4.0 * np.sqrt(rate / 120) + 0.02 * rate
    dropped = (settled.sent - settled.repaired).sum()
    assert abs(found[EXPIRED] - dropped) < 4.0 * np.sqrt(dropped / 120) + 0.05 * dropped + 1e-9
    share = (office.staff.prevented.sum() - settled.prevented.sum()) / settled.prevented.sum()
    assert abs(share) < 0.1


def split(bureau: Any) -> tuple[Any, Any]:
    """The world and its rates with every place cut into two at distance zero."""
    c = bureau.circumstances
    twice = np.repeat(np.arange(len(c.world.load)), 2)
    places = c.world.places
    halves = places._replace(
        **{n: getattr(places, n)[twice] / 2.0 for n in ("residents", "area_km2", "risk")},
        **{n: getattr(places, n)[twice] for n in ("district", "x_km", "y_km", "side_km", "pace", "bank")},
    )
    world = SimpleNamespace(places=halves, region=c.world.region, rules=c.world.rules)
    return world, c.rates[:, twice] / 2.0


@pytest.mark.parametrize("refer", [0.05, 0.9])
def test_splitting_a_place_changes_nothing(bureau: Any, refer: float) -> None:
    terms, whole = bureau.terms(refer=refer), bureau.ground()
    halves = bureau.ground(*split(bureau))
    one, two = (repairs.stationary(ground, terms, bureau.patrol()) for ground in (whole, halves))
    for name in ("sent", "repaired", "prevented"):
        both = getattr(two, name).reshape(len(AFFAIRS), -1, 2).sum(axis=2)
        np.testing.assert_allclose(both, getattr(one, name), rtol=1e-9, atol=1e-12)
    assert np.allclose(whole.minutes, halves.minutes)
    relief = [
        (g.rates * repairs.relief(g, s.prevented, np.zeros_like(g.rates))).sum(axis=1)
        for g, s in ((whole, one), (halves, two))
    ]
    np.testing.assert_allclose(relief[0], relief[1], rtol=1e-9)


def test_talks_with_residents_bring_up_problems(bureau: Any) -> None:
    ground, terms = bureau.ground(municipality={"found_per_contact": 0.05}), bureau.terms(refer=0.999)
    quiet, talkative = (
        sum(len(tickets.from_contacts(day, ground, n, terms, bureau.patrol()).id) for day in range(200)) / 200
        for n in (0.0, 50.0)
    )
    assert quiet == 0.0
    assert talkative == pytest.approx(2.5, rel=0.05)
