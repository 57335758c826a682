"""Which names a reader asks for: a name, all that begins with its parts, or a pattern."""

from __future__ import annotations

import fnmatch
from collections.abc import Iterable, Sequence

from experiments.bad_input import unknown
from experiments.running.origins import COMMAND_LINE


def named(patterns: Sequence[str], known: Iterable[str], what: str) -> frozenset[str]:
    """The names that any pattern meets; all where there is none.

    A pattern is a name, the first parts of one (`response` for `response.misroute`), or has `*` and `?`. Raises
    `BadInput` for one that meets nothing.
    """
    names = tuple(known)
    if not patterns:
        return frozenset(names)
    found: set[str] = set()
    for pattern in patterns:
        met = [name for name in names if fnmatch.fnmatchcase(name, pattern) or name.startswith(f"{pattern}.")]
        if not met:
            raise unknown(what, pattern, names, COMMAND_LINE)
        found.update(met)
    return frozenset(found)
