"""Reads the rhythm tables: how crime and emergency calls are spread over the day and the week."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from experiments.bad_input import BadInput
from experiments.inputs.tables import DATA, Row, read_table, table_in
from sim.demand.rhythm import Rhythms
from sim.vocabulary import AFFAIRS

CRIMES: Final = {"violent": ("violence", "serious_violent"), "property": ("theft",), "traffic": ("traffic",)}
"""Kinds of recorded crime whose rhythm an affair has; all other affairs have the rhythm of 112 calls."""

BINS: Final = ("00-02", "03-05", "06-08", "09-11", "12-14", "15-17", "18-20", "21-23")
HOURS: Final = tuple(f"{hour:02d}" for hour in range(24))
DAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def rhythms(data: Path = DATA) -> Rhythms:
    """Hourly and weekly rhythms of the eight affairs, mean 1.

    Crime is known by bins of three hours, in which the rate is level. A table that the folder `data` does not have is
    the project's own. Raises `BadInput` if a table is incomplete.
    """
    crime = read_table(table_in(data, "rhythm_crime.csv"), ("crime", "rhythm", "bin", "count"))
    calls = read_table(table_in(data, "rhythm_calls.csv"), ("rhythm", "bin", "share"))
    hour_of_calls = _column(calls, "hour", HOURS, "share")
    weekday_of_calls = _column(calls, "weekday", DAYS, "share")
    hour, weekday = [], []
    for affair in AFFAIRS:
        rows = [row for row in crime if row.text("crime") in CRIMES.get(affair, ())]
        hour.append(_mean_one(np.repeat(_column(rows, "hour", BINS, "count"), 3) if rows else hour_of_calls))
        weekday.append(_mean_one(_column(rows, "weekday", DAYS, "count") if rows else weekday_of_calls))
    return Rhythms(np.array(hour), np.array(weekday))


def _column(rows: Iterable[Row], rhythm: str, bins: tuple[str, ...], value: str) -> NDArray[np.float64]:
    """`value` summed by bin over the rows of one rhythm (hour or weekday)."""
    total = dict.fromkeys(bins, 0.0)
    file = ""
    for row in rows:
        file = row.file
        if row.among("rhythm", ("hour", "weekday")) == rhythm:
            total[row.among("bin", bins)] += row.number(value)
    if not all(total.values()):
        empty = next(name for name in bins if not total[name])
        raise BadInput(f"{file}: {rhythm} {empty!r} is missing or zero; allowed: a positive {value} for every {rhythm}")
    return np.array(list(total.values()))


def _mean_one(rate: NDArray[np.float64]) -> NDArray[np.float64]:
    return rate / rate.mean()
