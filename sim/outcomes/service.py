"""Service: how soon crews come, and what happens to calls.

Where a definition could favour a model, both readings stand here (see `response` and `first_any`).
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from sim.ledger import IS_LOCAL
from sim.outcomes.outcome import Context, Outcome
from sim.outcomes.ratio import ratio
from sim.outcomes.tally import Tally, response_quantile


def _response(key: str, title: str, sentence: str, **cells: object) -> Outcome:
    def of(tally: Tally, _: Context) -> float:
        return tally.mean("response_min", **cells)  # type: ignore[arg-type]

    return Outcome(key, "min", "lower", title, sentence, of, by_district=True)


def _part(key: str, part: str, title: str, sentence: str) -> Outcome:
    return Outcome(key, "min", "lower", title, sentence, lambda tally, _: tally.mean(part), by_district=True)


def _travel(key: str, title: str, affairs: NDArray[np.bool_]) -> Outcome:
    sentence = "From the order to the first right crew on scene."
    return Outcome(key, "min", "lower", title, sentence, lambda tally, _: tally.mean("travel_min", affairs=affairs))


def _share(key: str, part: str, better: str, title: str, sentence: str) -> Outcome:
    return Outcome(key, "share", better, title, sentence, lambda tally, _: tally.share(part), by_district=True)


def _disparity(_: Tally, context: Context) -> float:
    """Mean absolute deviation of district response times from the region's, weighted by calls, over the mean."""
    calls = np.array([t.part("answered").sum() for t in context.districts])
    minutes = np.array([t.part("response_min").sum() for t in context.districts])
    mean = minutes.sum() / calls.sum()
    return float(np.abs(minutes - mean * calls).sum() / (mean * calls.sum()))


def _calls_local(tally: Tally, _: Context) -> float:
    calls = tally.part("calls")
    return float(calls[IS_LOCAL].sum() / calls.sum())


def _patrol_per_incident(tally: Tally, context: Context) -> float:
    patrol = context.ledger.presence
    return float("nan") if patrol is None else ratio(float(patrol.sum()) / 60.0, float(tally.true.sum()))


SERVICE: Final[tuple[Outcome, ...]] = (
    _response("response", "Response time", "Minutes from the call to the first crew of a force that may take it."),
    Outcome(
        "response_p90",
        "min",
        "lower",
        "Response time, 90th percentile",
        "Nine of ten answered calls see the first right crew within this time.",
        lambda _, context: response_quantile(context.ledger, 0.9),
    ),
    _response("response_urgent", "Response time, priority 1", "Codes 0 and 1.", priority=0),
    _response("response_p2", "Response time, priority 2", "Code 2.", priority=1),
    _response("response_p3", "Response time, priority 3", "Code 3.", priority=2),
    _response("response_national", "Response time, national affairs", "Calls on national affairs.", affairs=~IS_LOCAL),
    _response("response_local", "Response time, autonomous affairs", "Calls on autonomous affairs.", affairs=IS_LOCAL),
    _part("handling", "handling_min", "Call handling", "From the call to the dispatch queue."),
    _part("queue", "queue_min", "Queue", "Waiting for a crew, holds for the own station included."),
    _part("handover", "handover_min", "Hand-over", "With the wrong force or at the joint desk, until passed on."),
    _part("travel", "travel_min", "Turnout and travel", "From the order to the first right crew on scene."),
    _travel("travel_national", "Turnout and travel, national affairs", ~IS_LOCAL),
    _travel("travel_local", "Turnout and travel, autonomous affairs", IS_LOCAL),
    _part(
        "first_any",
        "first_any_min",
        "Time to any crew",
        "Minutes to the first crew of any force, also one that only assesses and hands over.",
    ),
    _share("abandoned", "abandoned", "lower", "Abandoned", "Callers who gave up before a crew was assigned."),
    _share("misrouted", "misrouted", "lower", "Handed over", "Calls passed between forces, at the desk or on scene."),
    _share("both_forces", "both_forces", "", "Both forces", "Calls to which crews of two forces went."),
    _share("own_station", "own_station", "", "Own station", "Calls whose first right crew was of their own station."),
    Outcome(
        "disparity",
        "share of the mean",
        "lower",
        "Disparity of response",
        "Mean deviation of districts' response times from the region's, weighted by calls.",
        _disparity,
    ),
    Outcome("calls_local", "share", "", "Calls on autonomous affairs", "Share of dispatched calls.", _calls_local),
    Outcome(
        "patrol_per_incident",
        "hours",
        "",
        "Visible patrol for each incident",
        "Hours of visible patrol (of crews; walks of others at their equivalence) over incidents that happen.",
        _patrol_per_incident,
    ),
)
