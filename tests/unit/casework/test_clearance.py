"""Clearance: every term is zero at the reference and has its sign, and none is without bound."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from scipy.special import expit

from sim.casework.clearance import Odds, law, response_term, specialisation
from sim.casework.rules import CLEARED, ClearanceRules
from sim.casework.tables import Patrol, Reference
from sim.vocabulary import AFFAIRS

RULES = ClearanceRules(late_violent=0.0, late_property=0.0)
A = len(AFFAIRS)


def chance(bureau: Any, rules: ClearanceRules = RULES, *, terms: Any = None, patrol: Any = None, **given: Any) -> Any:
    """[A] chance of one case of each affair."""
    reference = Reference(np.full(A, 5.0), 0.5, np.full(A, 0.7), np.zeros((A, 1)))
    ground = bureau.ground()
    odds = Odds(
        rules,
        law(rules),
        ground.key,
        ground.volume,
        terms or bureau.terms(),
        patrol or bureau.patrol(),
        reference,
    )
    return odds.of(bureau.followed(0, A, affair=np.arange(A), **given), np.arange(A))


def test_at_the_reference_clearance_is_the_base_share(bureau: Any) -> None:
    usual = chance(bureau)
    for affair in CLEARED:
        assert usual[AFFAIRS.index(affair)] == pytest.approx(RULES.base(affair), abs=1e-12)


def test_ten_per_cent_later_costs_two_points_of_violence_and_theft_only(bureau: Any) -> None:
    change = chance(bureau, response_min=5.5) - chance(bureau)
    assert change[0] == pytest.approx(-0.02, abs=0.0015)
    assert change[1] == pytest.approx(-0.02, abs=0.0015)
    assert not change[2:].any()


@pytest.mark.parametrize("ratio", [0.0, 1e-6, 1e6, np.inf])
def test_response_time_moves_clearance_within_its_range(ratio: float) -> None:
    columns, affair = law(RULES), np.array([0, 1])
    term = response_term(columns, affair, np.full(2, ratio))
    moved = expit(columns.base[affair] + term) - expit(columns.base[affair])
    assert (np.abs(moved) <= RULES.response_range / 2.0 + 1e-12).all()
    assert np.allclose(np.abs(moved), RULES.response_range / 2.0)
    assert (np.sign(moved) == (1 if ratio < 1 else -1)).all()


def test_no_response_time_and_late_discovery_have_no_term(bureau: Any) -> None:
    columns = law(RULES)
    assert response_term(columns, np.array([0]), np.array([np.nan])) == 0.0
    late = replace(RULES, late_violent=1.0, late_property=1.0)
    assert (chance(bureau, late, response_min=50.0) == chance(bureau, late)).all()
    assert (chance(bureau, response_min=np.nan) == chance(bureau)).all()
    flat = replace(RULES, response_slope=0.0)
    assert (chance(bureau, flat, response_min=50.0) == chance(bureau, flat)).all()


def test_knowledge_and_information_raise_it_and_can_be_switched_off(bureau: Any) -> None:
    assert (chance(bureau, place_knowledge=0.8) > chance(bureau)).all()
    assert (chance(bureau, place_knowledge=0.1) < chance(bureau)).all()
    told, untold = (chance(bureau, terms=bureau.terms(informed=share)) for share in (1.0, 0.0))
    assert (told > chance(bureau)).all()
    assert (untold < chance(bureau)).all()
    without = replace(RULES, knowledge=0.0, information=0.0)
    blind = chance(bureau, without, place_knowledge=0.1, terms=bureau.terms(informed=0.0))
    assert (blind == chance(bureau, without)).all()


def writing(bureau: Any, *filing: float) -> Any:
    return bureau.patrol(len(filing))._replace(filing=np.array(filing))


def test_files_clear_cases_of_the_force_that_wrote_them(bureau: Any) -> None:
    two, force = bureau.terms(2), np.arange(A) % 2
    usual = chance(bureau, terms=two, patrol=bureau.patrol(2), force=force)
    written = chance(bureau, terms=two, patrol=writing(bureau, 1.0, np.e), force=force)
    assert (written[force == 0] == usual[force == 0]).all()
    gained = np.log(written / (1.0 - written)) - np.log(usual / (1.0 - usual))
    np.testing.assert_allclose(gained[force == 1], RULES.files)
    thin = chance(bureau, terms=two, patrol=writing(bureau, 0.5, 1.0), force=force)
    assert (thin[force == 0] < usual[force == 0]).all()


def test_paperwork_may_have_no_output(bureau: Any) -> None:
    idle = replace(RULES, files=0.0)
    assert (chance(bureau, idle, patrol=writing(bureau, 0.3)) == chance(bureau, idle)).all()
    assert (chance(bureau, idle) == chance(bureau)).all(), "at the reference the rule is not felt"


def test_a_hand_over_multiplies_it(bureau: Any) -> None:
    np.testing.assert_allclose(chance(bureau, handed_over=True), 0.75 * chance(bureau))
    assert (chance(bureau, replace(RULES, handed_over=1.0), handed_over=True) == chance(bureau)).all()


def test_specialisation_is_null_by_default_and_lowers_failure_otherwise(bureau: Any) -> None:
    divided = Patrol(np.array([[1.0] * 4 + [0.0] * 4, [0.0] * 4 + [1.0] * 4]), np.zeros(2), 0.0, np.ones(2), np.ones(2))
    force, two = np.array([0] * 4 + [1] * 4), bureau.terms(2)
    usual = chance(bureau)
    assert (chance(bureau, terms=two, patrol=divided, force=force) == usual).all()
    learning = chance(bureau, replace(RULES, progress=0.8), terms=two, patrol=divided, force=force)
    assert (learning > usual).all()
    # Twice the share: failures times the progress ratio.
    assert specialisation(np.array([[1.0, 0.0]]), np.array([3.0, 3.0]))[0] == 1.0


def test_two_names_of_one_force_are_one_pool(bureau: Any) -> None:
    rules = replace(RULES, progress=0.8)
    one = chance(bureau, rules)
    two = chance(bureau, rules, terms=bureau.terms(2), patrol=bureau.patrol(2), force=np.arange(A) % 2)
    assert (one == two).all()


def test_bounds_hold_at_the_ends_of_the_ranges(bureau: Any) -> None:
    extreme = ClearanceRules(violent=0.999, property=0.001, response_slope=-0.047, response_range=0.4, knowledge=0.6)
    for minutes in (0.1, 500.0):
        found = chance(bureau, extreme, response_min=minutes, place_knowledge=1.0)
        assert ((found >= 0.0) & (found <= 1.0)).all()
