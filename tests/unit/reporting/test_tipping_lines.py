"""The section on tipping says what the numbers say: made-up ends whose every difference the test knows."""

from dataclasses import replace

import pytest

from experiments.reporting import tipping_lines
from experiments.reporting.blocks import Folded, Items, Table, Text


def both(*differences, against=4.0):
    return {"policy": [against + d for d in differences], "against": [against] * len(differences)}


def end(key, value, own, *differences):
    about = {"key": key, "value": value, "own": own, "unit": "", "meaning": ""}
    return {**about, "values": {"response": both(*differences)}}


def stage(n, default, *ends):
    about = {
        "region": "Hanbit",
        "days": 28,
        "burn_in_days": 14,
        "replications": n,
        "tried": 5,
        "without": ["world.places"],
    }
    return {**about, "default": {"response": both(*default)}, "ends": list(ends)}


def found(default=(0.50, 0.52), far=(-0.20, -0.22), line=True):
    tried = (end("response.misroute", 0.1, 0.03, *far), end("governance.dual.aid", "full", "emergency", 0.40, 0.41))
    at = [(x, y) for x in (0.0, 0.05, 0.1) for y in (0.0, 0.5, 1.0)]
    grid = [{"at": [x, y], "values": {"response": both(0.5 - 8 * x + 0.2 * y)}} for x, y in at]
    map_ = {"region": "Hanbit", "days": 28, "burn_in_days": 14, "replications": 1, "grid": grid, "outcome": "response"}
    map_ |= {"keys": ["response.misroute", "governance.dual.desk"], "own": [0.03, 0.8]}
    return {
        "policy": "dual",
        "against": "unitary",
        "outcomes": ["response"],
        "ends": stage(1, default[:1], *(t | {"values": {"response": both(0.1)}} for t in tried)),
        "again": stage(2, default, *tried),
        "line": map_ if line else None,
    }


@pytest.fixture
def section(study):
    """`section(found)`: the section of a study that found this."""
    return lambda said: tipping_lines.section(replace(study, tipping=said))


def sentence(made):
    return next(block for block in made.blocks if isinstance(block, Items)).words[0]


def figures(made):
    return {figure.key: figure for figure in made.figures}


def test_a_study_that_asked_nothing_says_how_to_ask(section):
    made = section(None)
    assert [type(block) for block in made.blocks] == [Text]
    assert "key tipping" in made.blocks[0].words


def test_an_end_that_turns_the_sign_is_named_with_where_it_crosses(section):
    words = sentence(section(found()))
    assert words.startswith("Response time: the difference, +0.510 min (95 % interval")
    assert "turns its sign at response.misroute = 0.1 (\N{MINUS SIGN}0.210, crossing 0 at about 0.080" in words
    assert "the interval there excludes 0" in words
    assert "aid" not in words


def test_a_turn_that_is_not_sure_says_so(section):
    assert "the interval there holds 0" in sentence(section(found(far=(-0.5, 0.3))))


def test_where_nothing_turns_the_furthest_end_is_named(section):
    words = sentence(section(found(far=(0.20, 0.22))))
    assert "no single assumption turns the sign" in words
    assert "response.misroute = 0.1 takes it furthest, to +0.210" in words


def test_where_nothing_even_goes_that_way_this_is_said(section):
    said = found(far=(0.6, 0.6))
    said["again"]["ends"] = said["again"]["ends"][:1]
    assert "no single assumption takes the difference" in sentence(section(said))


def test_a_difference_that_the_search_does_not_see_is_not_called_unturnable(section):
    words = sentence(section(found(default=(-0.5, 0.6))))
    assert "what would turn the difference, +0.550 min in the study, was not tested" in words


def test_a_difference_that_is_none_cannot_be_turned(study):
    reference = study.policies[0]
    alike = {(case, o): study.outcomes[reference, o] for case, o in study.outcomes}
    made = tipping_lines.section(replace(study, outcomes=alike, tipping=found(default=(-0.5, 0.6))))
    assert "is not told apart from 0 here" in sentence(made)


def test_the_answer_says_in_which_world_was_searched(study):
    (words,) = tipping_lines.searched(replace(study, tipping=found()))
    assert "Hanbit, 28 days after 14 days of burn-in, 2 replications" in words
    assert tipping_lines.searched(study) == ()


def test_the_lead_says_what_was_tried(section):
    lead = section(found()).blocks[0].words
    for words in ("5 of them", "dual minus unitary in Hanbit, 28 days after 14 days of burn-in", "1 replication"):
        assert words in lead
    assert "2 replications" in lead
    assert "Left alone by the study: world.places." in lead


def test_the_bars_show_the_ends_and_the_caption_the_margin(section):
    bars = figures(section(found()))["tipping-bars"]
    assert "response.misroute = 0.1: \N{MINUS SIGN}0.210" in bars.alt
    assert "2 replications" in bars.caption
    (axes,) = bars.drawing.axes
    assert [label.get_text() for label in axes.get_yticklabels()] == ["response.misroute", "governance.dual.aid"]


def test_the_map_counts_the_points_that_turn(section):
    made = section(found())
    plane = figures(made)["tipping-map"]
    assert "9 points" in plane.caption
    assert plane.drawing.axes[0].get_xlabel() == "response.misroute"
    (words,) = [b.words for b in made.blocks if isinstance(b, Text) and "both at once" in b.words]
    assert "of 9 points 3 have the other sign" in words, "0.5 - 0.8 + 0.2 y < 0 for all y at x = 0.1"


def test_without_two_numbers_there_is_no_map(section):
    made = section(found(line=False))
    assert set(figures(made)) == {"tipping-bars"}
    assert any(isinstance(b, Text) and "there is no map" in b.words for b in made.blocks)


def test_the_table_gives_every_end_with_its_verdict(section):
    made = section(found())
    (again,) = [block for block in made.blocks if isinstance(block, Table)]
    assert [row.key for row in again.rows] == ["own", "response.misroute=0.1", "governance.dual.aid=full"]
    assert again.rows[0].cells[3].words.endswith("worse")
    assert again.rows[1].cells[3].words.endswith("undecided"), "0.21 lies inside the margin of 0.25, its interval not"
    (folded,) = [block for block in made.blocks if isinstance(block, Folded)]
    assert len(folded.blocks[0].rows) == 3


def test_the_page_has_the_section(page):
    assert 'id="tipping"' in page
