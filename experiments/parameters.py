"""`chian parameters`: every declared number, its range and its source."""

from __future__ import annotations

from collections.abc import Sequence


def main(words: Sequence[str]) -> int:
    """Print the parameters, as a table or as Markdown."""
    from experiments.running.asking import answered, asked
    from experiments.running.declared import groups, markdown, plain

    question = asked([word for word in words if word != "--markdown"])
    settings = answered(question)
    if settings is not None:
        print((markdown if "--markdown" in words else plain)(groups(settings)), end="")
    return 0
