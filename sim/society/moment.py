"""Moments: what the marks of residents are hashed from. One item for each resident and day, the same in every run."""

from __future__ import annotations

import numpy as np

from sim.compiled import inlined


@inlined
def moment(row: int, day: int) -> np.uint64:
    """The item of a resident's day. In plain Python it comes back as a whole number: make it 64 unsigned bits again."""
    return (np.uint64(day) << np.uint64(32)) + np.uint64(row)
