"""Where each strategy, and the dual model, was found to fail; and a loud word on those that were not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from experiments.evaluation import marks, words
from experiments.inputs.failing import FailingSetting

COST: Final = "cost"


def section(found: tuple[FailingSetting, ...], policies: tuple[str, ...]) -> str:
    """The settings, then a fault of the model for each policy that fails in nothing but cost."""
    rows = [_row(one) for one in found]
    head = ("policy", "worse in", "settings that fail", "that gain", "clearest at")
    faults = [words.NEVER_FAILS.format(policy=policy) for policy in never(found, policies)]
    return marks.page(words.FAILING, marks.table(head, rows), *(faults or [words.FAILS_EVERYWHERE])).rstrip()


def never(found: tuple[FailingSetting, ...], policies: tuple[str, ...]) -> Iterator[str]:
    """Policies without a setting at which they are worse in anything but cost."""
    failing = {one.policy for one in found if one.outcome != COST}
    return (policy for policy in policies if policy not in failing)


def of_strategy(strategy: str) -> str:
    """The policy that a search holds against the law in force."""
    return f"unitary+{strategy}:1"


def _row(one: FailingSetting) -> tuple[str, ...]:
    needs = "<br>".join(marks.code(word) for word in one.settings) or "the defaults"
    counts = (f"{one.fail} of {one.points}", str(one.gain))
    return marks.code(one.policy), one.outcome, *counts, needs
