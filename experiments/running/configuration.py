"""From overrides to a resolved configuration: Hydra composes, this file makes its complaints readable."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, final

from hydra import compose, initialize_config_dir
from hydra.core.config_store import ConfigStore
from hydra.core.default_element import ResultDefault
from hydra.core.global_hydra import GlobalHydra
from hydra.errors import ConfigCompositionException, HydraException, MissingConfigException, OverrideParseException
from hydra.types import RunMode
from omegaconf import OmegaConf
from omegaconf.errors import OmegaConfBaseException
from yaml import YAMLError  # type: ignore[import-untyped]

from experiments.bad_input import BadInput, unknown
from experiments.running import schema
from experiments.running.origins import CHOSEN, COMMAND_LINE, CONFIGS, Layer, Origins, read_yaml
from sim.governance.base import Governance
from sim.strategies.base import Strategy

NAMED: Final = {"governance": Governance, "strategy": Strategy}
"""Config groups whose files are all read: concrete governance models and strategies are named there alone."""


@final
@dataclass(frozen=True)
class Composed:
    """A resolved configuration and where its keys were said."""

    values: Mapping[str, Any]
    origins: Origins
    folders: tuple[Path, ...]
    classes: Mapping[str, Mapping[str, type]]
    """Governance models and strategies by config group and name."""
    chosen: Mapping[str, str]
    """The file that is chosen of a config group, by group."""
    broken: Mapping[str, str] = field(default_factory=dict)
    """Governance models and strategies whose files cannot be used, with the complaint."""


def composed(overrides: tuple[str, ...], more: Path | None = None) -> Composed:
    """The configuration of these overrides, resolved. `more` is a folder of configs beside the project's own.

    Raises `BadInput`: an unknown key or option, a value of the wrong type, a file that cannot be read.
    """
    overrides = tuple(map(_quoted, overrides))
    folders = (CONFIGS, *([more.resolve()] if more else []))
    found = {group: schema.targets(folders, group, base) for group, base in NAMED.items()}
    classes = {group: usable for group, (usable, _) in found.items()}
    shape = schema.root(classes["governance"], classes["strategy"])
    plain = OmegaConf.to_container(shape)
    said = Origins(overrides)
    for override in overrides:
        _check_group(override, folders)
    asked = [*_named(classes), *_searched(folders), *overrides]
    ConfigStore.instance().store(name="schema", node=shape)
    try:
        with initialize_config_dir(config_dir=str(CONFIGS), version_base="1.3"):
            listed = _listed(asked)
            values: Any = OmegaConf.to_container(compose("config", overrides=asked), resolve=True)
    except (HydraException, OmegaConfBaseException, OSError, ValueError, YAMLError) as fault:
        raise _complaint(fault, said, plain, folders) from None
    origins = Origins(overrides, _layers(listed, folders))
    _check_shape(values, plain, origins)
    chosen = (item.config_path.partition("/") for item in listed if item.config_path and item.parent == "config")
    broken = {name: line for _, lines in found.values() for name, line in lines.items()}
    return Composed(values, origins, folders, classes, {group: name for group, _, name in chosen if name}, broken)


def _quoted(override: str) -> str:
    """A plain value in letters beyond ASCII, such as a Korean name, in the quotes that Hydra's grammar needs for it."""
    key, _, value = override.partition("=")
    if value.isascii() or value[0] in "'\"[{":
        return override
    return f"{key}='{value.replace("'", "\\'")}'"


def options(group: str, folders: tuple[Path, ...] = (CONFIGS,)) -> tuple[str, ...]:
    """The names of the files of one config group."""
    return tuple(sorted({file.stem for folder in folders for file in (folder / group).glob("*.yaml")}))


def _check_group(override: str, folders: tuple[Path, ...]) -> None:
    """Raise `BadInput` for a file that does not exist, and for keys that are not the user's to set."""
    name, _, value = override.lstrip("+~").partition("=")
    if name in CHOSEN and value not in options(name, folders):
        raise unknown(name, value, options(name, folders), COMMAND_LINE)
    if name.partition("@")[0] in (*NAMED, "policy"):
        allowed = "policies=[NAME,NAME], or chian run policy=NAME"
        raise BadInput(f"{COMMAND_LINE}, {name}: {value!r} is not allowed; allowed: {allowed}")
    if name.partition(".")[0] == "hydra":
        raise BadInput(f"{COMMAND_LINE}: no key {name!r}; allowed: keys of this program, see --cfg job")


def _named(classes: Mapping[str, Mapping[str, type]]) -> list[str]:
    """Each governance model and strategy under its own name."""
    return [f"+{group}@{group}.{name}={name}" for group, names in classes.items() for name in names]


def _searched(folders: tuple[Path, ...]) -> list[str]:
    return [f"hydra.searchpath=[{','.join(f'file://{folder}' for folder in folders[1:])}]"] if folders[1:] else []


def _listed(overrides: list[str]) -> list[ResultDefault]:
    """Every file of a configuration, in its order."""
    loader = GlobalHydra.instance().config_loader()
    found: list[ResultDefault] = loader.compute_defaults_list("config", overrides, RunMode.RUN).defaults
    return found


def _layers(listed: list[ResultDefault], folders: tuple[Path, ...]) -> tuple[Layer, ...]:
    found = ((folder / f"{item.config_path}.yaml", item.package) for item in listed for folder in folders)
    return tuple(Layer(file, _package(file, package)) for file, package in found if file.is_file())


def _package(file: Path, package: str | None) -> str:
    """Hydra lists a package before it reads the header of the file, which has the last word."""
    head = file.read_text(encoding="utf-8").lstrip().partition("\n")[0]
    return "" if head.startswith("# @package _global_") else package or ""


def _check_shape(values: Any, plain: Any, origins: Origins, above: str = "") -> None:
    """Hydra lets a file add keys and the command line replace a list by a word: neither is meant."""
    for name, value in values.items():
        key = f"{above}{name}"
        if name not in plain:
            raise origins.unknown_key(key, _whole(plain, above))
        default = plain[name]
        if isinstance(default, Mapping) != isinstance(value, Mapping):
            raise origins.bad(key, value, "keys with values" if isinstance(default, Mapping) else "one value")
        if isinstance(default, list) != isinstance(value, list):
            raise origins.bad(key, value, "a list, as in [one,two]" if isinstance(default, list) else "one value")
        if isinstance(default, Mapping) and default:
            _check_shape(value, default, origins, f"{key}.")
    for name in plain:
        if name not in values:
            raise origins.bad(f"{above}{name}", "(deleted)", "a value; keys cannot be taken away")


def _whole(plain: Any, above: str) -> Any:
    """The part of the schema beside a stray key, under its full name."""
    for part in reversed(above.split(".")[:-1]):
        plain = {part: plain}
    return plain


def _complaint(fault: Exception, said: Origins, plain: Any, folders: tuple[Path, ...]) -> BadInput:
    """What Hydra, OmegaConf or the YAML parser found wrong, in one line."""
    if isinstance(fault, MissingConfigException):
        group, _, name = str(fault.missing_cfg_file).rpartition("/")
        return unknown(group or "config", name, fault.options or options(group, folders), COMMAND_LINE)
    if isinstance(fault, OverrideParseException):
        reason = "; ".join(line.strip() for line in str(fault).splitlines()[:1])
        return BadInput(f"{COMMAND_LINE}: {fault.override!r} cannot be read ({reason}); allowed: key=value")
    if isinstance(fault, BadInput):
        return fault
    if isinstance(fault, YAMLError):
        return _unreadable(folders) or BadInput(f"configs: {' '.join(str(fault).split())}")
    inner = fault.__cause__ if isinstance(fault.__cause__, OmegaConfBaseException) else fault
    key = getattr(inner, "full_key", None)
    lines = [line.strip() for line in str(inner).splitlines()]
    if isinstance(inner, OmegaConfBaseException) and key and "not in" in lines[0] and "struct" in lines[0]:
        return said.unknown_key(_full(str(key), said), plain)
    if key:
        return BadInput(f"{said.of(key)}, {key}: {_refused(lines[0])}; allowed: {_kind(plain, str(key))}")
    return _other(fault, lines, plain)


def _other(fault: Exception, lines: list[str], plain: Any) -> BadInput:
    """Faults that Hydra reports as text alone."""
    where, full = lines[0].partition("' in '")[0], [line for line in lines if line.startswith("full_key: ")]
    if isinstance(fault, ConfigCompositionException) and lines[0].startswith("In '") and full:
        key = full[0].removeprefix("full_key: ")
        file = where.removeprefix("In '").partition("'")[0]
        return BadInput(f"configs/{file}.yaml, {key}: {_refused(lines[1])}; allowed: {_kind(plain, key)}")
    if lines[0].startswith("Could not override '"):
        name = lines[0].removeprefix("Could not override '").partition("'")[0]
        return Origins((f"{name}=",)).unknown_key(name, plain)
    if lines[0].startswith("Ambiguous value"):
        return BadInput(f"{COMMAND_LINE}: {lines[0].rpartition(' ')[2]} has several values; allowed: one, or [one,two]")
    return BadInput(f"{COMMAND_LINE}: {' '.join(lines)}; allowed: key=value")


def _refused(line: str) -> str:
    """What OmegaConf says of a value of the wrong type, as all other complaints say it."""
    found = re.match(r"Value '(.*)' (?:of type|is not)", line)
    return f"{found[1]!r} is not allowed" if found else line


def _full(key: str, said: Origins) -> str:
    """OmegaConf names the first part that does not exist; the command line said more."""
    longer = [o.partition("=")[0].lstrip("+~") for o in said.overrides]
    return next((name for name in longer if name == key or name.startswith(f"{key}.")), key)


def _kind(plain: Any, key: str) -> str:
    for part in key.split("."):
        plain = plain.get(part) if isinstance(plain, Mapping) else None
    names = {bool: "true or false", int: "a whole number", float: "a number", str: "text", list: "a list"}
    return names.get(type(plain), "another value")


def _unreadable(folders: tuple[Path, ...]) -> BadInput | None:
    """The first config file that is no YAML."""
    for file in (file for folder in folders for file in sorted(folder.rglob("*.yaml"))):
        try:
            read_yaml(file)
        except BadInput as complaint:
            return complaint
    return None
