"""Does a difference matter? A paired difference against the margin that was stated for its outcome beforehand."""

from __future__ import annotations

from enum import StrEnum
from typing import Final, final

from experiments.analysis.equivalence import DIRECTIONS, equivalence
from experiments.analysis.paired import PairedDifference

ALPHA: Final = 0.05
"""Level of the test of equivalence; the interval beside it is of 95 %."""


@final
class Judgement(StrEnum):
    """What a paired difference says under a margin."""

    BETTER = "better"
    WORSE = "worse"
    """The interval lies wholly beyond the margin, on the good or the bad side."""
    HIGHER = "higher"
    LOWER = "lower"
    """The same for an outcome of which neither direction is better."""
    ALIKE = "alike"
    """The difference is shown to lie inside the margin: equivalent, however sure its sign is."""
    UNCLEAR = "unclear"
    """The interval reaches across a margin: neither a material difference nor equivalence is shown."""
    EQUAL = "equal"
    """Exactly 0 in every replication."""
    ONE = "one replication"
    """Nothing can be told from a single replication."""

    @property
    def material(self) -> bool:
        """Whether a difference beyond the margin is shown."""
        return self in (Judgement.BETTER, Judgement.WORSE, Judgement.HIGHER, Judgement.LOWER)

    @property
    def within(self) -> bool:
        """Whether it is shown that the difference does not reach the margin."""
        return self in (Judgement.ALIKE, Judgement.EQUAL)


def judged(difference: PairedDifference, better: str, margin: float) -> Judgement:
    """The judgement on a difference (95 % t interval) under a margin in the unit of the outcome, at least 0.

    Beyond the margin: the 95 % interval lies outside [-margin, margin]. Alike: two one-sided tests at 5 %, the same as
    a 90 % interval inside (-margin, margin). `better` is "lower", "higher" or "" for neither. Raises ValueError for
    another `better` and for a margin that is negative or not finite.
    """
    if better not in (*DIRECTIONS, ""):
        raise ValueError(f"better must be one of {', '.join(DIRECTIONS)} or empty, not {better!r}")
    alike = equivalence(difference, margin, ALPHA).holds
    if difference.n == 1:
        return Judgement.ONE
    if difference.mean == difference.sd == 0:
        return Judgement.EQUAL
    if difference.low > margin or difference.high < -margin:
        return _beyond(difference.mean > 0, better)
    return Judgement.ALIKE if alike else Judgement.UNCLEAR


def _beyond(up: bool, better: str) -> Judgement:
    if not better:
        return Judgement.HIGHER if up else Judgement.LOWER
    return Judgement.BETTER if up == (better == "higher") else Judgement.WORSE
