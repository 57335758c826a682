"""Know-how: what money finds out, whom it reaches, how it fades, what it eases, what it costs."""

from dataclasses import replace

import numpy as np
import pytest

from sim.administration import research
from sim.administration.research_rules import ResearchRules
from sim.governance.dual import Dual
from sim.governance.unitary import Unitary
from sim.institution.clauses import Informs
from sim.institution.names import COMMISSION, INSTITUTE, NATIONAL_PATROL, NPA
from sim.response.control_room import numbers
from sim.response.rules import ResponseRules
from sim.strategies.research_institute import ResearchInstitute

RULES = ResearchRules()
UNITARY = Unitary().institution()
FUNDED = ResearchInstitute().amend(UNITARY).provisions()
FULL = {"research_institute": 1.0}
TERMS = FUNDED.at(FULL)
MILLIONS = 9.4e6


def test_without_money_nobody_knows_more_than_today():
    terms = UNITARY.provisions().at()
    assert not research.settled(terms.research, RULES, MILLIONS).any()
    stock = np.zeros(len(terms.learners))
    assert research.eased(terms, stock, RULES) is terms
    assert research.pace(terms, stock, RULES) == 1.0
    assert not research.training_min(terms, stock, RULES).any()


def test_the_institute_knows_most_and_those_it_tells_less():
    stock = dict(zip(TERMS.learners, research.settled(TERMS.research, RULES, MILLIONS), strict=True))
    money = 300 * MILLIONS / 1e9
    assert stock[INSTITUTE] == pytest.approx(money / (money + RULES.half_won))
    assert 0.0 < stock[NATIONAL_PATROL] < stock[INSTITUTE]
    kept = -np.log(RULES.retention)
    told = RULES.transfer * 0.5
    assert stock[NATIONAL_PATROL] == pytest.approx(stock[INSTITUTE] * told / (told + kept), rel=1e-3)


def test_know_how_takes_years():
    stock, days = np.zeros(len(TERMS.learners)), 0
    goal = research.settled(TERMS.research, RULES, MILLIONS)
    force = TERMS.learners.index(NATIONAL_PATROL)
    while stock[force] < goal[force] / 2:
        stock, days = research.a_day_later(stock, TERMS.research, RULES, MILLIONS), days + 1
    assert 2.0 < days / 365.0 < 5.0


def test_what_is_quickly_forgotten_hardly_gets_across():
    fickle = replace(RULES, retention=0.55)
    kept, lost = (research.settled(TERMS.research, rules, MILLIONS) for rules in (RULES, fickle))
    force = TERMS.learners.index(NATIONAL_PATROL)
    assert lost[force] < 0.3 * kept[force]


def test_a_small_region_buys_little():
    large, small = (research.plateau(TERMS.research, RULES, residents)[0] for residents in (MILLIONS, 0.5e6))
    assert small < 0.1 * large < 0.1


def test_one_source_under_two_names_teaches_no_more():
    twice = ResearchInstitute().amend(UNITARY.split_force(NATIONAL_PATROL, "other.patrol", 0.4)).provisions().at(FULL)
    names = dict(zip(twice.learners, research.settled(twice.research, RULES, MILLIONS), strict=True))
    once = dict(zip(TERMS.learners, research.settled(TERMS.research, RULES, MILLIONS), strict=True))
    assert names["other.patrol"] == names[NATIONAL_PATROL] == once[NATIONAL_PATROL]
    assert names[COMMISSION] == once[COMMISSION]


def test_frictions_lose_the_same_share():
    stock = np.full(len(TERMS.learners), 0.5)
    eased, left = research.eased(TERMS, stock, RULES), (1.0 - RULES.gain) ** 0.5
    before, after = TERMS.administration, eased.administration
    assert eased.response.unsure == pytest.approx([left])
    assert after.delay_days == pytest.approx(before.delay_days * left)
    assert 1.0 - after.known == pytest.approx((1.0 - before.known) * left)
    assert research.pace(TERMS, stock, RULES) == pytest.approx(1.0 / left)
    assert eased.casework is TERMS.casework
    assert eased.same_as(TERMS), "nothing is laid out by misrouting"


def test_misrouting_goes_by_the_force_that_knows_least():
    terms = ResearchInstitute().amend(Dual().reform(UNITARY)).provisions().at(FULL)
    stock = np.ones(len(terms.learners))
    stock[terms.learners.index(terms.forces[1])] = 0.2
    unsure = research.eased(terms, stock, RULES).response.unsure
    assert unsure == pytest.approx([1.0 - RULES.gain, (1.0 - RULES.gain) ** 0.2])
    key = np.uint64(1)
    assert numbers(ResponseRules(), key, float(unsure.max())).misroute < numbers(ResponseRules(), key).misroute


def test_learning_takes_hours_by_what_there_is_to_teach():
    stock = np.zeros(len(TERMS.learners))
    assert not research.training_min(TERMS, stock, RULES).any()
    stock[0] = 0.5
    (minutes,) = research.training_min(TERMS, stock, RULES)
    assert minutes * 365.0 / 60.0 == pytest.approx(0.5 * 0.5 * RULES.training_hours * research.SHIFT_GROUPS)


def test_all_forces_and_their_principals_are_told():
    told = {a.clause.target for a in ResearchInstitute().amend(UNITARY).amendments if isinstance(a.clause, Informs)}
    assert told == {*UNITARY.forces, NPA, COMMISSION, "noi"}
