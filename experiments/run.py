"""`chian run`: one policy, once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from experiments.bad_input import BadInput


def main(words: Sequence[str]) -> int:
    """Run one policy and print its outcomes. 1 if it failed."""
    from experiments.running.asking import answered, asked, single

    question = asked(words)
    settings = answered(replace(question, overrides=single(question.overrides)), "run")
    if settings is None:
        return 0
    if len(settings.plan.main) != 1:
        several = len(settings.plan.main)
        raise BadInput(f"policies: {several} of them; allowed: one policy, as in policy=dual; several: chian compare")

    from experiments.running import printing, study

    done = study.run(settings)
    if not done.failed:
        printing.print_outcomes(done.folder)
    return printing.print_failures(done)
