"""Compiles the kernels once, before several processes would each do it."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from experiments.running.assembling import model
from experiments.running.progress import Meter, meter


def compile_kernels(told: Meter) -> None:
    """Live a day in a town at the lowest and the highest rung, and ask residents. Done once after a change of code."""
    done = _mark()
    if done.exists():
        return
    told.say("Compiling the kernels: about a minute, once.")
    for rung in ("r0", "r3"):
        town = model("world=town", "policy=dual", "burn_in_days=1", f"rung={rung}")
        town.step()
        if town.society is not None:
            town.society.survey(town.day)
    with suppress(OSError):  # where nothing can be kept it is done each time
        done.touch()


def _mark() -> Path:
    """A file that stands where all kernels have been compiled: its folder is named by all sources of the model."""
    import numba

    from sim import model as sources
    from sim.compiled import cache_folder

    return cache_folder(Path(sources.__file__)) / f"compiled-by-numba-{numba.__version__}"


if __name__ == "__main__":
    with meter("kernels", 1) as told:
        compile_kernels(told)
