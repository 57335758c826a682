"""Lives of incidents, told by hand."""

import math

import pandas as pd
import pytest

from experiments.analysis.life import life
from experiments.analysis.worth import worth


def rows(*events):
    """Events as (minute, name) or (minute, name, value)."""
    return [
        {"minute": minute, "event": name, "crew": -1, "force": "", "place": 0, "value": value[0] if value else math.nan}
        for minute, name, *value in events
    ]


HANDED_OVER = rows(
    (10.0, "happened", 0.9),
    (10.0, "called"),
    (11.0, "joined"),
    (12.0, "assessing"),
    (20.0, "handed_over"),
    (22.0, "came_back"),
    (22.0, "joined"),
    (22.0, "held"),
    (25.0, "hold_ended"),
    (25.0, "queued"),
    (31.0, "assigned"),
    (36.0, "answered", 26.0),
)


def test_parts_of_a_response_add_up():
    one = life(HANDED_OVER)
    parts = one.parts
    assert (parts.handling, parts.handover, parts.queue, parts.way, parts.whole) == (1.0, 11.0, 9.0, 5.0, 26.0)
    assert one.held_min == 3.0
    assert (one.happened, one.end) == (True, "answered")


@pytest.mark.parametrize(
    ("events", "happened", "end"),
    [
        ([], False, ""),
        ([(0.0, "deterred", 0.8)], False, ""),
        ([(0.0, "moved", 0.8), (0.0, "called"), (1.0, "joined"), (9.0, "abandoned")], True, "abandoned"),
        ([(0.0, "happened", 1.0), (0.0, "unreported")], True, ""),
    ],
)
def test_lives_without_a_response(events, happened, end):
    one = life(rows(*events))
    assert (one.happened, one.end, one.parts) == (happened, end, None)
    assert math.isnan(one.value("answered"))


def test_a_hold_that_is_not_over_has_no_length_yet():
    assert life(rows((0.0, "called"), (1.0, "joined"), (1.0, "held"))).held_min == 0.0


def table(**cases):
    """Events of cases as {incident: [(name, value), ...]}."""
    return pd.DataFrame(
        [
            {"case": case, "incident": incident, "minute": 0.0, "event": name, "value": value}
            for case, incidents in cases.items()
            for incident, events in incidents.items()
            for name, value in events
        ]
    )


def test_both_directions_of_the_difference_are_listed():
    one = {n: [("happened", 1.0), ("answered", minutes)] for n, minutes in enumerate((5.0, 9.0, 7.0, 30.0))}
    other = {n: [("happened", 1.0), ("answered", minutes)] for n, minutes in enumerate((8.0, 9.0, 6.0, 5.0))}
    found = [(w.incident, w.case, w.value) for w in worth(table(a=one, b=other), "a", "b")]
    assert found == [(3, "a", 25.0), (2, "a", 1.0), (0, "b", 3.0)]


def test_what_one_policy_only_has_is_listed():
    one = {1: [("happened", 1.0)], 2: [("happened", 1.0), ("handed_over", 0.0)], 3: [("deterred", 0.9)]}
    other = {1: [("happened", 1.0), ("abandoned", 0.0)], 2: [("happened", 1.0)], 3: [("happened", 1.0)]}
    found = [(w.incident, w.event, w.case) for w in worth(table(a=one, b=other), "a", "b")]
    assert found == [(3, "deterred", "a"), (2, "handed_over", "a"), (1, "abandoned", "b")]


def test_what_happened_under_one_policy_only_is_no_difference_in_reporting():
    found = worth(table(a={1: [("happened", 1.0), ("reported", 0.0)]}, b={1: [("deterred", 0.9)]}), "a", "b")
    assert [w.event for w in found] == ["deterred"]


def test_calls_from_before_are_left_out():
    assert worth(table(a={1: [("answered", 5.0)]}, b={1: [("answered", 9.0)]}), "a", "b") == []
