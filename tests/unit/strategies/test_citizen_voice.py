"""Citizen voice moves HEARS toward commission and municipality, and its programme is done in part."""

import numpy as np
import pytest

from sim.governance.unitary import Unitary
from sim.institution.clauses import Hears
from sim.institution.names import COMMISSION, MUNICIPALITY, PROVINCE_TREASURY, RESIDENTS
from sim.strategies.base import Programme
from sim.strategies.citizen_voice import CitizenVoice
from sim.vocabulary import AFFAIRS, LOCAL

UNITARY = Unitary().institution()
IS_LOCAL = np.array([affair in LOCAL for affair in AFFAIRS])


def test_the_commission_hears_more_on_autonomous_affairs():
    terms = CitizenVoice(skew=0.8).amend(UNITARY).provisions().at({"citizen_voice": 1.0})
    row = terms.principals.index(COMMISSION)
    for name, value in (("heard", 0.3), ("heard_weight", 0.3), ("heard_skew", 0.8)):
        moved = getattr(terms.administration, name)[row]
        assert moved[IS_LOCAL] == pytest.approx(value)
        assert (moved[~IS_LOCAL] == 0.0).all()


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
