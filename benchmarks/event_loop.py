"""How fast the event loop is: events a second in the full room, and the dual model against the unitary one.

One busy day of Seoul with 1,124 crews, several crews a call, holds, penalties, misrouting, hand-over, mutual aid in
urgent calls and joint attendance. Both models take turns in one process, so that a drifting machine moves both.
"""

from __future__ import annotations

import statistics
import time
from typing import NamedTuple

from experiments.running.assembling import model
from sim.response import events, state
from sim.response.control_room import desk
from sim.response.dispatch import run_day
from sim.response.room import Room

ROUNDS = 40


class Measured(NamedTuple):
    """Median seconds and events of one day."""

    seconds: float
    events: int

    @property
    def million_a_second(self) -> float:
        return self.events / self.seconds / 1e6


def measure() -> dict[str, Measured]:
    """Both models on a day of the same fate."""
    days = {policy: _one_day(policy) for policy in ("unitary", "dual")}
    seconds: dict[str, list[float]] = {policy: [] for policy in days}
    counted = {policy: _events(*day) for policy, day in days.items()}
    for _ in range(ROUNDS):
        for policy, (length, first, room) in days.items():
            fresh = _fresh(room)
            start = time.perf_counter()
            run_day(length, first, fresh)
            seconds[policy].append(time.perf_counter() - start)
    return {p: Measured(statistics.median(seconds[p]), counted[p]) for p in days}


def _one_day(policy: str) -> tuple[float, int, Room]:
    """What the event loop is given on the eleventh day."""
    caught: list[tuple[float, int, Room]] = []
    run = model("world=seoul", f"policy={policy}", "burn_in_days=10")

    def catch(length: float, first: int, room: Room) -> None:
        caught.append((length, first, _fresh(room)))
        run_day(length, first, room)

    run.room.loop = catch
    run.step()
    return caught[0]


def _fresh(room: Room) -> Room:
    calls, crews = state.copied_docket(room.calls), state.copied_crews(room.crews)
    return room._replace(
        calls=calls, crews=crews, desk=desk(crews, calls, room.layout, room.terms), spent=room.spent.copy()
    )


def _events(length: float, first: int, room: Room) -> int:
    """Arrivals, assignments, arrivals on scene, releases and expiries of the day."""
    log = events.log(400_000)
    run_day(length, first, _fresh(room)._replace(log=log))
    return int(log.length[0])


def main() -> None:
    result = measure()
    for policy, measured in result.items():
        speed = f"{measured.million_a_second:.1f} million events a second"
        print(f"event loop, {policy}: {speed} ({measured.events} a day)")
    print(f"event loop, dual over unitary: {result['dual'].seconds / result['unitary'].seconds:.2f}")


if __name__ == "__main__":
    main()
