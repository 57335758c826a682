"""Where a policy fails: outcomes that are worse than under the policy it is held against, and how clearly."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, final

from experiments.analysis.paired import paired_difference

LEVEL: Final = 0.95

type Values = Mapping[str, Sequence[float]]
"""By outcome: one value for each replication."""


@final
@dataclass(frozen=True)
class Comparison:
    """One outcome at one setting: means of both policies, and the interval of what the policy is worse by.

    `low` and `high` are in the unit of the outcome; positive is worse.
    """

    outcome: str
    against: float
    policy: float
    low: float
    high: float

    @property
    def fails(self) -> bool:
        return self.low > 0.0

    @property
    def gains(self) -> bool:
        return self.high < 0.0

    @property
    def clarity(self) -> float:
        """The certain part of the loss, as a share of the level: what failing settings are ranked by."""
        return self.low / abs(self.against) if self.against else self.low


def compared(outcome: str, better: str, policy: Sequence[float], against: Sequence[float]) -> Comparison:
    """Compare replications in pairs. `better`: "lower" or "higher"."""
    found = paired_difference(outcome, policy, against, LEVEL)
    mean = found.reference_mean
    if better == "higher":
        return Comparison(outcome, mean, mean + found.mean, -found.high, -found.low)
    return Comparison(outcome, mean, mean + found.mean, found.low, found.high)


@final
@dataclass(frozen=True)
class Count:
    """How many settings of a search fail, gain or cannot be told apart in one outcome."""

    outcome: str
    points: int
    fail: int
    gain: int


def counted(outcome: str, comparisons: Sequence[Comparison]) -> Count:
    return Count(outcome, len(comparisons), sum(c.fails for c in comparisons), sum(c.gains for c in comparisons))


def clearest(comparisons: Mapping[int, Comparison]) -> tuple[int, ...]:
    """Points that fail, the clearest first; ties go to the first point."""
    return tuple(sorted((p for p, c in comparisons.items() if c.fails), key=lambda p: (-comparisons[p].clarity, p)))
