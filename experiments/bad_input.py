"""The complaint about what a user gave: one line that says where it stands, what it is, what is allowed."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from typing import Final

SHOWN: Final = 30
"""Allowed names that a complaint lists at most."""


class BadInput(ValueError):
    """A file or a name the user gave cannot be used. The message is one line."""


def unknown(what: str, value: str, known: Iterable[str], where: str = "") -> BadInput:
    """The complaint about a name that does not exist, with the nearest one that does and those that are allowed."""
    names = sorted(set(known))
    close = nearest(value, names)
    hint = f"; did you mean {close!r}? Allowed" if close else "; allowed"
    return BadInput(f"{where + ': ' if where else ''}no {what} {value!r}{hint}: {listed(names)}")


def nearest(value: str, known: Iterable[str]) -> str:
    """The known name most like `value`, whatever its case; "" if none is like it."""
    by_folded = {name.casefold(): name for name in known}
    close = difflib.get_close_matches(value.casefold(), by_folded, n=1, cutoff=0.5)
    return by_folded[close[0]] if close else ""


def listed(names: Iterable[str]) -> str:
    """Names in one line, the first `SHOWN` of them."""
    every = list(names)
    return ", ".join(every[:SHOWN]) + (f", ... ({len(every)} in all)" if len(every) > SHOWN else "") or "none"
