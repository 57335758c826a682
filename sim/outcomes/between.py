"""Differences between the regions of a nation: one region by itself has none, and they are NaN there."""

from __future__ import annotations

from typing import Final

from sim.outcomes.outcome import Context, Outcome
from sim.outcomes.tally import Tally

BETWEEN: Final = {
    "between_response": "response",
    "between_patrol": "patrol_per_incident",
    "between_harm": "harm",
    "between_fear": "fear",
}
"""The outcome of which each is the relative mean deviation over regions, weighted by residents."""


def _alone(_: Tally, __: Context) -> float:
    return float("nan")


def _between(key: str, title: str, sentence: str) -> Outcome:
    return Outcome(key, "share of the mean", "lower", title, sentence, _alone)


BETWEEN_OUTCOMES: Final[tuple[Outcome, ...]] = (
    _between(
        "between_response",
        "Regions apart in response",
        "Mean deviation of regional response times from the nation's, by residents; a nation only.",
    ),
    _between(
        "between_patrol",
        "Regions apart in patrol for their need",
        "The same of hours of visible patrol for each incident, which regions of equal need and service share.",
    ),
    _between("between_harm", "Regions apart in harm", "The same of harm per 1,000 residents."),
    _between("between_fear", "Regions apart in fear", "The same of the fear of crime."),
)
