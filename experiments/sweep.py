"""`chian sweep`: a study at every point of a design."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace


def main(words: Sequence[str]) -> int:
    """Run what is missing of a sweep. 1 if a run failed."""
    from experiments.running.asking import answered, asked, sweep

    question = asked(words)
    question = replace(question, overrides=sweep(question.overrides))
    if answered(question) is None:
        return 0

    from experiments.running import sweeping, sweeps

    done = sweeping.run(sweeps.sweep(question.composed()))
    refused = f", {done.refused} points refused: their values do not go together" if done.refused else ""
    print(f"{done.runs} runs{refused}\nRows: {done.folder}")
    for file in done.failed:
        print(f"chian: runs failed; their values and tracebacks: {file}", file=sys.stderr)
    return int(bool(done.failed))
