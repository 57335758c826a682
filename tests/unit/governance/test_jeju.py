"""Jeju: a small second force with twelve types of call, joined by national cars where they are urgent."""

import numpy as np
import pytest

from sim.demand.rules import DemandRules
from sim.governance.jeju import JEJU_PATROL, JEJU_TRAFFIC, OWN, Jeju
from sim.institution.clauses import Appoints, Commands, Evaluates, Funds
from sim.institution.gaps import gaps
from sim.institution.institution import Institution
from sim.institution.names import (
    COMMISSION,
    NATIONAL_PATROL,
    NATIONAL_WOMEN_YOUTH,
    NPA,
    PROVINCE_TREASURY,
    STATE_TREASURY,
)
from sim.parameters import OutOfRange
from sim.vocabulary import AFFAIRS


@pytest.fixture(scope="module")
def jeju(unitary: Institution) -> Institution:
    return Jeju().reform(unitary)


def test_every_step_stands_by_itself(unitary: Institution) -> None:
    steps = Jeju().steps(unitary)
    assert [step.name for step in steps][:3] == ["split", "command", "jurisdiction"]
    assert all(list(gaps(step.institution)) == [] for step in steps)


def test_the_bare_split_is_undone_by_merging(unitary: Institution) -> None:
    split = unitary.split_force(NATIONAL_PATROL, JEJU_PATROL, Jeju().patrol_share, "shared", basis="x")
    assert split.merge_forces(NATIONAL_PATROL, JEJU_PATROL) == unitary


def test_the_second_force_has_a_third_of_the_calls_as_in_the_trial() -> None:
    calls = {a: getattr(DemandRules().affairs, a) for a in AFFAIRS}
    rate = {a: about.dispatched_per_1000 for a, about in calls.items() if hasattr(about, "dispatched_per_1000")}
    rate |= dict.fromkeys(set(AFFAIRS) - set(rate), 0.0)
    rate |= {"violent": 6.5, "property": 4.9}  # from recorded crime, Seoul
    share = sum(rate[a] for a in OWN) / sum(rate.values())
    assert share == pytest.approx(0.318, abs=0.02)


def test_who_answers(jeju: Institution) -> None:
    read = jeju.provisions().at()
    terms, (national, second) = read.response, (read.forces.index(name) for name in (NATIONAL_PATROL, JEJU_PATROL))
    own = np.array([a in OWN for a in AFFAIRS])
    assert terms.duty[second].tolist() == own.tolist()
    assert terms.duty[national].tolist() == (~own).tolist()
    assert (terms.rank[national, own] == [-1, 1]).all(), "help in urgent calls alone"
    assert (terms.joint_share[national, own] == [0.0, 1.0]).all(), "and a second car to them"
    assert (terms.wrong == np.where(own, national, second)).all()
    assert (terms.desk == 0.8).all()


def test_who_commands_and_judges(jeju: Institution) -> None:
    for force, principal in ((JEJU_PATROL, COMMISSION), (NATIONAL_PATROL, NPA), (NATIONAL_WOMEN_YOUTH, NPA)):
        assert {c.source for c in jeju.find(Commands, target=force)} == {principal}
        assert {c.source for c in jeju.find(Evaluates, target=force)} == {principal}
    assert {c.source for c in jeju.find(Appoints, target=NATIONAL_WOMEN_YOUTH)} == {NPA}


@pytest.mark.parametrize(("stake", "holders"), [(0.5, {NPA, COMMISSION}), (0.0, {NPA}), (1.0, {COMMISSION})])
def test_careers_are_shared_with_those_who_second(unitary: Institution, stake: float, holders: set[str]) -> None:
    found = Jeju(stake=stake).reform(unitary).find(Appoints, target=JEJU_PATROL)
    assert {c.source for c in found} == holders
    assert sum(c.stake for c in found) == 1.0


def test_the_province_pays_its_force(unitary: Institution, jeju: Institution) -> None:
    assert {c.source for f in (JEJU_PATROL, JEJU_TRAFFIC) for c in jeju.find(Funds, target=f)} == {PROVINCE_TREASURY}
    halved = Jeju(local_cost_share=0.5).reform(unitary)
    paid = {c.source: c.cost_share for c in halved.find(Funds, target=JEJU_PATROL)}
    assert paid == {STATE_TREASURY: 0.5, PROVINCE_TREASURY: 0.5}


def test_a_share_that_cannot_be_is_refused() -> None:
    with pytest.raises(OutOfRange, match=r"governance\.jeju\.joint_urgent"):
        Jeju(joint_urgent=1.2)
