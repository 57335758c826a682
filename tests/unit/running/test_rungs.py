"""A rung is a list of values: files nest, whoever says something after it has the last word, and leaving it is told."""

import numpy as np
import pytest

from experiments.bad_input import BadInput
from experiments.running.configuration import composed, options
from experiments.running.origins import CONFIGS, flat, read_yaml
from experiments.running.replication import replicate
from experiments.running.rungs import rung
from experiments.running.schema import RULES
from experiments.running.settings import settings

STUDY = """\
# @package _global_
defaults:
  - override /rung: {rung}
study: {{name: mine}}
policies: [unitary, dual]
"""


def said(name):
    """The values of the model that the file of a rung gives by itself."""
    found = flat(read_yaml(CONFIGS / "rung" / f"{name}.yaml"))
    return {key: value for key, value in found if key.partition(".")[0] in RULES}


def model_values(*overrides, more=None):
    return {k: v for k, v in flat(composed(overrides, more).values) if k.partition(".")[0] in RULES}


def test_there_are_four():
    assert options("rung") == ("r0", "r1", "r2", "r3")


def test_the_default_is_what_is_declared():
    assert said("r2") == {}
    assert model_values() == model_values("rung=r2")
    asked = settings(composed(()))
    assert (asked.rung.name, asked.rung.changed) == ("r2", {})
    assert {room: getattr(asked, room) for room in ("society", "administration")} == {
        room: RULES[room]() for room in ("society", "administration")
    }


@pytest.mark.parametrize(("lower", "upper"), [("r0", "r1"), ("r1", "r2"), ("r2", "r3")])
def test_neighbours_differ_in_what_one_of_them_says(lower, upper):
    below, above = model_values(f"rung={lower}"), model_values(f"rung={upper}")
    differ = {key for key in below if below[key] != above[key]}
    assert differ == set(said(upper if upper == "r3" else lower))


def test_the_lowest_has_the_zeros_of_the_next():
    lowest = model_values("rung=r0")
    assert all(lowest[key] == value for key, value in said("r1").items())
    assert lowest["society.minds"] is False


@pytest.mark.parametrize("name", ["r0", "r1", "r2", "r3"])
def test_each_has_a_name_a_sentence_and_nothing_to_confess(name):
    asked = settings(composed((f"rung={name}",)))
    assert (asked.rung.name, asked.rung.changed) == (name, {})
    assert asked.rung.sentence.endswith(".")


def test_an_override_wins_and_is_told():
    asked = settings(composed(("rung=r1", "administration.theta=2", "administration.phase_tilt=0")))
    assert asked.administration.theta == 2.0
    assert asked.rung.changed == {"administration.theta": 2.0}
    assert settings(composed(("society.minds=false",))).rung.changed == {"society.minds": False}


def test_a_file_of_a_room_wins_too(tmp_path):
    (tmp_path / "administration").mkdir()
    (tmp_path / "administration" / "mine.yaml").write_text("theta: 2\n")
    found = rung(composed(("rung=r1", "administration=mine"), tmp_path))
    assert (found.name, found.changed) == ("r1", {"administration.theta": 2.0})


def test_a_study_chooses_a_rung_and_the_command_line_another(tmp_path):
    (tmp_path / "study").mkdir()
    (tmp_path / "study" / "mine.yaml").write_text(STUDY.format(rung="r0"))
    chosen = composed(("study=mine",), tmp_path)
    assert (rung(chosen).name, chosen.values["society"]["minds"]) == ("r0", False)
    assert model_values("study=mine", more=tmp_path) == model_values("rung=r0")
    assert rung(composed(("study=mine", "rung=r3"), tmp_path)).name == "r3"
    (tmp_path / "study" / "mine.yaml").write_text(STUDY.format(rung="r9"))
    with pytest.raises(BadInput, match="no rung 'r9'"):
        composed(("study=mine",), tmp_path)


def test_a_rung_of_ones_own(tmp_path):
    (tmp_path / "rung").mkdir()
    file = tmp_path / "rung" / "quiet.yaml"
    file.write_text("# @package _global_\ndefaults: [r1, _self_]\nrung: {name: quiet}\nresponse: {misroute: 0}\n")
    found = composed(("rung=quiet",), tmp_path)
    assert (rung(found).name, rung(found).changed) == ("quiet", {})
    assert found.values["society"]["heard"] is False
    assert rung(composed(("response.misroute=0",), tmp_path)).changed == {"response.misroute": 0.0}
    file.write_text("# @package _global_\ndefaults: [r1, _self_]\n")
    with pytest.raises(BadInput, match=r"rung\.name: 'r1' is not allowed; allowed: quiet; another rung by rung=NAME"):
        rung(composed(("rung=quiet",), tmp_path))


@pytest.fixture(scope="module")
def laddered():
    """The outcomes of one replication that also climbs down to r0 and r1."""
    scenarios = [
        f"+scenarios.{name}={{title: {name}, rung: {name}, policies: [unitary, dual]}}" for name in ("r0", "r1")
    ]
    return outcomes_of(*SHORT, *scenarios, "extra_replications=1", "scenarios.no_hold.policies=[]")


SHORT = ("world=town", "days=6", "burn_in_days=3", "replications=1", "steps_of=[]")


def outcomes_of(*overrides):
    table = replicate(settings(composed(overrides)), 0).tables["outcomes"].to_pydict()
    rows = zip(table["case"], table["outcome"], table["value"], strict=True)
    return {(case, outcome): value for case, outcome, value in rows}


@pytest.mark.parametrize("name", ["r0", "r1"])
def test_a_scenario_of_another_rung_is_a_study_at_that_rung(laddered, name):
    alone = outcomes_of(*SHORT, f"rung={name}", "extra_replications=0")
    for policy in ("unitary", "dual"):
        there = {outcome: value for (case, outcome), value in laddered.items() if case == f"{policy} | {name}"}
        here = {outcome: value for (case, outcome), value in alone.items() if case == policy}
        assert there.keys() == here.keys()
        assert np.array_equal(list(there.values()), list(here.values()), equal_nan=True)


def test_a_scenario_of_an_unknown_rung_is_refused():
    with pytest.raises(BadInput, match=r"scenarios\.odd\.rung: no rung 'r9'.*Allowed: r0, r1, r2, r3"):
        settings(composed(("world=town", "+scenarios.odd={rung: r9, policies: [unitary]}")))
