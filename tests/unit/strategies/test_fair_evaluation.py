"""Fair evaluation: criteria, luck and odds of promotion move; weights decide which use of free time gains."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sim.administration import free_time, promotion
from sim.administration.acceptance import standing
from sim.administration.free_time import filing, mix, standard
from sim.administration.gaming import gaming
from sim.administration.rules import AdministrationRules
from sim.governance.boxes_returned import BoxesReturned
from sim.governance.dual import Dual
from sim.governance.national import National
from sim.governance.practice import Practice
from sim.governance.unitary import Unitary
from sim.governance.unitary_2023 import Unitary2023
from sim.institution.clauses import Appoints, Evaluates
from sim.institution.institution import Institution
from sim.institution.names import COMMISSION, NATIONAL_PATROL, NPA, PROVINCE_TREASURY, STATE_TREASURY
from sim.institution.organisation import TREASURY, Organisation
from sim.institution.terms import Terms
from sim.parameters import OutOfRange
from sim.strategies.base import Programme
from sim.strategies.fair_evaluation import FairEvaluation
from sim.strategies.without import Without
from sim.vocabulary import CRITERIA, FREE_USES

UNITARY = Unitary().institution()
MODELS = {model.key: model.reform(UNITARY) for model in (Unitary(), Unitary2023(), BoxesReturned(), National(), Dual())}
RULES = AdministrationRules()
KEY = FairEvaluation.key
TREASURIES = (Organisation(STATE_TREASURY, TREASURY), Organisation(PROVINCE_TREASURY, TREASURY))


def under(strategy: FairEvaluation | Without, institution: Institution = UNITARY, strength: float = 1.0) -> Terms:
    return strategy.amend(institution).provisions().at({KEY: strength})


LAW = UNITARY.provisions().at({})
USUAL = standard(LAW.administration, 0)


def uses(terms: Terms, force: int = 0) -> dict[str, float]:
    """Shares of free time over those at the reference."""
    moved = mix(standard(terms.administration, force), USUAL, RULES) / mix(USUAL, USUAL, RULES)
    return dict(zip(FREE_USES, moved.tolist(), strict=True))


# --- what it amends ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", MODELS)
def test_every_judge_keeps_its_weight_and_loses_luck(name: str) -> None:
    before = MODELS[name].provisions().at({}).administration
    after = under(FairEvaluation(), MODELS[name]).administration
    np.testing.assert_allclose(after.judged.sum(axis=2), before.judged.sum(axis=2))
    shares = [getattr(FairEvaluation(), criterion) for criterion in CRITERIA]
    for judge, force in zip(*np.nonzero(before.judged.sum(axis=2)), strict=True):
        row = after.judged[judge, force]
        assert (row / row.sum()).tolist() == pytest.approx(shares)
    np.testing.assert_allclose(after.noise, before.noise / 2.0)
    assert after.stake.tobytes() == before.stake.tobytes()


@pytest.mark.parametrize("name", MODELS)
def test_every_branch_is_promoted_from_alike(name: str) -> None:
    after = under(FairEvaluation(), MODELS[name]).administration
    assert np.all(after.promotion == 1.0)
    assert np.all(after.case_promotion == 1.0)
    half = under(FairEvaluation(evened=0.5), MODELS[name]).administration
    forces = {c.target for c in MODELS[name].find(Appoints)}
    assert forces == set(MODELS[name].forces)
    assert set(np.unique(half.promotion).round(9)) <= {1.0, round(0.8**0.5, 9)}


def test_half_the_strength_is_half_the_way_in_logs() -> None:
    half = under(FairEvaluation(), strength=0.5).administration
    assert half.promotion[0, 0] == pytest.approx(0.8**0.5)
    assert half.noise[0, 0] == pytest.approx(0.375)


def test_weights_are_taken_in_proportion() -> None:
    one = FairEvaluation(
        response_time=0.1, cleared=0.1, reports_counted=0.05, residents_satisfaction=0.125, prevention=0.125
    )
    np.testing.assert_allclose(
        under(one).administration.judged, under(FairEvaluation()).administration.judged, atol=1e-12
    )


def test_criteria_without_promotion_need_no_decree() -> None:
    assert FairEvaluation().legal_basis == "decree"
    now = FairEvaluation(evened=0.0)
    assert now.legal_basis == "now"
    assert "decree" not in now.basis
    assert {a.clause.kind for a in now.amend(UNITARY).amendments} == {"Evaluates"}


def test_panels_are_shared_and_nothing_else_is_paid() -> None:
    programme = Programme(FairEvaluation(province_share=0.25))
    paid = {
        payer: sum(programme.spending(day, 1e6)[payer, KEY] for day in range(365))
        for payer, _ in programme.spending(0, 1e6)
    }
    assert paid == {PROVINCE_TREASURY: 25_000_000, STATE_TREASURY: 75_000_000}


def test_where_nobody_judges_or_appoints_there_is_nothing_to_amend() -> None:
    with pytest.raises(ValueError, match=f"^{KEY}: nobody judges a force or appoints in one; enact") as fault:
        FairEvaluation().amend(Institution(TREASURIES, ()))
    assert "\n" not in str(fault.value)
    unjudged = UNITARY.repeal(Evaluates)
    assert {a.clause.kind for a in FairEvaluation().amend(unjudged).amendments} == {"Appoints"}


def test_criteria_that_weigh_nothing_are_refused() -> None:
    with pytest.raises(
        OutOfRange, match=f"^strategy.{KEY}.prevention: 0 is not allowed where the other criteria are 0"
    ):
        FairEvaluation(**dict.fromkeys(CRITERIA, 0.0))


# --- what officers make of it -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", MODELS)
def test_time_goes_from_stops_and_files_to_patrol_and_talks(name: str) -> None:
    before, after = MODELS[name].provisions().at({}), under(FairEvaluation(), MODELS[name])
    for force in range(len(before.forces)):
        was, now = uses(before, force), uses(after, force)
        gained = {use for use in FREE_USES if now[use] > was[use]}
        assert gained == {"patrol", "engagement"}


def test_discoveries_and_files_are_the_price_at_the_defaults() -> None:
    now = uses(under(FairEvaluation()))
    assert now["enforcement"] < 0.85
    assert 0.85 < now["paperwork"] < 0.99


def test_with_other_weights_each_gain_turns_into_a_loss() -> None:
    talk = uses(under(FairEvaluation(prevention=0.0, residents_satisfaction=0.5, cleared=0.5)))
    assert talk["patrol"] < 1.0 < talk["paperwork"]
    arrive = uses(under(FairEvaluation(response_time=0.5, residents_satisfaction=0.0, prevention=0.0)))
    assert arrive["standby"] > 1.0 > arrive["patrol"]
    count = uses(under(FairEvaluation(reports_counted=0.5)))
    assert count["enforcement"] > 1.0


def test_what_nobody_measures_is_left_undone() -> None:
    bent = free_time.bent(standard(under(FairEvaluation()).administration, 0), USUAL, RULES)
    found = gaming([bent], RULES.gaming)
    assert found.neglect[0] > 0.0 > found.pressure[0]
    assert found.padded[0] == 0.0


def test_the_price_in_files_follows_the_weight_of_clearance() -> None:
    def written(strategy: FairEvaluation) -> float:
        mixes = mix(standard(under(strategy).administration, 0), USUAL, RULES)[None]
        return float(filing(mixes, USUAL, RULES)[0])

    assert written(FairEvaluation(cleared=0.5)) > 1.0 > written(FairEvaluation()) > written(FairEvaluation(cleared=0.0))


def test_noisier_measures_drive_officers_away() -> None:
    lucky, fair = (standing(under(FairEvaluation(luck_left=x)).administration, 0).luck for x in (1.5, 0.5))
    assert lucky == pytest.approx(0.75)
    assert fair == pytest.approx(0.25)


def test_investigators_pay_for_even_odds() -> None:
    usual, even = promotion.prospects(LAW, 0), under(FairEvaluation())
    assert promotion.of_crews(even, usual)[0] == pytest.approx(np.log(0.8))
    women_youth, traffic, investigation = promotion.of_teams(even, usual)
    assert investigation == pytest.approx(np.log(1.2))
    assert women_youth == traffic == pytest.approx(np.log(0.8))


def test_where_odds_are_even_already_or_the_other_way_round_it_gives_nothing_or_takes() -> None:
    for odds, sign in ((1.0, 0.0), (1.25, 1.0)):
        law = Unitary(practice=Practice(promotion_patrol=odds)).institution()
        usual = promotion.prospects(law.provisions().at({}), 0)
        assert np.sign(promotion.of_crews(under(FairEvaluation(), law), usual)[0]) == sign


# --- switched off -----------------------------------------------------------------------------------------------------


def test_without_a_kind_of_clause_its_effect_is_gone() -> None:
    usual = promotion.prospects(LAW, 0)
    judged, promoted = (under(Without(FairEvaluation(), kind)) for kind in ("Appoints", "Evaluates"))
    assert not promotion.of_crews(judged, usual).any()
    assert not promotion.of_teams(judged, usual).any()
    assert set(uses(promoted).values()) == {1.0}
    assert standing(promoted.administration, 0) == standing(LAW.administration, 0)


def test_a_judge_without_careers_bends_nothing() -> None:
    """Under unitary law the commission's evaluation of patrol moves no free time, whatever it looks at."""
    (judge,) = UNITARY.find(Evaluates, COMMISSION, NATIONAL_PATROL)
    alone = UNITARY.repeal(Evaluates, NPA)
    before, after = alone.provisions().at({}), under(FairEvaluation(), alone)
    assert uses(before) == uses(after)
    (career,) = alone.find(Appoints, NPA, NATIONAL_PATROL)
    given = replace(career, source=judge.source)
    own = alone.repeal(Appoints, NPA, NATIONAL_PATROL).enact(given)
    assert uses(own.provisions().at({})) != uses(under(FairEvaluation(), own))
