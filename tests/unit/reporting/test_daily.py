"""The days of a study: the points are means of the rows, what is missing is said, the start of strategies is marked."""

from dataclasses import replace

import numpy as np
import pytest

from experiments.analysis.bands import span_of
from experiments.reporting import answer, daily, daily_drawing, purpose
from experiments.reporting.daily import section
from experiments.reporting.study import read


@pytest.fixture
def drawn(monkeypatch):
    """What is asked to be drawn, by its title."""
    kept = {}

    def draw(curves):
        kept[curves.title] = curves
        return daily_drawing.draw(curves)

    monkeypatch.setattr(daily, "draw", draw)
    return kept


def test_points_are_means_over_a_week_and_over_replications(study, drawn):
    found = section(study)
    assert [figure.key for figure in found.figures] == [f"daily-{key}" for key in daily.SHOWN]
    curves = drawn["Response time, min"]
    unitary, dual = curves.levels
    assert unitary.mean[0] == pytest.approx(2.0 + 0.03 + 0.5)  # days 0 to 6, replications 0 to 2
    (difference,) = curves.differences
    assert difference.mean[10] == pytest.approx(0.101 * 13)
    assert (dual.mean - unitary.mean) == pytest.approx(difference.mean)
    assert curves.days[0].isoformat() == "2023-01-04T12:00:00"
    assert len(curves.days) == study.about["days"] - 6


def test_shares_are_shown_in_percent(study, drawn):
    section(study)
    assert drawn["Utilisation, %"].levels[0].mean[0] == pytest.approx(253.0)
    assert drawn["Utilisation, %"].below == "minus unitary, points"


def test_the_words_count_where_the_band_excludes_zero(study):
    said = " ".join(block.words for block in section(study).blocks if block.kind == "text")
    assert "dual against unitary, share of points at which the band excludes 0: response time 100 %" in said
    assert "about 5 % of the moving means would exclude 0" in said


def test_seven_years_go_by_month(study, drawn):
    long = {key: {r: np.resize(days, 7 * 365) for r, days in by.items()} for key, by in study.daily.items()}
    found = section(replace(study, about={**study.about, "days": 7 * 365}, daily=long))
    assert len(drawn["Calls, a day"].days) == 84
    assert "means of calendar months" in found.figures[0].caption


def test_one_replication_has_no_bands(made):
    found = section(read(made("world=town", "replications=1", "extra_replications=1")))
    assert found.blocks[1].words.startswith("One replication: there are no bands")
    assert found.figures[0].caption.endswith("One replication, so no bands.")


def test_what_has_no_values_has_no_figure(study):
    nobody = {
        (case, key): {r: np.full_like(days, np.nan) if key in ("trust", "fear") else days for r, days in by.items()}
        for (case, key), by in study.daily.items()
    }
    keys = [figure.key for figure in section(replace(study, daily=nobody)).figures]
    assert keys == ["daily-response", "daily-calls", "daily-utilisation", "daily-true"]
    assert section(replace(study, daily={})).blocks[0].words == "This study kept no days of its policies."


def test_one_policy_is_drawn_without_a_difference(made, drawn):
    found = section(read(made("study=single", "world=town", "policies=[unitary]")))
    assert drawn["Response time, min"].differences == ()
    assert "paired" not in found.figures[0].caption


@pytest.mark.parametrize(("start", "marked"), [(40, 40), (0, 0), (10_000, None)])
def test_the_start_of_strategies_is_marked_within_the_study(made, drawn, start, marked):
    policies = "policies=[unitary,unitary+municipal_cooperation:1]"
    more = ("at_rest=false", "burn_in_days=30", f"strategies_start_day={start}", "replications=2", "days=60")
    found = section(read(made("world=town", policies, *more, "extra_replications=0", "steps_of=[]")))
    curves = drawn["Response time, min"]
    days = span_of(60, curves.days[0]).middle
    first = curves.days[0] - (curves.days[1] - curves.days[0]) * float(days[0])
    assert (curves.started and (curves.started - first).days) == marked
    assert ("Dotted line" in found.figures[0].caption) == (marked is not None)


def test_a_transition_is_marked_and_told(made, drawn):
    more = ("policies=[unitary,dual]", "days=60", "transition_day=20", "replications=2")
    study = read(made("study=transition", "world=town", *more))
    found = section(study)
    days = drawn["Response time, min"].days
    first = days[0] - (days[1] - days[0]) * float(span_of(60, days[0]).middle[0])
    assert (drawn["Response time, min"].started - first).days == 20
    assert "policies take over from the law in force" in found.figures[0].caption
    words = [block.words for block in answer.section(study).blocks if block.kind == "text"]
    assert any("one run under the law in force for the first 20 days" in said for said in words)
    facts = dict(next(block for block in purpose.section(study).blocks if block.kind == "facts").pairs)
    assert facts["Period"].endswith("policies take over on day 20, until then all are one run")
