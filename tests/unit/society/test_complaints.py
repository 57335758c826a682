"""Complaints: who speaks is not who suffers, levels stay, and what is said is what is lived through where all speak."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from scipy.special import logit

from sim.circumstances import Circumstances
from sim.institution.institution import Institution
from sim.model import SecurityModel
from sim.outcomes.catalogue import measure
from sim.outcomes.voice import HARDEST, shares_of_hardest
from sim.society import complaints
from sim.society.complaints import Voices
from sim.society.ground import Ground
from sim.society.minds import copied
from sim.society.rules import ComplaintRules
from sim.vocabulary import AFFAIRS

CHANCE = np.random.default_rng(5)
FEAR, TRUST = CHANCE.beta(2.0, 6.0, 4000), CHANCE.beta(5.0, 4.0, 4000)
EVEN_HANDED = ComplaintRules(fear=0.0, trust=0.0, occasion=1.0)


def under(circumstances: Circumstances, rules: ComplaintRules) -> Ground:
    """The ground of the town's residents where they complain by these rules."""
    society = replace(circumstances.society, complaints=rules)
    public = replace(circumstances, society=society).public
    assert public is not None
    return public


def spoken(ground: Ground, **columns: Any) -> Voices:
    """What residents of the start say, with some columns of theirs set otherwise."""
    table = copied(ground.start)
    for name, value in columns.items():
        getattr(table, name)[:] = value
    found = ground.voices(table, ground.usual.happened)
    assert found is not None
    return found


@pytest.mark.parametrize("rules", [ComplaintRules(), ComplaintRules(per_year=0.3, fear=-0.3, trust=-0.5)])
def test_residents_of_the_start_complain_as_often_as_is_said(rules: ComplaintRules) -> None:
    law = complaints.speaking_law(rules, FEAR, TRUST)
    each = [complaints.chance(f, t, law) for f, t in zip(FEAR, TRUST, strict=True)]
    assert np.mean(each) == pytest.approx(rules.per_year, rel=1e-9)


@pytest.mark.parametrize("sign", [-1.0, 1.0])
def test_either_sign_of_fear_and_trust_can_be_had(sign: float) -> None:
    law = complaints.speaking_law(ComplaintRules(fear=0.25 * sign, trust=0.4 * sign), FEAR, TRUST)
    at = law.fear_mean, law.trust_mean
    usual = logit(complaints.chance(*at, law))
    assert logit(complaints.chance(at[0] + law.fear_sd, at[1], law)) - usual == pytest.approx(0.25 * sign)
    assert logit(complaints.chance(at[0], at[1] + law.trust_sd, law)) - usual == pytest.approx(0.4 * sign)


def test_where_all_are_alike_nobody_stands_out() -> None:
    law = complaints.speaking_law(ComplaintRules(), np.full(9, 0.2), np.full(9, 0.6))
    assert complaints.chance(0.2, 0.6, law) == pytest.approx(0.05)
    assert complaints.speaking_law(ComplaintRules(), np.empty(0), np.empty(0)).fear_sd == 1.0


def test_the_loop_adds_up_residents_one_by_one_to_the_bit(town: Any, unitary: Institution) -> None:
    model = SecurityModel(town(scale=200), unitary).run(2)
    ground, minds = model.society.ground, model.minds
    counted = complaints.speaking(minds, ground.homes.first, ground.speaking)
    for p in range(len(ground.district)):
        rows = range(ground.homes.first[p], ground.homes.first[p + 1])
        alone, aware = 0.0, 0.0
        for row in rows:
            willing = complaints.chance(minds.fear[row], minds.trust[row], ground.speaking)
            alone += willing
            aware += model.residents[row].complains
        assert (counted[0, p], counted[1, p]) == (len(rows), alone)
        assert (counted[2, p], counted[3, p]) == (minds.aware[rows.start : rows.stop].sum(), aware)


def test_all_that_is_said_has_one_total(town: Any) -> None:
    said = spoken(under(town(), ComplaintRules()))
    totals = np.array([said.asked.sum(axis=(1, 2)), said.came.sum(axis=(1, 2))])
    np.testing.assert_allclose(totals, totals[0, 0])
    assert (said.asked >= 0.0).all()


def test_the_reference_has_the_complaints_that_are_assumed(town: Any) -> None:
    circumstances = town()
    for rules in (ComplaintRules(), ComplaintRules(fear=0.8, occasion=0.0), ComplaintRules(trust=-0.5, occasion=1.0)):
        said = spoken(under(circumstances, rules), aware=1)
        residents = circumstances.world.places.residents.sum()
        assert said.complaints.sum() * 365.0 / residents == pytest.approx(rules.per_year, rel=0.03)


def test_where_all_speak_alike_those_who_come_say_what_all_would(town: Any) -> None:
    said = spoken(under(town(), EVEN_HANDED))
    np.testing.assert_allclose(said.came, said.asked, rtol=1e-12)


def test_who_fears_is_heard_where_those_who_come_are(town: Any) -> None:
    ground = under(town(), ComplaintRules(fear=0.8, trust=0.0, occasion=1.0))
    here = ground.start.place == 3
    said = spoken(ground, fear=np.where(here, 0.6, 0.2), aware=1)
    share = said.came.sum(axis=1)[1] / said.asked.sum(axis=1)[1]
    assert share[3] > 1.5 * np.delete(share, 3).max()
    silent = under(town(), ComplaintRules(fear=-0.3, trust=0.0, occasion=1.0))
    said = spoken(silent, fear=np.where(here, 0.6, 0.2), aware=1)
    share = said.came.sum(axis=1)[1] / said.asked.sum(axis=1)[1]
    assert share[3] < np.delete(share, 3).min(), "fear may also keep people at home"


def test_a_place_that_suffers_and_does_not_know_the_commission_is_not_heard_by_it(town: Any) -> None:
    ground = under(town(), ComplaintRules())
    worst = int(ground.worry(ground.usual.happened).sum(axis=0).argmax())
    said = spoken(ground, aware=ground.start.place != worst)
    everybody, knowing = said.asked[:, :, worst].sum(axis=1)
    assert everybody > 0.0
    assert knowing == 0.0
    assert said.came[1, :, worst].sum() == said.complaints[:, worst].sum() == 0.0
    assert said.came[0, :, worst].sum() > 0.0, "everybody knows the municipality"


def test_where_nobody_knows_the_commission_nothing_is_said_to_it(town: Any) -> None:
    said = spoken(under(town(), ComplaintRules()), aware=0)
    assert not said.asked[1].any()
    assert not said.came[1].any()
    assert not said.complaints.any()
    assert said.asked[0].sum() == pytest.approx(said.came[0].sum())


def test_without_occasion_all_complain_as_often_and_only_of_other_things() -> None:
    worry = np.array([[1.0, 1.0], [0.0, 3.0]])
    assert complaints.often(worry, 0.0).sum(axis=0) == pytest.approx([1.0, 1.0])
    assert complaints.often(worry, 1.0).sum(axis=0) == pytest.approx([1.0, 4.0])
    assert complaints.often(worry, 0.5).sum(axis=0) == pytest.approx([1.0, 2.0])
    assert complaints.often(worry, 0.0)[:, 1] == pytest.approx([0.25, 0.75])


def test_splitting_a_place_changes_nothing_that_is_said() -> None:
    """Two halves with half the residents each, who remember as much as those of the whole, say together the same."""
    people = CHANCE.random((4, 6)) * 1000.0
    usual = np.full(len(AFFAIRS), 1.0 / len(AFFAIRS))
    worry = complaints.worry(CHANCE.random((len(AFFAIRS), 6)), usual, 3.0)
    twice = np.repeat(np.arange(6), 2)
    whole = complaints.voices(people, worry, ComplaintRules(), 1.3)
    halves = complaints.voices(people[:, twice] / 2.0, worry[:, twice], ComplaintRules(), 1.3)
    for one, two in zip(whole, halves, strict=True):
        np.testing.assert_allclose(two[..., ::2] + two[..., 1::2], one)


def test_what_is_remembered_rests_at_the_reference(town: Any) -> None:
    ground = under(town(), ComplaintRules())
    kept = 0.5 ** (1.0 / ground.rules.concern.memory_days)
    np.testing.assert_allclose(kept * ground.usual.happened + ground.rates, ground.usual.happened)


def test_no_office_hears_below_the_rung_of_hearing(town: Any, unitary: Institution) -> None:
    circumstances = town()
    deaf = replace(circumstances, society=replace(circumstances.society, heard=False))
    found = measure(SecurityModel(deaf, unitary).run(8))
    assert np.isnan(found["complaints"])
    assert np.isnan(found["complaints_hardest"])
    loud = replace(deaf.society, complaints=ComplaintRules(per_year=0.3, fear=0.8, trust=-0.5, occasion=1.0))
    again = measure(SecurityModel(replace(deaf, society=loud), unitary).run(8))
    assert {k: v.hex() for k, v in found.items()} == {k: v.hex() for k, v in again.items()}


def test_complaints_are_those_of_who_knows_within_hearing(town: Any, unitary: Institution) -> None:
    """At the law in force: 30 % know the commission, a tenth is within hearing, half of worry is autonomous."""
    model = SecurityModel(town(), unitary).run(8)
    found = measure(model)["complaints"]
    assert 0.2 * 0.3 * 0.1 * 50.0 < found < 0.3 * 0.1 * 50.0
    assert 0.0 < measure(model)["complaints_hardest"] < 1.0, "who speaks is not who suffers"


def test_the_hardest_are_a_third_of_residents_however_places_are_cut() -> None:
    harm, residents = np.array([9.0, 1.0, 4.0, 2.0]), np.array([10.0, 10.0, 20.0, 20.0])
    share = shares_of_hardest(harm, residents)
    assert share.tolist() == [1.0, 0.0, 0.5, 0.0]
    assert share @ residents == pytest.approx(HARDEST * residents.sum())
    twice = np.repeat(np.arange(4), 2)
    cut = shares_of_hardest(harm[twice] / 2.0, residents[twice] / 2.0)
    assert cut @ (harm[twice] / 2.0) == pytest.approx(share @ harm)
