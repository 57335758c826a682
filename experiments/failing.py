"""`chian failing`: where in the plausible ranges a policy does worse than another."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

FILE: Final = "failing_settings.csv"


def main(words: Sequence[str]) -> int:
    """Run the searches of a study and write down the clearest failing settings. 1 if a run failed."""
    from experiments.running.asking import answered, asked, search

    question = asked(words)
    question = replace(question, overrides=search(question.overrides))
    if answered(question, "failing") is None:
        return 0

    from experiments.running import failing_table, searching

    composed = question.composed()
    folder, found = searching.run(composed)
    failing_table.show(found)
    failing_table.write(folder / FILE, found, composed.values)
    print(f"Failing settings: {folder / FILE}")
    records = [file for searched in found for file in searched.failed]
    for file in records:
        print(f"chian: runs failed; their values and tracebacks: {file}", file=sys.stderr)
    return int(bool(records))
