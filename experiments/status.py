"""`chian status`: what a folder of results holds, and what is left to do."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from experiments.bad_input import BadInput


def main(words: Sequence[str]) -> int:
    """Print the state of a folder. 1 if a file in it is not as it was written."""
    if len(words) != 1 or words[0].startswith("-"):
        raise BadInput(f"command line: {' '.join(words)!r} is not allowed; allowed: one folder, as in chian status DIR")
    from experiments.running.printing import print_state
    from experiments.running.state import state

    found = state(Path(words[0]))
    print_state(found)
    return int(bool(found.altered))
