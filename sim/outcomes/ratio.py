"""The one way in which outcomes divide."""

from __future__ import annotations


def ratio(over: float, under: float) -> float:
    """A share or a mean of what is counted, which is never negative; NaN where there is nothing to count."""
    return float(over) / float(under) if under > 0.0 else float("nan")
