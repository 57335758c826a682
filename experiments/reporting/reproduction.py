"""Section: how to make the same rows again."""

from __future__ import annotations

import hashlib
import json
import shlex
from collections.abc import Iterator, Mapping
from typing import Any, Final

from experiments.reporting import strings
from experiments.reporting.blocks import Code, Facts, Folded, Items, Section, Text
from experiments.reporting.numbers import plain
from experiments.reporting.study import Study
from experiments.running.configuration import composed, options
from experiments.running.origins import flat

UNSAID: Final = ("executor", "out", "rung")
"""Keys that change no row: they hold for one machine only, or name what other keys say."""

OPEN: Final = ("margins", "scenarios", "values", "searches")
"""Keys under which any name may be added, which is said with a plus."""

NAMES: Final[Mapping[str, str]] = {"study": "name", "rung": "name", "world": "kind"}
"""The key that says which file of a config group was chosen."""


def section(study: Study) -> Section:
    """Command, versions, configuration."""
    configuration = json.dumps(study.about["configuration"], indent=1, ensure_ascii=False)
    return Section(
        "reproduction",
        strings.AGAIN_TITLE,
        (
            Text(strings.AGAIN_COMMAND),
            Code(command({**study.about["configuration"], "replications": study.about["replications"]})),
            Text(strings.AGAIN_SAME),
            Facts((*_facts(study.about), (strings.AGAIN_DIGEST, _digest(study)))),
            *_checksums(study.about),
            Folded(strings.CONFIGURATION, (Code(configuration),)),
        ),
    )


def command(configuration: Mapping[str, Any]) -> str:
    """The command line that composes to this configuration: study, rung, world, and every key that differs."""
    verb = "compare" if len(configuration["policies"]) > 1 else "run"
    groups, usual = _groups(configuration)
    asked = [(key, value) for key, value in flat(configuration) if usual.get(key, ...) != value]
    own = _own(configuration)
    said = [
        f"{'+' if key.partition('.')[0] in OPEN and key not in usual else ''}{key}={_said(value)}"
        for key, value in asked
        if key.partition(".")[0] not in UNSAID and not key.startswith(tuple(f"{name}." for name in own))
    ]
    # An institution or a strategy of the user's own is a file; what it says stands in study.json.
    files = ("--config-dir", f"FOLDER-WITH-{','.join(f'{name.replace(".", "/")}.yaml' for name in own)}") if own else ()
    return shlex.join(("chian", verb, *groups, *said, *files))


def _own(configuration: Mapping[str, Any]) -> tuple[str, ...]:
    """Governance models and strategies, by dotted name, that are in no file of the project."""
    named = ((group, name) for group in ("governance", "strategy") for name in configuration.get(group, {}))
    return tuple(f"{group}.{name}" for group, name in named if name not in options(group))


def _groups(configuration: Mapping[str, Any]) -> tuple[tuple[str, ...], dict[str, Any]]:
    """Study, rung and world as far as they are the project's own, and all values with them."""
    named = {group: configuration.get(group, {}).get(name) for group, name in NAMES.items()}
    groups = tuple(f"{group}={name}" for group, name in named.items() if name in options(group))
    return groups, dict(flat(composed(groups).values))


def digest(study: Study) -> str:
    """12 hexadecimal digits of all outcomes, bit for bit: the same in every run that gives the same rows."""
    rows = (
        f"{case}\t{outcome}\t{replication}\t{value.hex()}\n"
        for (case, outcome), by in sorted(study.outcomes.items())
        for replication, value in sorted(by.items())
    )
    return hashlib.sha256("".join(rows).encode()).hexdigest()[:12]


def _digest(study: Study) -> str:
    count = sum(map(len, study.outcomes.values()))
    return strings.AGAIN_DIGEST_IS.format(digest=digest(study), count=plain(count, 0))


def _checksums(about: Mapping[str, Any]) -> tuple[Folded, ...]:
    """The files that were read, each with its checksum; results of an earlier version kept none."""
    lines = tuple(f"{name} {checksum}" for name, checksum in about.get("checksums", {}).items())
    return (Folded(strings.AGAIN_CHECKSUMS, (Text(strings.AGAIN_KEPT), Items(lines))),) if lines else ()


def _said(value: Any) -> str:
    if isinstance(value, list):
        return f"[{','.join(map(_said, value))}]"
    return str(value).lower() if isinstance(value, bool) else str(value)


def _facts(about: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    code, machine = about["code"], about["machine"]
    commit = strings.AGAIN_COMMIT.format(commit=code["commit"][:12]) if code["commit"] else ""
    commit += strings.AGAIN_CHANGED if code["commit"] and code["changed"] else ""
    yield (
        strings.AGAIN_VERSION,
        strings.AGAIN_VERSION_IS.format(
            version=code["version"], commit=commit, sources=code["sources"][:12], lock=code["lock"][:12]
        ),
    )
    yield strings.AGAIN_SEED, str(about["seed"])
    yield strings.AGAIN_PACKAGES, ", ".join(f"{name} {version}" for name, version in code["packages"].items())
    yield strings.AGAIN_MACHINE, f"Python {machine['python']}, {machine['system']}, {machine['processors']} processors"
