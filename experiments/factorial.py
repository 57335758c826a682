"""`chian factorial`: every combination of strategies under bare governance models."""

from __future__ import annotations

from collections.abc import Sequence


def main(words: Sequence[str]) -> int:
    """Run what is missing of it and say where the rows are. 1 if a run failed."""
    from experiments.evaluation.running import carried_out

    done = carried_out(words, "factorial")
    return int(done is not None and done[1])
