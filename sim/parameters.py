"""A parameter is declared once: value, unit, plausible range, source.

`source` is a key of the evidence table (`configs/data/evidence.csv`), where the citation and the status
(VERIFIED, DERIVED, CALIBRATED, ASSUMPTION, ...) stand. The plausible range is what a sweep covers and what the
command line accepts; the hard limits are what the rules can compute with.
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, final


class OutOfRange(ValueError):
    """A parameter has a value that is not allowed. The message is one line: key, value, what is allowed."""


@final
@dataclass(frozen=True)
class Declaration:
    """What is known about one parameter. `low`, `high`: plausible range; `least`, `most`: hard limits."""

    key: str
    value: Any
    unit: str
    low: float
    high: float
    least: float
    most: float
    source: str
    meaning: str
    choices: tuple[str, ...] = ()

    def check(self, value: Any, *, plausible: bool = True) -> None:
        """Raise `OutOfRange` unless `value` is allowed (inside the plausible range, or only computable)."""
        if self.choices:
            if value not in self.choices:
                raise OutOfRange(f"{self.key}: {value!r} is not allowed; allowed: {', '.join(self.choices)}")
            return
        low, high = (self.low, self.high) if plausible else (self.least, self.most)
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not low <= value <= high:
            kind = "" if plausible else " (hard limit)"
            raise OutOfRange(f"{self.key}: {value!r} is not allowed; allowed: {low:g} to {high:g} {self.unit}{kind}")


def parameter(
    default: float,
    *,
    unit: str,
    low: float,
    high: float,
    source: str,
    meaning: str = "",
    least: float | None = None,
    most: float | None = None,
) -> Any:
    """A dataclass field that is a sourced number. Hard limits default to [min(0, low), inf], shares to [0, 1]."""
    share = unit.startswith(("share", "probability"))
    return dataclasses.field(
        default=default,
        metadata={
            "unit": unit,
            "low": low,
            "high": high,
            "least": min(0.0, low) if least is None else least,
            "most": (1.0 if share else math.inf) if most is None else most,
            "source": source,
            "meaning": meaning,
        },
    )


def choice(default: str, *, among: tuple[str, ...], source: str, meaning: str = "") -> Any:
    """A dataclass field that is one of a few named answers."""
    return dataclasses.field(
        default=default,
        metadata={"unit": "", "choices": among, "source": source, "meaning": meaning},
    )


def declarations(owner: Any, prefix: str = "") -> Iterator[Declaration]:
    """All declarations of a dataclass (type or instance), nested dataclasses included, keys joined by dots."""
    for field in dataclasses.fields(owner):
        key = f"{prefix}.{field.name}" if prefix else field.name
        value = _value(owner, field)
        if "source" in field.metadata:
            yield _declaration(key, value, field.metadata)
        elif dataclasses.is_dataclass(value):
            yield from declarations(value, key)


def check(owner: Any, prefix: str = "", *, plausible: bool = True) -> None:
    """Raise `OutOfRange` for the first parameter of `owner` whose value is not allowed."""
    for declared in declarations(owner, prefix):
        declared.check(declared.value, plausible=plausible)


def _value(owner: Any, field: dataclasses.Field[Any]) -> Any:
    if not isinstance(owner, type):
        return getattr(owner, field.name)
    return field.default if field.default_factory is dataclasses.MISSING else field.default_factory()


def _declaration(key: str, value: Any, about: Any) -> Declaration:
    return Declaration(
        key=key,
        value=value,
        unit=about["unit"],
        low=about.get("low", math.nan),
        high=about.get("high", math.nan),
        least=about.get("least", math.nan),
        most=about.get("most", math.nan),
        source=about["source"],
        meaning=about["meaning"],
        choices=about.get("choices", ()),
    )
