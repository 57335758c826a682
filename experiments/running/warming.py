"""Compiles the kernels once, before several processes would each do it."""

from __future__ import annotations

from pathlib import Path

from experiments.running.assembling import model
from experiments.running.progress import Meter, meter


def compile_kernels(told: Meter) -> None:
    """Live a day in a town at the lowest and the highest rung, and ask residents. Slow once after a change of code."""
    if not _compiled():
        told.say("Compiling the kernels: about a minute, once.")
    for rung in ("r0", "r3"):
        town = model("world=town", "policy=dual", "burn_in_days=1", f"rung={rung}")
        town.step()
        if town.society is not None:
            town.society.survey(town.day)


def _compiled() -> bool:
    """Whether the event loop, the slowest by far, has been compiled from today's sources."""
    from sim.compiled import cache_folder
    from sim.response import dispatch

    return any(cache_folder(Path(dispatch.__file__)).rglob("*.nbc"))


if __name__ == "__main__":
    with meter("kernels", 1) as told:
        compile_kernels(told)
