"""`chian sweep`: a study at every point of a design."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from experiments.running.sweeping import Swept


REASONS: Final = 5
"""Reasons for refusals that are printed, the commonest first."""

MANY: Final = 0.2
"""Share of refused points from which on the rest is called a biased sample."""


def _shape(reason: str) -> str:
    """A reason without its numbers, so that equal ones can be counted."""
    return re.sub(r"\b\d[\d.e+-]*", "#", reason)


def main(words: Sequence[str]) -> int:
    """Run what is missing of a sweep. 1 if a run failed."""
    from experiments.running.asking import answered, asked, sweep

    question = asked(words)
    question = replace(question, overrides=sweep(question.overrides))
    if answered(question, "sweep") is None:
        return 0

    from experiments.running import sweeping, sweeps

    done = sweeping.run(sweeps.sweep(question.composed()))
    print_swept(done)
    for file in done.failed:
        print(f"chian: runs failed; their values and tracebacks: {file}", file=sys.stderr)
    return int(bool(done.failed))


def print_swept(done: Swept) -> None:
    """How many runs there are, and why points were refused."""
    print(f"{done.runs} runs at {done.points - len(done.refused)} of {done.points} points\nRows: {done.folder}")
    if not done.refused:
        return
    print(f"Points refused, since their values do not go together: {len(done.refused)} (tables refused.parquet)")
    for reason, count in Counter(_shape(reason) for reason in done.refused.values()).most_common(REASONS):
        print(f"  {count}: {reason}")
    if len(done.refused) > MANY * done.points:
        print("The others are no even sample of the ranges; leave a parameter of each reason out (over=[...]).")
