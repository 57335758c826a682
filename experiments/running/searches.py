"""What a search for failing settings is, read from a configuration: two policies, outcomes, ranges of parameters."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final, final

from experiments.bad_input import BadInput, unknown
from experiments.design.ranges import Point, Range
from experiments.running.configuration import Composed
from experiments.running.directed import directed
from experiments.running.origins import flat
from experiments.running.settings import Settings, settings
from experiments.running.sweeps import no_events
from experiments.running.varied import matching

KEYS: Final = ("policy", "against", "outcomes", "ranges")
HOLDS: Final = "at"
"""A search may also hold some values: at `{key: value}`, beside what it draws."""


@final
@dataclass(frozen=True)
class Search:
    """At settings drawn from `ranges`, `policy` is held against another in some outcomes."""

    name: str
    policy: str
    against: str
    outcomes: tuple[str, ...]
    ranges: tuple[Range, ...]
    holds: Mapping[str, Any] = field(default_factory=dict, hash=False)
    """Values that are the same at every setting."""

    @property
    def policies(self) -> tuple[str, str]:
        return self.against, self.policy


def searches(composed: Composed) -> tuple[Search, ...]:
    """The searches of a configuration. Raises `BadInput`: an unknown key, policy or outcome; a range of nothing."""
    no_events(composed)
    said, origins = composed.values["searches"], composed.origins
    if not said:
        raise origins.bad("searches", {}, f"name: {{{', '.join(KEYS)}}}, as in configs/study/failing.yaml")
    return tuple(_search(composed, name, about) for name, about in said.items())


def settings_at(composed: Composed, search: Search, point: Point, *, seed: int | None = None) -> Settings:
    """The settings of a study of both policies at a point. Raises `BadInput` for values that do not go together."""
    values: dict[str, Any] = copy.deepcopy(dict(composed.values))
    for key, value in (*search.holds.items(), *point.items()):
        _put(values, key, value)
    values |= {"policies": list(search.policies), "steps_of": [], "scenarios": {}, "extra_replications": 0}
    values["event_days"] = 0
    values["seed"] = composed.values["seed"] if seed is None else seed
    return settings(replace(composed, values=values))


def overrides(point: Point) -> tuple[str, ...]:
    """The point as words of a command line."""
    return tuple(f"{key}={value}" for key, value in sorted(point.items()))


def _search(composed: Composed, name: str, said: Any) -> Search:
    where = f"{composed.origins.of(f'searches.{name}')}, searches.{name}"
    if not isinstance(said, Mapping) or set(said) - {HOLDS} != set(KEYS):
        raise BadInput(f"{where}: {said!r} is not allowed; allowed: {', '.join(KEYS)}, and {HOLDS}")
    bare = Search(name, str(said["policy"]), str(said["against"]), directed(said["outcomes"], f"{where}.outcomes"), ())
    bare = replace(bare, holds=_held(composed, said.get(HOLDS, {}), f"{where}.{HOLDS}"))
    asked = settings_at(composed, bare, {})
    if not isinstance(said["ranges"], list) or not said["ranges"]:
        raise BadInput(f"{where}.ranges: {said['ranges']!r} is not allowed; allowed: a list of keys, with * for any")
    return replace(bare, ranges=matching(asked, said["ranges"], f"{where}.ranges"))


def _held(composed: Composed, said: Any, where: str) -> Mapping[str, Any]:
    """Values by key. Raises `BadInput`: an unknown key, a value of another kind than stands there."""
    if not isinstance(said, Mapping):
        raise BadInput(f"{where}: {said!r} is not allowed; allowed: keys with values")
    known = dict(flat(composed.values))
    for key, value in said.items():
        if key not in known:
            raise unknown("key", str(key), known, where)
        if not _alike(known[key], value):
            kind = "a number" if isinstance(known[key], float) else f"one like {known[key]!r}"
            raise BadInput(f"{where}, {key}: {value!r} is not allowed; allowed: {kind}")
    return dict(said)


def _alike(known: Any, value: Any) -> bool:
    """Whether a value is of the kind of another; a whole number is a number too."""
    kinds = (int, float) if isinstance(known, float) else type(known)
    return isinstance(value, kinds) and isinstance(value, bool) == isinstance(known, bool)


def _get(values: Any, key: str) -> Any:
    for part in key.split("."):
        values = values[part]
    return values


def _put(values: dict[str, Any], key: str, value: Any) -> None:
    above, _, last = key.rpartition(".")
    inside = _get(values, above) if above else values
    inside[last] = value
