"""Where a key of the configuration was said: on the command line, in a file, or nowhere but in its declaration."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, final

import yaml  # type: ignore[import-untyped]

from experiments.bad_input import BadInput, listed, nearest

CHOSEN: Final = ("rung", "world", "demand", "response", "casework", "administration", "society", "study", "executor")
"""Config groups of which one file is chosen, as in world=town."""

_WORDS: Final = ("policy",)
"""Said on the command line though no key of a configuration."""

COMMAND_LINE: Final = "command line"
ROOT: Final = Path(__file__).parents[2]
CONFIGS: Final = ROOT / "configs"


@final
@dataclass(frozen=True)
class Layer:
    """One file of a configuration and the package its keys stand under ("" is the top)."""

    file: Path
    package: str

    def says(self, key: str) -> bool:
        """Whether the file gives this key, or a part of what stands below it."""
        inside = key.removeprefix(f"{self.package}.") if self.package else key
        if self.package and inside == key:
            return False
        values: Any = read_yaml(self.file)
        for part in inside.split("."):
            if not isinstance(values, Mapping) or part not in values:
                return False
            values = values[part]
        return True


@final
@dataclass(frozen=True)
class Origins:
    """The layers of a configuration from first to last, and what the command line adds."""

    overrides: tuple[str, ...]
    layers: tuple[Layer, ...] = ()

    def of(self, key: str) -> str:
        """`command line`, or the name of the file that said it last."""
        if any(f"{key}.".startswith(f"{_key(override)}.") for override in self.overrides if not _is_choice(override)):
            return COMMAND_LINE
        for layer in reversed(self.layers):
            if layer.says(key):
                return shown(layer.file)
        return "default"

    def bad(self, key: str, value: Any, allowed: str) -> BadInput:
        """The complaint about the value of a key."""
        return BadInput(f"{self.of(key)}, {key}: {value!r} is not allowed; allowed: {allowed}")

    def unknown_key(self, key: str, schema: Mapping[str, Any]) -> BadInput:
        """The complaint about a key that does not exist, with the nearest one and those beside it."""
        close = nearest_key(key, schema)
        hint = f"; did you mean {close!r}? Allowed" if close else "; allowed"
        above, beside = beside_key(key, schema)
        if not beside:
            return BadInput(f"{self.of(key)}: no key {key!r}; allowed: +{above}={{name:value}}, which adds one")
        return BadInput(f"{self.of(key)}: no key {key!r}{hint}{f' in {above}' if above else ''}: {listed(beside)}")


def nearest_key(key: str, schema: Mapping[str, Any]) -> str:
    """The full key whose last part is most like the last part of `key`; "" if none is. Ties go to those beside it."""
    above, beside = beside_key(key, schema)
    if not beside:
        return ""
    last = key.rpartition(".")[2]
    by_last = {name: f"{above}.{name}" if above else name for name in (*beside, *(() if above else _WORDS))}
    for known in keys_of(schema):
        by_last.setdefault(known.rpartition(".")[2], known)
    return by_last.get(nearest(last, by_last), "")


def beside_key(key: str, schema: Mapping[str, Any]) -> tuple[str, tuple[str, ...]]:
    """The longest part of `key` that exists, and the keys below it."""
    values: Any = schema
    found: list[str] = []
    for part in key.split(".")[:-1]:
        if not isinstance(values, Mapping) or part not in values or not isinstance(values[part], Mapping):
            break
        values = values[part]
        found.append(part)
    return ".".join(found), tuple(name for name in values if not name.startswith("_"))


def keys_of(schema: Mapping[str, Any], above: str = "") -> list[str]:
    """All keys, mappings and what they hold, joined by dots."""
    found: list[str] = []
    for name, value in schema.items():
        if name.startswith("_"):
            continue
        found.append(above + name)
        if isinstance(value, Mapping):
            found += keys_of(value, f"{above}{name}.")
    return found


def flat(values: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, Any]]:
    """Every value of a configuration with its dotted key."""
    for name, value in values.items():
        if isinstance(value, Mapping) and value:
            yield from flat(value, f"{above}{name}.")
        else:
            yield f"{above}{name}", value


def read_yaml(file: Path) -> dict[str, Any]:
    """A YAML mapping. Raises `BadInput` where it cannot be read."""
    try:
        values = yaml.safe_load(file.read_text(encoding="utf-8"))
    except yaml.MarkedYAMLError as fault:
        line = fault.problem_mark.line + 1 if fault.problem_mark else 1
        raise BadInput(f"{shown(file)}, line {line}: {fault.problem}; allowed: YAML, one `key: value` a line") from None
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as fault:
        raise BadInput(f"{shown(file)}: cannot be read ({' '.join(str(fault).split())}); allowed: YAML") from None
    if not isinstance(values or {}, Mapping):
        raise BadInput(f"{shown(file)}: {values!r} is not allowed; allowed: YAML, one `key: value` a line")
    return dict(values or {})


def shown(file: Path) -> str:
    """A file as the user knows it: from the folder of the project where it lies there."""
    return str(file.relative_to(ROOT)) if file.is_relative_to(ROOT) else str(file)


def _is_choice(override: str) -> bool:
    """Whether it chooses a file, which then has the last word."""
    return _key(override) in CHOSEN


def _key(override: str) -> str:
    return override.partition("=")[0].lstrip("+~").partition("@")[0]
