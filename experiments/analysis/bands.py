"""Series over time: means of weeks or months, and pointwise t intervals over replications."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final, NamedTuple, final

import numpy as np
from numpy.typing import NDArray

from experiments.analysis.paired import t_quantile

WEEK: Final = 7
LEAST_WEEKLY: Final = 14
"""Days from which on a series is smoothed at all."""
LEAST_MONTHLY: Final = 732
"""Days from which on it is shown by month: more than two years."""
LEAST_OF_MONTH: Final = 15
"""Days that a month at either end must have to be shown."""


@final
class Span(NamedTuple):
    """How the days of a series are put together: `kind` is "day", "week" (moving) or "month" (of the calendar)."""

    kind: str
    first: NDArray[np.int64]
    """[P] first day of each mean."""
    last: NDArray[np.int64]
    """[P] the day after its last."""

    @property
    def middle(self) -> NDArray[np.float64]:
        """[P] where each mean stands, in days; 0 is the start of the first day."""
        return (self.first + self.last) / 2.0


@final
class Band(NamedTuple):
    """[P] means over replications with their pointwise interval; without one where there is one replication."""

    mean: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]

    @property
    def clear(self) -> NDArray[np.bool_]:
        """[P] whether the interval excludes 0."""
        return (self.low > 0) | (self.high < 0)


def span_of(days: int, start: datetime) -> Span:
    """Days as they are below two weeks, moving means of 7 days up to two years, calendar months beyond."""
    if days < LEAST_WEEKLY:
        return Span("day", np.arange(days), np.arange(days) + 1)
    if days < LEAST_MONTHLY:
        first = np.arange(days - WEEK + 1)
        return Span("week", first, first + WEEK)
    months = np.array([(day.year * 12 + day.month) for day in (start + timedelta(days=d) for d in range(days))])
    edges = np.concatenate(([0], np.flatnonzero(np.diff(months)) + 1, [days]))
    whole = np.diff(edges) >= LEAST_OF_MONTH
    return Span("month", edges[:-1][whole], edges[1:][whole])


def averaged(series: NDArray[np.float64], span: Span) -> NDArray[np.float64]:
    """[R, P] means of daily values [R, D]; days without a value are left out, NaN where there is none at all."""
    known = np.isfinite(series)
    totals, counts = (_until(np.where(known, series, 0.0)), _until(known.astype(float)))
    with np.errstate(invalid="ignore", divide="ignore"):
        means: NDArray[np.float64] = (totals[:, span.last] - totals[:, span.first]) / (
            counts[:, span.last] - counts[:, span.first]
        )
    return means


def band(values: NDArray[np.float64], level: float = 0.95) -> Band:
    """The band of values [R, P]. Pointwise: of 20 points whose true value is 0, one excludes it by chance."""
    n, mean = len(values), values.mean(axis=0)
    if n < 2:
        nothing = np.full(mean.shape, np.nan)
        return Band(mean, nothing, nothing)
    half = t_quantile(level, n) * values.std(axis=0, ddof=1) / np.sqrt(n)
    return Band(mean, mean - half, mean + half)


def _until(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """[R, D + 1] sums of all days before each."""
    return np.concatenate((np.zeros((len(values), 1)), np.cumsum(values, axis=1)), axis=1)
