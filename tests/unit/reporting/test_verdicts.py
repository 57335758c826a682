"""Verdicts under margins: words, forest plot, signs, p-values, and margins that the study states itself."""

import math

import pytest

from experiments.analysis.multiple import paired_p
from experiments.analysis.paired import paired_difference
from experiments.reporting import by_construction, certainty, difference_plot, findings, forest
from experiments.reporting.headline import BY_KEY, chosen, headlines, verdict
from experiments.reporting.numbers import amount, chance
from experiments.reporting.study import read


def said(blocks):
    return " ".join(words for block in blocks for words in [getattr(block, "words", "")] if isinstance(words, str))


@pytest.fixture(scope="module")
def strict(made):
    """The study of the town with margins of its own: one so wide that response is alike, one of nothing."""
    return read(made("world=town", "replications=3", "extra_replications=2", "+margins={response: 5, trust: 0}"))


@pytest.mark.parametrize(
    ("key", "words", "tone"),
    [
        ("response", "worse", "bad"),
        ("handover", "alike", ""),
        ("clearance", "better", "good"),
        ("cost", "alike", ""),
        ("own_station", "higher", ""),
    ],
)
def test_a_verdict_asks_for_size(study, key, words, tone):
    outcome = BY_KEY[key]
    found = verdict(study, outcome, study.difference(key, "dual"))
    assert (found.words, found.tone) == (words, tone)


def test_a_sure_difference_within_its_margin_is_alike(study):
    found = study.difference("cost", "dual")
    assert found.distinguishable
    assert study.judged(BY_KEY["cost"], found) == "alike"


def test_what_is_missing_or_equal_is_said(study):
    assert verdict(study, BY_KEY["response"], None).words == "not defined"
    assert verdict(study, BY_KEY["response"], study.difference("response", "unitary")).words == "exactly equal"
    alone = paired_difference("response", [1.0], [2.0])
    assert verdict(study, BY_KEY["response"], alone).words == "one replication"


def test_a_margin_that_the_study_states_is_used_and_said(study, strict):
    difference = strict.difference("response", "dual")
    assert verdict(study, BY_KEY["response"], difference).words == "worse"
    assert verdict(strict, BY_KEY["response"], difference).words == "alike"
    words = said(findings.section(strict).blocks)
    assert "here but for response time (5) and trust in the police (0), which this study states itself" in words
    assert "states itself" not in said(findings.section(study).blocks)


def test_a_result_of_before_there_were_margins_takes_the_table(study, made, tmp_path):
    import json
    import shutil

    folder = shutil.copytree(made("world=town", "replications=3", "extra_replications=2"), tmp_path / "old")
    about = json.loads((folder / "study.json").read_text(encoding="utf-8"))
    del about["configuration"]["margins"]
    (folder / "study.json").write_text(json.dumps(about), encoding="utf-8")
    assert read(folder).margins == study.margins


def test_signs_are_traced_where_a_difference_may_matter(study, strict):
    assert "response" in rows(by_construction.section(study), "signs-dual")
    assert "response" not in rows(by_construction.section(strict), "signs-dual")
    assert "cost" not in rows(by_construction.section(study), "signs-dual")


def rows(section, key):
    return next({row.key for row in block.rows} for block in section.blocks if getattr(block, "key", "") == key)


# --- the plot ---------------------------------------------------------------------------------------------------------


def test_a_point_stands_in_margins_and_better_is_right():
    slower = paired_difference("response", [5.0, 5.6, 5.3], [4.0, 4.0, 4.0])
    lower, higher, neither = chosen(("response", "trust", "utilisation"))
    worse, better, up = (forest.point(outcome, slower, 0.5) for outcome in (lower, higher, neither))
    assert (worse.mean, better.mean) == pytest.approx((-2.6, 2.6))
    assert (worse.low, worse.high) == (-better.high, -better.low)
    assert up == better
    assert worse.material
    assert not forest.point(lower, slower, 1.0).material


def test_without_a_margin_there_is_no_point():
    assert forest.point(BY_KEY["response"], paired_difference("response", [5.0, 5.1], [4.0, 4.0]), 0.0) is None
    assert forest.point(BY_KEY["response"], None, 1.0) is None


def test_one_axis_serves_all_panels_and_is_even(study):
    for figure in difference_plot.figures(study):
        ends = {axes.get_xlim() for axes in figure.drawing.axes}
        assert len(ends) == 1
        low, high = ends.pop()
        assert low == -high
        assert high >= forest.LEAST


def test_filled_points_are_the_material_ones(study):
    figure = difference_plot.figures(study)[0]
    drawn = [line for axes in figure.drawing.axes for line in axes.get_lines() if line.get_marker() in ("o", "s")]
    material = [line for line in drawn if line.get_markerfacecolor() != "white"]
    keys = [o for family in ("service", "safety", "people") for o in headlines(family)]
    judged = [study.judged(o, d) for o in keys if (d := study.difference(o.key, "dual")) is not None]
    assert len(material) == sum(one.material for one in judged) > 0
    assert len(drawn) == len(judged)


def test_an_outcome_with_a_margin_of_nothing_is_left_to_the_table(study, strict):
    assert "Trust in the police" in difference_plot.figures(study)[0].alt
    assert "Trust in the police" not in difference_plot.figures(strict)[0].alt
    assert math.isfinite(strict.difference("trust", "dual").mean)


# --- p-values ---------------------------------------------------------------------------------------------------------


def test_p_values_are_adjusted_over_the_headline_outcomes(study):
    (folded,) = certainty.blocks(study)
    (table,) = folded.blocks
    found = {o.key: study.difference(o.key, "dual") for o in headlines()}
    assert {row.key for row in table.rows} == {key for key, d in found.items() if d is not None}
    least = min(found, key=lambda key: paired_p(found[key]))
    cells = {row.key: [cell.words for cell in row.cells] for row in table.rows}
    assert cells[least][3] == chance(min(1.0, len(table.rows) * paired_p(found[least])))
    assert cells["response"][6].startswith("+")
    assert f"over {len(table.rows)} headline outcomes" in table.caption


def test_one_replication_has_no_p_values(made):
    assert certainty.blocks(read(made("world=town", "replications=1", "extra_replications=1"))) == ()


@pytest.mark.parametrize(
    ("p", "words"), [(1.0, "1.00"), (0.237, "0.24"), (0.0123, "0.012"), (0.00021, "0.0002"), (2e-9, "< 0.0001")]
)
def test_p_values_are_short(p, words):
    assert chance(p) == words


@pytest.mark.parametrize(
    ("size", "unit", "words"),
    [(0.25, "min", "0.25"), (0.01, "share", "1"), (0.015, "share", "1.5"), (7.16, "", "7.2"), (1346.2, "", "1,346")],
)
def test_a_margin_is_said_without_a_sign(size, unit, words):
    assert amount(size, unit) == words
