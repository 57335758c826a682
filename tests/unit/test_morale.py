"""What service makes of officers in a run: agents and columns, what begins where, and what it does to programmes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, ClassVar

import numpy as np
import pytest

from sim.administration.fatigue import pooled
from sim.administration.officer_rules import AcceptanceRules, FatigueRules, GamingRules, LearningRules, TransferRules
from sim.administration.rules import AdministrationRules
from sim.administration.transition_rules import TransitionRules
from sim.agents.police_crew import PoliceCrew
from sim.circumstances import Circumstances
from sim.governance.dual import Dual
from sim.institution.clauses import Appoints, Commands, Evaluates
from sim.institution.institution import Institution
from sim.institution.names import COMMISSION, NATIONAL_PATROL, NPA
from sim.model import SecurityModel
from sim.outcomes.catalogue import measure
from sim.response import state
from sim.response.rules import ResponseRules
from sim.strategies.auxiliary_police import AuxiliaryPolice
from sim.strategies.base import Programme, Strategy
from sim.strategies.municipal_cooperation import MunicipalCooperation

BUSY = ResponseRules(service_factor=2.0)
OFF = AdministrationRules(
    fatigue=FatigueRules(build=0.0),
    gaming=GamingRules(courtesy=0.0, padding=0.0, substitution=0.0),
    transfers=TransferRules(aversion=0.0),
    acceptance=AcceptanceRules(matters=0.0),
    personal=0.0,
)
"""Where every mechanism is absent."""


@dataclass(frozen=True)
class Attention(Strategy):
    """The commission's priorities weigh more."""

    key: ClassVar[str] = "attention"
    legal_basis: ClassVar[str] = "now"

    def amend(self, institution: Institution) -> Institution:
        (clause,) = institution.find(Commands, COMMISSION, NATIONAL_PATROL)
        return institution.move(clause, by=self.key, weight=1.0)


def counting(institution: Institution) -> Institution:
    """Headquarters judges by counts."""
    (judge,) = institution.find(Evaluates, NPA, NATIONAL_PATROL)
    harsh = replace(judge, reports_counted=2.0, noise=1.0)
    return institution.repeal(Evaluates, NPA, NATIONAL_PATROL).enact(harsh)


def crowded(circumstances: Circumstances) -> Circumstances:
    """A town so dense that crews come upon much of what happens in the street."""
    affairs = circumstances.demand.affairs
    seen = replace(affairs, public_order=replace(affairs.public_order, visible_km2=5.0))
    return replace(circumstances, demand=replace(circumstances.demand, affairs=seen))


@pytest.fixture(scope="module")
def busy(town: Any, unitary: Institution) -> SecurityModel:
    """A fortnight with half the crews and long scenes."""
    return SecurityModel(crowded(town(staffing=0.5)), unitary, response=BUSY).run(14)


def ruled(model: SecurityModel, rules: AdministrationRules) -> SecurityModel:
    """The same town under other rules of administration, with the reference of the first."""
    given = replace(model.circumstances, administration=rules)
    return SecurityModel(given, model.institution, response=model.response, reference=model.reference)


# --- agents and columns -----------------------------------------------------------------------------------------------


def test_a_crew_does_by_itself_what_the_model_does_for_all(busy: SecurityModel, unitary: Institution) -> None:
    """Agents apply the very rules, in the order of the day; columns and agents agree to the bit."""
    one, other = (busy.under(counting(unitary), at_rest=True) for _ in range(2))
    for model in (one, other):
        model.run(3)
        model.crews.novelty[:] = 0.25
        model.offices.sit(model.day, model.terms.administration)
    assert one.offices.gaming.pressure[0] > 0.0
    one.morale.morning(one.terms, one.offices.gaming)
    spent = np.tile([400.0, 40.0, 200.0, 700.0, 0.0, 100.0, 0.0], (len(one.crews.force), 1))
    spent[:, 3] -= 20.0 * np.arange(len(spent)) % 300.0
    one.morale.evening(one.layout, spent, one.casework.teams, one.terms, 50.0)

    other.crews.novelty[:] = one.crews.novelty
    other.morale.beyond_duty = one.morale.beyond_duty
    assert one.morale.beyond_duty > 0.0
    pool = other.layout.group[other.crews.force] * len(other.layout.station_x) + other.crews.station
    utilisation = pooled(pool, spent[:, 2:5].sum(axis=1), spent[:, :5].sum(axis=1))
    for crew in other.agents_by_type[PoliceCrew]:
        crew.serve()
        crew.weigh_reforms()
        crew.set_out()
        crew.tire(float(utilisation[crew.row]))
    for name in state.Crews._fields:
        assert getattr(one.crews, name).tobytes() == getattr(other.crews, name).tobytes(), name
    assert len(np.unique(one.crews.fatigue)) > 1


# --- absent means absent ----------------------------------------------------------------------------------------------


def test_where_all_is_off_crews_are_as_if_they_had_no_minds(busy: SecurityModel, unitary: Institution) -> None:
    model = ruled(busy, OFF).run(5)
    model = model.under(counting(unitary), programmes=(Programme(Attention()),), at_rest=True).run(10)
    crews = model.crews
    assert not crews.fatigue.any()
    assert not crews.wear.any()
    assert np.all(crews.pace == 1.0)
    assert np.all(crews.place_knowledge == 1.0)
    assert model.government.fidelity == 1.0
    assert np.all(model.morale.staffed == 1.0)
    assert np.all(model.morale.stay == model.terms.administration.rotation_years[crews.force])
    assert measure(model)["reports_padded"] == 0.0
    assert np.all(model.offices.gaming.neglect == 0.0)


def test_what_is_off_may_have_any_other_number(busy: SecurityModel) -> None:
    """Without a way in, the sizes of effects are nothing, to the bit."""
    other = replace(
        OFF,
        fatigue=FatigueRules(build=0.0, slowing=0.4, courtesy=0.6, recovery_days=42.0),
        transfers=TransferRules(aversion=0.0, asking=0.16, refill_days=180.0, passed_over=2.0),
        acceptance=AcceptanceRules(matters=0.0, usual=0.9, stake_slope=2.0),
        learning=LearningRules(halflife_months=1.0),
    )
    one, same = (ruled(busy, rules).run(10) for rules in (OFF, other))
    assert one.ledger.calls.tobytes() == same.ledger.calls.tobytes()
    assert one.crews.minutes.tobytes() == same.crews.minutes.tobytes()
    assert one.presence.tobytes() == same.presence.tobytes()


# --- fatigue ----------------------------------------------------------------------------------------------------------


def test_hours_are_those_of_calls(busy: SecurityModel) -> None:
    hours = busy.morale.hours
    assert hours.mean() == pytest.approx(1.0)
    assert hours.argmax() == 22
    assert 1.3 < hours.max() < 1.45


def test_overload_tires_and_is_felt(busy: SecurityModel) -> None:
    found = measure(busy)
    assert found["utilisation"] > 0.6
    assert found["overload"] > 0.5
    assert found["fatigue"] > 0.05
    assert found["courtesy_wear"] > 0.0
    assert np.all(busy.crews.pace > 1.0)
    assert measure(ruled(busy, OFF).run(14))["fatigue"] == 0.0


def test_assembly_duty_is_neither_work_nor_rest(busy: SecurityModel) -> None:
    one, other = (busy.under(busy.institution) for _ in range(2))
    spent = np.tile([500.0, 0.0, 300.0, 640.0, 0.0, 0.0, 0.0], (len(one.crews.force), 1))
    away = spent.copy()
    away[:, state.ASSEMBLY], away[:, : state.ASSEMBLY] = 720.0, spent[:, : state.ASSEMBLY] / 2.0
    for model, minutes in ((one, spent), (other, away)):
        model.morale.evening(model.layout, minutes, model.casework.teams, model.terms, 0.0)
    np.testing.assert_allclose(one.crews.fatigue, other.crews.fatigue, rtol=1e-12)
    assert np.all(one.morale.overloads > 0.0)


# --- evaluation -------------------------------------------------------------------------------------------------------


def test_counting_fills_the_count_and_not_the_world(busy: SecurityModel, unitary: Institution) -> None:
    honest = ruled(busy, replace(AdministrationRules(), gaming=GamingRules(padding=0.0)))
    gaming = ruled(busy, AdministrationRules())
    one, other = (m.under(counting(unitary), at_rest=True).run(40) for m in (honest, gaming))
    assert one.ledger.service.made_up == 0.0 < other.ledger.service.made_up
    assert other.orders.enforcement[0] < one.orders.enforcement[0]
    assert other.offices.free_time.tobytes() == one.offices.free_time.tobytes()
    found = measure(other)
    assert found["reports_counted"] > found["reports_padded"] > 0.0
    books = other.ledger.service
    assert books.found == other.ledger.discovered.sum()
    padded, usual = other.offices.gaming.padded[0], other.offices.free_time[0, 1]
    assert books.made_up == pytest.approx(books.found * padded / (usual - padded), rel=0.05)


def test_counting_leaves_problems_unreferred(busy: SecurityModel, unitary: Institution) -> None:
    careless = replace(AdministrationRules(), gaming=GamingRules(substitution=5.0))
    usual, neglecting = (
        ruled(busy, rules).under(counting(unitary), at_rest=True).run(30) for rules in (AdministrationRules(), careless)
    )
    assert neglecting.offices.gaming.neglect[0] > usual.offices.gaming.neglect[0] > 0.0
    assert neglecting.ledger.casework["tickets"][0].sum() < usual.ledger.casework["tickets"][0].sum()


# --- careers ----------------------------------------------------------------------------------------------------------


def test_luck_and_fatigue_shorten_stays(busy: SecurityModel, unitary: Institution) -> None:
    disliked = busy.under(counting(unitary), at_rest=True).run(5)
    assert np.all(disliked.crews.tenure_years < 1.5)
    assert disliked.crews.place_knowledge.mean() < busy.crews.place_knowledge.mean()
    assert measure(disliked)["transfers"] > measure(busy)["transfers"] > 0.0


def promoting(institution: Institution, **odds: float) -> Institution:
    """Other odds of promotion, by the end of the name of a force; the others keep theirs."""
    careers = {c: odds.get(c.target.rpartition(".")[2], c.promotion) for c in institution.find(Appoints)}
    clauses = (replace(c, promotion=careers[c]) if isinstance(c, Appoints) else c for c in institution.clauses)
    return replace(institution, clauses=tuple(clauses))


def test_promotion_keeps_officers_at_their_posts_and_nothing_else(busy: SecurityModel, unitary: Institution) -> None:
    even = busy.under(promoting(unitary, patrol=1.0), at_rest=True)
    usual = busy.under(unitary, at_rest=True)
    assert np.all(even.crews.tenure_years > usual.crews.tenure_years)
    assert np.all(even.crews.place_knowledge > usual.crews.place_knowledge)
    for name in ("acceptance", "fatigue", "wear", "pace"):
        assert getattr(even.crews, name).tobytes() == getattr(usual.crews, name).tobytes(), name
    assert even.offices.free_time.tobytes() == usual.offices.free_time.tobytes()


def test_even_odds_empty_the_posts_of_those_who_were_favoured(busy: SecurityModel, unitary: Institution) -> None:
    keen = ruled(busy, replace(AdministrationRules(), transfers=TransferRules(aversion=3.0, passed_over=2.0)))
    usual, even = (
        keen.under(i, at_rest=True).run(3).morale.posts
        for i in (unitary, promoting(unitary, patrol=1.0, women_youth=1.0, traffic=1.0, investigation=1.0))
    )
    women_youth, traffic, investigation = (even.asked - usual.asked).mean(axis=0)
    assert investigation > 0.0 > max(women_youth, traffic)
    assert np.all(even.empty[:, 2] > usual.empty[:, 2])
    assert np.all(even.empty[:, :2] == 0.0), "nobody comes beyond those there are posts for"


def test_without_aversion_odds_of_promotion_are_nothing(busy: SecurityModel, unitary: Institution) -> None:
    calm = ruled(busy, OFF)
    usual, other = (calm.under(i, at_rest=True).run(5) for i in (unitary, promoting(unitary, patrol=2.0)))
    assert usual.ledger.calls.tobytes() == other.ledger.calls.tobytes()
    assert usual.crews.tenure_years.tobytes() == other.crews.tenure_years.tobytes()
    assert usual.morale.posts.empty.tobytes() == other.morale.posts.empty.tobytes()


def test_case_teams_lack_those_who_left(busy: SecurityModel) -> None:
    model = ruled(busy, OFF).run(2)
    posts = model.casework.teams.capacity_min.copy()
    model.morale.posts = model.morale.posts._replace(empty=np.full_like(model.morale.posts.empty, 0.25))
    model.step()
    np.testing.assert_allclose(model.casework.teams.capacity_min, 0.75 * posts)


def test_empty_posts_go_with_the_teams_to_their_new_names(busy: SecurityModel, unitary: Institution) -> None:
    model = busy.under(unitary)
    empty = np.arange(model.morale.posts.empty.size).reshape(model.morale.posts.empty.shape) / 100.0
    model.morale.posts = model.morale.posts._replace(empty=empty)
    dual = model.under(Dual().reform(unitary))
    for team, row in zip(dual.terms.case_forces, range(len(dual.terms.case_forces)), strict=True):
        before = model.terms.case_forces.index(team.replace("local.", "national."))
        assert dual.morale.posts.empty[:, row].tolist() == empty[:, before].tolist()


# --- acceptance -------------------------------------------------------------------------------------------------------


def test_programmes_that_begin_meet_reserve_and_grow_on_crews(busy: SecurityModel, unitary: Institution) -> None:
    rules = busy.circumstances.administration.acceptance
    model = busy.under(unitary, programmes=(Programme(Attention(), intensity=0.8),))
    assert np.all(model.crews.acceptance == rules.start)
    assert model.government.fidelity == pytest.approx(rules.start)
    accepted = []
    for _ in range(65):
        model.step()
        accepted.append(model.government.fidelity)
        assert model.government.strength(model.day) == {"attention": 0.8}
    assert accepted == sorted(accepted)
    assert len(set(accepted)) == 3, "reviewed on days 30 and 60 of the run, after the first of day 14"
    assert model.government.fidelity < model.crews.acceptance.mean()


def test_at_rest_programmes_are_as_accepted_as_they_will_be(busy: SecurityModel, unitary: Institution) -> None:
    model = busy.under(unitary, programmes=(Programme(Attention()),), at_rest=True)
    tired = busy.crews.fatigue.mean()
    assert 0.5 - tired < model.government.fidelity < 0.5
    assert model.morale.fidelity == model.government.fidelity


def test_a_programme_that_amends_nothing_today_is_met_by_nobody(busy: SecurityModel, unitary: Institution) -> None:
    idle = busy.under(unitary, programmes=(Programme(Attention(), intensity=0.0),)).run(3)
    none = busy.under(unitary).run(3)
    assert idle.crews.acceptance.tobytes() == none.crews.acceptance.tobytes()


def test_a_programme_that_asks_officers_nothing_is_met_by_nobody(busy: SecurityModel, unitary: Institution) -> None:
    """Supervision of a corps is charged, members are hired: nothing of it waits for what crews think of it."""
    corps = busy.under(unitary, programmes=(Programme(AuxiliaryPolice()),))
    assert corps.government.institution.amendments
    assert corps.crews.acceptance.tobytes() == busy.under(unitary).crews.acceptance.tobytes()


def test_a_commission_with_careers_is_followed_further(busy: SecurityModel, unitary: Institution) -> None:
    (career,) = unitary.find(Appoints, NPA, NATIONAL_PATROL)
    own = unitary.repeal(Appoints, NPA, NATIONAL_PATROL).enact(replace(career, source=COMMISSION))
    attention = (Programme(Attention()),)
    theirs, ours = (busy.under(i, programmes=attention, at_rest=True) for i in (unitary, own))
    assert ours.government.fidelity > 0.65 > theirs.government.fidelity
    flat = replace(AdministrationRules(), acceptance=AcceptanceRules(stake_slope=0.0))
    base = ruled(busy, flat)
    theirs, ours = (base.under(i, programmes=attention, at_rest=True) for i in (unitary, own))
    assert ours.government.fidelity == theirs.government.fidelity


def test_acceptance_is_asked_of_crews_alone(busy: SecurityModel, unitary: Institution) -> None:
    """What crews refer and tell moves as far as they accept it; calls of others, tasks and money come in full."""
    closer = (Programme(MunicipalCooperation()),)
    some = busy.under(unitary, programmes=closer, at_rest=True)
    full = ruled(busy, OFF).under(unitary, programmes=closer, at_rest=True)
    usual = busy.under(unitary)
    referral = [float(model.terms.casework.refer.max()) for model in (usual, some, full)]
    assert referral[0] < referral[1] < referral[2] == pytest.approx(MunicipalCooperation().referral)
    for name in ("task", "municipal_calls"):
        assert np.array_equal(getattr(some.terms.casework, name), getattr(full.terms.casework, name))
    np.testing.assert_allclose(some.bill(some.day), full.bill(full.day), atol=1, err_msg="whole won of a day")


def test_members_join_a_corps_for_its_money_whatever_crews_think(busy: SecurityModel, unitary: Institution) -> None:
    some, full = (
        model.under(unitary, programmes=(Programme(AuxiliaryPolice()),), at_rest=True)
        for model in (busy, ruled(busy, OFF))
    )
    assert some.government.fidelity < full.government.fidelity == 1.0
    assert some.casework.corps.members.sum() == full.casework.corps.members.sum() > 0.0
    assert np.array_equal(some.terms.administration.supervision, full.terms.administration.supervision)


# --- learning curves --------------------------------------------------------------------------------------------------


def test_new_duties_slow_a_force_until_they_are_known(busy: SecurityModel, unitary: Institution) -> None:
    usual = TransitionRules(unfamiliar=0.0)
    slow = replace(OFF, learning=LearningRules(cost=0.2, halflife_months=1.0), transition=usual)
    dual = ruled(busy, slow).under(Dual(aid="none", joint_share=0.0).reform(unitary)).run(3)
    assert np.all(dual.crews.pace == 1.0), "fewer duties are no new ones"
    back = dual.under(unitary).run(1)
    assert np.all(back.crews.pace > 1.05)
    first = back.crews.pace.copy()
    back.run(31)
    np.testing.assert_allclose(back.crews.pace - 1.0, (first - 1.0) / 2.0, rtol=0.03)
    assert np.all(dual.under(unitary, at_rest=True).run(1).crews.pace == 1.0)
