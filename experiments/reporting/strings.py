"""Every word the report says that is not a name from the model, as `strings.NAME`.

The catalogue is a file for each language, `configs/language/en.yaml` and whatever stands beside it. Results never stand
there, only their places in braces.
"""

from __future__ import annotations

import functools
import string
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from experiments.bad_input import BadInput, unknown
from experiments.running.origins import CONFIGS, read_yaml, shown

FOLDER: Final = CONFIGS / "language"
ENGLISH: Final = "en"

_spoken = ENGLISH


def speak(language: str = ENGLISH) -> None:
    """Say everything in this language from now on; what its file leaves out stays English.

    Raises `BadInput` for a language without a file, an unknown key, a value of another shape or with other places.
    """
    global _spoken
    catalogue(language)
    _spoken = language


def languages(folder: Path = FOLDER) -> tuple[str, ...]:
    """Languages that have a file."""
    return tuple(sorted(file.stem for file in folder.glob("*.yaml")))


@functools.cache
def catalogue(language: str = ENGLISH, folder: Path = FOLDER) -> Mapping[str, Any]:
    """Every string in a language, English where it has none. Raises `BadInput` as `speak` does."""
    if language not in languages(folder):
        raise unknown("language", language, languages(folder), str(shown(folder)))
    english = _read(folder / f"{ENGLISH}.yaml")
    if language == ENGLISH:
        return MappingProxyType(english)
    file = folder / f"{language}.yaml"
    said = _read(file)
    for key, value in said.items():
        _check(f"{shown(file)}, {key}", value, english.get(key))
    return MappingProxyType({**english, **said})


def __getattr__(name: str) -> Any:
    try:
        return catalogue(_spoken)[name]
    except KeyError:
        raise AttributeError(f"{shown(FOLDER)}: no string {name!r}") from None


def _read(file: Path) -> dict[str, Any]:
    return {key: _frozen(value) for key, value in read_yaml(file).items()}


def _frozen(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_frozen(item) for item in value)
    return {key: _frozen(item) for key, item in value.items()} if isinstance(value, Mapping) else value


def _check(where: str, value: Any, english: Any) -> None:
    """A translation has the shape and the places of the English."""
    if english is None:
        raise BadInput(f"{where}: no such string; allowed: those of {shown(FOLDER / f'{ENGLISH}.yaml')}")
    ours, theirs = list(_places(value)), list(_places(english))
    if type(value) is not type(english) or ours != theirs:
        places = ", ".join(f"{{{place}}}" for one in theirs for place in one) or "none"
        raise BadInput(f"{where}: {value!r} is not allowed; allowed: a text as in English, with the places {places}")


def _places(value: Any) -> Iterator[tuple[str, ...]]:
    """The places in braces of a string, or of every string of a list or a mapping."""
    if isinstance(value, str):
        yield tuple(sorted({name for _, name, _, _ in string.Formatter().parse(value) if name}))
    elif isinstance(value, Mapping):
        for key in sorted(value):
            yield (str(key),)
            yield from _places(value[key])
    else:
        for item in value:
            yield from _places(item)
