"""Sentences that say the same of several organisations, said once."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Final

from experiments.reporting import strings, wording

PLACE: Final = "\N{REPLACEMENT CHARACTER}"
"""Stands where the name stood."""


def merged(sentences: Sequence[str], names: Collection[str]) -> tuple[str, ...]:
    """The sentences in their order; those that differ in one name alone become one, where the first of them stood.

    The largest families are merged first; no sentence is said twice, and none is lost.
    """
    families: dict[str, list[tuple[int, str]]] = {}
    for number, sentence in enumerate(sentences):
        for pattern, name in _patterns(sentence, names):
            families.setdefault(pattern, []).append((number, name))
    said: dict[int, str] = {}
    left = set(range(len(sentences)))
    for pattern, members in sorted(families.items(), key=lambda item: -len(item[1])):
        free = [(number, name) for number, name in members if number in left]
        if len(free) > 1:
            several = strings.EACH_OF.format(names=wording.listed([name for _, name in free]))
            said[free[0][0]] = pattern.replace(PLACE, several)
            left -= {number for number, _ in free}
    said |= {number: sentences[number] for number in left}
    return tuple(said[number] for number in sorted(said))


def _patterns(sentence: str, names: Collection[str]) -> list[tuple[str, str]]:
    """The sentence with each name that it has once taken out, and that name."""
    found = ((name, list(re.finditer(rf"(?<![\w.]){re.escape(name)}(?![\w.]*\w)", sentence))) for name in names)
    return [
        (f"{sentence[: at[0].start()]}{PLACE}{sentence[at[0].end() :]}", name) for name, at in found if len(at) == 1
    ]
