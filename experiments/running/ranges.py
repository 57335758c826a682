"""Whether values may be used: inside the plausible range, or at least computable where the user asks for that."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from experiments.bad_input import BadInput, unknown
from experiments.running.origins import Origins
from experiments.running.schema import TIPPING, filled
from sim.parameters import OutOfRange, check

WHOLE: Final[Mapping[str, tuple[int, int]]] = {
    "days": (1, 3660),
    "burn_in_days": (0, 3660),
    "replications": (1, 100_000),
    "extra_replications": (0, 100_000),
    "seed": (0, 2**63 - 1),
    "strategies_start_day": (0, 36_600),
    "transition_day": (0, 3660),
    "points": (0, 100_000),
    "levels": (0, 1000),
    "event_days": (0, 3660),
    "executor.workers": (0, 1024),
    **{f"tipping.{stage}.days": (1, 3660) for stage in TIPPING},
    **{f"tipping.{stage}.burn_in_days": (0, 3660) for stage in TIPPING},
    **{f"tipping.{stage}.replications": (1, 1000) for stage in TIPPING},
    "tipping.again.candidates": (1, 1000),
    "tipping.line.levels": (2, 100),
}
"""Whole numbers of a study and the least and the most they may be."""


def check_whole(values: Mapping[str, Any], origins: Origins) -> None:
    """Raise `BadInput` for the first whole number of a study that is not allowed."""
    for key, (least, most) in WHOLE.items():
        value: Any = values
        for part in key.split("."):
            value = value[part]
        if not least <= value <= most:
            raise origins.bad(key, value, f"{least} to {most}")


def checked[T](owner: type[T], key: str, values: Mapping[str, Any], origins: Origins, *, plausible: bool) -> T:
    """A dataclass with its values. Raises `BadInput` for the first that is out of range."""

    def said(fault: OutOfRange) -> str:
        return f"{origins.of(str(fault).partition(':')[0])}, {fault}"

    try:
        rules = filled(owner, values)
    except OutOfRange as fault:
        raise BadInput(said(fault)) from None
    try:
        check(rules, key, plausible=plausible)
    except OutOfRange as fault:
        leave = "; allow_outside_ranges=true lets it leave this plausible range" if plausible else ""
        raise BadInput(f"{said(fault)}{leave}") from None
    _check_holds(rules, origins)
    return rules


def check_changes(changes: Any, rules: Any, where: str, *, plausible: bool) -> None:
    """Raise `BadInput` unless these values may replace those of some rules."""
    if not isinstance(changes, Mapping):
        raise BadInput(f"{where}: {changes!r} is not allowed; allowed: keys with values")
    known = [name for name, value in vars(rules).items() if isinstance(value, int | float | str)]
    for name, value in changes.items():
        if name not in known:
            raise unknown("key", str(name), known, where)
        if isinstance(getattr(rules, name), int) and not isinstance(value, int):
            raise BadInput(f"{where}.{name}: {value!r} is not allowed; allowed: a whole number")
    try:
        check(replace(rules, **changes), plausible=plausible)
    except OutOfRange as fault:
        raise BadInput(f"{where}: {fault}") from None


def _check_holds(rules: Any, origins: Origins) -> None:
    for force, minutes in getattr(rules, "hold_by_force", {}).items():
        three = isinstance(minutes, tuple) and len(minutes) == 3
        if not three or not all(isinstance(m, int | float) and 0 <= m <= 1440 for m in minutes):
            key = f"response.hold_by_force.{force}"
            raise origins.bad(key, minutes, "three numbers from 0 to 1440 min, for priorities 1, 2, 3")
