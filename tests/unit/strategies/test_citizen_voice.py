"""Citizen voice moves HEARS toward commission and municipality, and invites founders of a safety network."""

from dataclasses import replace

import numpy as np
import pytest

from sim import followup
from sim.administration.knowledge import Said
from sim.governance.unitary import Unitary
from sim.institution.clauses import Hears
from sim.institution.names import COMMISSION, MUNICIPALITY, NATIONAL_PATROL, PROVINCE_TREASURY, RESIDENTS
from sim.model import SecurityModel
from sim.outcomes.catalogue import measure
from sim.parameters import OutOfRange
from sim.strategies.base import Programme
from sim.strategies.citizen_voice import CitizenVoice
from sim.strategies.without import Without
from sim.vocabulary import AFFAIRS, LOCAL

UNITARY = Unitary().institution()
IS_LOCAL = np.array([affair in LOCAL for affair in AFFAIRS])
MONEY = ("cost", "cost_province", "cost_programmes", "cost_per_resident", "locally_financed")


@pytest.fixture(scope="module")
def base(town):
    return SecurityModel(town(), UNITARY).run(3)


@pytest.fixture(scope="module")
def run(base):
    """`run(strategy)`: a month at rest under the law in force with it."""

    def of(*strategies, institution=UNITARY, intensity=1.0, days=30):
        programmes = tuple(Programme(each, intensity=intensity) for each in strategies)
        return base.under(institution, programmes=programmes, at_rest=True).run(days)

    return of


def bits(model, *, but=()):
    return {key: float(value).hex() for key, value in measure(model).items() if key not in but}


def test_the_commission_hears_more_on_autonomous_affairs():
    terms = CitizenVoice(skew=0.8).amend(UNITARY).provisions().at({"citizen_voice": 1.0})
    row = terms.principals.index(COMMISSION)
    for name, value in (("heard", 0.3), ("heard_weight", 0.3), ("heard_skew", 0.8)):
        moved = getattr(terms.administration, name)[row]
        assert moved[IS_LOCAL] == pytest.approx(value)
        assert (moved[~IS_LOCAL] == 0.0).all()


def test_the_municipality_hears_as_much():
    usual, moved = (i.provisions().at({"citizen_voice": 1.0}) for i in (UNITARY, CitizenVoice(skew=0.8).amend(UNITARY)))
    for name, before, after in (("heard", 0.1, 0.3), ("heard_weight", 0.1, 0.3), ("heard_skew", 0.3, 0.8)):
        assert getattr(usual.casework, name)[IS_LOCAL] == pytest.approx(before)
        assert getattr(moved.casework, name)[IS_LOCAL] == pytest.approx(after)
        assert (getattr(moved.casework, name)[~IS_LOCAL] == 0.0).all()


def test_both_hear():
    amended = CitizenVoice().amend(UNITARY)
    assert {a.clause.target for a in amended.amendments} == {COMMISSION, MUNICIPALITY}
    assert {a.clause.kind for a in amended.amendments} == {"Hears"}
    assert all(a.clause.source == RESIDENTS for a in amended.amendments)
    assert amended.find(Hears) == UNITARY.find(Hears)


def test_meetings_are_paid_by_the_province():
    programme = Programme(CitizenVoice())
    paid = sum(programme.spending(day, 1e6)[PROVINCE_TREASURY, "citizen_voice"] for day in range(365))
    assert paid == 300_000_000


@pytest.mark.parametrize("strength", [0.0, 0.4, 1.0])
def test_founders_go_with_the_strength_of_the_programme(strength):
    terms = CitizenVoice(network=0.02).amend(UNITARY).provisions().at({"citizen_voice": strength})
    assert terms.administration.founders == pytest.approx(0.02 * strength)


def test_more_founders_than_residents_are_refused():
    with pytest.raises(OutOfRange, match=r"network"):
        CitizenVoice(network=1.5)


def test_strength_zero_is_none(run):
    assert bits(run(CitizenVoice(), intensity=0.0)) == bits(run())


def test_in_two_names_it_is_the_same_run(run):
    split = UNITARY.split_force(NATIONAL_PATROL, "local.patrol", 0.4, "shared")
    one, other = run(CitizenVoice()), run(CitizenVoice(), institution=split)
    assert one.presence.tobytes() == other.presence.tobytes()
    assert one.ledger.calls.tobytes() == other.ledger.calls.tobytes()
    assert one.ledger.society["complaints"].tobytes() == other.ledger.society["complaints"].tobytes()


def test_hearing_as_today_and_inviting_nobody_only_costs(run):
    """What it does, it does by the numbers it moves."""
    same = CitizenVoice(coverage=0.1, weight=0.1, skew=0.3, network=0.0)
    assert bits(run(same), but=MONEY) == bits(run(), but=MONEY)


def test_without_its_hearings_nothing_is_left_but_the_cost(run):
    assert bits(run(Without(CitizenVoice(), "Hears")), but=MONEY) == bits(run(), but=MONEY)


def test_more_complain_more_know_the_commission_and_some_found_a_network(run):
    none, voiced = measure(run()), measure(run(CitizenVoice()))
    assert voiced["complaints"] > 1.5 * none["complaints"]
    assert voiced["aware"] > none["aware"]
    assert voiced["network_members"] == pytest.approx(0.01, abs=0.005)
    assert none["network_members"] == 0.0


def plan(model, **numbers):
    """[P] the commission's map where it hears by these numbers and by nothing else."""
    (clause,) = UNITARY.find(Hears, target=COMMISSION)
    ear = replace(clause, coverage=1.0, weight=1.0, **numbers)
    terms = UNITARY.repeal(Hears, target=COMMISSION).enact(ear).provisions().at({})
    row = terms.principals.index(COMMISSION)
    return model.offices._understood(terms.administration, row)[IS_LOCAL].sum(axis=0)


def test_who_speaks_is_not_who_suffers(base):
    """By lot those who know the commission are asked alike; by themselves come the willing, who need not suffer."""
    model = base.under(UNITARY)
    ground, minds = model.society.ground, model.society.minds
    worry = ground.worry(model.society.happened)[IS_LOCAL].sum(axis=0)
    worst = int(worry.argmax())
    minds.aware[:] = 1
    minds.fear[:] = np.where(minds.place == worst, 0.05, 0.5)
    voices = ground.voices(minds, model.society.happened)
    model.offices.said, model.offices.aware = Said(voices.asked, voices.came), 1.0
    by_lot, by_themselves = plan(model, skew=0.0), plan(model, skew=1.0)
    assert by_lot.sum() == pytest.approx(by_themselves.sum(), rel=0.05)
    assert by_themselves[worst] < 0.8 * by_lot[worst], "whom fear keeps quiet is heard by lot alone"
    minds.aware[minds.place == worst] = 0
    voices = ground.voices(minds, model.society.happened)
    model.offices.said = Said(voices.asked, voices.came)
    assert plan(model, skew=0.0)[worst] < 0.5 * by_lot[worst], "who does not know the commission is not heard"


def order(model, institution):
    return followup.triage(model.circumstances.ground, institution.provisions().at({}), model.offices.said)


def hearing(**numbers):
    """The law in force where the municipality hears residents by these numbers."""
    (clause,) = UNITARY.find(Hears, target=MUNICIPALITY)
    return UNITARY.repeal(Hears, target=MUNICIPALITY).enact(replace(clause, **numbers))


def test_the_municipality_repairs_by_calls_where_it_hears_nobody_or_too_few(base):
    ground = base.circumstances.ground
    for deaf in (hearing(weight=0.0), hearing(coverage=0.0), UNITARY.repeal(Hears, target=MUNICIPALITY)):
        assert np.array_equal(order(base, deaf), ground.triage)
    assert followup.triage(ground, base.terms, None) is None, "below rung R2"


def test_the_municipality_repairs_where_it_is_asked_to(base):
    ground, said = base.circumstances.ground, base.offices.said
    last = ground.triage[ground.district[ground.triage] == 0][-1]
    one = np.zeros_like(said.asked)
    one[:, IS_LOCAL, last] = said.asked[0].sum() / IS_LOCAL.sum()
    loud, skewed = (hearing(coverage=1.0, weight=1.0, skew=skew).provisions().at({}) for skew in (0.0, 1.0))
    for terms, asked in ((loud, said._replace(asked=one)), (skewed, said._replace(came=one))):
        order = followup.triage(ground, terms, asked)
        assert order[0] == last
        assert (np.diff(ground.district[order]) >= 0).all()
        assert sorted(order.tolist()) == sorted(ground.triage.tolist())
