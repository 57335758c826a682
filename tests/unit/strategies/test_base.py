"""A strategy amends and nothing else; its programme owns strength."""

import math
from dataclasses import dataclass
from typing import ClassVar

import pytest

from sim.governance.dual import LOCAL_PATROL, Dual
from sim.governance.unitary import Unitary
from sim.institution.clauses import Informs
from sim.institution.institution import Institution
from sim.institution.names import NATIONAL_PATROL
from sim.strategies.base import Programme, Strategy

ROOM = Informs(source=NATIONAL_PATROL, target=LOCAL_PATROL, statement="one room", basis="agreement")


@dataclass(frozen=True)
class JointRoom(Strategy):
    key: ClassVar[str] = "joint_room"
    legal_basis: ClassVar[str] = "now"
    desk: float = 0.95

    def amend(self, institution: Institution) -> Institution:
        return institution.move(ROOM, by=self.key, desk=self.desk)


class Usurper(JointRoom):
    key: ClassVar[str] = "usurper"

    def amend(self, institution: Institution) -> Institution:
        return institution.enact(Informs(source="npa", target="noi", quality=1.0))


class Impostor(JointRoom):
    key: ClassVar[str] = "impostor"

    def amend(self, institution: Institution) -> Institution:
        return institution.move(ROOM, by="joint_room", desk=0.9)


class Lawless(JointRoom):
    legal_basis: ClassVar[str] = "whim"


@pytest.fixture(scope="module")
def dual() -> Institution:
    return Dual().reform(Unitary().institution())


def test_strength_waits_for_the_lag_and_grows_over_the_ramp() -> None:
    programme = Programme(JointRoom(), intensity=0.5, start=10, lag=20, ramp=40)
    assert [programme.strength(day) for day in (0, 10, 30, 40, 50, 70, 1000)] == [0, 0, 0, 0.125, 0.25, 0.5, 0.5]


def test_without_a_ramp_strength_is_there_at_once() -> None:
    programme = Programme(JointRoom(), intensity=0.5, start=10, lag=20)
    assert [programme.strength(day) for day in (29, 30, 31)] == [0.0, 0.5, 0.5]


def test_strength_follows_fidelity() -> None:
    assert Programme(JointRoom()).strength(1, fidelity=0.25) == 0.25


def test_no_intensity_is_no_strength() -> None:
    assert Programme(JointRoom(), intensity=0.0).strength(100) == 0.0


@pytest.mark.parametrize("wrong", [{"intensity": 1.5}, {"intensity": math.nan}, {"lag": -1.0}, {"ramp": math.nan}])
def test_a_programme_that_cannot_be_is_refused(wrong: dict[str, float]) -> None:
    (name,) = wrong
    with pytest.raises(ValueError, match=f"joint_room: {name} .* is not allowed"):
        Programme(JointRoom(), **wrong)


def test_an_unknown_legal_basis_is_refused() -> None:
    with pytest.raises(ValueError, match="no legal basis 'whim'; allowed: now, ordinance, decree, act"):
        Programme(Lawless())


def test_a_strategy_amends_the_institution_and_leaves_its_clauses(dual: Institution) -> None:
    amended = Programme(JointRoom()).amend(dual)
    assert amended.clauses == dual.clauses
    assert [(a.by, a.term, a.to) for a in amended.amendments] == [("joint_room", "desk", 0.95)]


@pytest.mark.parametrize("strategy", [Usurper(), Impostor()])
def test_a_strategy_that_does_more_is_refused(dual: Institution, strategy: Strategy) -> None:
    with pytest.raises(ValueError, match="a strategy only amends, in its own name"):
        Programme(strategy).amend(dual)


def test_the_programme_reaches_the_terms(dual: Institution) -> None:
    programme = Programme(JointRoom(), start=5)
    provisions = programme.amend(dual).provisions()
    before, after = (provisions.at({"joint_room": programme.strength(day)}).response for day in (4, 5))
    assert (before.desk == 0.8).all()
    assert after.desk[4:] == pytest.approx(0.95)
    assert (after.desk[:4] == 0.8).all()
