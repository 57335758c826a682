"""What a study is going to cost, before it begins: from its own replications, else from a probe of this machine.

A probe makes the study's own world and lives some days in it, under the base and under the last policy, which is the
one with most in it. It is kept beside the compiled kernels and is not made again for the same region, rung, number of
places and last policy. It says what one process takes alone: several at once are slower by what they share. Hence
"about".
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any, Final, final

from experiments.running import storage
from experiments.running.assembling import checked_region, everywhere, forked
from experiments.running.origins import ROOT
from experiments.running.progress import meter
from experiments.running.replication import by_world, days_of
from experiments.running.settings import Settings
from experiments.running.state import seconds_a_day
from experiments.running.warming import compile_kernels

if TYPE_CHECKING:
    from sim.model import SecurityModel

KEPT: Final = ROOT / ".cache" / "costs.json"
WARM: Final = 3
DAYS: Final = 10
"""Days of a probe that are timed, after some that are not."""


@final
@dataclass(frozen=True)
class Cost:
    """Seconds of one process: to make a world with its pilot, and for a day of one case."""

    world_s: float
    day_s: float


def seconds(asked: Settings, folder: Path, missing: list[int]) -> float:
    """About how many seconds of one processor these replications take."""
    days = sum(days_of(asked, replication) for replication in missing)
    pace = seconds_a_day(storage.read_facts(folder))
    if pace is not None:
        return days * pace
    cost = _kept(asked) or _probed(asked)
    worlds = sum(len(by_world(asked.plan.cases(replication))) for replication in missing)
    return worlds * cost.world_s + days * cost.day_s


def seconds_of_sweep(asked: Settings, points: int) -> float:
    """About how many seconds of one processor a sweep takes, each of its points with a burn-in of its own."""
    cost = _kept(asked) or _probed(asked)
    return points * asked.replications * (cost.world_s + days_of(asked, 0) * cost.day_s)


def _key(asked: Settings) -> str:
    last = asked.plan.main[-1].policy.key
    return f"{checked_region(asked).name}, {asked.rung.name}, {asked.world.places} places, {last}"


def _kept(asked: Settings) -> Cost | None:
    said = _read().get(_key(asked))
    return Cost(**said) if said else None


def _probed(asked: Settings) -> Cost:
    """Make the world of the study, live some days in it under the base institution and some under the last policy."""
    from sim.model import SecurityModel

    with meter("kernels", 1) as told:
        compile_kernels(told)
    began = perf_counter()
    given = everywhere(asked, 0)
    model = SecurityModel(given[0], asked.before, response=asked.response)
    made = perf_counter()
    day_s = (_a_day(model) + _a_day(forked(asked, model, asked.plan.main[-1]))) / 2.0
    regions = len(given)  # all about as large as the first
    cost = Cost(regions * (made - began), regions * day_s)
    with suppress(OSError):  # a clone that cannot be written is probed every time
        storage.write_json(KEPT, _read() | {_key(asked): asdict(cost)})
    return cost


def _a_day(model: SecurityModel) -> float:
    """Seconds that a day of a model takes once it is warm."""
    model.run(WARM)
    warm = perf_counter()
    model.run(DAYS)
    return (perf_counter() - warm) / DAYS


def _read() -> dict[str, Any]:
    try:
        return dict(json.loads(KEPT.read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return {}
