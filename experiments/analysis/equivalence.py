"""Is a paired difference smaller than a margin, or at least not worse by it?

Both tests turn the burden of proof round: a difference that was hardly measured passes neither.
"""

from __future__ import annotations

import math
from typing import Final, NamedTuple, final

from scipy.special import stdtr

from experiments.analysis.paired import PairedDifference

DIRECTIONS: Final = ("lower", "higher")


@final
class MarginTest(NamedTuple):
    """`p` of the null hypothesis that the margin is reached, and whether it is rejected at the level asked for."""

    p: float
    holds: bool


def equivalence(difference: PairedDifference, margin: float, alpha: float = 0.05) -> MarginTest:
    """Two one-sided t tests: does the mean difference lie inside (-margin, margin), in the unit of the outcome?

    Holds exactly where the interval of level 1 - 2 `alpha` (90 %) lies inside the margin. A difference without any
    spread has p 0 or 1; one replication has p 1. Raises ValueError for a negative margin and an `alpha` outside
    (0, 0.5]. Source: Schuirmann (1987), Journal of Pharmacokinetics and Biopharmaceutics 15.
    """
    _check(margin, alpha)
    p = max(_below(difference, margin), _below(_mirrored(difference), margin))
    return MarginTest(p, p < alpha)


def non_inferiority(difference: PairedDifference, better: str, margin: float, alpha: float = 0.05) -> MarginTest:
    """One-sided t test: is the policy worse than its reference by less than the margin? `better`: "lower" or "higher".

    What is shown to be equivalent at some `alpha`, or better, is not inferior at that `alpha`. Raises ValueError as
    `equivalence` does, and for another `better`: an outcome without a direction cannot be worse.
    """
    _check(margin, alpha)
    if better not in DIRECTIONS:
        raise ValueError(f"better must be one of {', '.join(DIRECTIONS)}, not {better!r}")
    p = _below(difference if better == "lower" else _mirrored(difference), margin)
    return MarginTest(p, p < alpha)


def _below(difference: PairedDifference, margin: float) -> float:
    """p of the null hypothesis that the mean difference is `margin` or more."""
    if difference.n == 1:
        return 1.0
    if difference.sd == 0:
        return 0.0 if difference.mean < margin else 1.0
    error = difference.sd / math.sqrt(difference.n)
    return float(stdtr(difference.n - 1, (difference.mean - margin) / error))


def _mirrored(difference: PairedDifference) -> PairedDifference:
    d = difference
    return PairedDifference(d.outcome, d.reference_mean, -d.mean, -d.high, -d.low, d.sd, d.n)


def _check(margin: float, alpha: float) -> None:
    if not 0 <= margin < math.inf:
        raise ValueError(f"a margin must be finite and at least 0, not {margin}")
    if not 0 < alpha <= 0.5:
        raise ValueError(f"alpha must lie in (0, 0.5], not {alpha}")
