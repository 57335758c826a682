"""`chian findings`: the pages on strategies, from the tables that are kept and from new evaluations."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from experiments.bad_input import BadInput


def main(words: Sequence[str]) -> int:
    """Keep the tables of these folders in docs/data, then write the pages that are made of what is kept."""
    for word in words:
        if word.startswith("-") or "=" in word:
            raise BadInput(f"command line: {word!r} is not allowed; allowed: folders, as in chian findings DIR DIR")
    from experiments.evaluation import writing

    for page in writing.write([Path(word) for word in words]):
        print(f"Page: {page}")
    return 0
