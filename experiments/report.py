"""`chian report`: the report of a folder of results."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from experiments.bad_input import BadInput


def main(words: Sequence[str]) -> int:
    """Write the report of a folder again."""
    if len(words) != 1 or words[0].startswith("-"):
        raise BadInput(f"command line: {' '.join(words)!r} is not allowed; allowed: one folder, as in chian report DIR")
    from experiments.running.storage import read_study

    folder = Path(words[0])
    read_study(folder)
    write(folder)
    return 0


def write(folder: Path) -> None:
    """Write the report of a study and say where it is."""
    from experiments.reporting import report

    print(f"Report: {report.write(folder)}")
