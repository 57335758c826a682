"""From real counts to rates of true incidents.

incident -report-> call -dispatch share-> dispatched call -crime share, recording loss-> recorded crime. Four things.
Crimes are inverted from the cases recorded in each district, other affairs from dispatched calls per 1,000 residents.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.demand.rules import DemandRules
from sim.vocabulary import AFFAIRS, MAJOR_CRIME
from sim.world.world import World

DAYS_PER_YEAR = 365.0


class AffairTable(NamedTuple):
    """The catalogue as columns, [A] each, in the order of `AFFAIRS`."""

    reported: NDArray[np.float64]
    dispatched: NDArray[np.float64]
    urgent: NDArray[np.float64]
    low: NDArray[np.float64]
    service_min: NDArray[np.float64]
    crews: NDArray[np.float64]
    contested: NDArray[np.float64]
    harm: NDArray[np.float64]
    branching: NDArray[np.float64]
    presence_elasticity: NDArray[np.float64]
    displaced: NDArray[np.float64]
    divertible: NDArray[np.float64]
    removable: NDArray[np.float64]
    visible_km2: NDArray[np.float64]


def affair_table(rules: DemandRules) -> AffairTable:
    """Columns of the catalogue."""
    each = rules.affairs.each()
    return AffairTable(*(np.array([float(getattr(a, name)) for a in each]) for name in AffairTable._fields))


def incident_rates(world: World, rules: DemandRules) -> NDArray[np.float64]:
    """[A, P] true incidents a day at the reference, mean over the year."""
    rates = np.empty((len(AFFAIRS), len(world.load)))
    districts = world.region.districts
    for a, (name, affair) in enumerate(zip(AFFAIRS, rules.affairs.each(), strict=True)):
        if name in MAJOR_CRIME:
            recorded = np.array([d.recorded[name] for d in districts])
            yearly = recorded / (affair.reported * (1.0 - rules.recording_loss))
            rates[a] = yearly[world.places.district] * world.places.risk
        else:
            calls = affair.dispatched_per_1000 * world.region.residents / 1000.0
            rates[a] = calls / (affair.reported * affair.dispatched) * world.load
    return rates / DAYS_PER_YEAR


def call_rates(rates: NDArray[np.float64], table: AffairTable) -> NDArray[np.float64]:
    """[A, P] dispatched calls a day at the reference."""
    return rates * (table.reported * table.dispatched)[:, None]


def thinning_ceiling(rules: DemandRules, table: AffairTable) -> NDArray[np.float64]:
    """[A] largest hazard over its reference that fate covers: presence down to `ceiling_presence` of the reference, and
    `ceiling_relief` where less is repaired than at the reference."""
    ceiling: NDArray[np.float64] = rules.ceiling_relief * rules.ceiling_presence ** (-table.presence_elasticity)
    return ceiling
