"""The table of two lives: both columns can be read downwards in order of time."""

import math

import pytest

from experiments.analysis.life import Event, Life
from experiments.reporting import strings
from experiments.reporting.incident_life import aligned
from sim.chronicle.happenings import Happening


def told(*names):
    """A life of events a minute apart."""
    return Life(tuple(Event(float(minute), name, -1, "", 0, math.nan) for minute, name in enumerate(names)))


LIVES = [
    (("happened", "called", "joined", "assigned"), ("happened", "called", "joined", "held", "hold_ended", "assigned")),
    (("deterred",), ("happened", "reported", "called")),
    (
        ("joined", "assigned", "assigned", "released"),
        ("joined", "desk", "handed_over", "came_back", "joined", "assigned"),
    ),
    ((), ("happened",)),
    (("assigned", "queued"), ("queued", "assigned")),
]


@pytest.mark.parametrize(("one", "other"), LIVES)
def test_every_event_is_there_once_and_in_order(one, other):
    rows = list(aligned(told(*one), told(*other)))
    assert [event.name for event, _ in rows if event] == list(one)
    assert [event.name for _, event in rows if event] == list(other)
    assert all(a.name == b.name for a, b in rows if a and b)
    assert sum(a is not None and b is not None for a, b in rows) >= min(len(set(one) & set(other)), 1)


def test_every_event_has_a_name_on_the_page():
    assert set(strings.LIFE_EVENTS) == {happening.name.lower() for happening in Happening}
