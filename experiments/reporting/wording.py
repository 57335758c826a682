"""Counts and sentences put into words."""

from __future__ import annotations

from collections.abc import Sequence

from experiments.reporting import strings


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


def listed(names: Sequence[str]) -> str:
    """Names as a list: a, b and c."""
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
