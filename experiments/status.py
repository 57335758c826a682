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
    from experiments.running import storage
    from experiments.running.printing import print_state, print_states
    from experiments.running.state import state
    from experiments.running.study import RESULTS

    folder = Path(words[0]) if words else RESULTS
    if not words or storage.of_several(folder):
        print_states(folder)
        return int(bool(words and storage.altered(folder)))
    found = state(folder)
    print_state(found)
    return int(bool(found.altered))
