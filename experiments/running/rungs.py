"""Which minds a study has: the rung it chose, and where it stands otherwise than the rung says."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, final

from omegaconf import OmegaConf

from experiments.bad_input import unknown
from experiments.running import schema
from experiments.running.configuration import Composed
from experiments.running.origins import flat, read_yaml

GROUP: Final = "rung"


@final
@dataclass(frozen=True)
class Rung:
    """A rung is a list of values. Each is nested in the next: at its values what the next adds is exactly absent."""

    name: str
    sentence: str
    changed: Mapping[str, Any]
    """Values of keys that some rung decides and that stand otherwise than this one says."""


def rung(composed: Composed) -> Rung:
    """The rung of a configuration. Raises `BadInput` where it calls itself by the name of another."""
    said, chosen = composed.values[GROUP], composed.chosen[GROUP]
    if said["name"] != chosen:
        raise composed.origins.bad(f"{GROUP}.name", said["name"], f"{chosen}; another rung by {GROUP}=NAME")
    return Rung(said["name"], said["sentence"], _changed(composed))


def decided_by(name: str, folders: tuple[Path, ...], where: str) -> Mapping[str, Any]:
    """What one rung says, by dotted key, of every parameter that some rung decides.

    Raises `BadInput` for a rung that no folder of configs has.
    """
    files = _files(folders)
    if name not in files:
        raise unknown(GROUP, name, files, where)
    return {key: _declared()[key] for key in sorted(_decided(files))} | _says(name, files)


def _changed(composed: Composed) -> dict[str, Any]:
    """What a rung does not say stands as declared; files and the command line may both say otherwise."""
    usual = decided_by(composed.chosen[GROUP], composed.folders, GROUP)
    values = dict(flat(composed.values))
    return {key: values[key] for key, said in usual.items() if values[key] != said}


@functools.cache
def _declared() -> Mapping[str, Any]:
    """Every parameter by dotted key, as declared: the declarations are code, so they stay while a program runs."""
    shape = OmegaConf.create({room: schema.typed(owner) for room, owner in schema.RULES.items()})
    declared: Any = OmegaConf.to_container(shape)
    return MappingProxyType(dict(flat(declared)))


def _files(folders: tuple[Path, ...]) -> dict[str, Path]:
    return {file.stem: file for folder in folders for file in sorted((folder / GROUP).glob("*.yaml"))}


def _decided(files: Mapping[str, Path]) -> set[str]:
    return {key for name in files for key in _says(name, files)}


def _says(name: str, files: Mapping[str, Path]) -> dict[str, Any]:
    """The values of the model that a rung gives, those of the rungs it is built on first."""
    values = read_yaml(files[name])
    below = [base for base in values.get("defaults", ()) if base in files]
    own = {key: value for key, value in flat(values) if key.partition(".")[0] in schema.RULES}
    found: dict[str, Any] = {}
    for base in below:
        found |= _says(base, files)
    return found | own
