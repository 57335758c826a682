"""Compiles the kernels once, before several processes would each do it."""

from __future__ import annotations

from pathlib import Path

from experiments.running.assembling import model
from experiments.running.progress import Meter, meter


def compile_kernels(told: Meter) -> None:
    """Run a town for two days. The kernels are kept on disk, so this is slow once after each change of the code."""
    if not _compiled():
        told.say("Compiling the kernels: about a minute, once.")
    model("world=town", "policy=dual", "burn_in_days=1").step()


def _compiled() -> bool:
    import numba

    import sim.compiled  # noqa: F401  it names the folder of compiled kernels

    return any(Path(str(numba.config.CACHE_DIR)).rglob("*.nbc"))  # type: ignore[attr-defined]


if __name__ == "__main__":
    with meter("kernels", 1) as told:
        compile_kernels(told)
