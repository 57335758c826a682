"""Carries out the sweeps of an evaluation one after the other, each of which goes on where it was stopped."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from experiments.evaluation import design
from experiments.running import sweeping
from experiments.running.asking import Asked, answered, asked
from experiments.running.configuration import Composed
from experiments.running.sweeps import Sweep


def carried_out(words: Sequence[str], name: str) -> tuple[Path, bool] | None:
    """Run what is missing of an evaluation, `factorial` or `table`. Its folder, and whether a run failed; None where
    the configuration was only to be printed. Raises `BadInput` before anything is run."""
    question = _defaulted(asked(words), name)
    if answered(question, name) is None:
        return None
    sweeps = _sweeps(question, name)
    folder = design.folder(sweeps, name)
    failed = [file for part, sweep in sweeps.items() for file in sweeping.run(sweep, folder / part).failed]
    for file in failed:
        print(f"chian: runs failed; their values and tracebacks: {file}", file=sys.stderr)
    print(f"Rows: {folder}")
    return folder, bool(failed)


def _sweeps(question: Asked, name: str) -> Mapping[str, Sweep]:
    if name == design.FACTORIAL:
        return design.factorial(question.composed())

    def at_rung(rung: str) -> Composed:
        left = tuple(word for word in question.overrides if not (rung and word.startswith("rung=")))
        return replace(question, overrides=(*left, f"rung={rung}") if rung else left).composed()

    return design.table(at_rung)


def _defaulted(question: Asked, name: str) -> Asked:
    """The factorial in one district, the table in Seoul, unless said else."""
    default = {"study": name, "world": "station" if name == design.FACTORIAL else "seoul"}
    said = {override.partition("=")[0] for override in question.overrides}
    chosen = (f"{group}={file}" for group, file in default.items() if group not in said)
    return replace(question, overrides=(*chosen, *question.overrides))
