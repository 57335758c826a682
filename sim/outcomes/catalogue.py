"""What is measured: each outcome once, with its name, unit, direction and the sentence that says what it is.

Outcomes watch from above: deleting this room changes no run. None is defined so that a governance model wins; where a
definition could favour one, both readings stand here (see `response` and `first_any`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, final

import numpy as np
from numpy.typing import NDArray

from sim.ledger import IS_LOCAL, IS_MAJOR_CRIME, PARTS, Ledger
from sim.model import SecurityModel
from sim.outcomes.tally import Tally, of_districts, of_region, response_quantile
from sim.response import state
from sim.vocabulary import AFFAIRS


@final
@dataclass(frozen=True)
class Context:
    """What an outcome may look at: the books and what they are about."""

    model: SecurityModel
    ledger: Ledger
    districts: tuple[Tally, ...]

    @property
    def use(self) -> NDArray[np.float64]:
        """[6] crew minutes by use."""
        return self.ledger.minutes()


@final
@dataclass(frozen=True)
class Outcome:
    """One measured quantity. `better` is "lower", "higher" or "" where neither is better by itself."""

    key: str
    unit: str
    better: str
    title: str
    sentence: str
    of: Callable[[Tally, Context], float]
    by_district: bool = False


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


def _incidents(key: str, title: str, sentence: str, affairs: NDArray[np.bool_], *, recorded: bool = False) -> Outcome:
    def of(tally: Tally, _: Context) -> float:
        return tally.yearly_per_1000(float((tally.recorded if recorded else tally.true)[affairs].sum()))

    better = "" if recorded else "lower"
    return Outcome(key, "per 1,000 residents and year", better, title, sentence, of, by_district=True)


def _only(affair: str) -> NDArray[np.bool_]:
    return np.array([a == affair for a in AFFAIRS])


def _harm(tally: Tally, context: Context) -> float:
    return tally.yearly_per_1000(float(tally.true @ context.model.circumstances.table.harm))


def _utilisation(_: Tally, context: Context) -> float:
    use = context.use
    return float(use[state.TRAVEL : state.ASSEMBLY].sum() / use[: state.ASSEMBLY].sum())


def _travel_share(_: Tally, context: Context) -> float:
    use = context.use
    return float(use[state.TRAVEL] / use[state.TRAVEL : state.ASSEMBLY].sum())


def _assembly_share(_: Tally, context: Context) -> float:
    return float(context.use[state.ASSEMBLY] / context.use.sum())


def _calls_per_crew_day(tally: Tally, context: Context) -> float:
    return float(tally.part("calls").sum() / (context.use.sum() / 1440.0))


def _disparity(_: Tally, context: Context) -> float:
    """Mean absolute deviation of district response times from the region's, weighted by calls, over the mean."""
    calls = np.array([t.part("answered").sum() for t in context.districts])
    minutes = np.array([t.part("response_min").sum() for t in context.districts])
    mean = minutes.sum() / calls.sum()
    return float(np.abs(minutes - mean * calls).sum() / (mean * calls.sum()))


def _crews_local(_: Tally, context: Context) -> float:
    """Share of crews in forces that have the duty for an autonomous affair but for no national one."""
    rank = context.model.terms.response.rank[:, :, 0]
    local_only = (rank[:, IS_LOCAL] == 0).any(axis=1) & ~(rank[:, ~IS_LOCAL] == 0).any(axis=1)
    return float(local_only[context.model.crews.force].mean())


def _calls_local(tally: Tally, _: Context) -> float:
    calls = tally.part("calls")
    return float(calls[IS_LOCAL].sum() / calls.sum())


def _cost(tally: Tally, context: Context) -> float:
    return context.ledger.spent / 1000.0 * 365.0 / tally.days


OUTCOMES: Final[tuple[Outcome, ...]] = (
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
    _incidents(
        "incidents", "True incidents", "All incidents that happen, reported or not.", np.ones(len(AFFAIRS), bool)
    ),
    _incidents("incidents_national", "True incidents, national", "Incidents in national affairs.", ~IS_LOCAL),
    _incidents("incidents_local", "True incidents, autonomous", "Incidents in autonomous affairs.", IS_LOCAL),
    _incidents("crime_true", "Major crime, true", "Violence and theft that happen, reported or not.", IS_MAJOR_CRIME),
    _incidents(
        "crime_recorded", "Major crime, recorded", "Violence and theft in the record.", IS_MAJOR_CRIME, recorded=True
    ),
    _incidents("violent_true", "Violent crime, true", "Violent crimes that happen.", _only("violent")),
    _incidents("property_true", "Property crime, true", "Thefts that happen.", _only("property")),
    Outcome(
        "harm",
        "harm per 1,000 residents and year",
        "lower",
        "Harm",
        "True incidents weighted by the harm of their kind.",
        _harm,
        by_district=True,
    ),
    Outcome(
        "utilisation",
        "share",
        "",
        "Utilisation",
        "Share of crews' time on calls, travel included; assembly duty is neither time nor work.",
        _utilisation,
    ),
    Outcome(
        "calls_per_crew_day",
        "calls",
        "",
        "Calls per crew and day",
        "Dispatched calls over crews on duty, those on assembly duty included.",
        _calls_per_crew_day,
    ),
    Outcome("travel_share", "share", "lower", "Travel in busy time", "Travel over all busy minutes.", _travel_share),
    Outcome("assembly_share", "share", "", "Assembly duty", "Share of crew time on assembly duty.", _assembly_share),
    Outcome(
        "disparity",
        "share of the mean",
        "lower",
        "Disparity of response",
        "Mean deviation of districts' response times from the region's, weighted by calls.",
        _disparity,
    ),
    Outcome(
        "crews_local", "share", "", "Crews in the local force", "Crews whose force has local duty only.", _crews_local
    ),
    Outcome("calls_local", "share", "", "Calls on autonomous affairs", "Share of dispatched calls.", _calls_local),
    Outcome("cost", "bn KRW a year", "lower", "Cost of patrol crews", "Officers behind the crews at full cost.", _cost),
)

DAILY: Final = ("calls", "response", "response_urgent", "utilisation", "true", "recorded")
"""Daily series, in this order."""


def measure(model: SecurityModel) -> dict[str, float]:
    """Every outcome of the model's ledger, by key."""
    context, region = _context(model)
    return {o.key: o.of(region, context) for o in OUTCOMES}


def measure_districts(model: SecurityModel) -> dict[str, NDArray[np.float64]]:
    """[D] of every outcome that has a value in each district, by key."""
    context, _ = _context(model)
    return {o.key: np.array([o.of(tally, context) for tally in context.districts]) for o in OUTCOMES if o.by_district}


def measure_daily(model: SecurityModel) -> dict[str, NDArray[np.float64]]:
    """[days] of the series in `DAILY`."""
    ledger = model.ledger
    parts = np.array(ledger.daily).reshape(-1, len(PARTS), 2, 3)
    use = np.array(ledger.use)
    answered, minutes = parts[:, PARTS.index("answered")], parts[:, PARTS.index("response_min")]
    busy = use[:, state.TRAVEL : state.ASSEMBLY].sum(axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):  # a day without calls has no mean
        return {
            "calls": parts[:, PARTS.index("calls")].sum(axis=(1, 2)),
            "response": minutes.sum(axis=(1, 2)) / answered.sum(axis=(1, 2)),
            "response_urgent": minutes[:, :, 0].sum(axis=1) / answered[:, :, 0].sum(axis=1),
            "utilisation": busy / use[:, : state.ASSEMBLY].sum(axis=1),
            "true": np.array([t.sum() for t in ledger.true], float),
            "recorded": np.array([r.sum() for r in ledger.recorded], float),
        }


def _context(model: SecurityModel) -> tuple[Context, Tally]:
    residents = np.array([d.residents for d in model.world.region.districts], float)
    return Context(model, model.ledger, of_districts(model.ledger, residents)), of_region(model.ledger, residents)
