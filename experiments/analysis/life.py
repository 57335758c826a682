"""The life of one incident under one policy: its events in order, and the response time in its parts."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, final

ENDS = ("answered", "abandoned", "turned_away")
"""How a call for crews can end."""


@final
@dataclass(frozen=True)
class Event:
    """One row of the table of events."""

    minute: float
    """Since day 0 of the study."""
    name: str
    crew: int
    force: str
    place: int
    value: float


@final
@dataclass(frozen=True)
class Parts:
    """Minutes of a response: they add up to `whole`."""

    handling: float
    queue: float
    """Held for the own station, or waiting for any crew."""
    handover: float
    """With the wrong force: its queue, way and assessment, and the delay until the right one has the call."""
    way: float
    """Turnout and travel."""
    whole: float


@final
@dataclass(frozen=True)
class Life:
    """What befell an incident, in order of time."""

    events: tuple[Event, ...]

    def each(self, *names: str) -> tuple[Event, ...]:
        """All events of these names."""
        return tuple(event for event in self.events if event.name in names)

    def first(self, *names: str) -> Event | None:
        """The first event of these names."""
        return next(iter(self.each(*names)), None)

    def value(self, name: str) -> float:
        """The value of the first event of this name; NaN where there is none."""
        event = self.first(name)
        return math.nan if event is None else event.value

    @property
    def happened(self) -> bool:
        return self.first("happened", "moved") is not None

    @property
    def end(self) -> str:
        """One of `ENDS`; "" where no crew was called for, or the call is open."""
        last = self.first(*ENDS)
        return "" if last is None else last.name

    @property
    def held_min(self) -> float:
        """Minutes for which the call was kept for its own station; 0 while that is not over."""
        held = self.first("held")
        ends = self.each("hold_ended", "assigned", *ENDS)
        until = next((end.minute for end in ends if held and end.minute >= held.minute), None)
        return 0.0 if held is None or until is None else until - held.minute

    @property
    def parts(self) -> Parts | None:
        """The response time in its parts; None where no crew came that may take the call."""
        there, called, sent = self.first("answered"), self.first("called"), self.first("assigned")
        if there is None or called is None or sent is None:
            return None
        joined = self.each("joined")
        return Parts(
            handling=joined[0].minute - called.minute,
            queue=sent.minute - joined[-1].minute,
            handover=joined[-1].minute - joined[0].minute,
            way=there.minute - sent.minute,
            whole=there.value,
        )


def life(rows: Iterable[Mapping[str, Any]]) -> Life:
    """The life that rows of the table tell, in their order."""
    columns = ("minute", "crew", "force", "place", "value")
    return Life(tuple(Event(name=row["event"], **{column: row[column] for column in columns}) for row in rows))
