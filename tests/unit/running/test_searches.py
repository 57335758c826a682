"""Searches for failing settings: read from a configuration, run, kept, resumed."""

import json
from dataclasses import replace

import pytest

from experiments.bad_input import BadInput
from experiments.command_line import main
from experiments.design.sampling.sobol import points
from experiments.inputs.failing import read_failing
from experiments.running import searching
from experiments.running.configuration import composed, options
from experiments.running.searches import overrides, searches, settings_at

STUDY = ("study=failing", "world=town", "world.places=8")
SMALL = ("days=2", "burn_in_days=1", "replications=2", "points=2", "executor=serial")


def only(**about):
    said = {"policy": "dual", "against": "unitary", "outcomes": ["harm"], "ranges": ["governance.dual.*"], **about}
    return {"dual": said}


def asked(**about):
    whole = composed(STUDY)
    return replace(whole, values={**whole.values, "searches": only(**about)})


def test_the_project_searches_for_what_it_should():
    found = {search.name: search for search in searches(composed(STUDY))}
    assert found.keys() == {*options("strategy"), "foundation_between", "dual"}
    for search in found.values():
        assert search.against == "unitary"
        assert len(search.ranges) > 10
        assert any("presence_elasticity" in r.key for r in search.ranges)
    keys = {r.key: r for r in found["dual"].ranges}
    assert keys["governance.dual.aid"].choices == ("none", "emergency", "full")
    assert (keys["governance.dual.patrol_share"].low, keys["governance.dual.patrol_share"].high) == (0.1, 0.6)


def test_a_point_becomes_settings_and_words_that_say_the_same():
    whole = composed(STUDY)
    for search in searches(whole):
        for point in points(search.ranges, 4, seed=1):
            at = settings_at(whole, search, point)
            assert [case.key for case in at.plan.each()] == list(search.policies)
            words = (*STUDY, *overrides(point), f"policies=[{search.against},{search.policy}]")
            again = settings_at(composed(words), search, {})
            assert (again.demand, again.response, again.governance) == (at.demand, at.response, at.governance)
            assert (again.strategies, again.before) == (at.strategies, at.before)


def test_a_search_may_hold_values_beside_what_it_draws():
    whole = composed(("study=failing", "world=town"))
    about = next(iter(whole.values["searches"].values())) | {"at": {"society.network.walk_hours": 0.0, "days": 3}}
    held = replace(whole, values={**whole.values, "searches": {"held": about}})
    (search,) = searches(held)
    there = settings_at(held, search, points(search.ranges, 1, seed=1)[0])
    assert (there.society.network.walk_hours, there.days) == (0.0, 3)
    assert settings_at(held, replace(search, holds={}), {}).days == whole.values["days"]


def test_the_configuration_itself_is_left_alone():
    whole = composed(STUDY)
    search = next(s for s in searches(whole) if s.name == "dual")
    settings_at(whole, search, {"governance.dual.patrol_share": 0.5})
    assert settings_at(replace(whole, values={**whole.values, "event_days": 2}), search, {}).event_days == 0
    assert whole.values["governance"]["dual"]["patrol_share"] == 0.36


@pytest.mark.parametrize(
    ("about", "message"),
    [
        ({"policy": "duel"}, "no policy 'duel'; did you mean 'dual'"),
        ({"policy": "unitary"}, "'unitary' comes twice"),
        ({"outcomes": ["hram"]}, "no outcome with a better side 'hram'; did you mean 'harm'"),
        ({"outcomes": ["utilisation"]}, "no outcome with a better side 'utilisation'"),
        ({"outcomes": []}, "allowed: a list, as in [harm,cost]"),
        ({"ranges": ["governance.duel.*"]}, "ranges: no parameter like 'governance.duel.*'"),
        ({"extra": 1}, "allowed: policy, against, outcomes, ranges, and at"),
        ({"at": 3}, "at: 3 is not allowed; allowed: keys with values"),
    ],
)
def test_a_search_that_cannot_be_is_refused_in_one_line(about, message):
    with pytest.raises(BadInput) as fault:
        searches(asked(**about))
    assert message in str(fault.value)
    assert "\n" not in str(fault.value)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("points=0",), "points: 0 is not allowed; allowed: at least 1"),
        (("study=rest",), "searches: {} is not allowed"),
        (("event_days=1",), "command line, event_days: 1 is not allowed; allowed: none here, where outcomes alone"),
    ],
)
def test_the_verb_refuses_in_one_line(words, message, capsys):
    assert main(["failing", "world=town", "world.places=8", *words]) == 2
    said = capsys.readouterr().err
    assert message in said
    assert said.count("\n") == 1


@pytest.fixture
def words(tmp_path):
    """A small search for settings at which the split costs more, which it does wherever it has crews of its own."""
    (tmp_path / "configs" / "study").mkdir(parents=True)
    (tmp_path / "configs" / "study" / "one.yaml").write_text(
        "# @package _global_\nstudy: {name: one, question: Does it run}\npolicies: [unitary, dual]\n"
        "searches:\n  dual: {policy: dual, against: unitary, outcomes: [travel, cost], "
        "ranges: [governance.dual.patrol_share, governance.dual.aid]}\n"
    )
    said = ["failing", "study=one", "world=town", "world.places=8", *SMALL]
    return [*said, "--config-dir", str(tmp_path / "configs"), f"out={tmp_path / 'out'}"]


def test_a_search_runs_and_goes_on_where_it_stopped(words, tmp_path, capsys):
    out = tmp_path / "out"
    assert main(words) == 0
    assert "dual" in capsys.readouterr().out
    files = sorted((out / "points").glob("*.json"))
    assert len(files) == 2
    said = json.loads(files[0].read_text())
    assert len(said["values"]["travel"]["policy"]) == 2
    before = {file: file.stat().st_mtime_ns for file in (*files, *(out / "kept").glob("*.json"))}
    assert main(words) == 0
    assert {file: file.stat().st_mtime_ns for file in before} == before
    lines = (out / "failing_settings.csv").read_text().splitlines()
    assert lines[0].startswith("search,policy,against,outcome,world,seed")
    assert len(lines) > 1, "the test is to find something"
    (row, *_) = read_failing(out)
    assert row.worse_low > 0
    assert row.overrides[1] == "world=town"
    capsys.readouterr()
    assert main(["status", str(out)]) == 0
    said = capsys.readouterr().out
    assert "finished     2 of 2 points, 2 of 2 clearest settings\n" in said
    assert "left         nothing\n" in said
    assert "files        without checksums\n" in said


def test_other_replications_are_other_values(words, tmp_path):
    assert main(words) == 0
    assert main([word.replace("replications=2", "replications=3") for word in words]) == 0
    said = [json.loads(file.read_text()) for file in (tmp_path / "out" / "points").iterdir()]
    assert [len(one["values"]["cost"]["policy"]) for one in said] == [3, 3]


def test_a_point_that_failed_is_tried_again_and_what_rests_on_it_is_found_anew(words, tmp_path, monkeypatch, capsys):
    out, calls, values_at = tmp_path / "out", [], searching.values_at

    def sometimes(asked, outcomes, tell=None):
        calls.append(outcomes)
        if len(calls) == 2:
            raise ArithmeticError("a fault of a test")
        return values_at(asked, outcomes, tell)

    monkeypatch.setattr(searching, "values_at", sometimes)
    assert main(words) == 1
    record = out / "failures" / "points-00001.json"
    assert f"chian: runs failed; their values and tracebacks: {record}\n" in capsys.readouterr().err
    assert json.loads(record.read_text())["traceback"][-1] == "ArithmeticError: a fault of a test"
    assert [file.name for file in (out / "points").iterdir()] == ["00000.json"]
    assert main(["status", str(out)]) == 0
    said = capsys.readouterr().out
    assert "finished     1 of 2 points, 2 of 2 clearest settings\n" in said
    assert f"failed       point 1: ArithmeticError: a fault of a test ({record})\n" in said
    assert "left         1 point\n" in said
    first = {file.name: json.loads(file.read_text())["rests_on"] for file in (out / "kept").iterdir()}

    assert main(words) == 0
    assert not record.exists()
    assert len(list((out / "points").iterdir())) == 2
    again = {file.name: json.loads(file.read_text())["rests_on"] for file in (out / "kept").iterdir()}
    assert again.keys() == first.keys()
    assert not set(again.values()) & set(first.values())
