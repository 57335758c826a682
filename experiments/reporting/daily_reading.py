"""Daily series of a study folder, of its policies alone: steps and scenarios are compared by their means."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute
from numpy.typing import NDArray

from experiments.running import storage

type Series = Mapping[tuple[str, str], Mapping[int, NDArray[np.float64]]]
"""[D] values of the days after the burn-in, by (case, outcome) and replication."""


def read(folder: Path, cases: Iterable[str]) -> Series:
    """The series of these cases; empty where the study kept none."""
    found: dict[tuple[str, str], dict[int, NDArray[np.float64]]] = {}
    wanted = pa.array(list(cases), pa.string())
    for replication in storage.finished(folder):
        try:
            rows = storage.read_table(folder, "daily", (replication,))
        except FileNotFoundError:
            return {}
        frame = rows.filter(pa.compute.is_in(rows["case"], wanted)).to_pandas().sort_values("day", kind="stable")
        for (case, outcome), part in frame.groupby(["case", "outcome"], sort=False):
            found.setdefault((str(case), str(outcome)), {})[replication] = part["value"].to_numpy(float)
    return found
