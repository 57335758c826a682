"""Section: how to make the same rows again, and what the numbers in them rest on."""

from __future__ import annotations

import json
import shlex
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, Final

from experiments.bad_input import BadInput
from experiments.reporting import strings
from experiments.reporting.blocks import Block, Code, Facts, Folded, Items, Section, Text
from experiments.reporting.study import Study
from experiments.running.configuration import composed
from experiments.running.origins import flat

UNSAID: Final = ("executor", "out", "rung")
"""Keys that change no row: they hold for one machine only, or name what other keys say."""


def section(study: Study) -> Section:
    """Command, versions, evidence by status, sources, configuration."""
    configuration = json.dumps(study.about["configuration"], indent=1, ensure_ascii=False)
    return Section(
        "reproduction",
        strings.AGAIN_TITLE,
        (
            Text(strings.AGAIN_COMMAND),
            Code(command(study.about["configuration"])),
            Text(strings.AGAIN_SAME),
            Facts(tuple(_facts(study.about))),
            *_evidence(study.about["evidence"]),
            Folded(strings.EVIDENCE_TABLES, (Items(tuple(study.about["tables"])),)),
            Folded(strings.CONFIGURATION, (Code(configuration),)),
        ),
    )


def command(configuration: Mapping[str, Any]) -> str:
    """The command line that composes to this configuration: study, rung, world, and every key that differs."""
    verb = "compare" if len(configuration["policies"]) > 1 else "run"
    groups, usual = _groups(configuration)
    asked = [(key, value) for key, value in flat(configuration) if usual.get(key, ...) != value]
    written = tuple(name for name, said in configuration["governance"].items() if "reform" in said)
    said = [
        f"{key}={_said(value)}"
        for key, value in asked
        if key.partition(".")[0] not in UNSAID and not key.startswith(tuple(f"governance.{name}." for name in written))
    ]
    # An institution of the user's own is a file; its whole text stands in study.json.
    files = ("--config-dir", f"FOLDER-OF-governance/{written[0]}.yaml") if written else ()
    return shlex.join(("chian", verb, *groups, *said, *files))


def _groups(configuration: Mapping[str, Any]) -> tuple[tuple[str, ...], dict[str, Any]]:
    """Study, rung and world as far as they are the project's own, and all values with them."""
    named = (("study", "name"), ("rung", "name"), ("world", "kind"))
    groups: tuple[str, ...] = ()
    for group, name in named:
        more = (*groups, f"{group}={configuration.get(group, {}).get(name)}")
        try:
            composed(more)
        except BadInput:
            continue
        groups = more
    return groups, dict(flat(composed(groups).values))


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


def _evidence(rows: list[Mapping[str, str]]) -> tuple[Block, ...]:
    count = Counter(row["status"] for row in rows)
    statuses = ", ".join(strings.EVIDENCE_STATUS.format(count=n, status=s) for s, n in count.most_common())
    assumed = tuple(row["key"] for row in rows if row["status"] == "ASSUMPTION")
    cited = [row for row in rows if row["status"] != "ASSUMPTION"]
    return (
        Text(strings.EVIDENCE_LEAD.format(count=len(rows), statuses=statuses)),
        Folded(strings.EVIDENCE_ASSUMED.format(count=len(assumed)), (Text(", ".join(assumed)),)),
        Folded(
            strings.EVIDENCE_CITED.format(count=len(cited)),
            (Items(tuple(f"{row['key']}: {row['citation']} ({row['status']})" for row in cited)),),
        ),
    )
