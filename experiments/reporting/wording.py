"""Counts and sentences put into words."""

from __future__ import annotations

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
    """The same words with a capital at the start."""
    return words[:1].upper() + words[1:]
