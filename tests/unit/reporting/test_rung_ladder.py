"""Which rung is the lowest to show a finding, and whether it survives above."""

from dataclasses import replace

import pytest

from experiments.analysis.materiality import Judgement
from experiments.reporting import rung_ladder
from experiments.reporting.headline import BY_KEY
from experiments.reporting.rung_ladder import Climb
from experiments.reporting.study import read

POLICY = "unitary_all"


def climb(own: str, **judged: str | None) -> Climb:
    said = {rung: Judgement(word) if word else None for rung, word in judged.items()}
    return Climb(BY_KEY["response"], dict.fromkeys(said), said, own)


def test_the_lowest_rung_is_the_first_that_says_the_same():
    found = climb("r2", r0="unclear", r1="worse", r2="worse", r3="worse")
    assert (found.lowest, found.lost_at, rung_ladder.said(found)) == ("r1", (), "r1")


def test_a_finding_that_turns_round_below_begins_where_it_stays():
    assert climb("r2", r0="better", r1="unclear", r2="worse").lowest == "r2"


def test_what_is_lost_above_is_said():
    found = climb("r1", r0=None, r1="better", r2="unclear", r3="better")
    assert (found.lowest, found.lost_at) == ("r1", ("r2",))
    assert rung_ladder.said(found) == "r1, not at r2"


@pytest.mark.parametrize("word", ["alike", "unclear", "equal", None])
def test_without_a_material_difference_at_the_own_rung_there_is_no_finding(word):
    assert climb("r2", r0="worse", r2=word).lowest == ""
    assert rung_ladder.said(climb("r2", r0="worse", r2=word)) == "—"


@pytest.fixture(scope="module")
def laddered(made):
    return read(made("study=seoul", "world=town", "replications=3", "extra_replications=2", "+margins.response=0.1"))


def test_rungs_are_in_order_and_the_own_one_among_them(laddered):
    assert laddered.rungs() == {"r0": "rung r0", "r1": "rung r1", "r2": "", "r3": "rung r3"}
    assert laddered.at_rung("dual", "r2") == "dual"
    assert laddered.at_rung("dual", "r0") == "dual | rung r0"
    assert laddered.at_rung("unitary+auxiliary_police:1", "r0") == ""


def test_rungs_are_no_scenarios(laddered):
    assert laddered.scenarios() == ("hold=0, penalty=0", "posts of all follow demand")


def test_every_policy_that_climbed_has_a_table(laddered):
    found = rung_ladder.section(laddered)
    assert [block.key for block in found.blocks if block.kind == "table"] == ["rungs-dual", f"rungs-{POLICY}"]
    response = next(c for c in rung_ladder.climbs(laddered, "dual") if c.outcome.key == "response")
    assert response.lowest == "r0"
    assert {d.n for d in response.differences.values()} == {2}


def test_a_study_at_one_rung_says_so(study):
    assert rung_ladder.climbs(study, "dual") == ()
    assert "one rung" in rung_ladder.section(study).blocks[0].words


def test_a_folder_without_rungs_is_still_read(study):
    cases = {key: {k: v for k, v in about.items() if k != "rung"} for key, about in study.about["cases"].items()}
    assert replace(study, about={**study.about, "cases": cases}).rungs() == {}
