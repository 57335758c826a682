"""The command in the report composes to the configuration it was made with."""

import shlex
from dataclasses import replace

import numpy as np
import pytest

from experiments.reporting.reproduction import command, digest
from experiments.running.configuration import composed


@pytest.mark.parametrize(
    "overrides",
    [
        (),
        ("world=town", "days=30", "replications=2"),
        ("world=province", "region=Gangwon", "policies=[unitary,dual_shared]", "response.hold_p2_min=0"),
        ("rung=r0", "society.minds=true"),
        ("world=town", "+margins.response=9"),
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


def test_the_digest_tells_rows_apart_by_their_last_bit(study):
    same = {key: dict(reversed(by.items())) for key, by in reversed(study.outcomes.items())}
    assert digest(replace(study, outcomes=same)) == digest(study)
    key = "dual", "response"
    other = study.outcomes | {key: study.outcomes[key] | {0: np.nextafter(study.outcomes[key][0], np.inf)}}
    assert digest(replace(study, outcomes=other)) != digest(study)


def test_the_page_names_the_digest_and_the_tables_read(study, page):
    assert f"digest {digest(study)}" in page
    name, checksum = next(iter(study.about["checksums"].items()))
    assert f"{name} {checksum}" in page
