"""A mapping of a YAML file, read key by key; a complaint says where it stands, the key, the value, what is allowed."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, final

from experiments.bad_input import BadInput, unknown


@final
@dataclass(frozen=True)
class Said:
    """Keys with values, and where they stand: a file, and what inside it."""

    values: Mapping[str, Any]
    where: str

    def bad(self, key: str, allowed: str) -> BadInput:
        """The complaint about the value of a key; a key that is not there has the value nothing."""
        value = repr(self.values[key]) if key in self.values else "nothing"
        return BadInput(f"{self.where}, {key}: {value} is not allowed; allowed: {allowed}")

    def at(self, inside: str) -> Said:
        """The same keys, told more exactly where they stand."""
        return Said(self.values, f"{self.where}, {inside}")

    def only(self, known: Iterable[str]) -> None:
        """Raise `BadInput` for a key that is none of `known`."""
        names = tuple(known)
        for key in self.values:
            if key not in names:
                raise unknown("key", str(key), names, self.where)

    def text(self, key: str, default: str | None = None, allowed: str = "any text but none") -> str:
        """Words in one line; without a default they must be there."""
        value = self.values.get(key, default)
        if not isinstance(value, str) or not (value.strip() or value == default):
            raise self.bad(key, allowed)
        return " ".join(value.split())

    def among(self, what: str, key: str, names: Iterable[str], default: str | None = None) -> str:
        """One of some names."""
        value, known = self.text(key, default), tuple(names)
        if value not in known:
            raise unknown(what, value, known, f"{self.where}, {key}")
        return value

    def number(
        self, key: str, default: float | None = None, *, low: float = 0.0, high: float = math.inf, unit: str = ""
    ) -> float:
        """A finite number from `low` to `high`."""
        value = self.values.get(key, default)
        number = isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
        if not number or not low <= value <= high:
            allowed = f"{low:g} to {high:g}" if high < math.inf else f"a number, at least {low:g}"
            raise self.bad(key, f"{allowed}{f' ({unit})' if unit else ''}")
        return float(value)

    def whole(self, key: str, low: int, high: int) -> int:
        """A whole number from `low` to `high`."""
        value = self.values.get(key)
        if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
            raise self.bad(key, f"a whole number from {low} to {high}")
        return value

    def flag(self, key: str, default: bool) -> bool:
        value = self.values.get(key, default)
        if not isinstance(value, bool):
            raise self.bad(key, "true or false")
        return value

    def several(self, key: str) -> Iterator[Said]:
        """The mappings of a list, each told apart by its number; none where the key is not there."""
        found = self.values.get(key, [])
        if not isinstance(found, list):
            raise self.bad(key, "a list, one `- key: value` for each")
        for number, item in enumerate(found, 1):
            if not isinstance(item, Mapping):
                raise BadInput(f"{self.where}, {key} {number}: {item!r} is not allowed; allowed: keys with values")
            yield Said(item, f"{self.where}, {key} {number}")

    def names(self, key: str) -> tuple[str, ...]:
        """A list of words, or one word; none where the key is not there."""
        value = self.values.get(key, [])
        listed = value if isinstance(value, list) else [value]
        if not all(isinstance(name, str) for name in listed):
            raise self.bad(key, "a name, or a list of names")
        return tuple(listed)
