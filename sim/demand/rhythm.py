"""When it happens: how each affair is spread over the hours of a day and the days of a week."""

from __future__ import annotations

import math
from datetime import date, timedelta
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

MIDSUMMER: Final = 197
"""Day of the year at the middle of June, July and August."""

QUARTER_MEAN: Final = math.sin(math.pi / 4.0) / (math.pi / 4.0)
"""Mean of the yearly cosine over the three months around its peak."""


class Rhythms(NamedTuple):
    """Relative rates, mean 1 over the day and over the week. Rows in the order of `AFFAIRS`."""

    hour: NDArray[np.float64]
    """[A, 24]: rate in each hour of the day over the mean hour."""
    weekday: NDArray[np.float64]
    """[A, 7]: rate on each day of the week over the mean day, Monday first."""


class Calendar:
    """Hours, weekdays and seasons of a run whose day 0 is a date. Mean 1 over a year that starts on `year_start`."""

    def __init__(self, rhythms: Rhythms, *, first: date, year_start: date, summer_winter: float) -> None:
        self._first = first
        #: [A, 24] cumulative shares of the hours of a day.
        self.hours = np.cumsum(rhythms.hour, axis=1) / rhythms.hour.sum(axis=1, keepdims=True)
        self._weekday = rhythms.weekday
        self._amplitude = (summer_winter - 1.0) / (summer_winter + 1.0) / QUARTER_MEAN
        year = [year_start + timedelta(days=d) for d in range(365)]
        self._mean = np.mean([self._raw(day) for day in year], axis=0)

    def over_mean(self, weights: NDArray[np.float64]) -> NDArray[np.float64]:
        """[24] incidents of all affairs in each hour over the mean hour, where affairs weigh `weights` [A]."""
        shares = np.diff(self.hours, axis=1, prepend=0.0)
        hours: NDArray[np.float64] = 24.0 * (weights[:, None] * shares).sum(axis=0) / weights.sum()
        return hours

    def factor(self, day: int) -> NDArray[np.float64]:
        """[A] rate of the day over the mean of the year."""
        factor: NDArray[np.float64] = self._raw(self._first + timedelta(days=day)) / self._mean
        return factor

    def weekday(self, day: int) -> int:
        """0 Monday to 6 Sunday."""
        return (self._first + timedelta(days=day)).weekday()

    def _raw(self, when: date) -> NDArray[np.float64]:
        turn = math.cos(2.0 * math.pi * (when.timetuple().tm_yday - MIDSUMMER) / 365.0)
        raw: NDArray[np.float64] = self._weekday[:, when.weekday()] * (1.0 + self._amplitude * turn)
        return raw
