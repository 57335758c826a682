"""Strategies in a run: listing order is nothing, strength 0 is none, an effect is gone with the clauses behind it."""

import itertools
from dataclasses import dataclass
from typing import ClassVar

import pytest

from sim.casework.tables import TICKET_EVENTS
from sim.governance.unitary import Unitary
from sim.institution.clauses import Refers
from sim.institution.institution import Institution
from sim.institution.names import MUNICIPALITY, NATIONAL_PATROL
from sim.model import SecurityModel
from sim.outcomes.catalogue import OUTCOMES, measure
from sim.strategies.auxiliary_police import AuxiliaryPolice
from sim.strategies.base import Programme, Strategy
from sim.strategies.citizen_voice import CitizenVoice
from sim.strategies.municipal_cooperation import MunicipalCooperation
from sim.strategies.without import Without
from sim.strategies.workload_analysis import WorkloadAnalysis

UNITARY = Unitary().institution()
EVERY = (MunicipalCooperation(), AuxiliaryPolice(), CitizenVoice(), WorkloadAnalysis())
SUBSETS = [s for n in range(1, len(EVERY) + 1) for s in itertools.combinations(EVERY, n)]


def names(subset) -> str:
    return "+".join(each.key for each in subset)


@pytest.fixture(scope="module")
def base(town) -> SecurityModel:
    return SecurityModel(town(), UNITARY).run(3)


@pytest.fixture(scope="module")
def run(base):
    """`run(*programmes)`: every outcome of six days at rest under the law in force with these programmes."""

    def of(*programmes: Programme, institution: Institution = UNITARY) -> SecurityModel:
        return base.under(institution, programmes=programmes, at_rest=True).run(6)

    return of


def bits(model: SecurityModel) -> dict[str, str]:
    return {key: float(value).hex() for key, value in measure(model).items()}


@pytest.mark.parametrize("subset", [s for s in SUBSETS if len(s) > 1], ids=names)
def test_the_order_of_listing_is_nothing(subset, run):
    first, *others = (bits(run(*(Programme(each) for each in order))) for order in itertools.permutations(subset))
    assert all(other == first for other in others)


@pytest.mark.parametrize("subset", SUBSETS, ids=names)
def test_strength_zero_is_none(subset, run):
    assert bits(run(*(Programme(each, intensity=0.0) for each in subset))) == bits(run())


@pytest.mark.parametrize("each", EVERY, ids=lambda each: each.key)
def test_before_its_lag_is_over_a_strategy_only_costs(each, run):
    waiting, none = measure(run(Programme(each, lag=100.0))), measure(run())
    money = {outcome.key for outcome in OUTCOMES if outcome.family == "money"} | {"locally_financed"}
    assert {key: value for key, value in waiting.items() if key not in money} == pytest.approx(
        {key: value for key, value in none.items() if key not in money}, abs=0.0, nan_ok=True
    )
    assert waiting["cost"] > none["cost"]


@pytest.mark.parametrize("each", EVERY, ids=lambda each: each.key)
def test_a_strategy_changes_the_run(each, run):
    assert bits(run(Programme(each))) != bits(run())


def tickets(model: SecurityModel, event: str) -> int:
    return int(model.ledger.casework["tickets"][TICKET_EVENTS.index(event)].sum())


def diverted(model: SecurityModel) -> int:
    return int(model.ledger.casework["diverted"].sum())


def members(model: SecurityModel) -> float:
    return float(model.ledger.casework["members"].sum())


def test_without_its_referrals_cooperation_repairs_no_more(run):
    cooperation = MunicipalCooperation()
    none, whole, lessened = (
        run(*programmes) for programmes in ((), (Programme(cooperation),), (Programme(Without(cooperation, "Refers")),))
    )
    assert tickets(whole, "referred") > 5 * tickets(none, "referred") > 0
    assert tickets(whole, "repaired") > tickets(none, "repaired") > 0
    assert tickets(lessened, "referred") == pytest.approx(tickets(none, "referred"), rel=0.2)
    assert tickets(lessened, "repaired") == pytest.approx(tickets(none, "repaired"), abs=1)


def test_without_its_answers_cooperation_diverts_nothing(run):
    cooperation = MunicipalCooperation()
    whole, lessened = (run(Programme(each)) for each in (cooperation, Without(cooperation, "Answers")))
    assert diverted(whole) > 0
    assert diverted(lessened) == diverted(run()) == 0


def test_without_its_funds_there_are_no_auxiliaries(run):
    corps = AuxiliaryPolice()
    whole, lessened = (run(Programme(each)) for each in (corps, Without(corps, "Funds")))
    assert members(whole) > 0.0
    assert members(lessened) == members(run()) == 0.0
    assert diverted(whole) > diverted(lessened) == 0


def test_the_corps_is_paid_once(run):
    """What the corps costs is its FUNDS clause: 776 won per resident and year."""
    with_corps, without = run(Programme(AuxiliaryPolice())), run()
    more = (measure(with_corps)["cost"] - measure(without)["cost"]) * 1e9
    residents = with_corps.world.region.residents
    assert more == pytest.approx(776 * residents, rel=1e-3)


@dataclass(frozen=True)
class Letters(Strategy):
    """Crews write letters to the municipality."""

    key: ClassVar[str] = "letters"
    title: ClassVar[str] = "Letters"
    legal_basis: ClassVar[str] = "now"

    def amend(self, institution: Institution) -> Institution:
        (refers,) = institution.find(Refers, NATIONAL_PATROL, MUNICIPALITY)
        return institution.move(refers, by=self.key, probability=0.9, delay=1.0)


def test_an_eighth_strategy_needs_no_other_code(run):
    assert tickets(run(Programme(Letters())), "referred") > 5 * tickets(run(), "referred")
