"""Every kind of clause does something, and what is ascribed to it is gone when it is: eight kinds, eight effects."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from sim.governance.dual import Dual
from sim.institution.clauses import KINDS, Answers, Appoints, Clause, Commands, Evaluates, Funds, Hears, Informs, Refers
from sim.institution.institution import Institution
from sim.institution.names import COMMISSION, MUNICIPALITY, NATIONAL_PATROL, NPA
from sim.model import SecurityModel
from sim.outcomes.catalogue import measure
from sim.vocabulary import LOCAL, Scope

DAYS = 12


@pytest.fixture(scope="module")
def base(town: Any, unitary: Institution) -> SecurityModel:
    return SecurityModel(town(3), unitary).run(3)


def outcomes(base: SecurityModel, institution: Institution) -> dict[str, float]:
    return measure(base.under(institution, at_rest=True).run(DAYS))


def without_command(unitary: Institution) -> Institution:
    return unitary.repeal(Commands, COMMISSION, NATIONAL_PATROL)


def without_careers(unitary: Institution) -> Institution:
    """Nobody's say in careers: headquarters can send nobody to assemblies."""
    return unitary.repeal(Appoints, NPA, NATIONAL_PATROL)


def without_news(unitary: Institution) -> Institution:
    return unitary.repeal(Informs, NATIONAL_PATROL, "national.investigation").repeal(
        Informs, NATIONAL_PATROL, "national.women_youth"
    )


def without_referral(unitary: Institution) -> Institution:
    return unitary.repeal(Refers, NATIONAL_PATROL, MUNICIPALITY)


def without_tasks(unitary: Institution) -> Institution:
    return unitary.repeal(Refers, MUNICIPALITY, NATIONAL_PATROL)


def without_project_money(unitary: Institution) -> Institution:
    return unitary.repeal(Funds, target=COMMISSION)


ASCRIBED: dict[str, tuple[type[Clause], Callable[[Institution], Institution], str, float]] = {
    "the say of the commission over patrol": (Commands, without_command, "commission_share", -1),
    "assembly duty": (Appoints, without_careers, "assembly_share", -1),
    "what teams know of what crews learn": (Informs, without_news, "clearance", -1),
    "problems solved": (Refers, without_referral, "problems_solved", -1),
    "tasks of the municipality": (Refers, without_tasks, "task_min", -1),
    "local money": (Funds, without_project_money, "cost_province", -1),
}


@pytest.mark.parametrize("effect", ASCRIBED)
def test_the_effect_goes_with_the_clause(base: SecurityModel, unitary: Institution, effect: str) -> None:
    kind, repealed, outcome, sign = ASCRIBED[effect]
    before, after = (outcomes(base, i)[outcome] for i in (unitary, repealed(unitary)))
    assert np.sign(after - before) == sign, kind.__name__
    if outcome not in ("commission_share", "clearance"):
        assert after == 0.0


def test_minor_calls_are_taken_by_who_may_answer(base: SecurityModel, unitary: Institution) -> None:
    may = Answers(source=MUNICIPALITY, scope=Scope(LOCAL, ("first_response",)), duty=False, share=0.9)
    assert outcomes(base, unitary)["calls_municipal"] == 0.0
    assert outcomes(base, unitary.enact(may))["calls_municipal"] > 0.0


def test_what_is_judged_bends_free_time_through_its_clause(base: SecurityModel, unitary: Institution) -> None:
    judges = unitary.find(Evaluates, NPA, NATIONAL_PATROL)
    preventive = unitary.repeal(Evaluates, NPA, NATIONAL_PATROL).enact(
        *(replace(judge, prevention=3.0, noise=0.0) for judge in judges)
    )
    unjudged = unitary.repeal(Evaluates, target=NATIONAL_PATROL)
    patrol = [outcomes(base, i)["patrol_share"] for i in (unjudged, unitary, preventive)]
    assert patrol[2] > patrol[1]
    assert patrol[2] > patrol[0]


def test_voice_reaches_patrol_through_its_clause(base: SecurityModel, unitary: Institution) -> None:
    (clause,) = unitary.find(Hears, target=COMMISSION)
    ear = replace(clause, coverage=1.0, weight=1.0, skew=0.0)
    deaf = unitary.repeal(Hears, target=COMMISSION)
    presence = [base.under(i, at_rest=True).run(DAYS).presence for i in (deaf, deaf.enact(ear))]
    assert not np.array_equal(*presence)


def test_administrative_minutes_fall_on_who_has_several_principals(base: SecurityModel, unitary: Institution) -> None:
    """They are a charge on clauses and not on a model: one principal, in whatever model, bears none."""
    minutes = replace(base.response, admin_min=6.0)

    def use(institution: Institution, response: Any) -> float:
        return measure(base.under(institution, response=response, at_rest=True).run(DAYS))["utilisation"]

    dual = Dual().reform(unitary)
    alone = unitary.repeal(Commands, COMMISSION, NATIONAL_PATROL)
    assert use(unitary, minutes) > use(unitary, base.response)
    for institution in (dual, alone):
        assert use(institution, minutes) == use(institution, base.response)


def test_all_kinds_are_covered() -> None:
    here = {kind for kind, *_ in ASCRIBED.values()} | {Answers, Evaluates, Hears}
    assert here == set(KINDS)
