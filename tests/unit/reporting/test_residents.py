"""Residents stand in every section that goes by family; where nobody thinks they are left out and the page says so."""

from dataclasses import replace

import numpy as np
import pytest

from experiments.reporting import (
    by_construction,
    difference_plot,
    district_map,
    findings,
    plausibility_table,
    precision_table,
    purpose,
    report,
    scenarios,
    steps,
)
from experiments.reporting.headline import BY_KEY, headlines
from experiments.reporting.study import read

PEOPLE = {outcome.key for outcome in BY_KEY.values() if outcome.family == "people"}
SECTIONS = (findings, by_construction, steps, scenarios, plausibility_table, precision_table)


@pytest.fixture(scope="module")
def mindless(study):
    """The same study where no policy has a value of an outcome on residents."""
    none = {(c, o): dict.fromkeys(by, np.nan) if o in PEOPLE else by for (c, o), by in study.outcomes.items()}
    districts = {
        (c, o, d): dict.fromkeys(by, np.nan) if o in PEOPLE else by for (c, o, d), by in study.districts.items()
    }
    return replace(study, outcomes=none, districts=districts)


def tables(section):
    for block in section.blocks:
        for inner in getattr(block, "blocks", (block,)):
            if inner.kind == "table":
                yield inner


def keys(study):
    """Keys of rows and words of heads of all tables."""
    found = [table for section in SECTIONS for table in tables(section.section(study))]
    return {row.key for table in found for row in table.rows} | {word for table in found for word in table.head}


def test_headlines_of_residents_are_in_the_tables(study):
    shown = keys(study)
    assert {outcome.key for outcome in headlines("people")} <= shown
    assert {"people", BY_KEY["trust"].title, "contact_satisfaction_traffic"} <= shown


def test_without_minds_they_are_left_out(mindless):
    shown = keys(mindless)
    assert not shown & (PEOPLE - {"reported_share"})
    assert not shown & {"people", BY_KEY["trust"].title, BY_KEY["perceived_safety"].title}
    assert "response" in shown


def test_a_figure_that_is_measured_without_minds_stays(mindless):
    """The share of crime that is reported is kept beside the outcomes."""
    (table,) = tables(plausibility_table.section(replace(mindless, figures={"reported_share": 0.25})))
    (row,) = [row for row in table.rows if row.key == "reported_share"]
    assert row.cells[2].words == "0.25"


def test_figures_show_residents_only_where_there_are_minds(study, mindless):
    with_them, without = (difference_plot.figures(s)[0] for s in (study, mindless))
    assert "Trust in the police" in with_them.alt
    assert "Trust in the police" not in without.alt
    assert [f.key for f in district_map.section(study).figures] == [
        "map-response",
        "map-response-difference-1",
        "map-fear",
        "map-fear-difference-1",
    ]
    assert [f.key for f in district_map.section(mindless).figures] == ["map-response", "map-response-difference-1"]


def test_only_the_first_policy_has_a_map_without_a_difference_beyond_the_margin(study):
    unitary, dual = study.policies
    alike, apart = ([unitary, dual, unitary], [1], [unitary, unitary]), ([dual, dual, unitary], [1, 2], [])
    for policies, drawn, told in (alike, apart):
        section = district_map.section(replace(study, about={**study.about, "policies": policies}))
        said = [block.words for block in section.blocks if "so there is no map" in getattr(block, "words", "")]
        figures = [f.key for f in section.figures if f.key.startswith("map-response-difference")]
        assert figures == [f"map-response-difference-{n}" for n in drawn]
        assert [words.partition(" ")[0] for words in said] == told


def facts(study):
    (block,) = [block for block in purpose.section(study).blocks if block.kind == "facts"]
    return dict(block.pairs)


def test_the_rung_is_named_with_what_was_changed(made):
    plain = made("world=town", "replications=2", "extra_replications=0")
    assert facts(read(plain))["Rung"] == "r2"
    assert ", rung r2, fingerprint" in report.write(plain).read_text(encoding="utf-8")
    changed = read(made("world=town", "rung=r1", "administration.theta=2", "replications=1", "extra_replications=0"))
    assert facts(changed)["Rung"] == "r1, but with administration.theta=2.0"
    assert any("Rung r1 of four" in getattr(block, "words", "") for block in purpose.section(changed).blocks)
    (table,) = tables(plausibility_table.section(changed))
    assert "rung r1" in table.caption


def test_results_of_before_there_were_rungs_are_of_the_lowest(study):
    old = replace(study, about={key: value for key, value in study.about.items() if key != "rung"})
    assert facts(old)["Rung"] == "r0"
