"""`chian outcomes`: every outcome, its unit, which way is better, and what it is."""

from __future__ import annotations

from collections.abc import Sequence

from experiments.bad_input import unknown


def main(words: Sequence[str]) -> int:
    """Print the outcomes whose keys meet a pattern (all without one), as a table or as Markdown."""
    from experiments.running import measured
    from experiments.running.origins import COMMAND_LINE

    patterns = [word for word in words if not word.startswith("-")]
    for option in (word for word in words if word.startswith("-") and word != "--markdown"):
        raise unknown("option", option, ("--help", "--markdown"), COMMAND_LINE)
    show = measured.markdown if "--markdown" in words else measured.plain
    print(show(measured.asked_for(patterns)), end="")
    return 0
