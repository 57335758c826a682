"""A strategy less its amendments to one kind of clause, and nothing else less."""

from dataclasses import dataclass
from typing import ClassVar

import pytest

from sim.governance.unitary import Unitary
from sim.institution.clauses import Informs, Refers
from sim.institution.institution import Institution
from sim.institution.names import MUNICIPALITY, NATIONAL_PATROL
from sim.strategies.base import Cost, Programme, Strategy
from sim.strategies.without import Without, amended_kinds

LINK = Refers(source=NATIONAL_PATROL, target=MUNICIPALITY)
KNOWN = Informs(source=NATIONAL_PATROL, target=MUNICIPALITY)
COST = Cost("province_treasury", "coordinators", 10.0)


@dataclass(frozen=True)
class Closer(Strategy):
    key: ClassVar[str] = "closer"
    legal_basis: ClassVar[str] = "ordinance"
    basis: ClassVar[str] = "an ordinance"
    lag_days: ClassVar[float] = 30.0
    ramp_days: ClassVar[float] = 60.0

    def amend(self, institution: Institution) -> Institution:
        return institution.move(LINK, by=self.key, probability=0.5, delay=3.0).move(KNOWN, by=self.key, quality=0.9)

    def costs(self) -> tuple[Cost, ...]:
        return (COST,)


@pytest.fixture(scope="module")
def unitary():
    return Unitary().institution()


def test_only_the_amendments_of_the_kind_are_gone(unitary):
    whole, less = Closer().amend(unitary), Without(Closer(), "Refers").amend(unitary)
    assert [a.clause.kind for a in whole.amendments] == ["Refers", "Refers", "Informs"]
    assert less.amendments == whole.amendments[2:]
    assert less.clauses == unitary.clauses


def test_amendments_of_others_stay(unitary):
    other = unitary.move(LINK, by="another", probability=0.4)
    assert Without(Closer(), "Refers").amend(other).amendments[0] == other.amendments[0]


def test_a_kind_that_is_not_amended_takes_nothing(unitary):
    assert Without(Closer(), "Funds").amend(unitary) == Closer().amend(unitary)


def test_everything_else_is_the_strategy_s_own(unitary):
    whole, less = Closer(), Without(Closer(), "Refers")
    for name in ("key", "legal_basis", "basis", "lag_days", "ramp_days"):
        assert getattr(less, name) == getattr(whole, name)
    assert less.costs() == (COST,)
    assert Programme(less).amend(unitary).amendments[0].by == "closer"


def test_kinds_come_in_the_order_of_the_amendments(unitary):
    assert amended_kinds(Closer(), unitary) == ("Refers", "Informs")
    assert amended_kinds(Without(Closer(), "Refers"), unitary) == ("Informs",)
