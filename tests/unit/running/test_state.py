"""`chian status` says what a folder holds and lacks, and whether it is as it was written."""

import json
import subprocess

import pyarrow as pa
import pytest

from experiments.command_line import main
from experiments.running import batches, checksums, storage, study, sweeping
from experiments.running.asking import single
from experiments.running.configuration import composed
from experiments.running.holding import held
from experiments.running.settings import settings
from experiments.running.state import state

SHORT = ("policy=dual", "world=town", "world.places=8", "days=2", "burn_in_days=1", "executor=serial")


def ask(*more):
    return settings(composed(single((*SHORT, *more))))


@pytest.fixture
def folder(tmp_path):
    """One of three replications finished, one failed."""
    out = tmp_path / "out"
    study.run(ask("replications=1", f"out={out}"))
    storage.claim(out, storage.read_about(out) | {"replications": 3})
    storage.write_failure(out, 1, 1, "Traceback\nArithmeticError: a fault")
    return out


def test_what_is_finished_failed_and_left(folder, capsys):
    found = state(folder)
    assert (found.finished, found.missing) == ({"replications": (0,)}, {"replications": 2})
    assert (found.same, found.altered) == (True, ())
    assert found.seconds_left == pytest.approx(2 * found.seconds[0])
    assert main(["status", str(folder)]) == 0
    said = capsys.readouterr().out
    for part in (
        "single, Hanbit, 2 days from 2023-01-01",
        f"fingerprint  {found.about['fingerprint']}\n",
        "1 of 3 replications",
        f"replication 1: ArithmeticError: a fault ({storage.failure(folder, 1)})",
        "under way    no\n",
        "a replication\n",
        "left         2 replications, about ",
        " core-hours\n",
        "as they were written, by their checksums",
        "code, packages and tables are as they were: the same command goes on here",
    ):
        assert part in said
    with held(folder):
        main(["status", str(folder)])
    assert "under way    process " in capsys.readouterr().out


def said_of(folder, capsys):
    capsys.readouterr()
    assert main(["status", str(folder)]) == 0
    return capsys.readouterr().out


def test_a_sweep_and_a_run_of_it_that_failed(tmp_path, monkeypatch, capsys):
    points = "values={response.misroute:[0,0.01]}"
    words = [
        "sweep",
        "world=town",
        "world.places=8",
        "days=1",
        "burn_in_days=1",
        "replications=1",
        "design=grid",
        points,
    ]
    words += ["executor=serial", f"out={tmp_path / 'out'}"]
    played = sweeping.played

    def sometimes(asked, **rest):
        if asked.response.misroute > 0:
            raise ArithmeticError("a fault of a test")
        return played(asked, **rest)

    monkeypatch.setattr(sweeping, "played", sometimes)
    assert main(words) == 1
    said = said_of(tmp_path / "out", capsys)
    record = tmp_path / "out" / "failures" / "00001.json"
    assert "finished     1 of 2 batches\n" in said
    assert f"failed       batch 1: ArithmeticError: a fault of a test ({record})\n" in said
    assert "left         1 batch\n" in said
    assert "as they were written, by their checksums" in said
    assert json.loads(record.read_text())["runs"][0]["values"] == {"response.misroute": 0.01}

    monkeypatch.setattr(sweeping, "played", played)
    assert main(words) == 0
    said = said_of(tmp_path / "out", capsys)
    assert "finished     2 of 2 batches\n" in said
    assert "left         nothing\n" in said
    assert "failed" not in said

    points = tmp_path / "out" / "points.parquet"
    points.write_bytes(points.read_bytes()[:-1] + b"x")
    assert main(["status", str(tmp_path / "out")]) == 1
    assert f"not as they were written: {points}\n" in capsys.readouterr().out


def test_failure_records_of_replications_and_batches_have_the_same_keys(tmp_path):
    for part in ("replications", "batches", "points"):
        storage.write_failure(tmp_path, 3, 1, "Traceback\nArithmeticError: a fault", part=part)
        said = json.loads(storage.failure(tmp_path, 3, part).read_text())
        assert said == {"part": part, "number": 3, "seed": 1, "traceback": ["Traceback", "ArithmeticError: a fault"]}


def test_tables_of_the_sweeps_below_a_study_are_checked(folder, capsys):
    below = folder / "tipping" / "ends-0123456789ab" / "batches" / "00000"
    batches.write(below.parents[1], 0, {"runs": pa.table({"point": [1]})}, {})
    (folder / "tipping" / "tipping.json").write_text("{}")
    with checksums.kept(folder / "tipping" / "tipping.json"):
        pass
    assert main(["status", str(folder)]) == 0
    (folder / "tipping" / "tipping.json").write_text("{ }")
    (below / "runs.parquet").write_bytes(b"x")
    altered = {below / "runs.parquet", folder / "tipping" / "tipping.json"}
    assert set(state(folder).altered) == altered
    assert main(["report", str(folder)]) == 2
    assert "not as it was written" in capsys.readouterr().err


@pytest.mark.parametrize("change", ["altered", "missing", "unlisted"])
def test_a_file_that_is_not_as_it_was_written(change, folder, capsys):
    file = folder / "replications" / "00000" / ("SHA256SUMS" if change == "unlisted" else "outcomes.parquet")
    if change == "altered":
        file.write_bytes(file.read_bytes()[:-1] + b"x")
    else:
        file.unlink()
    assert main(["status", str(folder)]) == 1
    assert f"not as they were written: {file}" in capsys.readouterr().out
    assert main(["report", str(folder)]) == 2
    said = capsys.readouterr().err
    assert said.startswith(f"chian: {file}: not as it was written, by its checksum in SHA256SUMS; allowed: ")
    assert said.count("\n") == 1


def test_the_checksums_are_those_of_a_standard_tool(folder):
    done = subprocess.run(
        ["sha256sum", "--check", "SHA256SUMS"], cwd=folder / "replications" / "00000", capture_output=True, check=True
    )
    assert done.stdout.count(b": OK") == len(list((folder / "replications" / "00000").iterdir())) - 1


def test_changed_code_is_told(folder, monkeypatch, capsys):
    monkeypatch.setattr("experiments.running.provenance.source_hash", lambda _: "another")
    assert main(["status", str(folder)]) == 0
    assert "have changed since: the same command makes a new folder" in capsys.readouterr().out


def test_a_lost_table_cannot_be_compared(folder, monkeypatch):
    for reader in ("experiments.running.provenance", "experiments.inputs.tables"):
        monkeypatch.setattr(f"{reader}.DATA", folder / "nowhere")
    assert state(folder).same is False
    storage.write_json(
        folder / "study.json",
        storage.read_about(folder) | {"configuration": configuration_of(folder, network=str(folder / "gone.csv"))},
    )
    assert state(folder).same is None


def configuration_of(folder, **world):
    values = storage.read_about(folder)["configuration"]
    return values | {"world": values["world"] | world}


def test_fewer_or_more_replications_repeat_none(folder):
    kept = {path: path.stat().st_mtime_ns for path in (folder / "replications").glob("*/*")}
    study.run(ask("replications=2", f"out={folder}"))
    study.run(ask("replications=1", f"out={folder}"))
    assert storage.finished(folder) == (0, 1)
    assert {path: path.stat().st_mtime_ns for path in kept} == kept
    assert storage.read_about(folder)["replications"] == 3


def test_a_study_says_its_seeds_tables_and_evidence_in_full(folder):
    about, (fact,) = storage.read_about(folder), storage.read_facts(folder)
    assert about["checksums"].keys() >= {"town_districts.csv", "evidence.csv", "rhythm_calls.csv"}
    assert all(len(digits) == 64 for digits in about["checksums"].values())
    assert about["days_of_work"] == {"with_extras": 3, "without": 3}
    assert fact["days"] == 3
    assert fact["seeds"]["root"] == 1
    assert fact["seeds"]["spawn_keys"]["patrol"] == [0, 0, 3]
    assert {"key", "default", "low", "high", "unit", "citation", "status", "confidence", "note"} <= {
        name for row in about["evidence"] for name in row
    }


def test_without_a_folder_all_results_are_listed(folder, monkeypatch, capsys):
    monkeypatch.setattr(study, "RESULTS", folder.parent)
    capsys.readouterr()
    assert main(["status"]) == 0
    said = capsys.readouterr().out
    assert f"{folder}  Hanbit, " in said
    assert "1 of 3 replications" in said
    monkeypatch.setattr(study, "RESULTS", folder)
    assert main(["status"]) == 0
    assert "no results yet" in capsys.readouterr().out
