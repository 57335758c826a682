"""Which outcomes the report puts first, by family, and the verdict on a difference under its margin."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from experiments.analysis.materiality import Judgement
from experiments.analysis.paired import PairedDifference
from experiments.reporting import strings
from experiments.reporting.blocks import Cell
from experiments.reporting.study import Study
from sim.outcomes.catalogue import OUTCOMES
from sim.outcomes.outcome import FAMILIES, Outcome

MAIN: Final[Mapping[str, tuple[str, ...]]] = {
    "service": (
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
    ),
    "safety": ("incidents", "incidents_national", "incidents_local", "violent_true", "property_true", "harm"),
    "people": (
        "trust",
        "fear",
        "perceived_safety",
        "contact_satisfaction",
        "contact_satisfaction_call",
        "contact_satisfaction_traffic",
        "contact_satisfaction_investigation",
        "aware",
        "reported_share",
    ),
    "casework": (
        "clearance",
        "clearance_crime",
        "clearance_local",
        "duties_late",
        "problems_solved",
        "repair_days",
        "calls_municipal",
    ),
    "officers": ("utilisation", "overload", "travel_share", "patrol_share", "contact_share", "box_share"),
    "institution": (
        "commission_share",
        "principals_per_minute",
        "resolved_share",
        "resolutions_followed",
        "local_fit",
        "locally_financed",
        "tenure_years",
        "place_knowledge",
        "law_practice_distance",
    ),
    "money": ("cost", "cost_state", "cost_province", "cost_programmes"),
}
"""The headline outcomes of each family; all others are folded away."""

STEPPED: Final = (
    "response",
    "response_urgent",
    "response_local",
    "violent_true",
    "incidents",
    "trust",
    "perceived_safety",
    "clearance",
    "utilisation",
    "commission_share",
)
"""Outcomes followed through the steps of a reform."""

TONES: Final[Mapping[Judgement, str]] = {Judgement.BETTER: "good", Judgement.WORSE: "bad"}
"""Judgements that have a colour beside their word."""

BY_KEY: Final = {outcome.key: outcome for outcome in OUTCOMES}


def chosen(keys: Iterable[str]) -> tuple[Outcome, ...]:
    """The outcomes of these keys, in their order."""
    return tuple(BY_KEY[key] for key in keys)


def headlines(*families: str) -> tuple[Outcome, ...]:
    """The headline outcomes of some families, by default of all."""
    return chosen(key for family in families or FAMILIES for key in MAIN[family])


def others(family: str) -> tuple[Outcome, ...]:
    """The outcomes of a family that are no headline."""
    first = headlines()
    return tuple(outcome for outcome in OUTCOMES if outcome.family == family and outcome not in first)


def verdict(study: Study, outcome: Outcome, difference: PairedDifference | None) -> Cell:
    """What a difference says, in a word: better or worse only where it lies beyond the margin of its outcome."""
    if difference is None:
        return Cell(strings.VERDICT_NONE)
    found = study.judged(outcome, difference)
    return Cell(strings.JUDGEMENTS[found], TONES.get(found, ""))
