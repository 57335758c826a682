"""The office as a whole: names of forces are nothing, order is nothing, copies are apart, and what settles stays."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from sim.casework import tasks
from sim.casework.tables import Followed, Worked
from sim.demand.calls import no_calls


def same(one: Worked, other: Worked) -> bool:
    return all(np.array_equal(getattr(one, name), getattr(other, name)) for name in Worked._fields)


def test_a_force_under_two_names_is_one_force_to_the_bit(bureau: Any) -> None:
    given = {"refer": 0.37, "task": 0.13, "corps_funds": (776.0, 100.0, 0.0)}
    rates = np.random.default_rng(4).uniform(0.01, 0.6, 8)
    told = []
    for forces in (1, 2, 3):
        terms = bureau.terms(forces, **given)
        for name in ("refer", "refer_days", "informed", "task"):
            getattr(terms, name)[:] *= rates
        office = bureau.office(bureau.ground(clearance={"progress": 0.8}), terms, forces=forces)
        told.append((bureau.days(office, 25, terms, forces), office))
    for other, office in told[1:]:
        assert all(same(a, b) for a, b in zip(told[0][0], other, strict=True))
        for name in ("presence", "relief", "supervision_min", "task_min"):
            assert np.array_equal(getattr(office, name), getattr(told[0][1], name)), name


def test_the_order_of_incidents_is_nothing(bureau: Any) -> None:
    terms = bureau.terms(refer=0.6)
    ordered, shuffled = bureau.office(terms=terms), bureau.office(terms=terms)
    for day in range(30):
        followed = bureau.followed(day)
        turn = np.random.default_rng(day).permutation(len(followed.id))
        told = []
        for office, rows in ((ordered, np.arange(len(turn))), (shuffled, turn)):
            office.divert(day, no_calls(), terms)
            one = Followed._make(column[rows] for column in followed)
            told.append(office.follow(day, one, terms, bureau.patrol()))
        assert same(*told)
    assert (ordered.relief == shuffled.relief).all()


def test_a_copy_goes_its_own_way_and_the_same_way(bureau: Any) -> None:
    terms = bureau.terms(refer=0.6, corps_funds=(776.0, 0.0, 0.0))
    office = bureau.office(terms=terms)
    bureau.days(office, 10, terms)
    copy, control = office.copied(), office.copied()
    bureau.days(copy, 20, bureau.terms(refer=0.0))
    ahead, again = bureau.days(office, 20, terms), bureau.days(control, 20, terms)
    assert all(same(a, b) for a, b in zip(ahead, again, strict=True))
    assert len(copy.staff.coming.id) == 0 < len(office.staff.coming.id)


def test_settling_keeps_open_cases_and_moves_the_rest(bureau: Any) -> None:
    terms, more = bureau.terms(), bureau.terms(refer=0.5, corps_funds=(776.0, 0.0, 0.0))
    office = bureau.office(terms=terms)
    told = bureau.days(office, 20, terms)
    settled = office.settled(more, bureau.patrol())
    assert settled.day == office.day == 20
    assert settled.teams.caseload.sum() == told[-1].open.sum()
    assert settled.corps.members[0] > 0.0 == office.corps.members[0]
    assert (settled.relief * office.ground.rates).sum() < (office.relief * office.ground.rates).sum()
    np.testing.assert_array_equal(settled.relief, bureau.office(terms=more).relief)


def test_tasks_go_by_probability_and_are_fewer_where_the_chief_is_heard(bureau: Any) -> None:
    ground = bureau.ground()
    heard, unheard, none = (
        tasks.passed_on(ground, bureau.terms(task=p, must_hear=hear), bureau.patrol())
        for p, hear in ((0.02, True), (0.02, False), (0.0, False))
    )
    assert unheard == pytest.approx(200 * ground.residents.sum() / 1000 / 365 * 0.02)
    assert heard == pytest.approx(0.5 * unheard)
    assert none == 0.0
    office = bureau.office(terms=bureau.terms(task=0.02))
    assert office.task_min == pytest.approx(60 * heard)


def test_tasks_on_national_affairs_do_not_exist(bureau: Any) -> None:
    national = bureau.terms()
    national.task[:, 4:] = 0.0
    national.task[:, :4] = 0.5
    assert tasks.passed_on(bureau.ground(), national, bureau.patrol()) == 0.0
