"""Tipping: what a study may ask, and the three stages on a small town with a few assumptions."""

import json

import pytest

from experiments.bad_input import BadInput
from experiments.running import costs, printing, tipping_stages
from experiments.running.configuration import composed
from experiments.running.progress import spoken
from experiments.running.provenance import fingerprint
from experiments.running.settings import settings
from experiments.running.tipping import tipping
from experiments.running.varied import assumed

STUDY = ("study=rest", "world=town", "world.places=8", "days=2", "burn_in_days=1", "executor=serial")
ASKED = ("tipping.policy=dual", "tipping.against=unitary", "tipping.outcomes=[response,cost]")
SMALL = (
    *(f"tipping.{stage}.{key}" for stage in ("ends", "again", "line") for key in ("days=2", "burn_in_days=1")),
    *("tipping.ends.world=town", "tipping.again.world=town", "tipping.again.replications=2", "tipping.line.levels=2"),
    *("tipping.again.candidates=2", "tipping.line.replications=1"),
)
FEW = ("world.places", "response.hold_p2_min", "response.assessment_min", "governance.dual.desk", "governance.dual.aid")


def asked(*words):
    return settings(composed((*STUDY, *words)))


@pytest.fixture
def few(monkeypatch):
    def some(settings):
        return tuple(declared for declared in assumed(settings) if declared.key in FEW)

    monkeypatch.setattr(tipping_stages, "assumed", some)


def test_a_study_asks_nothing_unless_it_says_so():
    assert tipping(asked()) is None


def test_every_stage_leaves_what_it_found(few, tmp_path):
    study = asked(*ASKED, *SMALL)
    assert tipping_stages.run(study, tipping(study), tmp_path) == ()
    said = tipping_stages.read(tmp_path)
    assert said["ends"]["tried"] == len(FEW) - 1, "how finely the model looks is left alone"
    assert said["ends"]["region"] == "Hanbit"
    tried = {(end["key"], end["value"]) for end in said["ends"]["ends"]}
    assert {("governance.dual.aid", "none"), ("governance.dual.aid", "full"), ("governance.dual.desk", 0.0)} <= tried
    assert ("governance.dual.aid", "emergency") not in tried, "the study's own"
    assert all(len(end["values"]["response"]["policy"]) == 1 for end in said["ends"]["ends"])
    again = said["again"]
    assert 0 < again["tried"] <= 4
    assert all(len(end["values"]["cost"]["against"]) == 2 for end in again["ends"])
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "tipping").rglob("*.parquet")}
    tipping_stages.run(study, tipping(study), tmp_path)
    again_there = {path: path.stat().st_mtime_ns for path in before if path.parent.parent.name == "batches"}
    assert again_there == {path: time for path, time in before.items() if path in again_there}
    assert json.loads((tmp_path / "tipping" / "tipping.json").read_text()) == said


def test_an_end_is_the_study_with_that_value(few, tmp_path):
    study = asked(*ASKED, *SMALL)
    tipping_stages.run(study, tipping(study), tmp_path)
    said = tipping_stages.read(tmp_path)
    end = next(e for e in said["ends"]["ends"] if (e["key"], e["value"]) == ("governance.dual.aid", "none"))
    words = (*STUDY, "world.places=40", "governance.dual.aid=none", "extra_replications=0")
    from experiments.running.replication import replicate

    table = replicate(settings(composed(words)), 0).tables["outcomes"].to_pydict()
    rows = zip(table["case"], table["outcome"], table["value"], strict=True)
    values = {(case, outcome): value for case, outcome, value in rows}
    for side, case in (("policy", "dual"), ("against", "unitary")):
        assert end["values"]["response"][side] == [values[case, "response"]]


def made_up(**shares):
    """A stage in which ends take these shares of a difference of one minute away."""
    ends = [
        {"key": key, "value": 0, "values": {"response": {"policy": [1.0 - share], "against": [0.0]}}}
        for key, share in shares.items()
    ]
    return {"default": {"response": {"policy": [1.0], "against": [0.0]}}, "ends": ends}


def test_the_two_numbers_that_go_furthest_span_a_grid(few, tmp_path):
    study = asked(*ASKED, *SMALL)
    stages = tipping_stages._Stages(study, tipping(study), tmp_path)
    furthest = {"governance.dual.aid": 0.9, "governance.dual.desk": 0.8, "response.assessment_min": 0.7}
    said = stages.line(made_up(**furthest, **{"response.hold_p2_min": 0.6}))
    assert (said["outcome"], said["keys"]) == ("response", ["governance.dual.desk", "response.assessment_min"])
    assert len({tuple(one["at"]) for one in said["grid"]}) == 4
    assert all(len(one["values"]["response"]["policy"]) == 1 for one in said["grid"])
    assert stages.line(made_up(**{"governance.dual.aid": 0.9, "governance.dual.desk": 0.8})) is None


def test_what_the_stages_take_at_most_is_known_beforehand(few, monkeypatch, capsys):
    study = asked(*ASKED, *SMALL)
    stages = tipping_stages.wanted(study, tipping(study))
    # Four assumptions at two other values each, of which the furthest two in each of two outcomes are tried again.
    assert [(at.days, at.replications, points) for at, points in stages] == [(2, 1, 9), (2, 2, 9), (2, 1, 4)]
    monkeypatch.setattr(costs, "_kept", lambda _: costs.Cost(world_s=100.0, day_s=1.0))
    printing.print_tipping_estimate(study, stages)
    days = (9 + 18 + 4) * (1 + 2 * 2)
    hours = (31 * 100 + days) / 3600
    assert capsys.readouterr().err == (
        f"rest, what would tip the answer: up to 62 runs, {days} days of simulation; "
        f"about {hours:.2g} core-hours, {spoken(3600 * hours)} on one process\n"
    )


def test_no_events_are_kept_of_what_is_tried(few, tmp_path, monkeypatch):
    days = []

    def run(sweep, folder):
        days.append(sweep.asked.event_days)
        raise StopIteration

    monkeypatch.setattr(tipping_stages.sweeping, "run", run)
    study = asked(*ASKED, *SMALL, "event_days=2")
    with pytest.raises(StopIteration):
        tipping_stages.run(study, tipping(study), tmp_path)
    assert days == [0]


def test_what_is_tried_beside_a_study_changes_none_of_its_rows():
    assert fingerprint(asked(*ASKED)) == fingerprint(asked())


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("tipping.policy=duel", "command line, tipping.policy: no policy of the study 'duel'; did you mean 'dual'"),
        ("tipping.against=national", "tipping.against: no policy of the study 'national'"),
        ("tipping.against=dual", "command line, tipping.against: 'dual' is not allowed; allowed: another policy"),
        ("tipping.outcomes=[]", "tipping.outcomes: [] is not allowed; allowed: a list"),
        ("tipping.outcomes=[respons]", "no outcome with a better side 'respons'; did you mean 'response'"),
        ("tipping.ends.world=sation", "tipping.ends.world: no world 'sation'; did you mean 'station'"),
        ("tipping.without=[world.palces]", "tipping.without: no parameter like 'world.palces'"),
        ("tipping.line.levels=1", "tipping.line.levels: 1 is not allowed; allowed: 2 to 100"),
        ("tipping.ends.days=0", "tipping.ends.days: 0 is not allowed; allowed: 1 to 3660"),
    ],
)
def test_what_cannot_be_asked_is_refused_in_one_line(words, message):
    with pytest.raises(BadInput) as fault:
        tipping(asked(*ASKED, words))
    assert message in str(fault.value)
    assert "\n" not in str(fault.value)
