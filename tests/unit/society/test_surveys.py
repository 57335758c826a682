"""Surveys ask the same people under every policy and err as samples of their size do."""

from types import SimpleNamespace

import numpy as np
import pytest

from sim.randomness import Streams
from sim.society import asking
from sim.society.asking import conduct
from sim.society.surveys import SurveyRules, due
from sim.vocabulary import FIELDS

ROWS = 4_000
DAY = 364
DISTRICT = np.repeat([0, 1, 2], [1_000, 2_500, 500])
RESIDENTS = np.array([200_000.0, 500_000.0, 100_000.0])


def minds(seed=1, met=(0.2, 0.1, 0.02), content=(0.83, 0.85, 0.73), aware=0.3):
    """Residents who differ; a share of them met the police in each field during the year."""
    rng = np.random.default_rng(seed)
    return SimpleNamespace(
        fear=np.clip(rng.normal(0.2, 0.1, ROWS) + 0.1 * DISTRICT, 0.0, 1.0),
        aware=(rng.random(ROWS) < aware).astype(np.uint8),
        met=np.where(rng.random((ROWS, 3)) < met, rng.integers(0, DAY + 1, (ROWS, 3)).astype(float), -np.inf),
        content=(rng.random((ROWS, 3)) < content).astype(np.uint8),
    )


def asked(people, seed=1, rules=None, day=DAY):
    return conduct(rules or SurveyRules(), people, DISTRICT, RESIDENTS, Streams(seed).key("survey"), day)


def test_a_survey_is_due_on_the_last_evening_of_each_year_of_the_books():
    assert [days for days in range(1, 1100) if due(days)] == [365, 730, 1095]
    assert not due(0)


def test_respondents_go_by_residents():
    found = asked(minds())
    assert found.asked.tolist() == [200, 500, 100]
    assert found.asked_content.tolist() == [400, 400, 400]
    assert asked(minds(), rules=SurveyRules(respondents=2.0)).asked.tolist() == [400, 1000, 200]


def test_the_same_people_are_asked_whatever_they_think():
    """One more person who knows the commission is at most a few more answers; all others stay."""
    people = minds()
    before = asked(people)
    assert np.array_equal(asked(people).safety, before.safety)
    people.aware[:] = 1
    people.fear[:] = people.fear / 2
    after = asked(people)
    assert np.array_equal(after.aware, before.asked)
    assert after.safety == pytest.approx((before.safety + 100 * before.asked) / 2)
    assert np.array_equal(after.content, before.content)


def test_whoever_keeps_on_the_list_is_asked_again():
    key, item = Streams(1).key("survey"), asking.items(DAY, 500)
    on = minds().met[:, 0] >= 0
    before = asking.listed(key, item, np.uint64(0), on)
    off = on.copy()
    off[before[0]] = False
    after = asking.listed(key, item, np.uint64(0), off)
    assert off[after].all()
    same = before != before[0]
    assert np.array_equal(after[same], before[same])


def test_other_days_and_fields_ask_others():
    people = minds()
    assert not np.array_equal(asked(people).safety, asked(people, day=DAY + 365).safety)
    key, item, everybody = Streams(1).key("survey"), asking.items(DAY, 500), np.ones(ROWS, bool)
    first, second = (asking.listed(key, item, np.uint64(field), everybody) for field in (0, 1))
    assert np.count_nonzero(first == second) < 5


def test_safety_errs_as_a_sample_of_its_size():
    """Independent draws in each district: the variance of a score is that of one answer over the number asked."""
    people = minds()
    truth = np.array([100 * (1 - people.fear[d == DISTRICT]).mean() for d in range(3)])
    spread = np.array([100 * people.fear[d == DISTRICT].std() for d in range(3)])
    found = [asked(people, seed) for seed in range(400)]
    scores = np.array([one.safety / one.asked for one in found])
    error = spread / np.sqrt(found[0].asked)
    assert np.all(np.abs(scores.mean(axis=0) - truth) < 4 * error / np.sqrt(400))
    assert scores.std(axis=0) == pytest.approx(error, rel=0.15)
    region = np.array([one.perceived_safety() for one in found])
    weight = found[0].asked / found[0].asked.sum()
    assert region.std() == pytest.approx(np.sqrt(((weight * error) ** 2).sum()), rel=0.15)


@pytest.mark.parametrize("field", range(len(FIELDS)))
def test_satisfaction_errs_as_a_binomial_of_its_size(field):
    people = minds()
    share = people.content[people.met[:, field] >= 0, field].mean()
    found = np.array([(one := asked(people, seed)).content[field] / one.asked_content[field] for seed in range(400)])
    error = np.sqrt(share * (1 - share) / 400)
    assert abs(found.mean() - share) < 4 * error / np.sqrt(400)
    assert found.std() == pytest.approx(error, rel=0.15)


def test_awareness_errs_as_a_binomial_of_its_size():
    people = minds()
    found = np.array([asked(people, seed).awareness() for seed in range(400)])
    share = (people.aware[DISTRICT == 0].mean() * 200 + people.aware[DISTRICT == 1].mean() * 500) / 800
    share += people.aware[DISTRICT == 2].mean() * 100 / 800
    assert found.mean() == pytest.approx(share, abs=0.005)
    assert found.std() == pytest.approx(np.sqrt(share * (1 - share) / 800), rel=0.15)


def test_only_contacts_of_the_last_year_are_asked_about():
    people = minds()
    people.met[:] = -np.inf
    people.met[7, 0], people.met[8, 0], people.met[9, 1] = DAY, DAY - 364, DAY - 365
    people.content[:] = 0
    people.content[7:10] = 1
    found = asked(people)
    assert found.listed.tolist() == [2, 0, 0]
    assert found.asked_content.tolist() == [400, 0, 0]
    assert found.content.tolist() == [400, 0, 0]
    assert found.contact_satisfaction() == 100.0


def test_the_composite_weighs_fields_by_their_contacts():
    people = minds()
    people.content[:] = [1, 1, 0]
    found = asked(people)
    assert found.contact_satisfaction() == pytest.approx(100 * found.listed[:2].sum() / found.listed.sum())


def test_nobody_asked_is_no_score():
    people = minds()
    people.met[:] = -np.inf
    found = asked(people, rules=SurveyRules(respondents=0.0, contact_respondents=0.0))
    assert np.isnan([found.perceived_safety(), found.awareness(), found.contact_satisfaction()]).all()


def test_a_district_without_simulated_residents_is_left_out():
    residents = np.append(RESIDENTS, 400.0)
    found = conduct(SurveyRules(respondents=5.0), minds(), DISTRICT, residents, Streams(1).key("survey"), DAY)
    assert found.asked.tolist() == [1000, 2500, 500, 0]
