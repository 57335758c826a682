"""`chian status`: what a folder of results holds, and what is left to do."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from experiments.bad_input import BadInput


def main(words: Sequence[str]) -> int:
    """Print the state of a folder, or a line for each of `results/`. 1 if a file in it is not as it was written."""
    if len(words) > 1 or any(word.startswith("-") for word in words):
        allowed = "one folder, as in chian status DIR, or none for all of results/"
        raise BadInput(f"command line: {' '.join(words)!r} is not allowed; allowed: {allowed}")
    from experiments.running.printing import print_state, print_states
    from experiments.running.state import state
    from experiments.running.study import RESULTS

    if not words:
        print_states(RESULTS)
        return 0
    found = state(Path(words[0]))
    print_state(found)
    return int(bool(found.altered))
