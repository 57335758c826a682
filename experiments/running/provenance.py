"""Where results come from: configuration, code, tables, versions, seeds, machine, evidence."""

from __future__ import annotations

import functools
import hashlib
import importlib.metadata
import importlib.util
import json
import os
import platform
import subprocess
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from experiments.inputs.tables import DATA, tables_in_use
from experiments.running import checksums
from experiments.running.origins import ROOT
from experiments.running.replication import days_of
from experiments.running.schema import TARGET
from experiments.running.settings import Settings
from experiments.running.used import rests_on
from sim.compiled import source_hash
from sim.randomness import STREAMS, Streams
from sim.world.region import Region

FREE: Final = ("executor", "out", "replications", "margins", "tipping")
"""Keys that change no row: workers, where to, how many replications, what is material, what is tried beside."""

CODE: Final = ("sim", "experiments/design", "experiments/inputs", "experiments/analysis", "experiments/running")
PACKAGES: Final = ("numpy", "scipy", "numba", "mesa", "networkx", "pyarrow", "hydra-core")


def fingerprint(asked: Settings) -> str:
    """12 hexadecimal digits that change with the configuration, the code, its packages or the tables of a study."""
    return fingerprint_of(asked.resolved, _cases(asked))


def fingerprint_of(configuration: Mapping[str, Any], cases: Mapping[str, Any]) -> str:
    """The same with the code and the tables as they are now. Raises `OSError` for a table that is gone.

    `cases` tells what files of `configs/policy` and `configs/rung` say, of which the configuration has the names only.
    """
    told = {key: value for key, value in configuration.items() if key not in FREE}
    digest = hashlib.sha256(json.dumps([told, cases], sort_keys=True, default=str).encode())
    for folder in CODE:
        digest.update(source_hash(ROOT / folder).encode())
    digest.update(json.dumps(_packages()).encode())
    for file in (*_tables(configuration), *_own_classes(configuration)):
        digest.update(file.name.encode() + file.read_bytes())
    return digest.hexdigest()[:12]


def provenance(asked: Settings, region: Region) -> dict[str, Any]:
    """Everything needed to say what a study is and to make it again."""
    return {
        "study": asked.name,
        "question": asked.resolved["study"]["question"],
        "fingerprint": fingerprint(asked),
        "rung": asdict(asked.rung),
        "region": region.name,
        "policies": [case.key for case in asked.plan.main],
        "cases": _cases(asked),
        "extra_replications": asked.plan.extra_replications,
        "replications": asked.replications,
        "days_of_work": {"with_extras": days_of(asked, 0), "without": days_of(asked, asked.plan.extra_replications)},
        "seed": asked.seed,
        "start": asked.start.isoformat(),
        "days": asked.days,
        "burn_in_days": asked.burn_in_days,
        "configuration": asked.resolved,
        "tables": list(region.sources),
        "checksums": {file.name: checksums.of(file) for file in _tables(asked.resolved)},
        **rests_on(asked),
        "code": _code(),
        "machine": _machine(),
        "written": datetime.now(UTC).isoformat(timespec="seconds"),
    }


def _cases(asked: Settings) -> dict[str, dict[str, Any]]:
    return {case.key: _about(asked, case) for case in asked.plan.each()}


def _about(asked: Settings, case: Any) -> dict[str, Any]:
    return {
        "policy": case.policy.key,
        "governance": case.policy.governance,
        "title": asked.governance[case.policy.governance].title,
        "strategies": dict(case.policy.doses),
        "reference": case.policy.reference,
        "settings": dict(case.policy.settings),
        "step": case.step,
        "without": case.without,
        "scenario": case.scenario.title,
        "response": dict(case.scenario.response),
        "world": dict(case.scenario.world),
        "administration": dict(case.scenario.administration),
        "rung": case.scenario.rung,
        "minds": dict(case.scenario.minds),
    }


def _tables(configuration: Mapping[str, Any]) -> list[Path]:
    """The tables of the project or of the user's folder, the files of a network, the list of a sweep."""
    where = configuration["world"]
    own = [Path(file) for file in (where["network"], where["place_table"], configuration.get("file", "")) if file]
    return tables_in_use(Path(where["data"]) if where["data"] else DATA) + own


def _own_classes(configuration: Mapping[str, Any]) -> list[Path]:
    """The sources of governance models and strategies that are the user's own, not this project's."""
    named = (said.get(TARGET, "") for group in ("governance", "strategy") for said in configuration[group].values())
    modules = sorted({name.rpartition(".")[0] for name in named if name and not name.startswith("sim.")})
    found = (importlib.util.find_spec(module) for module in modules)
    return [Path(spec.origin) for spec in found if spec and spec.origin]


def _code() -> dict[str, Any]:
    lock = ROOT / "requirements.lock"
    return {
        "version": _version("chian"),
        "commit": _git("rev-parse", "HEAD"),
        "changed": bool(_git("status", "--porcelain")),
        "sources": source_hash(ROOT / "sim"),
        "lock": hashlib.sha256(lock.read_bytes()).hexdigest() if lock.is_file() else "",
        "packages": _packages(),
    }


def made_by(asked: Settings, replication: int) -> dict[str, Any]:
    """The seeds, the code and the machine that make a replication; a study may be continued on another."""
    return {"seeds": _seeds(asked.seed, replication), "days": days_of(asked, replication), **made_here()}


@functools.cache
def made_here() -> Mapping[str, Any]:
    """The code and the machine of this process."""
    return {"code": _code(), "machine": _machine()}


def failed_as(asked: Settings, replication: int) -> dict[str, Any]:
    """What was asked of a replication that failed, for whoever looks for the reason."""
    return {
        "policies": [case.key for case in asked.plan.cases(replication)],
        "configuration": asked.resolved,
        **made_by(asked, replication),
    }


def _seeds(root: int, replication: int) -> dict[str, Any]:
    """The root seed and, by stream, the spawn key of `numpy.random.SeedSequence`; a day, say, is appended to it."""
    streams = Streams(root, replication)
    return {"root": root, "spawn_keys": {name: list(streams.spawn_key(name)) for name in STREAMS}}


def _packages() -> dict[str, str]:
    return dict(zip(PACKAGES, map(_version, PACKAGES), strict=True))


def _machine() -> Mapping[str, Any]:
    return {
        "python": platform.python_version(),
        "system": platform.platform(),
        "processor": platform.processor() or platform.machine(),
        "processors": os.cpu_count(),
    }


def _version(package: str) -> str:
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return ""


def _git(*words: str) -> str:
    """What git says about the clone; "" where there is no git or no commit yet."""
    try:
        said = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, timeout=10, check=True)
    except (OSError, subprocess.SubprocessError):
        return ""
    return said.stdout.strip()
