"""A study is resumable, refuses foreign folders, and survives replications that fail."""

import json

import pytest

from experiments.bad_input import BadInput
from experiments.command_line import main
from experiments.running import storage, study
from experiments.running.configuration import composed
from experiments.running.provenance import fingerprint
from experiments.running.replication import replicate
from experiments.running.settings import settings

SHORT = ("world=town", "world.places=8", "days=2", "burn_in_days=1", "executor=serial", "extra_replications=1")


def asked(*more):
    return settings(composed((*SHORT, *more)))


@pytest.fixture(scope="module")
def done(tmp_path_factory):
    """A finished study of two replications, the first with steps and scenarios."""
    return study.run(asked("replications=2", f"out={tmp_path_factory.mktemp('study') / 'out'}"))


def test_a_study_leaves_whole_replications_and_nothing_else(done):
    assert done.failed == ()
    assert storage.finished(done.folder) == (0, 1)
    assert sorted(path.name for path in done.folder.iterdir()) == ["replications", "study.json"]
    assert sorted(path.name for path in (done.folder / "replications").iterdir()) == ["00000", "00001"]


def test_extras_are_in_the_first_replication_only(done):
    outcomes = storage.read(done.folder, "outcomes")
    cases = outcomes.groupby("replication")["case"].nunique()
    assert cases.to_dict() == {0: 12, 1: 2}


def test_every_table_has_every_case(done):
    for table in ("outcomes", "districts", "daily", "hours", "recorded", "segments", "minutes", "money"):
        rows = storage.read(done.folder, table)
        assert set(rows[rows.replication == 1]["case"]) == {"unitary", "dual"}, table
    assert storage.read(done.folder, "plausibility").columns.to_list() == ["replication", "figure", "value"]
    daily = storage.read(done.folder, "daily")
    assert sorted(daily["day"].unique()) == [0, 1]


def test_the_bare_split_changes_nothing(done):
    outcomes = storage.read(done.folder, "outcomes")
    wide = outcomes[outcomes.replication == 0].pivot(index="outcome", columns="case", values="value")
    assert wide["dual[split]"].equals(wide["unitary"])
    assert not wide["dual"].equals(wide["unitary"])


def test_cases_say_what_they_were_planned_to_cost_and_what_they_did(done):
    cases = storage.read_facts(done.folder)[1]["cases"]
    money = storage.read(done.folder, "money")
    for name, about in cases.items():
        spent = money[(money.replication == 1) & (money.case == name)]["won"].sum()
        assert about["spent_won"] == (spent * 365 + 1) // 2  # two days
        assert about["planned_won"] == pytest.approx(about["spent_won"], abs=20_000)
        assert (about["posts_added"], about["idle_won"]) == (0, 0)


def test_finished_replications_are_not_repeated(done):
    folder = done.folder / "replications"
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    again = study.run(asked("replications=3", f"out={done.folder}"))
    assert storage.finished(again.folder) == (0, 1, 2)
    assert {path: path.stat().st_mtime_ns for path in before} == before
    assert storage.read_study(again.folder)["replications"] == 3


def test_a_folder_of_another_study_is_refused(done, capsys):
    with pytest.raises(BadInput, match="holds something else than this study in this version; allowed: a new folder"):
        study.run(asked("replications=2", "seed=2", f"out={done.folder}"))


def test_a_folder_that_is_no_study_is_refused(tmp_path):
    (tmp_path / "thesis.txt").write_text("do not touch")
    with pytest.raises(BadInput, match="holds something else"):
        study.run(asked(f"out={tmp_path}"))
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_a_replication_that_fails_is_recorded_and_tried_again(tmp_path, monkeypatch, capsys):
    words = ["run", *SHORT, "replications=3", f"out={tmp_path / 'out'}"]

    def sometimes(settings, replication, tell=None):
        if replication == 1:
            raise ArithmeticError("a fault of a test")
        return replicate(settings, replication, tell)

    monkeypatch.setattr(study, "replicate", sometimes)
    assert main(words) == 1
    assert storage.finished(tmp_path / "out") == (0, 2)
    record = json.loads(storage.failure(tmp_path / "out", 1).read_text())
    assert (record["number"], record["seed"]) == (1, 1)
    assert record["traceback"][-1] == "ArithmeticError: a fault of a test"
    assert "replication 1 failed" in capsys.readouterr().err

    monkeypatch.setattr(study, "replicate", replicate)
    assert main(words) == 0
    assert storage.finished(tmp_path / "out") == (0, 1, 2)
    assert not storage.failure(tmp_path / "out", 1).exists()


def test_half_written_replications_are_cleared_away(tmp_path):
    short = asked("study=single", "world=town", "world.places=8", "days=2", f"out={tmp_path / 'out'}")
    study.run(short)
    left = tmp_path / "out" / "replications" / ".00001-123"
    left.mkdir()
    study.run(short)
    assert not left.exists()


@pytest.mark.parametrize("same", ["executor=local", "replications=9", "out=elsewhere", "executor.workers=3"])
def test_the_fingerprint_is_the_same_for_what_changes_no_row(same):
    assert fingerprint(asked(same)) == fingerprint(asked())


@pytest.mark.parametrize(
    "other", ["days=3", "seed=2", "world.staffing=1.1", "governance.dual.aid=full", "study=single"]
)
def test_the_fingerprint_changes_with_what_changes_rows(other):
    assert fingerprint(asked(other)) != fingerprint(asked())


def test_a_study_says_where_it_comes_from(done):
    about = storage.read_study(done.folder)
    assert about["configuration"]["world"]["places"] == 8
    assert about["policies"] == ["unitary", "dual"]
    assert about["cases"]["dual[command]"]["step"] == "command"
    assert about["cases"]["unitary | staffing=0.9"]["world"] == {"staffing": 0.9}
    assert about["code"]["lock"]
    assert about["machine"]["python"]
    assert any(row["key"] == "government_plan_2018" and row["citation"] for row in about["evidence"])
    assert [row["key"] for row in about["evidence"] if row["status"] == "MISSING"] == []


def test_every_source_counts_in_the_fingerprint(tmp_path):
    """A changed governance model, outcome or reader must not continue an old folder."""
    import shutil

    from experiments.running.origins import ROOT
    from experiments.running.provenance import CODE
    from sim.compiled import source_hash

    empty = source_hash(tmp_path)
    for folder in CODE:
        copy = tmp_path / folder.replace("/", "-")
        shutil.copytree(ROOT / folder, copy, ignore=shutil.ignore_patterns("__pycache__"))
        before = source_hash(copy)
        assert before != empty
        for room in {path.parent for path in copy.rglob("*.py")}:
            file = next(path for path in sorted(room.glob("*.py")))
            file.write_text(file.read_text(encoding="utf-8") + "# changed\n", encoding="utf-8")
            assert source_hash(copy) != before, file
            before = source_hash(copy)


def test_a_folder_that_cannot_be_made_is_one_line(capsys):
    from experiments.command_line import main

    assert main(["compare", "world=town", "days=1", "out=/proc/nowhere/results"]) == 2
    said = capsys.readouterr().err.strip().splitlines()
    assert len([line for line in said if line.startswith("chian: out:")]) == 1


def test_strangers_in_the_folder_are_left_alone(tmp_path):
    from experiments.running import storage

    about = {"fingerprint": "f", "replications": 2}
    storage.claim(tmp_path, about)
    (tmp_path / "replications" / ".DS_Store").write_text("")
    (tmp_path / "replications" / "00000 copy").mkdir()
    (tmp_path / "replications" / ".00001-999999999").mkdir()
    storage.claim(tmp_path, about | {"replications": 1})
    assert storage.finished(tmp_path) == ()
    assert sorted(p.name for p in (tmp_path / "replications").iterdir()) == [".DS_Store", "00000 copy"]
    assert storage.json.loads((tmp_path / "study.json").read_text())["replications"] == 2
