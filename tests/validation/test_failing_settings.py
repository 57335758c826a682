"""No strategy and no model is good by construction: each still fails where it was found to fail."""

import pytest

from experiments.inputs.failing import FailingSetting, read_failing
from experiments.running.configuration import composed, options
from experiments.running.searching import comparison, values_at
from experiments.running.settings import settings

FOUND = read_failing()


def named(found: FailingSetting) -> str:
    return f"{found.policy}, {found.outcome}"


def test_each_strategy_and_the_dual_model_fail_somewhere():
    policies = {found.policy for found in FOUND if found.outcome != "cost"}
    assert policies == {*(f"unitary+{strategy}:1" for strategy in options("strategy")), "dual"}
    assert all(0 < found.fail <= found.points for found in FOUND)


@pytest.mark.parametrize("found", FOUND, ids=named)
def test_it_still_fails_there(found):
    values = values_at(settings(composed(found.overrides)), (found.outcome,))[found.outcome]
    now = comparison(found.outcome, values)
    assert now.fails
