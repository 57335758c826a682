"""What is measured: every outcome once, by family, with name, unit, direction and the sentence that says what it is.

Outcomes watch from above: deleting this room changes no run. None is defined so that a governance model wins.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sim.ledger import PARTS, PEOPLE, Ledger
from sim.model import SecurityModel
from sim.outcomes.between import BETWEEN_OUTCOMES
from sim.outcomes.casework import CASEWORK
from sim.outcomes.institutional import INSTITUTIONAL
from sim.outcomes.money import MONEY
from sim.outcomes.officers import OFFICERS
from sim.outcomes.outcome import Context, Outcome
from sim.outcomes.people import PEOPLE_OUTCOMES
from sim.outcomes.safety import SAFETY
from sim.outcomes.service import SERVICE
from sim.outcomes.tally import Tally, of_districts, of_region
from sim.outcomes.voice import VOICE
from sim.response import state

_BY_FAMILY: Final = {
    "service": (*SERVICE, *BETWEEN_OUTCOMES),
    "safety": SAFETY,
    "people": (*PEOPLE_OUTCOMES, *VOICE),
    "casework": CASEWORK,
    "officers": OFFICERS,
    "institution": INSTITUTIONAL,
    "money": MONEY,
}

OUTCOMES: Final[tuple[Outcome, ...]] = tuple(
    replace(outcome, family=family) for family, outcomes in _BY_FAMILY.items() for outcome in outcomes
)


def measure(model: SecurityModel) -> dict[str, float]:
    """Every outcome of the model's ledger, by key. Raises ValueError while no day is in it."""
    context, region = _context(model)
    return {o.key: o.of(region, context) for o in OUTCOMES}


def measure_districts(model: SecurityModel) -> dict[str, NDArray[np.float64]]:
    """[D] of every outcome that has a value in each district, by key."""
    context, _ = _context(model)
    return {o.key: np.array([o.of(tally, context) for tally in context.districts]) for o in OUTCOMES if o.by_district}


def measure_daily(model: SecurityModel) -> dict[str, NDArray[np.float64]]:
    """[days] of each daily series; trust and fear are NaN where there are no minds."""
    ledger = model.ledger
    parts = np.array(ledger.daily).reshape(-1, len(PARTS), 2, 3)
    use = np.array(ledger.use)
    answered, minutes = parts[:, PARTS.index("answered")], parts[:, PARTS.index("response_min")]
    busy = use[:, state.TRAVEL : state.ASSEMBLY].sum(axis=1)
    people = _people(ledger)
    with np.errstate(invalid="ignore", divide="ignore"):  # a day without calls has no mean
        return {
            "calls": parts[:, PARTS.index("calls")].sum(axis=(1, 2)),
            "response": minutes.sum(axis=(1, 2)) / answered.sum(axis=(1, 2)),
            "response_urgent": minutes[:, :, 0].sum(axis=1) / answered[:, :, 0].sum(axis=1),
            "utilisation": busy / use[:, : state.ASSEMBLY].sum(axis=1),
            "true": np.array([t.sum() for t in ledger.true], float),
            "recorded": np.array([r.sum() for r in ledger.recorded], float),
            "trust": people[:, PEOPLE.index("trust")] / people[:, PEOPLE.index("residents")],
            "fear": people[:, PEOPLE.index("fear")] / people[:, PEOPLE.index("residents")],
        }


def _people(ledger: Ledger) -> NDArray[np.float64]:
    """[days, 4] sums over residents; zeros where there are no minds."""
    if not ledger.people:
        return np.zeros((ledger.days, len(PEOPLE)))
    sums: NDArray[np.float64] = np.sum(ledger.people, axis=2)
    return sums


def _context(model: SecurityModel) -> tuple[Context, Tally]:
    if not model.ledger.days:
        raise ValueError("no day is in the books, so there is nothing to measure; run the model first")
    residents = np.array([d.residents for d in model.world.region.districts], float)
    return Context(model, model.ledger, of_districts(model.ledger, residents)), of_region(model.ledger, residents)
