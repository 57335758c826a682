"""The margins of materiality that a study states in place of those of the table."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from experiments.bad_input import unknown
from experiments.inputs.materiality import read_margins
from experiments.running.origins import Origins


def check_margins(said: Mapping[str, Any], origins: Origins) -> None:
    """Raise `BadInput` for an outcome that does not exist, or a margin that is not finite or below 0."""
    known = read_margins() if said else {}
    for outcome, size in said.items():
        key = f"margins.{outcome}"
        if outcome not in known:
            raise unknown("outcome", str(outcome), known, f"{origins.of(key)}, {key}")
        if isinstance(size, bool) or not isinstance(size, int | float) or not 0 <= size < math.inf:
            share = "share of the reference" if known[outcome].relative else "number in the unit of the outcome"
            raise origins.bad(key, size, f"a {share}, at least 0")
