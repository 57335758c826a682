"""Safety: incidents that happen, crimes in the record, harm."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from sim.ledger import IS_LOCAL, IS_MAJOR_CRIME
from sim.outcomes.outcome import Context, Outcome
from sim.outcomes.tally import Tally
from sim.vocabulary import AFFAIRS


def _incidents(key: str, title: str, sentence: str, affairs: NDArray[np.bool_], *, recorded: bool = False) -> Outcome:
    def of(tally: Tally, _: Context) -> float:
        return tally.yearly_per_1000(float((tally.recorded if recorded else tally.true)[affairs].sum()))

    better = "" if recorded else "lower"
    return Outcome(key, "per 1,000 residents and year", better, title, sentence, of, by_district=True)


def _only(affair: str) -> NDArray[np.bool_]:
    return np.array([a == affair for a in AFFAIRS])


def _harm(tally: Tally, context: Context) -> float:
    return tally.yearly_per_1000(float(tally.true @ context.model.circumstances.table.harm))


SAFETY: Final[tuple[Outcome, ...]] = (
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
        "discovered",
        "per 1,000 residents and year",
        "",
        "Discovered by crews",
        "Incidents that nobody reports and crews on enforcement come upon.",
        lambda tally, context: tally.yearly_per_1000(float(context.ledger.discovered.sum())),
    ),
    Outcome(
        "harm",
        "harm per 1,000 residents and year",
        "lower",
        "Harm",
        "True incidents weighted by the harm of their kind.",
        _harm,
        by_district=True,
    ),
)
