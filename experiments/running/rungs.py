"""Which minds a study has: the rung it chose, and where it stands otherwise than the rung says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, final

from omegaconf import OmegaConf

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


def _changed(composed: Composed) -> dict[str, Any]:
    """What a rung does not say stands as declared; files and the command line may both say otherwise."""
    shape = OmegaConf.create({room: schema.typed(owner) for room, owner in schema.RULES.items()})
    declared: Any = OmegaConf.to_container(shape)
    usual = dict(flat(declared))
    decided = {key for folder in composed.folders for file in (folder / GROUP).glob("*.yaml") for key in _says(file)}
    for layer in composed.origins.layers:
        if layer.file.parent.name == GROUP:
            usual |= _says(layer.file)
    values = dict(flat(composed.values))
    return {key: values[key] for key in sorted(decided & values.keys()) if values[key] != usual[key]}


def _says(file: Any) -> dict[str, Any]:
    """The values of the model that a file gives."""
    return {key: value for key, value in flat(read_yaml(file)) if key.partition(".")[0] in schema.RULES}
