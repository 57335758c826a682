"""Crews' minutes: they fill the day, and reported signs are held against them."""

from dataclasses import replace

import numpy as np
import pytest

from experiments.inputs.benchmarks import Pattern, read_patterns
from experiments.reporting import crew_day, patterns
from experiments.reporting.study import read
from sim.outcomes.catalogue import OUTCOMES
from sim.vocabulary import FREE_USES


def pattern(measure="use:patrol", expected="down") -> Pattern:
    return Pattern("K0", "something moved", "dual", "unitary", measure, expected, "", "a paper")


@pytest.fixture(scope="module")
def boxes(made):
    return read(made("study=boxes", "world=town", "replications=2", "extra_replications=2"))


def test_a_day_has_1440_minutes(study):
    for policy in study.policies:
        assert crew_day.shared_day(study, policy, (0, 1, 2)).sum(axis=0) == pytest.approx([1440] * 3)


def test_the_table_says_levels_and_differences(study):
    folded = crew_day.section(study).blocks[2]
    rows = {row.key: [cell.words for cell in row.cells] for row in folded.blocks[0].rows}
    assert rows["patrol"][:3] == ["patrol", "500.0", "−31.0"]
    assert rows["engagement"][1:] == ["100.0", "0", "—"]
    assert rows["Crews on duty (number)"][1] == "10.0"


def test_a_study_without_minutes_says_so(study):
    (said,) = crew_day.section(replace(study, minutes={})).blocks
    assert said.words == "This study kept no table of crew minutes."


def test_hours_are_counted_over_forces_or_for_one(study):
    every = patterns.measure(study, pattern())
    assert every.mean == pytest.approx(-31 * 10 / 60)
    assert patterns.measure(study, pattern("use:patrol@local.patrol")).mean == pytest.approx(every.mean / 2)
    assert patterns.measure(study, pattern("use:sleep")) is None
    assert patterns.measure(study, pattern("response")).mean == pytest.approx(0.55)
    assert patterns.measure(study, pattern("")) is None


@pytest.mark.parametrize(
    ("expected", "measure", "said"),
    [
        ("down", "use:patrol", "agrees"),
        ("up", "use:patrol", "contradicts"),
        ("up", "use:engagement", "cannot be told from 0"),
        ("not down", "use:engagement", "agrees"),
        ("not down", "use:patrol", "contradicts"),
        ("not up", "use:patrol", "agrees"),
        ("up", "", "not measured"),
    ],
)
def test_signs_agree_or_contradict(study, expected, measure, said):
    asked = pattern(measure, expected)
    assert patterns.verdict(asked, patterns.measure(study, asked)).words == said


def test_one_replication_tells_no_sign(study):
    alone = replace(study, facts=study.facts[:1])
    assert patterns.verdict(pattern(), patterns.measure(alone, pattern())).words == "one replication"


def test_only_patterns_between_cases_that_ran_are_shown(boxes, study):
    assert patterns.blocks(study) == ()
    lead, table = patterns.blocks(boxes)
    assert {row.key.partition("-")[0] for row in table.rows} == {"K1", "K8"}
    assert len(table.rows) == 11
    assert "of 10 measured signs" in lead.words
    assert "1 reports have no measure" in lead.words


def test_every_pattern_is_measured_by_something_known():
    uses, outcomes = {f"use:{use}" for use in FREE_USES}, {outcome.key for outcome in OUTCOMES}
    for reported in read_patterns():
        assert reported.measure.partition("@")[0] in {"", *uses, *outcomes}, reported.pattern


def test_the_boxes_move_alone_in_one_step(boxes):
    assert "boxes_returned[life safety]" in boxes.about["cases"]
    assert np.isfinite(boxes.mean("boxes_returned[life safety]", "response"))
