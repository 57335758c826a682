"""The shape of a configuration: every key with its type and its default, read off the declarations in `sim`."""

from __future__ import annotations

import dataclasses
import importlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final, get_origin, get_type_hints

from omegaconf import BooleanNode, DictConfig, FloatNode, IntegerNode, ListConfig, StringNode

from experiments.bad_input import BadInput
from sim.administration.rules import AdministrationRules
from sim.casework.rules import CaseworkRules
from sim.demand.rules import DemandRules
from sim.governance.base import Governance
from sim.governance.written import Written
from sim.response.rules import ResponseRules
from sim.society.rules import SocietyRules
from sim.world.rules import WorldRules

TARGET: Final = "_target_"
REFORM: Final = "reform"
"""The key by which a governance model that is written out is told from one that names a class."""

_NODES: Final = {bool: BooleanNode, int: IntegerNode, float: FloatNode, str: StringNode}

RULES: Final[Mapping[str, type]] = {
    "world": WorldRules,
    "demand": DemandRules,
    "response": ResponseRules,
    "casework": CaseworkRules,
    "administration": AdministrationRules,
    "society": SocietyRules,
}

STUDY: Final[Mapping[str, Any]] = {
    "base": "",
    "region": "",
    "start": "2023-01-01",
    "burn_in_days": 0,
    "days": 365,
    "replications": 1,
    "extra_replications": 0,
    "seed": 1,
    "at_rest": False,
    "strategies_start_day": 0,
    "transition_day": 0,
    "design": "",
    "points": 0,
    "levels": 0,
    "file": "",
    "event_days": 0,
    "budget": "face",
    "out": "",
    "allow_outside_ranges": False,
}
TIPPING: Final[Mapping[str, Mapping[str, Any]]] = {
    "ends": {"world": "station", "burn_in_days": 7, "days": 21, "replications": 1},
    "again": {"world": "station", "burn_in_days": 14, "days": 45, "replications": 4, "candidates": 4},
    "line": {"world": "", "burn_in_days": 14, "days": 28, "replications": 2, "levels": 5},
}
"""Stages of a search for what tips a difference: every assumption at its ends; those that go furthest, under other
seeds; two of them at once. A `world` is a file of configs/world, "" that of the study."""

RESOLUTION: Final = ("world.places",)
"""How finely the model looks is nothing that anybody believes of the world."""

WHERE: Final[Mapping[str, Any]] = {"kind": "", "region": "", "network": "", "place_table": "", "data": ""}


def root(governance: Mapping[str, type], strategies: Mapping[str, type]) -> DictConfig:
    """The whole configuration at its defaults. An empty mapping in it is open: any key may be added."""
    return DictConfig(
        {
            "study": {"name": _node(str, ""), "question": _node(str, "")},
            "rung": {"name": _node(str, ""), "sentence": _node(str, "")},
            "policies": ListConfig([], element_type=str),
            "steps_of": ListConfig([], element_type=str),
            "scenarios": {},
            "searches": {},
            "margins": {},
            "over": ListConfig([], element_type=str),
            "values": {},
            "tipping": _tipping(),
            "evaluation": _evaluation(),
            **{key: _node(type(value), value) for key, value in STUDY.items()},
            **{room: typed(rules) for room, rules in RULES.items()},
            "world": {**{key: _node(str, value) for key, value in WHERE.items()}, **typed(WorldRules)},
            "governance": {name: _answer(owner) for name, owner in governance.items()},
            "strategy": {name: _answer(owner) for name, owner in strategies.items()},
            "executor": {"kind": _node(str, "serial"), "workers": _node(int, 1)},
        }
    )


def _tipping() -> dict[str, Any]:
    stages = {name: {key: _node(type(v), v) for key, v in stage.items()} for name, stage in TIPPING.items()}
    lists = {"outcomes": ListConfig([], element_type=str), "without": ListConfig([*RESOLUTION], element_type=str)}
    return {"policy": _node(str, ""), "against": _node(str, ""), **lists, **stages}


def _evaluation() -> dict[str, Any]:
    """How `chian table` looks at each strategy: at which intensities, under which models apart, at which rungs."""
    texts = {name: ListConfig([], element_type=str) for name in ("apart", "rungs")}
    return {"intensities": ListConfig([], element_type=float), **texts}


def typed(owner: type) -> dict[str, Any]:
    """The fields of a dataclass as typed nodes at their defaults, nested ones as mappings."""
    return {name: _field(hint, default) for name, hint, default in _fields(owner)}


def filled[T](owner: type[T], values: Mapping[str, Any]) -> T:
    """The dataclass with the values of a resolved configuration."""
    hints = {name: hint for name, hint, _ in _fields(owner)}
    return owner(**{name: _value(hints[name], value) for name, value in values.items() if name in hints})


def targets(folders: tuple[Path, ...], group: str, base: type) -> tuple[dict[str, type], dict[str, str]]:
    """The classes that the files of a config group name, by file name; `Written` for a reform that a file writes out.

    And the complaints about files that name none, by file name: half-written ones must not stop who does not ask for
    them. Raises `BadInput` for a name that another folder has already.
    """
    found: dict[str, Path] = {}
    for file in (file for folder in folders for file in sorted((folder / group).glob("*.yaml"))):
        if found.setdefault(file.stem, file) != file:
            taken = f"{file.stem!r} is the name of {_shown(found[file.stem])}"
            raise BadInput(f"{_shown(file)}: {taken}; allowed: another name for the file")
    classes, broken = {}, {}
    for name, file in sorted(found.items()):
        try:
            classes[name] = _target(file, base)
        except BadInput as complaint:
            broken[name] = str(complaint)
    return classes, broken


def _shown(file: Path) -> str:
    from experiments.running.origins import shown

    return shown(file)


def _answer(owner: type) -> dict[str, Any]:
    """A governance model or strategy: where its class stands and its parameters; whatever a written one says."""
    return {} if owner is Written else {TARGET: _node(str, ""), **typed(owner)}


def _target(file: Path, base: type) -> type:
    from experiments.running.origins import read_yaml, shown

    values = read_yaml(file)
    said = values.get(TARGET, "")
    if base is Governance and TARGET not in values and REFORM in values:
        return Written
    module, _, name = str(said).rpartition(".")
    where = f"{shown(file)}, {TARGET}"
    try:
        owner = getattr(importlib.import_module(module), name, None) if module else None
    except ModuleNotFoundError as fault:
        if fault.name and not f"{module}.".startswith(f"{fault.name}."):
            raise BadInput(f"{where}: {module} cannot be imported ({fault}); allowed: a module that can") from None
        owner = None
    except Exception as fault:  # whatever a user's own module does wrong
        reason = " ".join(f"{type(fault).__name__}: {fault}".split())
        raise BadInput(f"{where}: {module} cannot be imported ({reason}); allowed: a module that can") from None
    if not (isinstance(owner, type) and issubclass(owner, base) and dataclasses.is_dataclass(owner)):
        written = f", or none and `{REFORM}:` with steps" if base is Governance else ""
        allowed = f"the dotted name of a dataclass that is a {base.__name__}{written}"
        raise BadInput(f"{where}: {said!r} is not allowed; allowed: {allowed}")
    _check_usable(owner, f"{where}: {said!r}")
    return owner


def _check_usable(owner: type, where: str) -> None:
    """Raise `BadInput` for a class that cannot be made, or not of a configuration."""
    if lacking := sorted(getattr(owner, "__abstractmethods__", ())):
        raise BadInput(f"{where} lacks {', '.join(lacking)}; allowed: a class that defines them")
    try:
        typed(owner)
    except Exception as fault:
        reason = " ".join(f"{type(fault).__name__}: {fault}".split())
        kinds = ", ".join(sorted(kind.__name__ for kind in _NODES))
        raise BadInput(f"{where} has a field that no configuration can say ({reason}); allowed: {kinds}") from None


def _fields(owner: type) -> Iterator[tuple[str, Any, Any]]:
    hints = get_type_hints(owner)
    for field in dataclasses.fields(owner):
        default = field.default if field.default_factory is dataclasses.MISSING else field.default_factory()
        yield field.name, hints[field.name], default


def _field(hint: Any, default: Any) -> Any:
    if dataclasses.is_dataclass(hint):
        return typed(hint)  # type: ignore[arg-type]
    return _node(hint, default) if hint in _NODES else DictConfig(dict(default))


def _node(hint: type, default: Any) -> Any:
    make: Any = _NODES[hint]
    return make(default, is_optional=False)


def _value(hint: Any, value: Any) -> Any:
    if dataclasses.is_dataclass(hint):
        return filled(hint, value)  # type: ignore[arg-type]
    if get_origin(hint) is not None:
        return {key: tuple(item) if isinstance(item, list) else item for key, item in value.items()}
    return hint(value)
