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
from sim.institution.organisation import Organisation
from sim.strategies.base import Cost, Programme, Strategy, spending

ROOM = Informs(source=NATIONAL_PATROL, target=LOCAL_PATROL, statement="one room", basis="agreement")


@dataclass(frozen=True)
class JointRoom(Strategy):
    key: ClassVar[str] = "joint_room"
    legal_basis: ClassVar[str] = "now"
    desk: float = 0.95

    def amend(self, institution: Institution) -> Institution:
        return institution.move(ROOM, by=self.key, desk=self.desk)


@dataclass(frozen=True)
class Costly(JointRoom):
    key: ClassVar[str] = "costly"
    krw: float = 7.0
    once: float = 0.3

    def costs(self) -> tuple[Cost, ...]:
        return (
            Cost("state_treasury", self.key, self.krw, self.once),
            Cost("state_treasury", self.key, 1.0),
            Cost("province_treasury", "desks", 11.0),
        )


class Founder(JointRoom):
    key: ClassVar[str] = "founder"

    def amend(self, institution: Institution) -> Institution:
        return institution.establish(Organisation("room", "institute"))


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


def test_no_intensity_is_no_strength() -> None:
    assert Programme(JointRoom(), intensity=0.0).strength(100) == 0.0


@pytest.mark.parametrize(
    "wrong",
    [
        {"intensity": 1.5},
        {"intensity": math.nan},
        {"intensity": -0.1},
        {"lag": -1.0},
        {"lag": math.inf},
        {"ramp": math.nan},
        {"start": math.nan},
        {"start": math.inf},
    ],
)
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


@pytest.mark.parametrize("strategy", [Usurper(), Impostor(), Founder()])
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


def test_no_won_is_lost_over_the_days() -> None:
    programme = Programme(Costly(), intensity=0.7)
    days = [programme.spending(day, 12_345.6) for day in range(365)]
    assert sum(day["province_treasury", "desks"] for day in days) == math.floor(0.7 * 12_345.6 * 11)
    # Two costs of one payer and purpose, each to the won.
    yearly = math.floor(0.7 * 12_345.6 * (7.0 + 0.3)) + math.floor(0.7 * 12_345.6 * 1.0)
    assert sum(day["state_treasury", "costly"] for day in days) == yearly
    assert all(won >= 0 for day in days for won in day.values())


def test_what_is_paid_once_is_paid_on_the_first_day() -> None:
    programme = Programme(Costly(krw=0.0, once=3.0), start=5)
    paid = [programme.spending(day, 1000)["state_treasury", "costly"] for day in (4, 5, 6)]
    assert paid[0] == 0
    assert paid[1] == pytest.approx(3000, abs=5)
    assert paid[2] < 5


def test_what_is_paid_once_may_be_spread_over_its_service() -> None:
    programme = Programme(Costly(krw=0.0, once=3.0))
    days = [programme.spending(day, 1e6, service_years=2.0)["state_treasury", "costly"] for day in range(730)]
    assert sum(days) == 3_000_000 + 2 * 1_000_000, "once, and what is paid every year"
    assert max(days) - min(days) <= 2, "two costs, each to the won"


def test_money_flows_from_the_start_and_strength_comes_later() -> None:
    programme = Programme(Costly(), start=10, lag=100)
    assert set(programme.spending(9, 1e6).values()) == {0}
    assert programme.spending(10, 1e6)["province_treasury", "desks"] > 0
    assert programme.strength(10) == 0.0


def test_cost_follows_intensity() -> None:
    whole, half = (Programme(Costly(once=0.0), intensity=each).spending(0, 1e9) for each in (1.0, 0.5))
    assert all(2 * half[key] == pytest.approx(won, abs=2) for key, won in whole.items())
    assert set(Programme(Costly(), intensity=0.0).spending(0, 1e9).values()) == {0}


def test_programmes_pay_together_in_whatever_order() -> None:
    two = (Programme(Costly()), Programme(JointRoom()))
    assert spending(two, 3, 1e6) == spending(two[::-1], 3, 1e6) == two[0].spending(3, 1e6)
