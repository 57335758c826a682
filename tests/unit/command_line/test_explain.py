"""`chian explain`: the life of one incident, lived again or read, and what it refuses in one line."""

import json
import re
import shutil

import pyarrow.compute as pc
import pytest

from experiments.bad_input import BadInput
from experiments.command_line import main
from experiments.running import lives, storage, study
from experiments.running.configuration import composed
from experiments.running.happenings import TABLE
from experiments.running.inquiry import inquiry
from experiments.running.replaying import Span, replay
from experiments.running.settings import settings

SHORT = ("world=town", "world.places=40", "days=6", "burn_in_days=2", "executor=serial", "replications=2")
PLAIN = ("extra_replications=1", "~scenarios.no_hold", "~scenarios.fewer_crews", "event_days=3")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Two replications of six days, with the events of the first three; steps of the reform in the first."""
    out = tmp_path_factory.mktemp("explain") / "out"
    return study.run(settings(composed((*SHORT, *PLAIN, f"out={out}")))).folder


def told(capsys, *words):
    assert main(["explain", *map(str, words)]) == 0
    return capsys.readouterr().out


def paragraph(said):
    """The sentences at the end, in one line."""
    return " ".join(re.split(r"\n\s*\n", said.strip())[-1].split())


@pytest.fixture(scope="module")
def looked(folder):
    return lives.opened(inquiry((str(folder), "1")))


def test_what_is_lived_again_is_what_was_stored(folder, looked):
    again = replay(folder, looked.settings, looked.shared, looked.cases, Span(0, 2)).events.to_pandas()
    kept = storage.read_table(folder, TABLE, [1]).to_pandas()
    main_cases = kept[kept["case"].isin(looked.keys)].reset_index(drop=True)
    assert len(kept) > 5_000
    for column in kept:
        assert again[column].astype(str).tolist() == main_cases[column].astype(str).tolist(), column


def test_a_result_that_was_tampered_with_is_not_lived_again(folder, looked, tmp_path):
    copy = shutil.copytree(folder, tmp_path / "copy")
    daily = storage.read_table(copy, "daily", [1])
    shifted = daily.set_column(daily.column_names.index("value"), "value", pc.add(daily["value"], 1.0))
    storage.pyarrow.parquet.write_table(shifted, copy / "replications" / "00001" / "daily.parquet")
    with pytest.raises(lives.BadInput, match="comes out otherwise than it is stored"):
        replay(copy, looked.settings, looked.shared, looked.cases, Span(0, 0))


def test_cases_with_a_past_of_their_own_are_refused():
    other = "+scenarios.bare={policies:[unitary,dual],rung:r0}"
    asked = settings(composed((*SHORT, "study=core", "extra_replications=1", other)))
    bare = next(case.key for case in asked.plan.cases(0) if case.scenario.rung)
    with pytest.raises(BadInput, match="no policy"):
        lives._cases(inquiry(("results", "0", "unitary", bare)), asked)
    found = lives._cases(inquiry(("results", "0", "unitary", "dual")), asked)
    assert [case.key for case in found] == ["unitary", "dual"]


def test_a_list_and_the_lives_on_it(folder, capsys):
    said = told(capsys, folder, 0)
    ids = re.findall(r"^\s+(\d+\.\d+)  ", said, re.M)
    words = " ".join(said.split())  # lines end where the terminal does
    assert "incidents of 3 days worth a look, unitary beside dual" in words
    assert "later under unitary" in words
    assert "later under dual" in words
    assert len(ids) >= 4
    for id in ids[:3]:
        life = told(capsys, folder, 0, id)
        assert life.startswith(f"Incident {id}: ")
        assert "Response time in its parts" in life
        assert "The first crew that may take it is there" in paragraph(life)
        assert "Read from the events that the study kept" in life


def test_the_same_life_read_and_lived_again(folder, capsys):
    (id, *_) = re.findall(r"^\s+(\d+\.\d+)  ", told(capsys, folder, 0), re.M)
    read, again = told(capsys, folder, 0, id), told(capsys, folder, 0, id, "days=5")
    events = [
        re.search(r" Event .*?Response time in its parts.*?response [^\n]*", text, re.S).group()
        for text in (read, again)
    ]
    # Lived again it goes on beyond the days that were kept.
    assert set(events[0].splitlines()) <= set(events[1].splitlines())
    assert "Read from the events" not in again


def test_the_bare_split_lives_the_same_life(folder, capsys):
    for id in re.findall(r"^\s+(\d+\.\d+)  ", told(capsys, folder, 0), re.M)[:2]:
        said = paragraph(told(capsys, folder, 0, id, "unitary", "dual[split]"))
        assert said.startswith("The two lives are the same in every event and minute")
    assert "No incident of these days has another life" in told(capsys, folder, 0, "unitary", "dual[split]")


def test_an_incident_that_the_fate_keeps_in_reserve(folder, looked, capsys):
    numbers = range(400)
    reserve = next(n for n in numbers if lives._fated(looked, 4, n).needs > 1.2)
    said = told(capsys, folder, 1, f"4.{reserve}")
    assert "It happens under neither policy" in paragraph(said)


REFUSED = [
    ("{}", "is not allowed; allowed: DIR RUN"),
    ("{} 0 1.2 unitary dual more", "is not allowed; allowed: DIR RUN"),
    ("nowhere 0", "nowhere: no such folder; allowed: a folder of results"),
    ("{} 7", "command line: no replication 7 in "),
    ("{} first", "RUN 'first' is not allowed; allowed: the number of a replication"),
    ("{} 0 12", "incident '12' is not allowed; allowed: DAY.NUMBER, as in 37.1204"),
    ("{} 0 -1.3", "no option '-1.3'"),
    ("{} 0 1.3e2", "incident '1.3e2' is not allowed"),
    ("{} 0 6.1", "incident 6.1: no day 6; allowed: 0 to 5"),
    ("{} 0 2.99999", "no incident 2.99999; allowed: 2.0 to 2."),
    ("{} 0 2.1 unitary duel", "no policy 'duel'; did you mean 'dual'?"),
    ("{} 0 2.1 dual dual", "dual, dual alone; allowed: two policies of"),
    ("{} 1 2.1 unitary dual[split]", "no policy 'dual[split]'"),
    ("{} 0 2.1 dayz=3", "no key 'dayz'; did you mean 'days'?"),
    ("{} 0 2.1 days=-3", "days: '-3' is not allowed; allowed: 0 to 3660"),
    ("{} 0 2.1 days=many", "days: 'many' is not allowed"),
    ("{} 0 --config-dir nowhere", "--config-dir: 'nowhere' is not allowed; allowed: a folder that exists"),
]


@pytest.mark.parametrize(("words", "message"), REFUSED, ids=[words for words, _ in REFUSED])
def test_bad_input_is_answered_in_one_line(folder, words, message, capsys):
    assert main(["explain", *(word.format(folder) for word in words.split())]) == 2
    said = capsys.readouterr().err
    assert message in said
    assert said.count("\n") == 1


def test_a_folder_of_another_version_is_refused_in_one_line(folder, tmp_path, capsys):
    copy = shutil.copytree(folder, tmp_path / "copy")
    about = json.loads((copy / storage.STUDY).read_text(encoding="utf-8"))
    for changed in ({"fingerprint": "0" * 12}, {"configuration": {"study": {"name": "old"}}}):
        (copy / storage.STUDY).write_text(json.dumps(about | changed), encoding="utf-8")
        assert main(["explain", str(copy), "0"]) == 2
        said = capsys.readouterr().err
        assert "its results were made by other code, tables or config files than these" in said
        assert said.count("\n") == 1


def test_days_of_events_are_a_number_of_days(capsys):
    assert main(["compare", "event_days=-1"]) == 2
    assert "event_days: -1 is not allowed; allowed: 0 to 3660" in capsys.readouterr().err
