"""Sweeps: read from a configuration, run in batches, kept, continued, the same rows in whatever way."""

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace

import numpy as np
import pyarrow.parquet
import pytest

from experiments.command_line import main
from experiments.running import batches, storage, sweeping
from experiments.running.asking import sweep as overrides
from experiments.running.batches import Cut
from experiments.running.configuration import composed
from experiments.running.provenance import fingerprint
from experiments.running.replication import replicate
from experiments.running.state import state
from experiments.running.sweeps import sweep
from experiments.sweep import print_swept

SHORT = ("world=town", "world.places=8", "days=2", "burn_in_days=1", "replications=2")
OVER = "over=[response.misroute,governance.dual.patrol_share]"


def asked(*words):
    return sweep(composed(overrides((*SHORT, *words))))


def drawn(*words):
    return asked(OVER, "points=5", "executor=serial", *words)


@pytest.fixture(scope="module")
def done(tmp_path_factory):
    return sweeping.run(drawn(), tmp_path_factory.mktemp("sweep") / "out")


def same(one, other):
    first, second = (batches.read_table(folder, "outcomes").to_pandas() for folder in (one, other))
    return first.equals(second) and len(first) > 0


def test_every_point_is_run_under_every_policy_in_every_replication(done):
    rows = batches.read_table(done.folder, "outcomes").to_pandas()
    assert (done.runs, done.refused, done.failed) == (20, {}, ())
    assert rows[["point", "replication", "case"]].drop_duplicates().shape == (20, 3)
    assert rows["response"].dtype == np.float64
    runs = batches.read_table(done.folder, "runs").to_pandas()
    assert runs["conserved"].all()
    assert (runs["seconds"] > 0).all()


def test_a_point_is_the_study_with_its_values(done):
    point = pyarrow.parquet.read_table(done.folder / "points.parquet").to_pylist()[3]
    values = {key: value for key, value in point.items() if key != "point"}
    assert set(values) == {"response.misroute", "governance.dual.patrol_share"}
    alone = asked(*(f"{key}={value!r}" for key, value in values.items()), OVER, "points=1")
    table = (
        replicate(alone.asked, 1).tables["outcomes"].to_pandas().pivot(index="case", columns="outcome", values="value")
    )
    rows = batches.read_table(done.folder, "outcomes").to_pandas()
    rows = rows[(rows.point == 3) & (rows.replication == 1)].set_index("case")
    for outcome in table.columns:
        assert table.loc["dual", outcome] == rows.loc["dual", outcome] or np.isnan(table.loc["dual", outcome])


def test_what_is_there_is_not_run_again(done):
    before = {path: path.stat().st_mtime_ns for path in (done.folder / "batches").rglob("*")}
    assert sweeping.run(drawn(), done.folder) == done
    assert {path: path.stat().st_mtime_ns for path in before} == before


def test_more_replications_go_on(done, tmp_path):
    few = sweeping.run(drawn("replications=1"), tmp_path / "out")
    assert few.runs == 10
    assert same(sweeping.run(drawn(), few.folder).folder, done.folder)


def test_a_pool_makes_the_same_rows(done, tmp_path):
    assert same(sweeping.run(drawn("executor=local", "executor.workers=2"), tmp_path / "out").folder, done.folder)


def test_a_killed_sweep_goes_on_with_the_same_rows(done, tmp_path):
    words = ["sweep", *SHORT, OVER, "points=5", "executor=local", "executor.workers=2", f"out={tmp_path / 'out'}"]
    command = [sys.executable, "-m", "experiments.command_line", *words]
    run = subprocess.Popen(command, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL, start_new_session=True)
    while not list((tmp_path / "out").glob("batches/0*")):
        assert run.poll() is None
        time.sleep(0.02)
    os.killpg(run.pid, signal.SIGKILL)
    run.wait()
    (tmp_path / "out" / "batches" / ".00009-123456789").mkdir()
    assert main([*words[:-3], "executor=serial", words[-1]]) == 0
    assert same(tmp_path / "out", done.folder)
    assert not list((tmp_path / "out" / "batches").glob(".*"))


def test_a_point_whose_values_do_not_go_together_is_refused(tmp_path):
    whole = asked("design=grid", "values={response.misroute:[0,0.01]}", "replications=1", "executor=serial")
    odd = replace(
        whole, points=({"demand.affairs.property.branching": 5.0}, {"demand.affairs.property.branching": 0.1})
    )
    found = sweeping.run(odd, tmp_path / "out")
    assert (found.runs, found.points, found.failed) == (2, 2, ())
    assert "branching" in found.refused[0]
    (line,) = batches.read_table(found.folder, "refused").to_pylist()
    assert (line["point"], "branching" in line["reason"], "\n" in line["reason"]) == (0, True, False)


def test_a_run_that_fails_is_recorded_and_tried_again(done, tmp_path, monkeypatch, capsys):
    words = ["sweep", *SHORT, OVER, "points=5", "executor=serial", f"out={tmp_path / 'out'}"]
    played = sweeping.played

    def sometimes(settings, replication, **rest):
        if replication == 1 and settings.response.misroute > 0.03:
            raise ArithmeticError("a fault of a test")
        return played(settings, replication, **rest)

    monkeypatch.setattr(sweeping, "played", sometimes)
    assert main(words) == 1
    assert "runs failed" in capsys.readouterr().err
    files = sorted((tmp_path / "out" / "failures").glob("*.json"))
    (record,) = json.loads(files[0].read_text())["runs"]
    assert record["traceback"][-1] == "ArithmeticError: a fault of a test"
    assert (record["replication"], record["seed"]) == (1, 1)
    assert record["values"]["response.misroute"] > 0.03
    found = state(tmp_path / "out")
    assert found.missing == {"batches": len(files)}
    assert len(found.finished["batches"]) == found.parts["batches"] - len(files)
    assert {one.why for one in found.failed} == {"ArithmeticError: a fault of a test"}
    assert main(["status", str(tmp_path / "out")]) == 0
    assert f"{len(files)} batches" in capsys.readouterr().out
    monkeypatch.setattr(sweeping, "played", played)
    assert main(words) == 0
    assert not list((tmp_path / "out" / "failures").glob("*.json"))
    assert state(tmp_path / "out").missing == {}
    assert same(tmp_path / "out", done.folder)


def test_why_points_were_refused_is_counted(capsys, tmp_path):
    swept = sweeping.Swept(tmp_path, 2, 4, {1: "a.b: 0.7 is not allowed", 3: "a.b: 0.9 is not allowed"}, ())
    print_swept(swept)
    said = capsys.readouterr().out
    assert "2 runs at 2 of 4 points" in said
    assert "2: a.b: # is not allowed" in said
    assert "no even sample" in said


@pytest.mark.parametrize("points", [1, 5, 31, 33, 64, 200, 513, 5000])
def test_batches_hold_every_point_once(points):
    cut = Cut(points)
    for replication in (0, 1):
        own = range(replication * cut.of_replication, (replication + 1) * cut.of_replication)
        assert [p for batch in own for p in cut.within(batch)] == list(range(points))
        assert {cut.replication(batch) for batch in own} == {replication}
    assert max(len(cut.within(batch)) for batch in range(cut.of_replication)) <= 16


def test_a_list_is_run_as_it_is_written(tmp_path):
    file = tmp_path / "sets.csv"
    file.write_text("response.misroute,governance.dual.aid\n0,none\n0.05,full\n")
    found = asked("design=list", f"file={file}")
    assert found.points == (
        {"response.misroute": 0.0, "governance.dual.aid": "none"},
        {"response.misroute": 0.05, "governance.dual.aid": "full"},
    )
    before = fingerprint(found.asked)
    file.write_text("response.misroute,governance.dual.aid\n0,none\n0.05,none\n")
    assert fingerprint(asked("design=list", f"file={file}").asked) != before


def test_points_may_change_different_parameters(tmp_path):
    points = (
        {},
        {"response.misroute": 0.1},
        {"governance.dual.aid": "none"},
        {"world.places": 9, "response.misroute": 0.0},
    )
    batches.write_points(tmp_path, points)
    assert batches.read_points(tmp_path, range(4)) == list(enumerate(points))
    assert batches.read_points(tmp_path, range(2, 3)) == [(2, points[2])]


def test_no_events_are_kept_whatever_the_study_says():
    whole = composed(overrides((*SHORT, OVER, "points=2")))
    assert sweep(replace(whole, values={**whole.values, "event_days": 2})).asked.event_days == 0


def test_all_assumptions_can_be_varied_at_once():
    points = asked("over=assumptions", "points=3").points
    assert len(points) == 3
    assert len(points[0]) > 250


@pytest.mark.parametrize("other", ["points=6", "design=sobol", "seed=2", "over=[response.misroute]", "days=3"])
def test_the_fingerprint_changes_with_the_design(other):
    said = [word for word in (OVER, "points=5") if word.partition("=")[0] != other.partition("=")[0]]
    assert fingerprint(asked(*said, other).asked) != fingerprint(drawn().asked)


def test_a_folder_of_another_sweep_is_refused(done, capsys):
    assert main(["sweep", *SHORT, OVER, "points=6", f"out={done.folder}"]) == 2
    assert "holds something else than this study" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("points=9", "default, over: [] is not allowed; allowed: keys of parameters, with *, or assumptions"),
        (OVER, "default, points: 0 is not allowed; allowed: 1 to 100000"),
        (f"{OVER} points=-1", "command line, points: -1 is not allowed; allowed: 0 to 100000"),
        (f"{OVER} points=9 design=latin_hypercub", "no design 'latin_hypercub'; did you mean 'latin_hypercube'"),
        (f"{OVER} points=9 levels=3", "command line, levels: 3 is not allowed; allowed: none here; design=latin_hyper"),
        (f"{OVER} points=9 design=grid levels=3", "command line, points: 9 is not allowed; allowed: none here; design"),
        (f"{OVER} points=9 values={{response.misroute:[0]}}", "values: {'response.misroute': [0]} is not allowed; al"),
        (f"{OVER} design=grid", "levels: 0 is not allowed; allowed: 2 to 1000 values of each range"),
        (f"{OVER} design=grid levels=1", "command line, levels: 1 is not allowed; allowed: 2 to 1000"),
        ("over=[response.*] design=grid levels=9", "allowed: at most 100000 points; these values make"),
        ("over=[response.misruote] points=2", "command line, over: no parameter like 'response.misruote'"),
        ("design=list", "file: '' is not allowed; allowed: file=FILE.csv"),
        ("design=list file=nowhere.csv", "nowhere.csv: cannot be read"),
        ("design=list file=nowhere.csv points=2", "command line, points: 2 is not allowed; allowed: none here"),
        ("design=grid values={response.misruote:[0]}", "values: no parameter 'response.misruote'; did you mean"),
        ("design=grid values={response.misroute:[]}", "values.response.misroute: [] is not allowed; allowed: a list"),
        ("design=grid values={response.misroute:0.1}", "values.response.misroute: 0.1 is not allowed; allowed: a list"),
        ("design=grid values={response.misroute:[0,9]}", "values.response.misroute: 9 is not allowed; allowed: 0 to"),
        ("design=grid values={response.misroute:[0,x]}", "values.response.misroute: 'x' is not allowed; allowed: 0 to"),
        ("design=grid values={response.misroute:[0,0]}", "[0, 0] is not allowed; allowed: each value once"),
        ("design=grid values={governance.dual.aid:[some]}", "'some' is not allowed; allowed: none, emergency, full"),
        (f"{OVER} points=2 policies=[unitary,duel]", "no policy 'duel'; did you mean 'dual'"),
        (f"{OVER} points=2 event_days=1", "command line, event_days: 1 is not allowed; allowed: none here, where outc"),
        ("over=assumption points=2", "over: no parameter like 'assumption'"),
    ],
)
def test_a_sweep_that_cannot_be_is_refused_in_one_line(words, message, capsys, tmp_path, monkeypatch):
    monkeypatch.setattr("experiments.running.study.RESULTS", tmp_path)
    assert main(["sweep", *SHORT, *words.split()]) == 2
    said = capsys.readouterr()
    assert message in said.err
    assert said.err.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_a_sweep_without_a_name_goes_to_its_own_folder(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr("experiments.running.study.RESULTS", tmp_path)
    short = [word for word in SHORT if not word.startswith("replications=")]
    assert main(["sweep", *short, OVER, "points=1", "replications=1", "executor=serial"]) == 0
    (folder,) = tmp_path.iterdir()
    assert folder.name.startswith("sweep-")
    assert f"2 runs at 1 of 1 points\nRows: {folder}" in capsys.readouterr().out
    assert json.loads((folder / storage.STUDY).read_text())["points"] == 1
