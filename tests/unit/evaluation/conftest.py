"""A whole factorial and a whole table, made by the commands, whose values are made up instead of simulated."""

from contextlib import contextmanager

import numpy as np
import pytest

from experiments.command_line import main
from experiments.running import sweeping
from sim.outcomes.catalogue import OUTCOMES
from sim.strategies.without import Without

SHORT = ("world=town", "world.places=6", "days=2", "burn_in_days=1", "replications=2", "executor=serial")


def made_up(asked, case, replication):
    """Response falls by 1 under dual, by 0.5 with auxiliaries, by 0.7 with cooperation unless Refers is withheld, and
    both together by 0.2 more; harm rises by hearings at the rungs with minds; all else is equal."""
    doses = dict(case.policy.doses)
    cooperation = asked.strategies["municipal_cooperation"]
    withheld = isinstance(cooperation, Without) and cooperation.kind == "Refers"
    a, b = doses.get("auxiliary_police", 0.0), doses.get("municipal_cooperation", 0.0) * (not withheld)
    minds = asked.rung.name != "r0"
    dual = case.policy.governance == "dual" and case.step in ("", "investigation")
    chance = np.random.default_rng(replication)
    values = {o.key: 10.0 + chance.normal() for o in OUTCOMES}
    values["response"] += -1.0 * dual - 0.5 * a - 0.7 * b - 0.2 * a * b + 0.001 * chance.normal() * (a + b + dual)
    values["harm"] += 3.0 * doses.get("citizen_voice", 0.0) * minds
    values["cost"] += a + 0.5 * b
    return values


@contextmanager
def without_simulation():
    """For one command alone: other tests of this process simulate."""

    def played(asked, replication, tell=None, beginning=None):
        return {case.key: made_up(asked, case, replication) for case in asked.plan.main}

    def rows(found):
        for case, values in found.items():
            yield case, values, {"conserved": True, "clipped": 0, "calls": 1}

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(sweeping, "played", played)
        patched.setattr(sweeping, "_rows", rows)
        yield


@pytest.fixture(scope="session")
def factorial(tmp_path_factory):
    folder = tmp_path_factory.mktemp("factorial") / "out"
    with without_simulation():
        assert main(["factorial", *SHORT, f"out={folder}"]) == 0
    return folder


@pytest.fixture(scope="session")
def table(tmp_path_factory):
    folder = tmp_path_factory.mktemp("table") / "out"
    with without_simulation():
        assert main(["table", *SHORT, "policies=[unitary,dual]", "evaluation.rungs=[r0]", f"out={folder}"]) == 0
    return folder


@pytest.fixture(scope="session")
def docs(factorial, table, tmp_path_factory):
    """Tables and pages of both."""
    from experiments.evaluation import writing

    folder = tmp_path_factory.mktemp("docs")
    writing.write([factorial, table], folder)
    return folder
