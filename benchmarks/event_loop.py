"""How fast the event loop is in the full room: events a second, the dual model against the unitary one.

One busy day of Seoul with 1,124 crews, several crews a call, holds, penalties, misrouting, hand-over, mutual aid in
urgent calls and joint attendance. The bare loop is timed against the model's front, which makes the docket, runs the
loop and closes the calls of the day.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from typing import NamedTuple

from benchmarks.rounds import interleaved
from benchmarks.table import Table, time_of
from experiments.running.assembling import model
from sim.response import events, state
from sim.response.control_room import desk
from sim.response.dispatch import run_day
from sim.response.room import Room

ROUNDS = 40
POLICIES = ("unitary", "dual")


class Day(NamedTuple):
    """What a day is made of: the front with its crews and open calls, what it is given, and what it gives the loop."""

    front: Callable[[], Callable[[], object]]
    length: float
    first: int
    room: Room

    def bare(self) -> Callable[[], object]:
        """The loop alone, on a room that is as it was in the morning."""
        fresh = _fresh(self.room)
        return lambda: run_day(self.length, self.first, fresh)


def one_day(policy: str) -> Day:
    """The eleventh day."""
    caught: list[tuple[float, int, Room]] = []
    run = model("world=seoul", f"policy={policy}", "burn_in_days=10")
    lived, given, morning = run.room.run_day, [], []

    def catch(length: float, first: int, room: Room) -> None:
        caught.append((length, first, _fresh(room)))
        run_day(length, first, room)

    def catch_front(*words: object) -> object:
        given.extend(deepcopy(words))
        morning.append((state.copied_crews(run.room.crews), state.copied_docket(run.room.open)))
        return lived(*words)

    run.room.loop, run.room.run_day = catch, catch_front
    run.step()
    run.room.loop = run_day
    crews, open_ = morning[0]

    def front() -> Callable[[], object]:
        run.room.crews, run.room.open = state.copied_crews(crews), state.copied_docket(open_)
        return lambda: lived(*given)

    return Day(front, *caught[0])


def measure(told: Callable[[str], None]) -> Table:
    """Both models on a day of the same fate."""
    told("event loop, a day of Seoul")
    days = {policy: one_day(policy) for policy in POLICIES}
    ways = {f"{policy}, bare loop": day.bare for policy, day in days.items()}
    ways |= {f"{policy}, model's front": day.front for policy, day in days.items()}
    counted = {policy: _events(day) for policy, day in days.items()}
    seconds = interleaved(ways, ROUNDS)
    unitary = seconds["unitary, bare loop"].median
    rows = []
    for name, each in seconds.items():
        number = counted[name.split(",")[0]]
        rate = f"{number / each.median / 1e6:.2f}"
        rows.append(
            (name, f"{number:,}", time_of(each.least), time_of(each.median), rate, f"{each.median / unitary:.2f}")
        )
    return Table(
        "The event loop on a day of Seoul",
        ("way", "events", "least", "median", "million events/s", "over the bare loop, unitary"),
        rows,
        f"{ROUNDS} rounds. Events: calls, assignments, arrivals on scene, releases, ends of holds and of patience.",
    )


def _fresh(room: Room) -> Room:
    calls, crews = state.copied_docket(room.calls), state.copied_crews(room.crews)
    return room._replace(
        calls=calls, crews=crews, desk=desk(crews, calls, room.layout, room.terms), spent=room.spent.copy()
    )


def _events(day: Day) -> int:
    log = events.log(400_000)
    run_day(day.length, day.first, _fresh(day.room)._replace(log=log))
    return int(log.length[0])
