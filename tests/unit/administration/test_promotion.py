"""Being passed over: exactly nothing at the reference and under every model; one branch's gain is another's loss."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sim.administration import promotion
from sim.administration.promotion import passed_over, prospects
from sim.governance.boxes_returned import BoxesReturned
from sim.governance.dual import Dual
from sim.governance.national import National
from sim.governance.practice import Practice
from sim.governance.unitary import Unitary
from sim.governance.unitary_2023 import Unitary2023
from sim.institution.clauses import Answers, Appoints
from sim.institution.institution import Institution
from sim.institution.names import COMMISSION, NATIONAL_INVESTIGATION, NATIONAL_PATROL, NATIONAL_WOMEN_YOUTH
from sim.institution.terms import Terms
from sim.vocabulary import AFFAIRS

UNEVEN = Practice(
    promotion_patrol=0.7,
    promotion_women_youth=0.9,
    promotion_traffic=1.1,
    promotion_investigation=1.3,
    commission_stake=0.37,
)
UNITARY = Unitary(practice=UNEVEN).institution()
MODELS = {model.key: model.reform(UNITARY) for model in (Unitary(), Unitary2023(), BoxesReturned(), National(), Dual())}
MODELS["bare split"] = UNITARY.split_force(NATIONAL_PATROL, "x.patrol", 0.3)


def terms(institution: Institution) -> Terms:
    return institution.provisions().at({})


USUAL = prospects(terms(UNITARY), 0)


def odds(institution: Institution, **given: float) -> Institution:
    """Other odds, by branch."""
    clauses = (
        replace(c, promotion=given.get(c.target.rpartition(".")[2], c.promotion)) if isinstance(c, Appoints) else c
        for c in institution.clauses
    )
    return replace(institution, clauses=tuple(clauses))


def test_it_is_minus_the_log_of_the_odds_by_stake() -> None:
    stake, chances = np.array([[0.75], [0.25]]), np.array([[0.8], [1.6]])
    assert passed_over(stake, chances)[0] == pytest.approx(-0.75 * np.log(0.8) - 0.25 * np.log(1.6))
    assert passed_over(stake / 2.0, chances)[0] == pytest.approx(passed_over(stake, chances)[0] / 2.0)


@pytest.mark.parametrize("share", [0.0, 0.1, 0.3, 0.7, 1.0])
def test_equal_odds_are_one_number_however_careers_are_shared(share: float) -> None:
    stake, alike = np.array([[1.0 - share], [share], [0.0]]), np.array([[0.8], [0.8], [3.0]])
    assert passed_over(stake, alike)[0] == -np.log(0.8)


def test_even_odds_or_nobody_who_promotes_are_nothing() -> None:
    assert not passed_over(np.array([[0.6, 0.0]]), np.array([[1.0, 0.5]])).any()
    assert passed_over(np.empty((0, 2)), np.empty((0, 2))).tolist() == [0.0, 0.0]


@pytest.mark.parametrize("name", MODELS)
def test_no_model_promotes_anybody_more_or_less(name: str) -> None:
    """Who appoints changes; how often a branch is promoted does not, to the bit."""
    read = terms(MODELS[name])
    assert not promotion.of_crews(read, USUAL).any()
    assert not promotion.of_teams(read, USUAL).any()


def test_at_the_reference_whatever_its_odds_nobody_is_passed_over() -> None:
    (career,) = UNITARY.find(Appoints, COMMISSION, NATIONAL_WOMEN_YOUTH)
    at_odds = UNITARY.repeal(Appoints, COMMISSION, NATIONAL_WOMEN_YOUTH).enact(replace(career, promotion=2.0))
    read = terms(at_odds)
    assert not promotion.of_teams(read, prospects(read, 0)).any()
    assert promotion.of_teams(read, USUAL)[0] == pytest.approx(-0.37 * np.log(2.0 / 0.9))


def test_what_one_branch_gains_another_loses() -> None:
    even = terms(odds(UNITARY, patrol=1.0, women_youth=1.0, traffic=1.0, investigation=1.0))
    assert promotion.of_crews(even, USUAL)[0] == pytest.approx(np.log(0.7))
    assert promotion.of_teams(even, USUAL).tolist() == pytest.approx(np.log([0.9, 1.1, 1.3]).tolist())


def test_affairs_that_crews_took_are_held_against_crews() -> None:
    assert USUAL.affairs[AFFAIRS.index("life_safety")] == USUAL.crews
    cases = {"life_safety", "local_events"}
    given = tuple(
        replace(c, source=NATIONAL_INVESTIGATION)
        if isinstance(c, Answers) and c.source == NATIONAL_PATROL and set(c.scope.affairs) == cases
        else c
        for c in UNITARY.clauses
    )
    beyond = promotion.of_teams(terms(replace(UNITARY, clauses=given)), USUAL)
    assert beyond[:2].tolist() == [0.0, 0.0]
    assert beyond[2] == pytest.approx(2.0 * (np.log(0.7) - np.log(1.3)) / 6.0), "two affairs of six were the crews'"
