"""`chian report`: the report of a folder of results."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from experiments.bad_input import BadInput

LANGUAGE = "language="


def main(words: Sequence[str]) -> int:
    """Write the report of a folder again, in another language if one is asked for."""
    folders = [word for word in words if not word.startswith(LANGUAGE)]
    said = [word.removeprefix(LANGUAGE) for word in words if word.startswith(LANGUAGE)]
    if len(folders) != 1 or folders[0].startswith("-") or len(said) > 1:
        allowed = "one folder, as in chian report DIR, and one language, as in language=en"
        raise BadInput(f"command line: {' '.join(words)!r} is not allowed; allowed: {allowed}")
    from experiments.reporting import strings
    from experiments.running.holding import held
    from experiments.running.storage import read_study

    folder = Path(folders[0])
    read_study(folder)
    strings.speak(*said)
    with held(folder):
        write(folder)
    return 0


def write(folder: Path) -> None:
    """Write the report of a study and say where it is."""
    from experiments.reporting import report

    print(f"Report: {report.write(folder)}")
