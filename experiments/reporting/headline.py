"""Which outcomes the report puts first, and the verdict on a difference."""

from __future__ import annotations

from typing import Final

from experiments.analysis.paired import PairedDifference
from experiments.reporting import strings
from experiments.reporting.blocks import Cell
from experiments.reporting.numbers import exactly_zero
from sim.outcomes.catalogue import OUTCOMES, Outcome

SERVICE: Final = (
    "response",
    "response_p90",
    "response_urgent",
    "response_p2",
    "response_p3",
    "response_national",
    "response_local",
    "first_any",
    "own_station",
    "disparity",
    "utilisation",
    "travel_share",
)
CRIME: Final = ("incidents", "incidents_national", "incidents_local", "violent_true", "property_true", "harm")
STEPPED: Final = ("response", "response_urgent", "response_local", "violent_true", "incidents", "utilisation")
"""Outcomes followed through the steps of a reform and through scenarios."""

BY_KEY: Final = {outcome.key: outcome for outcome in OUTCOMES}


def chosen(*groups: tuple[str, ...]) -> tuple[Outcome, ...]:
    """The outcomes of some groups, in their order."""
    return tuple(BY_KEY[key] for group in groups for key in group)


def others() -> tuple[Outcome, ...]:
    """The outcomes of the catalogue that are no headline."""
    return tuple(outcome for outcome in OUTCOMES if outcome.key not in (*SERVICE, *CRIME))


def verdict(outcome: Outcome, difference: PairedDifference | None) -> Cell:
    """What a difference says, in a word: the direction only where the interval excludes 0."""
    if difference is None:
        return Cell(strings.VERDICT_NONE)
    if difference.n == 1:
        return Cell(strings.VERDICT_ONE)
    if exactly_zero(difference):
        return Cell(strings.VERDICT_EQUAL)
    if not difference.distinguishable:
        return Cell(strings.VERDICT_SAME)
    if not outcome.better:
        return Cell(strings.VERDICT_DIFFERS)
    good = (difference.mean < 0) == (outcome.better == "lower")
    return Cell(strings.VERDICT_BETTER, "good") if good else Cell(strings.VERDICT_WORSE, "bad")
