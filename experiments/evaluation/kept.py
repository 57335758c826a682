"""What the sweeps of an evaluation kept: values by case, point and replication, whole or not at all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, final

import numpy as np
import pyarrow.parquet
from numpy.typing import NDArray

from experiments.bad_input import BadInput
from experiments.evaluation.design import DOSES, FACTORIAL, STAGE, doses_of, withheld
from experiments.inputs.materiality import Margins, read_margins, restated
from experiments.running import batches, storage
from experiments.running.batches import POINTS

type Floats = NDArray[np.float64]


@final
@dataclass(frozen=True)
class Kept:
    """One sweep: `values[case, point]` is [replication, outcome]."""

    folder: Path
    about: Mapping[str, Any]
    outcomes: tuple[str, ...]
    points: tuple[Mapping[str, Any], ...]
    values: Mapping[tuple[str, int], Floats]

    @property
    def cases(self) -> tuple[str, ...]:
        return tuple(self.about["policies"])

    @property
    def replications(self) -> int:
        return int(self.about["replications"])

    def of(self, case: str, point: int, outcome: str) -> Floats:
        """[replication] of one outcome."""
        found: Floats = self.values[case, point][:, self.outcomes.index(outcome)]
        return found

    def where(self, doses: Mapping[str, float], kind: str = "") -> int:
        """The point at which these strategies alone are carried out, less this kind of clause. Raises KeyError."""
        for number, point in enumerate(self.points):
            if doses_of(point) == dict(doses) and withheld(point) == kind:
                return number
        raise KeyError(f"{doses} {kind}")

    @cached_property
    def margins(self) -> Margins:
        return restated(read_margins(), self.about["configuration"].get("margins", {}))


def read(folder: Path) -> Kept:
    """A sweep of an evaluation, of which every run is there.

    Raises `BadInput`, in one line: a folder that is no such sweep, runs that are missing, points that were refused.
    """
    about = storage.read_about(folder)
    if STAGE not in about["configuration"] or not (folder / POINTS).is_file():
        raise BadInput(f"{folder}: no evaluation of strategies; allowed: what chian factorial or chian table keeps")
    storage.check(folder)
    points = pyarrow.parquet.read_table(folder / POINTS).to_pylist()
    rows = batches.read_table(folder, "outcomes").to_pandas()
    wanted = len(points) * len(about["policies"]) * about["replications"]
    rows = rows[rows["replication"] < about["replications"]]
    if len(rows) != wanted:
        lacks = f"{wanted - len(rows)} of {wanted} runs are missing, refused or failed"
        raise BadInput(f"{folder}: {lacks}; allowed: every run; the command that made it goes on with them")
    outcomes = tuple(name for name in rows.columns if name not in batches.KEYS)
    groups = rows.sort_values("replication").groupby(["case", "point"])
    values = {(str(case), int(point)): some[list(outcomes)].to_numpy(float) for (case, point), some in groups}
    return Kept(folder, about, outcomes, tuple(points), values)


def parts(folder: Path) -> tuple[str, ...]:
    """The sweeps in the folder of an evaluation. Raises `BadInput` where there is neither a factorial nor a table."""
    found = tuple(sorted(file.parent.name for file in folder.glob("*/study.json")))
    if not {FACTORIAL, DOSES} & set(found):
        allowed = "a folder that chian factorial or chian table made"
        raise BadInput(f"{folder}: neither a factorial nor a table of strategies; allowed: {allowed}")
    return found
