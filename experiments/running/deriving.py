"""The settings of a study at a point of a design: those of the study with some parameters changed, and no more work."""

from __future__ import annotations

from dataclasses import replace

from experiments.bad_input import BadInput
from experiments.design.ranges import Point
from experiments.running.changing import changed
from experiments.running.doses import dosed, parted
from experiments.running.planning import Base
from experiments.running.settings import Settings


def at(asked: Settings, point: Point) -> Settings:
    """The settings with the values of a point, each of which is in its range; strategies at its intensities.

    Raises `BadInput` for values that do not go together; intensities always do.
    """
    try:
        rules, doses = parted(point)
        found = dosed(changed(asked, {_within_settings(key): value for key, value in rules.items()}), doses)
        return _governed(found) if any(key.startswith(("governance.", "strategy.")) for key in rules) else found
    except ValueError as fault:
        raise BadInput(str(fault)) from None


def _within_settings(key: str) -> str:
    return f"strategies.{key.removeprefix('strategy.')}" if key.startswith("strategy.") else key


def _governed(asked: Settings) -> Settings:
    """The same with the law in force as its parameters now make it. Raises ValueError where a strategy lacks ground."""
    base = asked.governance[asked.resolved["base"]]
    law = base.institution() if isinstance(base, Base) else asked.before
    found = asked if law == asked.before else replace(asked, before=law)
    for case in found.plan.each():
        institution = found.institution(case)
        for programme in (*found.programmes(case), *found.forgone(case)):
            institution = programme.amend(institution)
    return found
