"""Outcomes of people are means over those who are simulated; without minds there are none."""

from dataclasses import replace

import numpy as np
import pytest

from sim.ledger import Ledger
from sim.model import SecurityModel
from sim.outcomes.catalogue import OUTCOMES, measure, measure_daily, measure_districts
from sim.outcomes.outcome import Context
from sim.outcomes.people import PEOPLE_OUTCOMES
from sim.outcomes.tally import of_districts, of_region
from sim.society.rules import SocietyRules
from sim.society.surveys import Survey
from sim.vocabulary import AFFAIRS

BY_KEY = {outcome.key: outcome for outcome in PEOPLE_OUTCOMES}
RESIDENTS = np.array([3000.0, 1000.0])


def survey(safety, asked=10):
    none = np.zeros(3, np.int64)
    return Survey(364, np.array([asked, 0]), np.array([asked * safety, 0.0]), np.array([3, 0]), none, none, none)


@pytest.fixture
def ledger():
    """Two days in two districts of 30 and 10 simulated residents."""
    books = Ledger(0, 2, 1, ("force",), days=2)
    residents = np.array([30.0, 10.0])
    for trust, fear in ((0.5, [0.2, 0.4]), (0.6, [0.2, 0.6])):
        books.people.append(np.array([trust * residents, fear * residents, [9.0, 1.0], residents]))
    books.society = {
        "contacts": np.array([[60.0, 20.0], [10.0, 10.0], [0.0, 0.0]]),
        "content": np.array([[45.0, 15.0], [10.0, 0.0], [0.0, 0.0]]),
        "talks": np.array([4.0, 0.0]),
        "stops": np.array([0.0, 2.0]),
        "clipped": np.array([1.0, 0.0, 5.0]),
        "resident_days": np.array(80.0),
    }
    cells = np.zeros((len(AFFAIRS), 2), np.int64)
    cells[0], cells[1], cells[2] = 40, 10, 99
    books.true = [cells, cells]
    books.reported = [cells // 2, cells // 2]
    books.recorded = [cells // 4, cells // 4]
    return books


def region(key, ledger):
    return BY_KEY[key].of(of_region(ledger, RESIDENTS), Context(None, ledger, of_districts(ledger, RESIDENTS)))


def district(key, ledger, d):
    return BY_KEY[key].of(of_districts(ledger, RESIDENTS)[d], Context(None, ledger, ()))


def test_means_are_over_residents_and_days(ledger):
    assert region("trust", ledger) == pytest.approx(0.55)
    assert region("trust_end", ledger) == pytest.approx(0.6)
    assert region("fear", ledger) == pytest.approx((0.25 + 0.3) / 2)
    assert region("perceived_safety", ledger) == pytest.approx(72.5)
    assert region("aware", ledger) == pytest.approx(0.25)
    assert [district("fear", ledger, d) for d in (0, 1)] == [pytest.approx(0.2), pytest.approx(0.5)]


def test_contacts_count_once_each_whatever_their_field(ledger):
    assert region("contact_satisfaction", ledger) == pytest.approx(70.0)
    assert region("contact_satisfaction_call", ledger) == pytest.approx(75.0)
    assert region("contact_satisfaction_traffic", ledger) == pytest.approx(50.0)
    assert np.isnan(region("contact_satisfaction_investigation", ledger))
    assert district("contact_satisfaction_traffic", ledger, 1) == 0.0


def test_contacts_are_a_year_and_1000_residents(ledger):
    assert region("contacts_call", ledger) == pytest.approx(80 / 4 * 365 / 2)
    assert region("contacts_traffic", ledger) == pytest.approx(20 / 4 * 365 / 2)
    assert region("contacts_talks", ledger) == pytest.approx(1 * 365 / 2)
    assert region("contacts_stops", ledger) == pytest.approx(0.5 * 365 / 2)


def test_reported_are_crimes_alone(ledger):
    assert region("reported_share", ledger) == pytest.approx(0.5)
    assert district("reported_share", ledger, 0) == pytest.approx(0.5)


def test_disparity_is_the_mean_deviation_over_the_mean(ledger):
    mean = 0.275
    expected = (0.75 * (mean - 0.2) + 0.25 * (0.5 - mean)) / mean
    assert region("disparity_fear", ledger) == pytest.approx(expected)


def test_clipping_is_counted_by_resident_days_and_contacts(ledger):
    assert region("clipped_minds", ledger) == pytest.approx(1 / 80 * 1e6)
    assert region("clipped_chances", ledger) == pytest.approx(5 / 100)


def test_surveys_of_several_years_are_averaged(ledger):
    assert np.isnan(region("perceived_safety_surveyed", ledger)), "no survey in two days"
    ledger.surveys = [survey(70.0), survey(74.0)]
    assert region("perceived_safety_surveyed", ledger) == pytest.approx(72.0)
    assert region("aware_surveyed", ledger) == pytest.approx(0.3)
    assert np.isnan(region("contact_satisfaction_surveyed", ledger))


def test_without_minds_every_one_of_them_is_missing(ledger):
    ledger.people, ledger.society, ledger.surveys = [], {}, []
    assert np.isnan([region(key, ledger) for key in BY_KEY]).all()
    assert all(np.isnan(district(o.key, ledger, 0)) for o in PEOPLE_OUTCOMES if o.by_district)


def test_the_family_stands_after_safety():
    families = list(dict.fromkeys(outcome.family for outcome in OUTCOMES))
    assert families[families.index("people") - 1] == "safety"


@pytest.fixture(scope="module")
def asked(town, unitary):
    """Six days in the town, with a survey on the evening of the third."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sim.public_view.due", lambda days: days == 3)
        return SecurityModel(town(), unitary).run(6)


def test_a_run_with_minds_has_every_outcome(asked):
    found = measure(asked)
    assert np.isfinite([found[key] for key in BY_KEY]).all()
    assert 0.0 < found["trust"] < 1.0
    (taken,) = asked.ledger.surveys
    assert taken.day == asked.ledger.first + 2
    daily = measure_daily(asked)
    assert daily["fear"].mean() == pytest.approx(found["fear"])
    assert daily["trust"][-1] == pytest.approx(found["trust_end"])
    by_district = measure_districts(asked)
    residents = np.sum([day[3] for day in asked.ledger.people], axis=0)
    assert (by_district["trust"] * residents).sum() / residents.sum() == pytest.approx(found["trust"])


def test_asking_changes_nobody(asked, town, unitary):
    silent = measure(SecurityModel(town(), unitary, reference=asked.reference).run(6))
    spoken = measure(asked)
    changed = {key for key in spoken if not np.array_equal(spoken[key], silent[key], equal_nan=True)}
    assert changed == {
        "perceived_safety_surveyed",
        "contact_satisfaction_surveyed",
        "aware_surveyed",
    }


def test_a_run_without_minds_has_no_outcome_of_residents(town, unitary, asked):
    mindless = replace(town(), society=SocietyRules(minds=False))
    run = SecurityModel(mindless, unitary, reference=asked.reference).run(2)
    found = measure(run)
    assert np.isnan([found[key] for key in BY_KEY]).all()
    assert np.isnan([measure_daily(run)[key] for key in ("trust", "fear")]).all()
    assert found["response"] > 0.0
