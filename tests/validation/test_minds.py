"""Residents with minds: at rest under the reference, nested in the rung below, moved only by what should move them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from experiments.running.assembling import model
from sim.circumstances import Circumstances
from sim.governance.dual import Dual
from sim.institution.institution import Institution
from sim.ledger import PEOPLE
from sim.model import SecurityModel
from sim.outcomes.catalogue import OUTCOMES, measure
from sim.society.rules import ReportingRules, SocietyRules

ALIKE = ReportingRules(trust=0.0, severity=0.0)
NOT_OF_PEOPLE = tuple(o.key for o in OUTCOMES if o.family != "people")


def with_society(circumstances: Circumstances, **given: Any) -> Circumstances:
    return replace(circumstances, society=replace(circumstances.society, **given))


def same(one: dict[str, float], other: dict[str, float], keys: tuple[str, ...]) -> bool:
    return all(one[k] == other[k] or (np.isnan(one[k]) and np.isnan(other[k])) for k in keys)


@pytest.fixture(scope="module")
def years(town: Any, unitary: Institution) -> SecurityModel:
    """Three years of the law in force, in a town whose residents all stand for ten people."""
    return SecurityModel(town(scale=10), unitary).run(3 * 365)


def test_minds_change_nothing_else_while_everybody_reports_alike(town: Any, unitary: Institution) -> None:
    """Rung R0 is rung R1 with reporting held constant, to the bit, under both governance models."""
    dual = Dual().reform(unitary)
    found = []
    for given in ({"minds": False}, {"heard": False, "reporting": ALIKE}):
        model = SecurityModel(with_society(town(), **given), unitary).run(20)
        found.append([measure(model.under(i).run(40)) for i in (unitary, dual)])
    for without, with_minds in zip(*found, strict=True):
        assert same(without, with_minds, NOT_OF_PEOPLE)
    assert len(NOT_OF_PEOPLE) > 40


def test_two_names_of_one_force_are_trusted_alike(town: Any, unitary: Institution) -> None:
    model = SecurityModel(town(), unitary).run(20)
    split = unitary.split_force("national.patrol", to="local.patrol", share=0.36)
    one, other = model.under(unitary).run(30), model.under(split).run(30)
    assert np.array_equal(one.minds.trust, other.minds.trust)
    assert np.array_equal(one.minds.fear, other.minds.fear)
    assert np.array_equal(one.minds.aware, other.minds.aware)
    assert np.array_equal(one.minds.exposure, other.minds.exposure)


@pytest.mark.parametrize("feeling", ["trust", "fear"])
def test_nothing_drifts_under_the_law_in_force(years: SecurityModel, feeling: str) -> None:
    levels = np.array(years.ledger.people).sum(axis=2)
    mean = levels[:, PEOPLE.index(feeling)] / levels[:, PEOPLE.index("residents")]
    first, last = mean[:365].mean(), mean[-365:].mean()
    assert abs(last - first) / 2.0 < 0.005
    assert getattr(years.minds, feeling).std() == pytest.approx(
        getattr(years.circumstances.public.start, feeling).std(), rel=0.05
    )
    assert np.std(mean) > 0.0


def test_as_many_know_the_commission_as_at_the_start(years: SecurityModel) -> None:
    start = years.circumstances.society.awareness.start
    assert years.society.aware() == pytest.approx(start, abs=0.03)


def test_the_start_has_the_spread_that_the_reporting_rule_assumes(years: SecurityModel) -> None:
    public = years.circumstances.public
    rules: SocietyRules = public.rules
    assert public.start.trust.std() == pytest.approx(rules.trust.sd, rel=0.03)
    assert public.start.trust.mean() == pytest.approx(rules.trust.mean, abs=0.01)
    assert public.start.fear.std() == pytest.approx(rules.fear.sd, rel=0.03)


def test_bounds_are_hardly_ever_met(years: SecurityModel) -> None:
    lived = years.ledger.society
    trust, fear, chances = lived["clipped"]
    assert trust / lived["resident_days"] < 1e-3
    assert fear / lived["resident_days"] < 0.02
    assert chances / lived["contacts"].sum() < 0.01


def test_two_worlds_one_change_nothing_unrelated_moves(town: Any, unitary: Institution) -> None:
    """Fear reacts more strongly to presence: where it moves nobody to complain, fear moves and nothing else does."""
    rules = SocietyRules()
    calmer, silent = replace(rules.fear, patrol=0.1, disorder=0.0), replace(rules.complaints, fear=0.0)
    one = SecurityModel(with_society(town(), complaints=silent), unitary).run(40)
    other = SecurityModel(with_society(town(), fear=calmer, complaints=silent), unitary).run(40)
    assert not np.array_equal(one.minds.fear, other.minds.fear)
    for column in ("trust", "aware", "exposure", "met", "content"):
        assert np.array_equal(getattr(one.minds, column), getattr(other.minds, column)), column
    assert same(measure(one), measure(other), NOT_OF_PEOPLE)


def test_recorded_crime_rises_with_trust_at_constant_true_crime(town: Any, unitary: Institution) -> None:
    """More trust, more reports: what the record shows is not what happened."""
    model = SecurityModel(town(scale=50), unitary).run(5)
    doubtful, trusting = model.under(unitary), model.under(unitary)
    for changed, trust in ((doubtful, 0.3), (trusting, 0.8)):
        changed.minds.trust[:] = changed.minds.trust_rest[:] = trust
        # True incidents are held constant by holding presence and repairs at the reference, whatever is reported.
        for _ in range(60):
            changed.presence[:] = changed.reference.patrol
            changed.casework.relief[:] = 1.0
            changed.step()
    low, high = doubtful.ledger, trusting.ledger
    assert np.array_equal(np.sum(low.true, axis=0), np.sum(high.true, axis=0))
    assert np.sum(high.recorded) > 1.1 * np.sum(low.recorded)


def test_without_officers_minds_no_policy_changes_what_officers_feel(town: Any, unitary: Institution) -> None:
    """Rung R1: acceptance, fatigue, courtesy and the wish to leave are the same under every institution."""
    run = model("world=town", "policy=dual", "rung=r1", "burn_in_days=5", "at_rest=true").run(10)
    law = model("world=town", "policy=unitary", "rung=r1", "burn_in_days=5", "at_rest=true").run(10)
    found = measure(run), measure(law)
    for key in ("acceptance", "fatigue", "courtesy_wear", "transfers"):
        assert found[0][key] == found[1][key], key


def test_neighbours_leave_the_mean_and_the_spread_of_trust() -> None:
    """Rung R3: at its fixed point, with what others tell as a part of what is usual."""
    run = model("world=town", "rung=r3", "burn_in_days=0", "world.scale=20").run(365)
    start = run.circumstances.public.start.trust
    assert run.minds.trust.mean() == pytest.approx(start.mean(), abs=0.005)
    assert run.minds.trust.std() == pytest.approx(start.std(), rel=0.05)
    assert 0.01 < run.minds.member.mean() < 0.2
