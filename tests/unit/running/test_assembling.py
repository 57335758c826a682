"""The door for notebooks, and the parts of a replication."""

import numpy as np
import pytest

from experiments.bad_input import BadInput
from experiments.running.assembling import burnt_in, circumstances, model
from experiments.running.configuration import composed
from experiments.running.settings import settings

SHORT = ("world=town", "world.places=8", "burn_in_days=3")


def test_five_lines_of_a_notebook():
    town = model(*SHORT, "policy=dual")
    town.run(2)
    assert town.day == 5
    assert town.ledger.days == 2
    assert town.forces == ("national.patrol", "local.patrol")
    assert len(town.agents) > 0
    assert town.place_network().number_of_nodes() == len(town.world.load)


def test_a_notebook_is_told_the_same_as_the_command_line():
    with pytest.raises(BadInput, match="did you mean 'dual'"):
        model("policy=duel")


def test_replications_differ_and_are_reproducible():
    one, again, other = (model(*SHORT, replication=r).run(2) for r in (0, 0, 1))
    assert np.array_equal(one.ledger.calls, again.ledger.calls)
    assert not np.array_equal(one.ledger.calls, other.ledger.calls)


def test_the_study_begins_on_its_first_day():
    asked = settings(composed((*SHORT, "start=2024-03-01")))
    shared = circumstances(asked, 0)
    assert shared.first.isoformat() == "2024-02-27"
    assert burnt_in(asked, shared).day == 3


def test_other_staffing_changes_crews_and_not_fate():
    asked = settings(composed(SHORT))
    fewer = settings(composed((*SHORT, "world.staffing=0.5")))
    one, other = circumstances(asked, 0), circumstances(fewer, 0)
    assert other.world.crews < one.world.crews
    assert np.array_equal(one.rates, other.rates)
    assert np.array_equal(one.fate.day(0).id, other.fate.day(0).id)
