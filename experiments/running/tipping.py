"""What is asked about tipping: which difference between two policies, and how long its assumptions are tried."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, final

from experiments.bad_input import unknown
from experiments.design.cases import Case
from experiments.running.configuration import options
from experiments.running.directed import directed
from experiments.running.schema import TIPPING
from experiments.running.settings import Settings
from experiments.running.varied import matching

KEY: Final = "tipping"


@final
@dataclass(frozen=True)
class Tipping:
    """`policy` against `against` in some outcomes, of which the first is followed along two assumptions at once."""

    against: Case
    policy: Case
    outcomes: tuple[str, ...]
    without: tuple[str, ...]
    """Patterns of assumptions that are left alone."""
    stages: Mapping[str, Mapping[str, Any]]


def tipping(asked: Settings) -> Tipping | None:
    """What a study asks about tipping; None where it names no policy.

    Raises `BadInput`: a policy that the study does not have, an outcome without a better side, an unknown world, a
    pattern that no parameter is like.
    """
    said, origins = asked.resolved[KEY], asked.origins
    if not said["policy"]:
        return None
    cases = {case.key: case for case in asked.plan.main}
    for name in ("policy", "against"):
        if said[name] not in cases:
            raise unknown("policy of the study", said[name], cases, f"{origins.of(f'{KEY}.{name}')}, {KEY}.{name}")
    if said["policy"] == said["against"]:
        raise origins.bad(f"{KEY}.against", said["against"], "another policy of the study")
    stages = {name: said[name] for name in TIPPING}
    for name, stage in stages.items():
        if stage["world"] and stage["world"] not in options("world"):
            key = f"{KEY}.{name}.world"
            raise unknown("world", stage["world"], options("world"), f"{origins.of(key)}, {key}")
    without, where = tuple(said["without"]), f"{origins.of(f'{KEY}.without')}, {KEY}.without"
    matching(asked, without, where)
    outcomes = directed(said["outcomes"], f"{origins.of(f'{KEY}.outcomes')}, {KEY}.outcomes")
    return Tipping(cases[said["against"]], cases[said["policy"]], outcomes, without, stages)
