"""Counts and sentences put into words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from markupsafe import Markup, escape

from experiments.reporting import strings

NAMED: Final = 3
"""Policies that a title names at most."""


def replications(n: int) -> str:
    """How many replications."""
    return strings.REPLICATION if n == 1 else strings.REPLICATIONS.format(n=n)


def days(n: int) -> str:
    """How many days."""
    return strings.DAY if n == 1 else strings.DAYS.format(n=n)


def districts(n: int) -> str:
    """How many districts."""
    return strings.DISTRICT if n == 1 else strings.DISTRICTS.format(n=n)


def sentence(words: str) -> str:
    """The same words with a capital at the start, unless they start with a key such as `dual_shared` or `a+b:1`."""
    first = words.partition(" ")[0]
    return words if any(sign in first.rstrip(":") for sign in "_+:[") else words[:1].upper() + words[1:]


def policies(names: Sequence[str]) -> str:
    """Policies as a list; of many the first two and how many more."""
    if len(names) <= NAMED:
        return listed(names)
    return strings.MORE_POLICIES.format(first=", ".join(names[:2]), n=len(names) - 2)


def listed(names: Sequence[str]) -> str:
    """Names as a list: a, b and c."""
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def breakable(words: str) -> Markup:
    """The same words for the page; a long policy may go on in the next line after each strategy."""
    return Markup(re.sub(r"\+(?=[a-z])", "+<wbr>", str(escape(words))))
