"""Where results come from: configuration, code, tables, versions, seeds, machine, evidence."""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
import os
import platform
import subprocess
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from experiments.inputs.evidence import read_evidence
from experiments.inputs.tables import DATA
from experiments.running.origins import ROOT
from experiments.running.schema import RULES
from experiments.running.settings import Settings
from sim.compiled import source_hash
from sim.parameters import declarations
from sim.world.region import Region

FREE: Final = ("executor", "out", "replications")
"""Keys that change no row: how many workers, where to, and how many replications there are to be."""

CODE: Final = ("sim", "experiments/design", "experiments/inputs", "experiments/analysis", "experiments/running")
PACKAGES: Final = ("numpy", "scipy", "numba", "mesa", "networkx", "pyarrow", "hydra-core")


def fingerprint(asked: Settings) -> str:
    """12 hexadecimal digits that change with the configuration, the code, its packages or the tables of a study."""
    told = {key: value for key, value in asked.resolved.items() if key not in FREE}
    digest = hashlib.sha256(json.dumps(told, sort_keys=True, default=str).encode())
    for folder in CODE:
        digest.update(source_hash(ROOT / folder).encode())
    digest.update(json.dumps(_packages()).encode())
    for file in _tables(asked):
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
        "cases": {case.key: _about(asked, case) for case in asked.plan.each()},
        "extra_replications": asked.plan.extra_replications,
        "replications": asked.replications,
        "seed": asked.seed,
        "start": asked.start.isoformat(),
        "days": asked.days,
        "burn_in_days": asked.burn_in_days,
        "configuration": asked.resolved,
        "tables": list(region.sources),
        "evidence": _evidence(asked),
        "code": _code(),
        "machine": _machine(),
        "written": datetime.now(UTC).isoformat(timespec="seconds"),
    }


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
    }


def _tables(asked: Settings) -> list[Path]:
    where = asked.where
    own = [Path(file) for file in (where.network, where.place_table) if file]
    return sorted((Path(where.data) if where.data else DATA).glob("*.csv")) + own


def _evidence(asked: Settings) -> list[dict[str, str]]:
    """The rows of the evidence table behind the parameters in use, with those that no row stands behind."""
    rows = read_evidence()
    rules = (getattr(asked, room) for room in RULES)
    owners = (*rules, *asked.governance.values(), *asked.strategies.values())
    used = sorted({declared.source for owner in owners for declared in declarations(owner)})
    return [
        {"key": key, "status": rows[key].status, "confidence": rows[key].confidence, "citation": rows[key].citation}
        if key in rows
        else {"key": key, "status": "MISSING", "confidence": "", "citation": ""}
        for key in used
    ]


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


def made_by() -> dict[str, Any]:
    """The code and the machine that make a replication; a study may be continued on another."""
    return {"code": _code(), "machine": _machine()}


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
