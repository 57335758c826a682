"""Before a study begins it says about what it will cost, and from what."""

import pytest

from experiments.running import costs, printing
from experiments.running.configuration import composed
from experiments.running.costs import Cost, seconds
from experiments.running.progress import spoken
from experiments.running.settings import settings

SHORT = ("world=town", "days=10", "burn_in_days=5", "extra_replications=1", "replications=3", "executor.workers=2")


@pytest.fixture
def asked():
    return settings(composed(SHORT))


def test_from_a_probe_that_is_made_once(asked, tmp_path, monkeypatch):
    made = []
    monkeypatch.setattr(costs, "KEPT", tmp_path / "costs.json")
    monkeypatch.setattr(costs, "compile_kernels", lambda told: made.append(told))
    first = seconds(asked, tmp_path, [2])
    assert first > 0
    assert seconds(asked, tmp_path, [2]) == first
    assert len(made) == 1
    assert "Hanbit, r2, 40 places" in (tmp_path / "costs.json").read_text()


def test_days_and_worlds_are_counted(asked, tmp_path, monkeypatch):
    monkeypatch.setattr(costs, "_kept", lambda _: Cost(world_s=100.0, day_s=1.0))
    assert seconds(asked, tmp_path, [1, 2]) == 2 * (100 + 5 + 2 * 10)
    # The first replication has ten more cases, in two worlds of their own beside the default one.
    assert seconds(asked, tmp_path, [0]) == 3 * (100 + 5) + 12 * 10


def test_a_scenario_at_another_rung_has_a_world_of_its_own(tmp_path, monkeypatch):
    asked = settings(composed((*SHORT, "study=single", "+scenarios.bare={policies:[unitary],rung:r0}")))
    monkeypatch.setattr(costs, "_kept", lambda _: Cost(world_s=100.0, day_s=1.0))
    assert seconds(asked, tmp_path, [0]) == 2 * (100 + 5) + 2 * 10


def test_from_what_is_finished(asked, tmp_path, monkeypatch):
    monkeypatch.setattr(costs.storage, "read_facts", lambda _: [{"days": 50, "seconds": 10.0}])
    assert seconds(asked, tmp_path, [2]) == pytest.approx(25 * 0.2)


def test_what_is_said(asked, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(printing, "seconds", lambda *_: 7200.0)
    printing.print_estimate(asked, tmp_path, [0, 1, 2])
    assert capsys.readouterr().err == (
        "rest: 3 replications of 2 to 12 cases, 185 days of simulation; about 2 core-hours, 60 min on 2 processes\n"
    )


@pytest.mark.parametrize(
    ("span", "words"),
    [(40, "40 s"), (150, "2.5 min"), (3600, "60 min"), (9000, "2.5 h"), (1e5, "28 h")],
)
def test_a_span_of_time(span, words):
    assert spoken(span) == words
