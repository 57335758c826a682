"""A point may say how far strategies are carried out: as the policies with these intensities, to the bit."""

import numpy as np
import pytest

from experiments.bad_input import BadInput
from experiments.running.asking import sweep as overrides
from experiments.running.configuration import composed
from experiments.running.deriving import at
from experiments.running.replication import Beginning, played
from experiments.running.settings import settings
from experiments.running.sweeps import sweep
from sim.outcomes.national import measure
from sim.strategies.without import Without

STUDY = ("study=single", "world=town", "world.places=8", "days=4", "burn_in_days=2", "executor=serial")
BOTH = "unitary+auxiliary_police:1+municipal_cooperation:1"
COOPERATION = "strategy.municipal_cooperation"
AUXILIARY = "strategy.auxiliary_police"


def asked(policy=BOTH):
    return settings(composed((*STUDY, f"policies=[{policy}]")))


def drawn(*words):
    return sweep(composed(overrides((*STUDY[1:], f"policies=[{BOTH}]", *words))))


def test_a_point_is_the_policy_with_its_intensities():
    here = at(asked(), {f"{AUXILIARY}.intensity": 0.25, f"{COOPERATION}.intensity": 0.5})
    there = asked("unitary+auxiliary_police:0.25+municipal_cooperation:0.5")
    (ours,), (theirs,) = here.plan.main, there.plan.main
    assert here.programmes(ours) == there.programmes(theirs)
    assert ours.key == BOTH, "rows of all points have the same cases"


def test_a_kind_of_clause_is_withheld():
    found = at(asked(), {f"{COOPERATION}.withheld": "Refers"})
    assert found.strategies["municipal_cooperation"] == Without(asked().strategies["municipal_cooperation"], "Refers")
    assert found.strategies["auxiliary_police"] == asked().strategies["auxiliary_police"]
    assert at(asked(), {f"{COOPERATION}.withheld": "nothing"}).strategies == asked().strategies


def test_no_intensity_is_none_to_the_bit_and_points_share_a_burn_in():
    beginning = Beginning()
    nothing = {f"{AUXILIARY}.intensity": 0.0, f"{COOPERATION}.intensity": 0.0}
    points = (nothing, {**nothing, f"{AUXILIARY}.intensity": 1.0}, {f"{COOPERATION}.intensity": 0.0})
    found = [_measured(at(asked(), point), beginning) for point in points]
    np.testing.assert_array_equal(found[0], _measured(asked("unitary")))
    np.testing.assert_array_equal(found[1], _measured(asked("unitary+auxiliary_police:1")))
    np.testing.assert_array_equal(found[1], found[2])
    assert not np.array_equal(found[0], found[1], equal_nan=True)


def _measured(wanted, beginning=None):
    (nation,) = played(wanted, 0, beginning=beginning).values()
    return np.array([*measure(nation).values()])


def test_a_grid_takes_intensities():
    found = drawn("design=grid", f"values={{{AUXILIARY}.intensity:[0,1],{COOPERATION}.withheld:[nothing,Refers]}}")
    assert len(found.points) == 4
    assert {tuple(point) for point in found.points} == {(f"{AUXILIARY}.intensity", f"{COOPERATION}.withheld")}


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ("{strategy.auxiliary_police.intensity:[1.5]}", "a number from 0 to 1"),
        ("{strategy.auxiliary_police.intensity:[1,1]}", "each once"),
        ("{strategy.auxiliary_police.withheld:[Hears]}", "one of nothing, "),
        ("{strategy.citizen_voice.intensity:[1]}", "no parameter"),
    ],
)
def test_what_may_not_be_said_is_refused_in_one_line(values, said):
    with pytest.raises(BadInput, match=said) as complaint:
        drawn("design=grid", f"values={values}")
    assert "\n" not in str(complaint.value)
