"""Sentences that differ in one name are said once; sections on fewer replications say so."""

from experiments.reporting import fewer, institutions, response_parts, scenarios, steps
from experiments.reporting.alike import merged
from experiments.reporting.study import read

NAMES = ("npa", "local.patrol", "local.traffic", "local.traffic_teams", "national.patrol")


def test_what_is_said_of_several_is_said_once():
    said = merged(
        (
            "Adds: npa commands local.patrol over all affairs.",
            "Adds: npa commands national.patrol over national affairs.",
            "Adds: npa commands local.traffic over all affairs.",
        ),
        NAMES,
    )
    assert said == (
        "Adds: npa commands each of local.patrol and local.traffic over all affairs.",
        "Adds: npa commands national.patrol over national affairs.",
    )


def test_a_name_inside_another_is_not_that_name():
    several = ("local.traffic informs npa.", "local.traffic_teams informs npa.")
    assert merged(several, NAMES) == ("each of local.traffic and local.traffic_teams informs npa.",)
    assert merged(several, ("local.traffic", "npa")) == several


def test_a_name_that_comes_twice_stays():
    several = ("local.patrol helps local.patrol.", "local.traffic helps local.traffic.")
    assert merged(several, NAMES) == several


def test_no_sentence_is_in_two_families():
    several = ("npa informs local.patrol.", "npa informs local.traffic.", "local.traffic informs local.patrol.")
    said = merged(several, NAMES)
    assert said == ("each of npa and local.traffic informs local.patrol.", "npa informs local.traffic.")


def test_the_reform_names_all_forces_that_a_clause_is_enacted_for(study):
    folded = institutions.section(study).blocks[-1]
    lines = [line for block in folded.blocks if block.kind == "items" for line in block.words]
    assert len(lines) == len(set(lines)) < 45
    commands = [line for line in lines if line.startswith("Adds: commission commands")]
    (teams,) = [line for line in commands if "local.patrol" not in line]
    assert "each of local.women_youth and local.traffic over autonomous affairs" in teams
    assert "relative weight 1" in teams
    (boxes,) = set(commands) - {teams}
    assert "local.patrol over autonomous affairs in first response" in boxes
    assert "relative weight 0.5" in boxes


def test_sections_on_fewer_replications_say_so(study, made):
    for section in (response_parts.section, steps.section, scenarios.section):
        words = [block.words for block in section(study).blocks if block.kind == "text"]
        assert any("rests on 2 of the 3 replications" in said for said in words), words
    whole = read(made("world=town", "replications=2", "extra_replications=2"))
    assert fewer.note(whole, whole.replications(*whole.policies)) == ()
    (said,) = fewer.note(whole, (0,))
    assert said.words.endswith("One replication has no intervals.")
