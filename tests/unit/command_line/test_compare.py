"""`chian compare` writes its report whatever befalls what it tries beside, and holds its folder until that is done."""

import json

import pytest

from experiments.command_line import main
from experiments.running import batches, sweeping, tipping_stages
from experiments.running.varied import assumed

STAGES = ("ends", "again", "line")
WORDS = (
    *("compare", "study=rest", "world=town", "world.places=8", "days=2", "burn_in_days=1", "replications=2"),
    *("extra_replications=0", "executor=serial", "tipping.policy=dual", "tipping.against=unitary"),
    *(f"tipping.{stage}.{key}" for stage in STAGES for key in ("world=town", "days=2", "burn_in_days=1")),
    *("tipping.outcomes=[response,cost]", "tipping.again.replications=1", "tipping.line.replications=1"),
)
FEW = ("response.hold_p2_min", "governance.dual.aid")


@pytest.fixture(autouse=True)
def few(monkeypatch):
    monkeypatch.setattr(tipping_stages, "assumed", lambda asked: tuple(d for d in assumed(asked) if d.key in FEW))


def lines(capsys):
    return [line for line in capsys.readouterr().err.splitlines() if line.startswith("chian: ")]


def test_what_is_tried_beside_is_part_of_the_estimate(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(tipping_stages, "run", lambda *_: ())
    assert main([*WORDS, f"out={tmp_path / 'out'}"]) == 0
    first, second = capsys.readouterr().err.splitlines()[:2]
    assert first.startswith("rest: 2 replications of 2 cases, 10 days of simulation; about ")
    assert second.startswith("rest, what would tip the answer: up to ")


def test_a_run_at_the_studys_own_values_that_fails_leaves_a_report(tmp_path, monkeypatch, capsys):
    at = sweeping.at

    def sometimes(asked, point):
        if not point:
            raise ArithmeticError("a fault of a test")
        return at(asked, point)

    monkeypatch.setattr(sweeping, "at", sometimes)
    folder = tmp_path / "out"
    assert main([*WORDS, f"out={folder}"]) == 1
    (line,) = lines(capsys)
    assert line.startswith("chian: what would tip the answer was not tried throughout; why: ")
    assert line.endswith("/failures/00000.json")
    assert tipping_stages.read(folder)["ends"]["default"] == {}
    assert 'id="tipping"' in (folder / "report.html").read_text()


def test_a_sweep_whose_batches_are_all_lost_has_tables_without_rows(tmp_path):
    for name, column in (("outcomes", "response"), ("runs", "seconds"), ("refused", "reason")):
        table = batches.read_table(tmp_path, name)
        assert (table.num_rows, column in table.column_names) == (0, True)


def test_whatever_is_wrong_with_tipping_the_report_is_written_in_a_folder_that_is_held(tmp_path, monkeypatch, capsys):
    folder, status = tmp_path / "out", []

    def wrong(*_):
        status.append(main(["report", str(folder)]))
        raise ArithmeticError("a fault of a test")

    monkeypatch.setattr(tipping_stages, "run", wrong)
    assert main([*WORDS, f"out={folder}"]) == 1
    second, own = lines(capsys)
    assert status == [2]
    assert f"{str(folder)!r} is in use by process " in second
    record = folder / "failures" / "tipping-00000.json"
    assert own == f"chian: what would tip the answer was not tried throughout; why: {record}"
    assert json.loads(record.read_text())["traceback"][-1] == "ArithmeticError: a fault of a test"
    assert (folder / "report.html").exists()

    monkeypatch.setattr(tipping_stages, "run", lambda *_: ())
    assert main([*WORDS, f"out={folder}"]) == 0
    assert not record.exists()


def test_nobody_works_in_a_folder_while_its_report_is_written(tmp_path, monkeypatch, capsys):
    from experiments import report

    folder = tmp_path / "out"
    words = [*(word for word in WORDS if not word.startswith("tipping")), f"out={folder}"]
    monkeypatch.setattr(report, "write", lambda folder: None)
    assert main(words) == 0
    status = []
    monkeypatch.setattr(report, "write", lambda folder: status.append(main(words)))
    assert main(["report", str(folder)]) == 0
    assert status == [2]
    assert f"{str(folder)!r} is in use by process " in lines(capsys)[0]
