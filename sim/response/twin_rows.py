"""Rows of the plain twin: a crew and a call as objects, read from the tables and written back."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from typing import Any, final

from sim.response.state import Crews, Docket


@final
@dataclass(slots=True, eq=False)
class Crew:
    """One row of `Crews`."""

    number: int
    force: int
    station: int
    status: int
    drafted: int
    place: int
    x_km: float
    y_km: float
    home_at: float
    booked: float
    call: int
    leg: int
    scene_at: float
    release_at: float
    answered: int
    minutes: list[float]
    vacant: int
    place_knowledge: float
    tenure_years: float
    fatigue: float
    novelty: float
    pace: float
    wear: float
    acceptance: float


@final
@dataclass(slots=True, eq=False)
class Call:
    """One row of `Docket`."""

    number: int
    id: int
    called: float
    joined: float
    place: int
    x_km: float
    y_km: float
    affair: int
    priority: int
    crews: int
    service_min: float
    patience_min: float
    contest: float
    desk: float
    aid: float
    joint: float
    state: int
    stage: int
    until: float
    queue_min: float
    handover_min: float
    assigned: float
    on_scene: float
    any_on_scene: float
    closed: float
    out: int
    sent: int
    forces: int
    force: int
    first_crew: int
    own_station: int
    short: int
    busy_min: float

    @property
    def urgent(self) -> int:
        return int(self.priority == 0)

    @property
    def gives_up_at(self) -> float:
        return self.joined + self.patience_min


def read[R](row: Callable[..., R], table: Crews | Docket) -> list[R]:
    """All rows of a table, numbered."""
    return [row(number, *values) for number, values in enumerate(zip(*(c.tolist() for c in table), strict=True))]


def write(table: Crews | Docket, rows: Iterable[Any]) -> None:
    """Put every field but the number back into its column."""
    for row in rows:
        for field in fields(row)[1:]:
            getattr(table, field.name)[row.number] = getattr(row, field.name)
