"""What the words after a verb ask for: options first, the rest goes to the configuration."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, final

from experiments.bad_input import BadInput, unknown
from experiments.running.configuration import Composed, composed
from experiments.running.origins import COMMAND_LINE, shown
from experiments.running.settings import Settings, settings

OPTIONS: Final = ("--help", "--cfg", "--info", "--config-dir")
_DESIGN: Final = ("design", "levels", "file", "over", "values")
_ANSWER: Final = ("steps_of", "scenarios", "extra_replications", "tipping")
UNREAD: Final = {
    "run": (*_DESIGN, "points", "searches", "evaluation", "tipping"),
    "compare": (*_DESIGN, "points", "searches", "evaluation"),
    "sweep": (*_ANSWER, "searches", "evaluation"),
    "failing": (*_DESIGN, *_ANSWER, "evaluation"),
    "factorial": (*_DESIGN, *_ANSWER, "points", "searches", "evaluation"),
    "table": (*_DESIGN, *_ANSWER, "points", "searches"),
}
"""Keys of a study that a verb has no use for."""
VALUES: Final = {"--cfg": ("job",), "--info": ("defaults",)}


@final
@dataclass(frozen=True)
class Asked:
    """Overrides of the configuration, a folder of config files beside the project's, and what is to be printed."""

    overrides: tuple[str, ...]
    more: Path | None = None
    printed: str = ""
    """"--cfg", "--info" or nothing."""

    def composed(self) -> Composed:
        return composed(self.overrides, self.more)


def asked(words: Sequence[str]) -> Asked:
    """Sort the words.

    Raises `BadInput` for an unknown option, for one that another verb stands for, and for a key that comes twice.
    """
    overrides, said, waiting = [], {}, ""
    for word in _split(words):
        if waiting:
            said[waiting], waiting = _checked(waiting, word), ""
        elif word in ("-m", "--multirun"):
            raise BadInput(f"{COMMAND_LINE}: no {word!r} here, many runs are a sweep; allowed: chian sweep")
        elif word.startswith("-"):
            if word not in OPTIONS:
                raise unknown("option", word, OPTIONS, COMMAND_LINE)
            waiting = word
        else:
            overrides.append(_override(word))
    _once(overrides)
    if waiting:
        raise BadInput(f"{COMMAND_LINE}, {waiting}: no value; allowed: {', '.join(VALUES.get(waiting, ('a folder',)))}")
    printed = next((option for option in VALUES if option in said), "")
    return Asked(tuple(overrides), Path(said["--config-dir"]) if "--config-dir" in said else None, printed)


def answered(question: Asked, verb: str = "") -> Settings | None:
    """The settings that are asked for; none where they, or their files, were only to be printed.

    Raises `BadInput` also for a key that the verb does not read.
    """
    read_by(verb, question.overrides)
    whole = question.composed()
    if question.printed == "--info":
        for layer in whole.origins.layers:
            print(f"{shown(layer.file):<40} {layer.package or '(top)'}")
        return None
    checked = settings(whole)
    if question.printed == "--cfg":
        print(_yaml(whole), end="")
        return None
    return checked


def read_by(verb: str, overrides: Sequence[str]) -> None:
    """Raise `BadInput` for a key of a study that this verb has no use for: it would change nothing."""
    for override in overrides:
        key = override.partition("=")[0].lstrip("+~").partition(".")[0]
        if key in UNREAD.get(verb, ()):
            raise BadInput(f"{COMMAND_LINE}, {key}: chian {verb} does not read it; allowed: leave it out")


def single(overrides: tuple[str, ...]) -> tuple[str, ...]:
    """The overrides of a run of one policy: `policy=NAME` is short for `policies=[NAME]`."""
    said = tuple(
        f"policies=[{override.partition('=')[2]}]" if override.startswith("policy=") else override
        for override in overrides
    )
    return said if any(override.startswith("study=") for override in said) else ("study=single", *said)


def search(overrides: tuple[str, ...]) -> tuple[str, ...]:
    """The overrides of a search for failing settings: one district, small enough for many runs, unless said else."""
    default = {"study": "failing", "world": "station"}
    said = {override.partition("=")[0] for override in overrides}
    return (*(f"{group}={name}" for group, name in default.items() if group not in said), *overrides)


def sweep(overrides: tuple[str, ...]) -> tuple[str, ...]:
    """The overrides of a sweep: one district unless said else; `over=WORD` is short for `over=[WORD]`."""
    default = {"study": "sweep", "world": "station"}
    said = {override.partition("=")[0] for override in overrides}
    chosen = (f"{group}={name}" for group, name in default.items() if group not in said)
    return (*chosen, *map(_of_design, overrides))


def _of_design(override: str) -> str:
    key, _, value = override.partition("=")
    if key == "over" and not value.startswith("["):
        return f"over=[{value}]"
    return f"+{override}" if key == "values" else override  # keys of parameters are new to an open mapping


def _once(overrides: Sequence[str]) -> None:
    """A key that comes twice with two values would silently have the last."""
    said: dict[str, str] = {}
    for override in overrides:
        key, _, value = override.lstrip("+~").partition("=")
        key = "policies" if key == "policy" else key
        if said.setdefault(key, value) != value:
            raise BadInput(f"{COMMAND_LINE}, {key}: {said[key]!r} and {value!r}; allowed: each key once")


def _yaml(whole: Composed) -> str:
    from omegaconf import OmegaConf

    return OmegaConf.to_yaml(whole.values)


def _split(words: Sequence[str]) -> list[str]:
    """`--cfg=job` is `--cfg job`."""
    return [part for word in words for part in (word.split("=", 1) if word.startswith("--") else (word,))]


def _checked(option: str, value: str) -> str:
    if option in VALUES and value not in VALUES[option]:
        raise BadInput(f"{COMMAND_LINE}, {option}: {value!r} is not allowed; allowed: {', '.join(VALUES[option])}")
    if option == "--config-dir" and not Path(value).is_dir():
        raise BadInput(f"{COMMAND_LINE}, {option}: {value!r} is not allowed; allowed: a folder that exists")
    return value


def _override(word: str) -> str:
    if word.startswith("=") or ("=" not in word and not word.startswith("~")):
        raise BadInput(f"{COMMAND_LINE}: {word!r} is not allowed; allowed: key=value")
    return word
