"""Where the time of a day goes: clocks around the phases of `SecurityModel`."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from typing import Any, Final

from sim.model import SecurityModel

PHASES: Final = {
    "_sit": "offices sit, orders",
    "_occur": "what happens",
    "_report": "what is reported",
    "_divert": "what others take",
    "_draft": "assembly duty",
    "run_day": "the event loop",
    "_follow_up": "casework",
    "_learn": "offices learn",
    "_take_in": "residents take in",
    "_close": "books",
}
"""Method to title, in the order of the day. `run_day` is the control room's."""

REST: Final = "between phases"


def clocked(run: SecurityModel) -> Counter[str]:
    """Seconds of the processor by phase from now on: the counter goes on counting while the model is stepped."""
    spent: Counter[str] = Counter()

    def around(name: str, act: Callable[..., Any]) -> Callable[..., Any]:
        def phase(*words: Any) -> Any:
            start = time.process_time()
            try:
                return act(*words)
            finally:
                spent[PHASES[name]] += time.process_time() - start

        return phase

    for name in PHASES:
        owner: Any = run.room if name == "run_day" else run
        setattr(owner, name, around(name, getattr(owner, name)))
    return spent


def step(run: SecurityModel, spent: Counter[str]) -> None:
    """One day, its whole time included."""
    before, start = spent.total(), time.process_time()
    run.step()
    spent[REST] += time.process_time() - start - (spent.total() - before)
