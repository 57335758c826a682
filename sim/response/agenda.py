"""The agenda: a binary heap of coming events, by minute, then kind, then number."""

from __future__ import annotations

from typing import Final

from sim.compiled import inlined
from sim.response.room import Desk

KIND: Final = 1 << 40
"""An event is kind x KIND + index of the crew or call."""


@inlined
def push(desk: Desk, minute: float, kind: int, index: int) -> None:
    """Put an event on the agenda."""
    i = desk.planned[0]
    desk.planned[0] = i + 1
    code = kind * KIND + index
    while i > 0:
        up = (i - 1) >> 1
        if desk.agenda_minute[up] < minute or (desk.agenda_minute[up] == minute and desk.agenda[up] <= code):
            break
        desk.agenda_minute[i] = desk.agenda_minute[up]
        desk.agenda[i] = desk.agenda[up]
        i = up
    desk.agenda_minute[i] = minute
    desk.agenda[i] = code


@inlined
def pop(desk: Desk) -> None:
    """Take the first event off the agenda."""
    n = desk.planned[0] - 1
    desk.planned[0] = n
    minute = desk.agenda_minute[n]
    code = desk.agenda[n]
    i = 0
    while True:
        child = 2 * i + 1
        if child >= n:
            break
        right = child + 1
        if right < n and (
            desk.agenda_minute[right] < desk.agenda_minute[child]
            or (desk.agenda_minute[right] == desk.agenda_minute[child] and desk.agenda[right] < desk.agenda[child])
        ):
            child = right
        if minute < desk.agenda_minute[child] or (minute == desk.agenda_minute[child] and code <= desk.agenda[child]):
            break
        desk.agenda_minute[i] = desk.agenda_minute[child]
        desk.agenda[i] = desk.agenda[child]
        i = child
    desk.agenda_minute[i] = minute
    desk.agenda[i] = code
