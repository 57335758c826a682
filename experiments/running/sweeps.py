"""What a sweep is, read from a configuration: a study of some policies, and the points at which it is run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, final

from experiments.bad_input import unknown
from experiments.design.ranges import Point
from experiments.design.sampling.base import MOST, Design, TooMany, Wanted
from experiments.design.sampling.designs import DESIGNS
from experiments.inputs.parameter_sets import read_parameter_sets
from experiments.running.configuration import Composed
from experiments.running.origins import COMMAND_LINE
from experiments.running.settings import Settings, settings
from experiments.running.varied import matching, ranges, written_out

ALLOWED: Final[Mapping[str, str]] = {
    "over": "keys of parameters, with *, or assumptions, as in over=[response.misroute,governance.dual.*]",
    "points": f"1 to {MOST}",
    "levels": "2 to 1000 values of each range",
    "values": "values={response.misroute:[0,0.1,0.2]}",
    "file": "file=FILE.csv, whose first line names parameters and whose other lines are sets of values",
}
"""The keys that designs are made from, and what each may be."""


@final
@dataclass(frozen=True)
class Sweep:
    """`asked` has no extra cases; each point says which of its parameters are to be changed."""

    asked: Settings
    points: tuple[Point, ...]


def sweep(composed: Composed) -> Sweep:
    """The sweep of a configuration.

    Raises `BadInput`: an unknown design, a key that the design needs or has no use for, a parameter that does not
    exist, a value that is not allowed, days whose events are to be kept, more than `MOST` points.
    """
    no_events(composed)
    values = {**composed.values, "steps_of": [], "scenarios": {}, "extra_replications": 0, "event_days": 0}
    asked = settings(replace(composed, values=values))
    design = _design(composed)
    try:
        return Sweep(asked, design.points(_wanted(asked, composed)))
    except TooMany as fault:
        raise composed.origins.bad("design", composed.values["design"], str(fault)) from None


def no_events(composed: Composed) -> None:
    """Raise `BadInput` where somebody asks to keep the events of runs of which the outcomes alone are kept."""
    asked, origins = composed.values["event_days"], composed.origins
    if asked and origins.of("event_days") == COMMAND_LINE:
        raise origins.bad("event_days", asked, "none here, where outcomes alone are kept; chian compare keeps events")


def _design(composed: Composed) -> Design:
    """The design, which must be given the keys of one of the ways to make it, and no others."""
    values, origins = composed.values, composed.origins
    name = values["design"]
    if name not in DESIGNS:
        raise unknown("design", name, DESIGNS, origins.of("design"))
    found = DESIGNS[name]
    said = {key for key in ALLOWED if values[key]}
    way = max(found.takes, key=lambda way: len(said & set(way)))
    either = "; or ".join(" and ".join(way) for way in found.takes)
    for key in sorted(said - set(way)):
        raise origins.bad(key, values[key], f"none here; design={name} takes {either}")
    for key in (key for key in way if key not in said):
        raise origins.bad(key, values[key], ALLOWED[key])
    if values["levels"] == 1:
        raise origins.bad("levels", 1, ALLOWED["levels"])
    return found


def _wanted(asked: Settings, composed: Composed) -> Wanted:
    values, origins = composed.values, composed.origins
    plausible = not values["allow_outside_ranges"]
    over = matching(asked, values["over"], f"{origins.of('over')}, over")
    told = written_out(asked, values["values"], f"{origins.of('values')}, values", plausible=plausible)
    rows = read_parameter_sets(Path(values["file"]), ranges(asked, plausible=plausible)) if values["file"] else ()
    return Wanted(over, values["points"], asked.seed, values["levels"], told, rows)
