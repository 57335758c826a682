"""Frozen objects with some values changed, everything else the same objects."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any


def changed[T](owner: T, values: Mapping[str, Any]) -> T:
    """A frozen dataclass, or mapping of such, with the values of some dotted keys replaced, all of them at once.

    The dataclasses check themselves, and nothing else is checked: together the values must fit. Raises KeyError or
    AttributeError for a key that does not exist, ValueError for values that a dataclass refuses.
    """
    below: dict[str, dict[str, Any]] = {}
    new: dict[str, Any] = {}
    for key, value in values.items():
        name, dot, rest = key.partition(".")
        if dot:
            below.setdefault(name, {})[rest] = value
        else:
            new[name] = value
    new |= {name: changed(_inside(owner, name), inner) for name, inner in below.items()}
    return _replaced(owner, new)


def _inside(owner: Any, name: str) -> Any:
    return owner[name] if isinstance(owner, Mapping) else getattr(owner, name)


def _replaced(owner: Any, new: Mapping[str, Any]) -> Any:
    if isinstance(owner, Mapping):
        return {**owner, **new}
    return dataclasses.replace(owner, **new) if new else owner
