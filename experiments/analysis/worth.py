"""Which incidents of some days are worth a look: those whose lives under two policies part most, or part otherwise."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    import pandas as pd

ONLY: Final = ("deterred", "moved", "reported", "diverted", "handed_over", "abandoned", "turned_away", "cleared")
"""Events that make an incident worth a look where it has them under one of the two policies only."""

AMONG: Final = 2
"""How many are listed for a later first crew under each of the policies."""


class Worth(NamedTuple):
    """An incident and why it is listed."""

    incident: int
    event: str
    """The event that it has under one policy only; `answered` for the difference in response time."""
    case: str
    """That policy, or the one under which the first crew came later."""
    value: float
    """Minutes later; NaN for an event that one policy only has."""


def worth(events: pd.DataFrame, one: str, other: str) -> list[Worth]:
    """The largest differences in response time, both ways; then one incident with each of `ONLY` under one policy.

    `events`: the table of events of both cases over the same days.
    """
    # Of calls and cases that were open before, the table does not tell the beginning.
    begun = set().union(*(_with(events, case, "happened", "moved", "deterred") for case in (one, other)))
    whole = events[events["incident"].isin(begun)]
    return [*_slower(whole, one, other), *_only(whole, one, other)]


def _slower(events: pd.DataFrame, one: str, other: str) -> list[Worth]:
    answered = events[events["event"] == "answered"]
    minutes = [answered[answered["case"] == case].set_index("incident")["value"] for case in (one, other)]
    found = []
    for case, later in ((one, minutes[0] - minutes[1]), (other, minutes[1] - minutes[0])):
        largest = later[later > 0.0].sort_values(ascending=False, kind="stable")[:AMONG]
        pairs = zip(largest.index.tolist(), largest.tolist(), strict=True)
        found += [Worth(id, "answered", case, value) for id, value in pairs]
    return found


def _only(events: pd.DataFrame, one: str, other: str) -> list[Worth]:
    found = []
    for name in ONLY:
        for case, against in ((one, other), (other, one)):
            apart = _with(events, case, name) - _with(events, against, name)
            if name not in ("deterred", "moved"):
                # What did not happen at all cannot be reported, handed over, given up.
                apart &= _with(events, against, "happened", "moved")
            if apart:
                mine = events[(events["event"] == name) & (events["case"] == case)]
                found.append(Worth(next(id for id in mine["incident"].tolist() if id in apart), name, case, math.nan))
    return found


def _with(events: pd.DataFrame, case: str, *names: str) -> set[int]:
    """Incidents that have one of these events in a case."""
    return set(events.loc[events["event"].isin(names) & (events["case"] == case), "incident"])
