"""How fast a resident's day is: the model's front against its bare kernel and against plain Mesa, one object each.

A hundred thousand residents of Seoul live the same day, by the same rules.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from benchmarks.plain_residents import one_day
from benchmarks.rounds import Spent, interleaved
from benchmarks.table import Table, time_of
from sim.society import day

ROUNDS = 40
PLAIN_ROUNDS = 5
SEOUL_PER_ROW = 93.86
"""People behind one simulated resident, so that a hundred thousand stand for Seoul."""


def ways() -> tuple[int, Mapping[str, Callable[[int], object]]]:
    """Number of residents, and each way of living a day, given its number."""
    caught = one_day("world=seoul", f"world.scale={SEOUL_PER_ROW}")
    front, bare, plain = caught.society.copied(), caught.society.copied(), caught.plain()
    met, held = np.zeros((2, front.ground.districts)), np.zeros(2)

    def by_kernel(today: int) -> None:
        day.live(today, bare.ground.mind_key, bare.minds, caught.around, caught.habits, bare.levels, met, held)

    return len(plain.rows), {
        "the model's front": lambda today: front.pass_day(today, caught.around, caught.habits),
        "its bare kernel": by_kernel,
        "plain Mesa, one object each": plain.live,
    }


def measure(told: Callable[[str], None]) -> Table:
    """Seconds of a day, and how many residents that is a second."""
    told("a resident's day")
    residents, each = ways()
    front, bare, plain = each
    seconds: dict[str, Spent] = _timed({name: each[name] for name in (front, bare)}, ROUNDS)
    # The objects take turns with the front again, so that a drift of the machine between the two is nothing.
    again = _timed({name: each[name] for name in (front, plain)}, PLAIN_ROUNDS)
    over = {
        front: 1.0,
        bare: seconds[bare].median / seconds[front].median,
        plain: again[plain].median / again[front].median,
    }
    seconds[plain] = again[plain]
    rows = [
        (name, time_of(seconds[name].least), time_of(seconds[name].median), _rate(residents, seconds[name]), f"{x:.3g}")
        for name, x in over.items()
    ]
    return Table(
        "A resident's day",
        ("way", "least", "median", "million residents/s", "over the front"),
        rows,
        f"{residents:,} residents, the same rules and marks, the same state to the bit; {ROUNDS} rounds, "
        f"{PLAIN_ROUNDS} of plain Mesa.",
    )


def _timed(each: Mapping[str, Callable[[int], object]], rounds: int) -> dict[str, Spent]:
    def way(name: str) -> Callable[[], Callable[[], object]]:
        days = iter(range(100, 100 + rounds))
        return lambda: lambda: each[name](next(days))

    return interleaved({name: way(name) for name in each}, rounds)


def _rate(residents: int, seconds: Spent) -> str:
    return f"{residents / seconds.median / 1e6:.3g}"
