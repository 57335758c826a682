"""What an outcome is: one measured quantity, declared once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, final

import numpy as np
from numpy.typing import NDArray

from sim.ledger import Ledger
from sim.model import SecurityModel
from sim.outcomes.tally import Tally

FAMILIES: Final = ("service", "safety", "people", "casework", "officers", "institution", "money")
"""What outcomes are about, in the order of reports."""


@final
@dataclass(frozen=True)
class Context:
    """What an outcome may look at: the books and what they are about."""

    model: SecurityModel
    ledger: Ledger
    districts: tuple[Tally, ...]

    @property
    def use(self) -> NDArray[np.float64]:
        """[7] crew minutes by use."""
        return self.ledger.minutes()


@final
@dataclass(frozen=True)
class Outcome:
    """One measured quantity. `better` is "lower", "higher" or "" where neither is better by itself."""

    key: str
    unit: str
    better: str
    title: str
    sentence: str
    of: Callable[[Tally, Context], float]
    by_district: bool = False
    family: str = "service"
    """One of `FAMILIES`."""
