"""The auxiliary corps: money makes members, comfort says where they walk, supervision can cost more than it brings."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from sim.agents.auxiliary_officer import AuxiliaryOfficer
from sim.casework import corps
from sim.casework.designs import Corps, Volunteer
from sim.demand.calls import no_calls

VOLUNTEERS = (776.0, 0.0, 0.0)


def test_without_money_there_is_nobody_exactly(bureau: Any) -> None:
    office = bureau.office()
    for _ in range(3):
        told = bureau.days(office, 1, bureau.terms())[0]
        assert (office.presence == 0.0).all()
        assert office.supervision_min == 0.0
        assert not told.members.any()
    assert len(office.members.place) == 0


def test_money_over_cost_is_members(bureau: Any) -> None:
    ground = bureau.ground()
    residents, officer = ground.residents.sum(), ground.world.rules.cost_per_officer * 1e6
    strength = corps.funded(ground, bureau.terms(corps_funds=(776.0, 6900.0, 6000.0)))
    np.testing.assert_allclose(strength, residents * np.array([776 / 4e5, 6900 / (0.56 * officer), 6000 / 15e6]))


def test_a_corps_grows_to_where_it_settles_and_shrinks_with_its_money(bureau: Any) -> None:
    ground, terms = bureau.ground(), bureau.terms(corps_funds=VOLUNTEERS)
    members, settled = np.zeros(3), corps.settled(ground, terms)
    for _ in range(4000):
        assert (members <= settled + 1e-9).all()
        members = corps.tomorrow(ground, terms, members)
    np.testing.assert_allclose(members, settled)
    np.testing.assert_allclose(settled[0], corps.funded(ground, terms)[0] * 2.0 / 2.225)
    less = bureau.terms(corps_funds=(100.0, 0.0, 0.0))
    assert corps.tomorrow(ground, less, members)[0] <= corps.funded(ground, less)[0]
    assert not corps.tomorrow(ground, bureau.terms(), members).any()


def test_presence_is_hours_over_walkers_times_equivalence(bureau: Any) -> None:
    terms = bureau.terms(corps_funds=VOLUNTEERS)
    office = bureau.office(terms=terms)
    expected = office.corps.members[0] * 6.5 * 12 / 365 * 60 / 5.5 * 0.8
    assert office.presence.sum() == pytest.approx(expected)
    assert office.supervision_min == pytest.approx(office.corps.members[0] * 6.5 * 12 / 365 * 60 * 0.1)
    by_district = np.bincount(office.ground.district, office.presence)
    np.testing.assert_allclose(by_district / expected, office.ground.residents / office.ground.residents.sum())


def walks(bureau: Any, comfort: float, exponent: float = 0.7) -> tuple[Any, Any]:
    ground = bureau.ground(corps=Corps(volunteer=Volunteer(comfort=comfort), walk_exponent=exponent))
    return ground, corps.walks(ground)[0]


@pytest.mark.parametrize(("comfort", "sign"), [(0.0, 1), (0.5, 0), (1.0, -1)])
def test_who_seeks_comfort_avoids_what_crews_seek(bureau: Any, comfort: float, sign: int) -> None:
    ground, shares = walks(bureau, comfort)
    per_street = shares / ground.streets
    harm = ground.harm.sum(axis=0) / ground.streets
    for d in range(ground.districts):
        mine = ground.district == d
        assert shares[mine].sum() == pytest.approx(1.0)
        if sign == 0:
            assert np.ptp(per_street[mine]) < 1e-12 * per_street[mine].max()
        else:
            order = np.argsort(harm[mine])
            assert (sign * np.diff(per_street[mine][order]) >= 0).all()
    if sign:
        assert np.ptp(walks(bureau, comfort, 0.0)[1] / ground.streets) > 0
        np.testing.assert_allclose(walks(bureau, comfort, 0.0)[1], walks(bureau, 0.5)[1])


def test_the_corps_can_cost_more_patrol_than_it_brings(bureau: Any) -> None:
    """Half of crews' free time is patrol: at the bad end of the ranges less is walked than is given up."""
    terms = bureau.terms(corps_funds=VOLUNTEERS)
    usual = bureau.office(terms=terms)
    assert usual.presence.sum() > 0.5 * usual.supervision_min
    bad = Corps(volunteer=Volunteer(equivalence=0.3, comfort=1.0, walkers=6.0))
    worse = bureau.office(bureau.ground(corps=bad), terms, supervision=0.25)
    assert worse.presence.sum() < 0.5 * worse.supervision_min


def test_calls_take_hours_from_walks(bureau: Any, bench: Any) -> None:
    terms = bureau.terms(corps_funds=VOLUNTEERS, corps_calls=1.0)
    office = bureau.office(terms=terms)
    full, hours = office.presence.sum(), office.corps.hours().sum()
    count = 300
    life = bench.calls(np.linspace(0, 1440, count), affair=4, priority=2, place=np.arange(count) % 40)
    life = life._replace(id=np.random.default_rng(1).integers(0, 2**63, count).astype(np.uint64))
    office.divert(0, life, terms)
    taken = len(office._tried.row)
    assert taken > 20
    told = office.follow(0, bureau.followed(0), terms, bureau.patrol())
    walked = (full - told.corps_presence_min) / full * hours
    assert walked == pytest.approx(taken * 1.0)
    assert told.supervision_min == pytest.approx(hours * 6.0)


def test_rows_stand_for_members_at_home_in_their_districts(bureau: Any) -> None:
    terms = bureau.terms(corps_funds=(7760.0, 0.0, 6000.0))
    office = bureau.office(terms=terms)
    rows, ground = office.members, office.ground
    assert len(rows.place) == np.rint(office.corps.members / 10.0).sum()
    assert (ground.district[rows.place] == rows.home).all()
    share = np.bincount(rows.home, minlength=ground.districts) / len(rows.home)
    expected = ground.residents / ground.residents.sum()
    assert (np.abs(share - expected) < 4.0 * np.sqrt(expected / len(rows.home))).all()
    before = rows.home[rows.design == 0]
    office.divert(0, no_calls(), terms)
    office.follow(0, bureau.followed(0), terms, bureau.patrol())
    after = office.members
    same = min(len(before), (after.design == 0).sum())
    assert (after.home[after.design == 0][:same] == before[:same]).all()
    assert (after.place[:same] != rows.place[:same]).any()
    assert AuxiliaryOfficer.table_name == "members"
