"""The event loop as the textbook's waiting line, M/M/c, beside SimPy, Ciw and Mesa's event list.

All four are given the same minutes of calls and the same minutes of service, so that every call waits the same in each
of them; where one does not, or where the mean wait is not Erlang's, nothing is printed but that. Crews follow the
square-root rule, c - a = sqrt(c), so that about a fifth of the calls wait however many crews there are. An event is
a call or a release: two a call, whatever a program does inside.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from benchmarks import line_of_ciw, line_of_mesa, line_of_model, line_of_simpy
from benchmarks.rounds import Spent, spent
from benchmarks.table import Table
from experiments.theory.erlang import WaitingLine

CREWS = (5, 50, 500)
CALLS = 20_000
SETTLING = 5_000
"""Calls not counted in the mean: the line starts empty."""
SERVICE_MIN = 30.0
SAFETY = 1.0
"""Crews beyond the load, over the root of all."""
ROUNDS = 10
SAME_MIN = 1e-6
"""Minutes by which two programs may differ: they add the same numbers in another order."""
WIDEST = 4.0
"""Standard errors by which a mean wait may be off."""

type Waits = Callable[[], NDArray[np.float64]]

PROGRAMS: Mapping[str, Callable[[int, NDArray[np.float64], NDArray[np.float64]], Waits]] = {
    "Chian": line_of_model.ready,
    "SimPy": line_of_simpy.ready,
    "Ciw": line_of_ciw.ready,
    "Mesa": line_of_mesa.ready,
}
"""Each is given crews, minutes of calls and minutes of service, and returns what runs them and gives the waits."""


class Compared(NamedTuple):
    """What one number of crews gave."""

    theory: WaitingLine
    mean: float
    """Mean wait over the rounds, minutes; the same for all programs."""
    z: float
    """Its distance from Erlang's in standard errors."""
    seconds: dict[str, Spent]


def compare(crews: int) -> Compared:
    """All programs on the same lines. Raises ValueError where they disagree with each other or with Erlang."""
    load = crews - SAFETY * math.sqrt(crews)
    theory = WaitingLine(load / SERVICE_MIN, SERVICE_MIN, crews)
    seconds: dict[str, list[float]] = {name: [] for name in PROGRAMS}
    means = np.empty(ROUNDS)
    for turn, chance in enumerate(np.random.default_rng(crews).spawn(ROUNDS)):
        minutes = np.cumsum(chance.exponential(1.0 / theory.rate, CALLS))
        service = chance.exponential(SERVICE_MIN, CALLS)
        waits = {}
        for name, ready in PROGRAMS.items():
            run = ready(crews, minutes, service)
            start = time.process_time()
            waits[name] = run()
            seconds[name].append(time.process_time() - start)
        _agree(waits, crews)
        means[turn] = waits["Chian"][SETTLING:].mean()
    z = float((means.mean() - theory.wait) / (means.std(ddof=1) / math.sqrt(ROUNDS)))
    if abs(z) > WIDEST:
        raise ValueError(f"{crews} crews: mean wait {means.mean():.3f} min against {theory.wait:.3f} (Erlang C)")
    return Compared(theory, float(means.mean()), z, {name: spent(turns) for name, turns in seconds.items()})


def _agree(waits: Mapping[str, NDArray[np.float64]], crews: int) -> None:
    for name, given in waits.items():
        apart = np.abs(given - waits["Chian"]).max() if given.shape == waits["Chian"].shape else np.inf
        if not apart < SAME_MIN:
            raise ValueError(f"{crews} crews: waits of {name} and of the event loop differ by up to {apart:g} min")


def measure(told: Callable[[str], None]) -> Table:
    """Thousand events a second by program and number of crews."""
    found = {}
    for crews in CREWS:
        told(f"waiting line, {crews} crews")
        found[crews] = compare(crews)
    rows = [_row(crews, each) for crews, each in found.items()]
    heads = tuple(f"{name}, thousand events/s" for name in PROGRAMS)
    return Table(
        "The event loop as M/M/c",
        ("crews", "mean wait, min", "Erlang C, min", "z", *heads, "Chian over SimPy"),
        rows,
        f"{ROUNDS} rounds of {CALLS:,} calls, the same in every program; each call waits the same in all of them to "
        f"{SAME_MIN:g} min. Medians; setting up is not timed. Chian also locates crews, ranks forces and books "
        "minutes, though nothing here asks for it.",
    )


def _row(crews: int, found: Compared) -> tuple[str, ...]:
    speed = {name: 2.0 * CALLS / seconds.median / 1e3 for name, seconds in found.seconds.items()}
    figures = (f"{crews}", f"{found.mean:.3f}", f"{found.theory.wait:.3f}", f"{found.z:+.1f}")
    return (*figures, *(f"{value:,.0f}" for value in speed.values()), f"{speed['Chian'] / speed['SimPy']:.0f}")
