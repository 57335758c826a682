"""Rules that hold only where two forces share a region."""

import numpy as np
import pytest

from experiments.running.assembling import model
from sim.response import state
from sim.response.state import Docket
from sim.vocabulary import AFFAIRS

WOMEN_YOUTH = AFFAIRS.index("women_youth")


@pytest.fixture
def closed_calls():
    """All calls that a dual town closes in some days, under some settings."""

    def run(*settings, days=20):
        town = model("world=town", "policy=dual", "burn_in_days=1", *settings)
        kept, day = [], town.room.run_day
        town.room.run_day = lambda *given: (kept.append(found := day(*given)), found)[1]
        town.run(days)
        table = Docket._make(np.concatenate(columns) for columns in zip(*(k[0] for k in kept), strict=True))
        return town, table

    return run


def test_a_crew_that_goes_in_addition_does_not_stop_the_clock(closed_calls):
    town, calls = closed_calls("governance.dual.joint_share=1", "governance.dual.aid=none", "response.misroute=0")
    listed = (calls.affair == WOMEN_YOUTH) & (calls.state == state.RESOLVED) & (calls.forces == 3)
    assert listed.sum() > 10
    assert (calls.force[listed] == town.forces.index("local.patrol")).all()
    assert (calls.any_on_scene[listed] <= calls.on_scene[listed]).all()
    assert (calls.any_on_scene[listed] < calls.on_scene[listed]).any()


def test_a_force_that_helps_with_urgent_calls_is_never_the_wrong_one(closed_calls):
    _, calls = closed_calls("response.misroute=1", "governance.dual.desk=0")
    urgent = calls.priority == 0
    assert urgent.sum() > 50
    assert (calls.handover_min[urgent] == 0).all()
    assert (calls.handover_min[~urgent] > 0).any()


def test_a_trace_of_priority_does_not_move_the_beats(unitary, town):
    """Priorities act inside a beat: split forces whose weights hardly differ patrol the same beats."""
    from dataclasses import replace

    from sim.institution.clauses import Commands
    from sim.model import SecurityModel

    split = unitary.split_force("national.patrol", "local.patrol", 0.36, "divided")
    moved = replace(
        split,
        clauses=tuple(
            replace(c, weight=c.weight * (1 - 1e-9))
            if isinstance(c, Commands) and c.target == "local.patrol" and c.source == "npa"
            else c
            for c in split.clauses
        ),
    )
    base = SecurityModel(town(), unitary).run(2)
    one, other = base.under(split).run(15), base.under(moved).run(15)
    minutes = [m.ledger.part("response_min").sum() / m.ledger.part("answered").sum() for m in (one, other)]
    assert abs(minutes[0] - minutes[1]) < 1e-3
