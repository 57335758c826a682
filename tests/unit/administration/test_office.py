"""The offices of a run: yearly evaluation, monthly sittings, weekly plans, and what carries over to another policy."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from sim.administration import office
from sim.administration.office import Offices
from sim.governance.dual import Dual
from sim.institution.clauses import Appoints, Commands, Evaluates, Hears, Informs
from sim.institution.institution import Institution
from sim.institution.names import COMMISSION, NATIONAL_PATROL, NPA
from sim.model import SecurityModel


@pytest.fixture(scope="module")
def model(town: Any, unitary: Institution) -> SecurityModel:
    return SecurityModel(town(), unitary)


def settled_under(model: SecurityModel, institution: Institution) -> Offices:
    return model.under(institution, at_rest=True).offices


def fresh(model: SecurityModel) -> Offices:
    """Offices of their own at day 0."""
    return model.under(model.institution).offices


def test_at_rest_nothing_is_due_but_the_calendar(model: SecurityModel) -> None:
    offices, terms = fresh(model), model.terms.administration
    known, mix = offices.known.copy(), offices.free_time.copy()
    assert not offices.sit(1, terms)
    assert offices.sit(7, terms)
    np.testing.assert_allclose(offices.known, known, rtol=1e-9)
    assert np.array_equal(offices.free_time, mix)


def test_an_evaluation_is_learnt_once_a_year(model: SecurityModel) -> None:
    offices, terms = fresh(model), model.terms.administration
    other = terms._replace(judged=terms.judged + np.array([0.0, 0.0, 0.0, 0.0, 2.0]))
    before = offices.free_time.copy()
    offices.sit(364, other)
    assert np.array_equal(offices.free_time, before)
    offices.sit(365, other)
    assert offices.free_time[0, 0] > before[0, 0]


def test_command_over_prevention_is_felt_at_once(model: SecurityModel) -> None:
    offices, terms = fresh(model), model.terms.administration
    before = offices.free_time.copy()
    offices.sit(3, terms._replace(first_response=terms.first_response * 0.2))
    assert offices.free_time[0, 0] > before[0, 0]


def test_a_new_commission_has_resolved_nothing_yet(model: SecurityModel, unitary: Institution) -> None:
    nobody = unitary.repeal(Commands, COMMISSION, NATIONAL_PATROL)
    before = model.under(nobody, at_rest=True)
    assert not before.offices.resolved(0)[2].any()
    after = before.under(unitary)
    row = after.terms.principals.index(COMMISSION)
    assert not after.offices.resolved(0)[row].any()
    assert not after.offices.followed[row].any() or np.all(after.offices.followed[row] == 0.0)
    after.offices.sit(30, after.terms.administration)
    assert after.offices.resolved(30)[row].sum() == after.offices.rules.resolutions


def test_two_names_of_one_force_stand_on_equal_numbers(model: SecurityModel, unitary: Institution) -> None:
    split = unitary.split_force(NATIONAL_PATROL, "local.patrol", 0.4)
    for at_rest in (False, True):
        one, other = model.under(unitary, at_rest=at_rest), model.under(split, at_rest=at_rest)
        one.run(40)
        other.run(40)
        for force in (0, 1):
            assert other.offices.known[force].tobytes() == one.offices.known[0].tobytes()
            assert other.offices.free_time[force].tobytes() == one.offices.free_time[0].tobytes()
            assert other.offices.followed[:, force].tobytes() == one.offices.followed[:, 0].tobytes()


def test_who_is_told_nothing_plans_as_if_all_streets_were_alike(model: SecurityModel, unitary: Institution) -> None:
    blind = unitary.repeal(Informs, NATIONAL_PATROL, NPA).repeal(Informs, NATIONAL_PATROL, COMMISSION)
    even = model.offices.ground.even
    plan = settled_under(model, blind).known[0]
    np.testing.assert_allclose(plan / plan.sum(), even, rtol=2e-3)  # what residents say is left
    informed = settled_under(model, unitary).known[0]
    assert np.abs(informed / informed.sum() / even - 1).max() > 0.1


def test_residents_are_heard_through_their_clause_alone(model: SecurityModel, unitary: Institution) -> None:
    (clause,) = unitary.find(Hears, target=COMMISSION)
    loud = unitary.repeal(Hears, target=COMMISSION).enact(replace(clause, coverage=1.0, weight=1.0, skew=0.0))
    without = unitary.repeal(Hears, target=COMMISSION)
    plans = [settled_under(model, i).known[0] for i in (loud, without)]
    assert not np.array_equal(*plans)
    mute = unitary.repeal(Hears, target=COMMISSION).enact(replace(clause, coverage=1.0, weight=0.0))
    assert np.array_equal(settled_under(model, mute).known[0], plans[1])


def test_without_evaluation_free_time_is_as_observed_but_for_the_missing_reward(
    model: SecurityModel, unitary: Institution
) -> None:
    unjudged = unitary.repeal(Evaluates, target=NATIONAL_PATROL)
    assert not settled_under(model, unjudged).standards[0].reward.any()
    assert settled_under(model, unitary).standards[0].reward.any()


def test_resolutions_are_followed_as_far_as_careers_are_held(model: SecurityModel, unitary: Institution) -> None:
    (career,) = unitary.find(Appoints, NPA, NATIONAL_PATROL)
    shared = unitary.repeal(Appoints, NPA, NATIONAL_PATROL).enact(
        replace(career, stake=0.5), replace(career, source=COMMISSION, stake=0.5)
    )
    bare = model.offices.rules
    for institution, level in ((unitary, bare.stake_floor), (shared, 0.5)):
        run = model.under(institution, at_rest=True)
        row = run.terms.principals.index(COMMISSION)
        assert run.offices.followed[row].max() == level
        run.offices.followed[row] = 0.0
        run.offices.sit(1, run.terms.administration)
        assert run.offices.followed[row].max() == pytest.approx(level * -np.expm1(-1.0 / bare.adoption_days))


def test_the_dual_model_keeps_delegated_command_with_the_commission(model: SecurityModel, unitary: Institution) -> None:
    dual = model.under(Dual().reform(unitary), at_rest=True)
    local = dual.forces.index("local.patrol")
    terms, offices = dual.terms.administration, dual.offices
    say = office.command.say(terms, local, offices.followed[:, local], 0.0)
    np.testing.assert_allclose(say, 1.0)
    national = dual.forces.index("national.patrol")
    assert not office.command.say(terms, national, offices.followed[:, national], 0.0).any()
