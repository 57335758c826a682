"""Shared nouns without behaviour: affairs, phases, priorities, and the scope of a clause."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, final

NATIONAL: Final = ("violent", "property", "public_order", "inquiry")
"""Affairs of the national police."""

LOCAL: Final = ("life_safety", "women_youth", "traffic", "local_events")
"""Autonomous police affairs (자치경찰사무), Act on National and Autonomous Police art. 4(1)2."""

AFFAIRS: Final = NATIONAL + LOCAL
"""Every affair, in the order of all arrays `[affair]`."""

MAJOR_CRIME: Final = ("violent", "property")
"""Affairs counted as the five major crimes (murder, robbery, sexual, violence; theft)."""

PHASES: Final = ("prevention", "first_response", "investigation", "follow_up")

PRIORITIES: Final = (1, 2, 3)
"""1 = urgent (112 codes 0 and 1), 2 = code 2, 3 = code 3. Code 4 is not dispatched."""


FREE_USES: Final = ("patrol", "enforcement", "engagement", "paperwork", "standby")
"""What a crew does with the time that calls leave it; the last two at its police box."""

CRITERIA: Final = ("response_time", "cleared", "reports_counted", "residents_satisfaction", "prevention")
"""What a force is judged by."""

FIELDS: Final = ("call", "traffic", "investigation")
"""Fields of police work in which contact satisfaction (치안고객만족도) is asked."""

CORPS_DESIGNS: Final = ("volunteer", "paid", "conscript_like")
"""How auxiliaries serve."""


@final
@dataclass(frozen=True)
class Scope:
    """The cells of affairs x phases that a clause covers. An empty tuple means all."""

    affairs: tuple[str, ...] = ()
    phases: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for name, known, given in (("affair", AFFAIRS, self.affairs), ("phase", PHASES, self.phases)):
            for item in given:
                if item not in known:
                    raise ValueError(f"scope: no {name} {item!r}; allowed: {', '.join(known)}")

    def covers(self, affair: str, phase: str) -> bool:
        return (not self.affairs or affair in self.affairs) and (not self.phases or phase in self.phases)

    def cells(self) -> Iterator[tuple[str, str]]:
        """All covered (affair, phase) pairs in the order of `AFFAIRS` and `PHASES`."""
        return iter(_cells(self))

    def __and__(self, other: Scope) -> Scope | None:
        """The cells covered by both, or None where there are none."""
        affairs = _both(self.affairs, other.affairs, AFFAIRS)
        phases = _both(self.phases, other.phases, PHASES)
        return None if affairs is None or phases is None else Scope(affairs, phases)


@functools.cache
def _cells(scope: Scope) -> tuple[tuple[str, str], ...]:
    """Institutions ask for the cells of the same few scopes thousands of times."""
    return tuple((a, p) for a in AFFAIRS for p in PHASES if scope.covers(a, p))


def _both(left: tuple[str, ...], right: tuple[str, ...], order: tuple[str, ...]) -> tuple[str, ...] | None:
    if not left or not right:
        return left or right
    return tuple(x for x in order if x in left and x in right) or None


CORPS: Final = "corps"
INSTITUTE: Final = "institute"
"""Kinds of organisations that are paid for what they do and not for posts (`sim.institution.organisation`)."""
