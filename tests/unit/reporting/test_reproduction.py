"""The command in the report composes to the configuration it was made with."""

import shlex

import pytest

from experiments.reporting.reproduction import command
from experiments.running.configuration import composed


@pytest.mark.parametrize(
    "overrides",
    [
        (),
        ("world=town", "days=30", "replications=2"),
        ("world=province", "region=Gangwon", "policies=[unitary,dual_shared]", "response.hold_p2_min=0"),
        ("rung=r0", "society.minds=true"),
        ("study=single", "world=station", "policies=[dual]", "governance.dual.aid=none"),
    ],
)
def test_the_command_gives_the_same_configuration(overrides):
    asked = composed(overrides).values
    program, verb, *words = shlex.split(command(asked))
    assert (program, verb) == ("chian", "run" if len(asked["policies"]) == 1 else "compare")
    assert composed(tuple(words)).values == asked


def test_only_what_differs_is_said():
    said = command(composed(("world=town", "days=30")).values)
    assert said == "chian compare study=rest rung=r2 world=town days=30"
