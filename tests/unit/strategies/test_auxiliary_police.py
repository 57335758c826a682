"""Auxiliary police: money by design, supervision, minor calls, and the law each design needs."""

import numpy as np
import pytest

from sim.governance.dual import Dual
from sim.governance.unitary import Unitary
from sim.institution.clauses import Commands
from sim.institution.names import AUXILIARY, PROVINCE_TREASURY
from sim.parameters import OutOfRange
from sim.strategies.auxiliary_police import AuxiliaryPolice
from sim.strategies.without import Without
from sim.vocabulary import AFFAIRS, CORPS_DESIGNS, LOCAL

UNITARY = Unitary().institution()
IS_LOCAL = np.array([affair in LOCAL for affair in AFFAIRS])
FULL = {"auxiliary_police": 1.0}


@pytest.mark.parametrize(
    ("design", "krw", "legal_basis"),
    [("volunteer", 776, "now"), ("paid", 6900, "act"), ("conscript_like", 7500, "act")],
)
def test_money_goes_to_one_design_and_each_has_its_law(design, krw, legal_basis):
    strategy = AuxiliaryPolice(design=design)
    funds = strategy.amend(UNITARY).provisions().at(FULL).casework.corps_funds
    assert funds == pytest.approx([krw if name == design else 0.0 for name in CORPS_DESIGNS])
    assert strategy.legal_basis == legal_basis
    assert strategy.basis


def test_the_clause_pays_and_nothing_is_booked_twice():
    strategy = AuxiliaryPolice()
    terms = strategy.amend(UNITARY).provisions().at(FULL)
    paid = terms.funding.amounts[terms.payers.index(PROVINCE_TREASURY), terms.receivers.index(AUXILIARY)]
    assert paid == pytest.approx(776)
    assert strategy.costs() == ()


def test_auxiliaries_may_take_minor_local_calls():
    terms = AuxiliaryPolice().amend(UNITARY).provisions().at(FULL).casework
    assert terms.corps_calls[IS_LOCAL] == pytest.approx(0.318)
    assert (terms.corps_calls[~IS_LOCAL] == 0.0).all()


@pytest.mark.parametrize("institution", [UNITARY, Dual().reform(UNITARY)], ids=["unitary", "dual"])
def test_whoever_commands_the_corps_supervises_it(institution):
    leading = institution.find(Commands, target=AUXILIARY)
    terms = AuxiliaryPolice(supervision=0.2).amend(institution).provisions().at(FULL)
    supervised = dict(zip(terms.forces, terms.administration.supervision, strict=True))
    assert {force for force, hours in supervised.items() if hours} == {command.source for command in leading}
    assert all(supervised[command.source] == pytest.approx(0.2) for command in leading)


def test_a_corps_that_nobody_commands_is_refused():
    with pytest.raises(ValueError, match=r"^auxiliary_police: nobody commands 'auxiliary'; enact a Commands clause"):
        AuxiliaryPolice().amend(UNITARY.repeal(Commands, target=AUXILIARY))


def test_without_funds_there_is_no_corps():
    lessened = Without(AuxiliaryPolice(), "Funds").amend(UNITARY).provisions().at(FULL).casework
    assert (lessened.corps_funds == 0.0).all()


def test_an_unknown_design_is_refused():
    with pytest.raises(OutOfRange, match="design: 'mounted' is not allowed; allowed: volunteer, paid, conscript_like"):
        AuxiliaryPolice(design="mounted")
