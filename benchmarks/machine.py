"""On what was measured: machine, versions, date, and how busy the machine was."""

from __future__ import annotations

import os
import platform
from collections.abc import Callable
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

PACKAGES = ("numpy", "numba", "mesa", "simpy", "ciw")


def about() -> str:
    """A sentence."""
    packages = ", ".join(f"{name} {_version(name)}" for name in PACKAGES)
    day = datetime.now(UTC).date().isoformat()
    return (
        f"{day}: {_processor()}, {os.cpu_count()} processors in sight, {platform.system()}, "
        f"Python {platform.python_version()}, {packages}."
    )


def busy() -> str:
    """How many processes wanted a processor on average over the last minute, this one among them."""
    return f"{os.getloadavg()[0]:.1f}"


def _processor() -> str:
    known = Path("/proc/cpuinfo")
    lines = known.read_text(encoding="utf-8").splitlines() if known.is_file() else []
    names: Callable[[str], bool] = lambda line: line.startswith("model name")  # noqa: E731
    return next((line.split(":", 1)[1].strip() for line in filter(names, lines)), platform.machine())


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "missing"
