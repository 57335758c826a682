"""What tips a difference: how far a change of one assumption moves it towards the other sign, and where it crosses."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import final

import numpy as np
from numpy.typing import ArrayLike

type Differences = Mapping[str, Sequence[float]]
"""By outcome: policy minus reference, a value for each replication."""


@final
@dataclass(frozen=True)
class End:
    """One assumption at another value than the study's, all others as they are, and the differences there."""

    key: str
    value: float | str
    differences: Differences

    def mean(self, outcome: str) -> float:
        """NaN where the outcome has no value."""
        return mean(self.differences.get(outcome, ()))


def mean(values: ArrayLike) -> float:
    """The mean of differences; NaN where there is none or one has no value."""
    found = np.asarray(values, float)
    return float(found.mean()) if found.size else math.nan


def towards(default: float, end: float) -> float:
    """How much of the difference an end takes away: 0 nothing, 1 all of it, more turns its sign; negative adds to it.

    NaN where there is no difference to take away or a value is missing.
    """
    return (default - end) / default if default else math.nan


def turns(default: float, end: float) -> bool:
    """Whether the difference has the other sign at the end. To become 0 is not to turn."""
    return default * end < 0


def ranked(default: Differences, ends: Sequence[End], outcome: str) -> tuple[str, ...]:
    """Assumptions by how far the better of their ends takes the difference towards the other sign, furthest first.

    Those that take nothing away are left out: all of them where the default has no value. Ties keep the order of the
    ends.
    """
    start = mean(default.get(outcome, ()))
    reach: dict[str, float] = {}
    for end in ends:
        share = towards(start, end.mean(outcome))
        if share > 0:
            reach[end.key] = max(share, reach.get(end.key, 0.0))
    return tuple(sorted(reach, key=lambda key: -reach[key]))


def crossing(first: float, second: float, at_first: float, at_second: float, target: float = 0.0) -> float:
    """Where a line between two values of an assumption reaches `target`; NaN if it does not between them."""
    low, high = sorted((at_first, at_second))
    if not low <= target <= high or low == high:
        return math.nan
    return first + (second - first) * (target - at_first) / (at_second - at_first)
