"""The chronicle: looks on while a model lives through a day and writes down what befell each incident.

An observer from above: it asks the model for tables of the day that is over, listens to the event loop through a log,
and changes no result by a bit.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from sim.chronicle import aftermath, occurrence, response
from sim.chronicle.happenings import Happenings, joined, select
from sim.chronicle.response import Listening
from sim.model import SecurityModel
from sim.response import events


class Witnessed(NamedTuple):
    """A day that was looked on."""

    happenings: Happenings
    room: Listening
    """The log of the day, and the room as it was at midnight."""


def witness(model: SecurityModel) -> Witnessed:
    """Let a model live through a day and write down what happened, in order of time."""
    usual, before = model.room.loop, aftermath.morning(model)
    model.room.loop = room = Listening(usual, events.log(0))
    try:
        model.step()
    finally:
        model.room.loop = usual
    today = model.today
    assert today is not None  # a step has just been made
    parts = (
        *occurrence.occurred(model, today),
        *occurrence.heard(model, today),
        *response.called(model, today),
        *response.logged(model, room.log),
        *response.answered(today),
        *aftermath.worked_on(model, today),
        *aftermath.taken_in(model, today, before),
    )
    told = joined(parts)
    return Witnessed(select(told, np.argsort(told.minute, kind="stable")), room)
