"""The research institute in a run: nothing at strength 0, next to nothing alone, and a cost in hours and money."""

import numpy as np
import pytest

from experiments.running.assembling import model
from sim.outcomes.catalogue import measure

WORLD = ("world=station", "burn_in_days=0")
DAYS = 5


def run(*words):
    return model(*WORLD, *words).run(DAYS)


@pytest.fixture(scope="module")
def alone():
    return run("policy=unitary")


def differing(one, other):
    ours, theirs = measure(one), measure(other)
    return {key for key in ours if not np.array_equal(ours[key], theirs[key], equal_nan=True)}


def test_at_strength_0_nothing_differs():
    assert not differing(
        run("policy=unitary", "at_rest=true"), run("policy=unitary+research_institute:0", "at_rest=true")
    )


def test_at_rest_know_how_is_there_and_costs_hours_and_money():
    law, with_it = run("policy=unitary", "at_rest=true"), run("policy=unitary+research_institute:1", "at_rest=true")
    found, other = measure(with_it), measure(law)
    assert found["know_how"] > other["know_how"] == 0.0
    assert found["patrol_share"] < other["patrol_share"]
    assert found["cost_programmes"] > other["cost_programmes"] == 0.0
    assert found["response"] == pytest.approx(other["response"], rel=0.002), "alone it does next to nothing"


def test_where_calls_are_misrouted_fewer_are():
    words = ("policy=dual+research_institute:1", "at_rest=true", "administration.research.gain=0.15")
    rich = (*words, "administration.research.half_won=0.5", "strategy.research_institute.institute_krw=1500")
    assert run(*rich).terms.response.unsure.max() < 0.97
    assert run("policy=dual", "at_rest=true").terms.response.unsure.max() == 1.0


def test_programmes_mature_sooner_where_pilots_are_evaluated(alone):
    government = alone.government
    before = government.pace
    government.know_how[:] = 1.0
    assert before == 1.0 < government.pace
    government.know_how[:] = 0.0
