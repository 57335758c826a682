"""Studies that differ in what only their policies read begin with one burn-in, and come out the same to the bit."""

import numpy as np
import pytest

from experiments.running import replication
from experiments.running.configuration import composed
from experiments.running.deriving import at
from experiments.running.replication import Beginning, played
from experiments.running.settings import settings
from sim.outcomes.national import measure

SHORT = ("world=town", "world.places=8", "days=3", "burn_in_days=2", "extra_replications=0", "study=single")
POINTS = (
    {"governance.dual.patrol_share": 0.2},
    {"governance.dual.aid": "none", "strategy.auxiliary_police.minor_calls": 0.1},
    {"strategy.auxiliary_police.intensity": 0.5, "strategy.auxiliary_police.withheld": "Answers"},
    {},
)


@pytest.fixture(params=["at_rest=true", "at_rest=false"])
def asked(request):
    return settings(composed((*SHORT, "rung=r3", request.param, "policies=[unitary,dual+auxiliary_police:1]")))


@pytest.fixture
def begun(monkeypatch):
    """The burn-ins that are made."""
    made, begin = [], replication._begun

    def counted(*words):
        made.append(words)
        return begin(*words)

    monkeypatch.setattr(replication, "_begun", counted)
    return made


def left(asked, beginning=None):
    """What a study leaves: outcomes, totals of the ledger, days that were told."""
    told = []
    models = played(asked, 1, told.append, beginning)
    return [np.array([*measure(m).values(), m.only.ledger.came, m.only.ledger.clipped]) for m in models.values()], sum(
        told
    )


def test_one_burn_in_does_for_points_that_differ_in_policies_alone(asked, begun):
    beginning = Beginning()
    for point in POINTS:
        (ours, days), (alone, usual) = left(at(asked, point), beginning), left(at(asked, point))
        assert days == usual == 2 + 2 * 3
        for one, other in zip(ours, alone, strict=True):
            np.testing.assert_array_equal(one, other)
    assert len(begun) == 1 + len(POINTS)


@pytest.mark.parametrize(
    "point",
    [
        {"response.misroute": 0.1},
        {"demand.near_days": 20.0},
        {"society.contacts.settled": 0.8},
        {"governance.unitary.supervision": 0.2},
    ],
)
def test_whatever_else_differs_has_a_burn_in_of_its_own(point, begun):
    asked, beginning = settings(composed((*SHORT, "policies=[unitary,dual]"))), Beginning()
    left(at(asked, POINTS[0]), beginning)
    assert left(at(asked, point), beginning)[1] == 2 + 2 * 3
    assert len(begun) == 2


def test_another_replication_has_a_burn_in_of_its_own(begun):
    asked, beginning = settings(composed((*SHORT, "policies=[dual]"))), Beginning()
    for number in (0, 1, 1):
        played(asked, number, None, beginning)
    assert len(begun) == 2
