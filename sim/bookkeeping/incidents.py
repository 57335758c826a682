"""How incidents and crimes are entered."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.demand import purposes
from sim.demand.occurrence import Incidents, Thinning, segments_of
from sim.ledger import IS_MAJOR_CRIME, Ledger
from sim.randomness import marks
from sim.vocabulary import AFFAIRS
from sim.world.world import World


def enter_incidents(
    ledger: Ledger, incidents: Incidents, district: NDArray[np.int64], reported: NDArray[np.bool_]
) -> None:
    """True incidents and those reported, by affair and district of occurrence."""
    where = district[incidents.place]
    ledger.true.append(_count(incidents.affair, where, ledger.districts))
    ledger.reported.append(_count(incidents.affair[reported], where[reported], ledger.districts))


def enter_crimes(ledger: Ledger, heard: Incidents, key: np.uint64, loss: float, world: World) -> None:
    """Reported violence and theft that the police record."""
    crime = np.flatnonzero(IS_MAJOR_CRIME[heard.affair])
    kept = crime[marks(key, heard.id[crime], purposes.RECORD) >= loss]
    place = heard.place[kept]
    segment = segments_of(key, heard.root[kept], place, world.segments)
    _enter_record(ledger, heard.affair[kept], world.places.district[place], segment, heard.minute[kept])


def enter_discovered(ledger: Ledger, found: Incidents, district: NDArray[np.int64]) -> None:
    """Incidents that crews came upon, by affair and district."""
    ledger.discovered += _count(found.affair, district[found.place], ledger.districts)


def _enter_record(
    ledger: Ledger,
    affair: NDArray[np.int64],
    district: NDArray[np.int64],
    segment: NDArray[np.int64],
    minute: NDArray[np.float64],
) -> None:
    """Crimes in the police record, by affair and district, street segment, hour of the day."""
    ledger.recorded.append(_count(affair, district, ledger.districts))
    ledger.by_segment += np.bincount(segment, minlength=ledger.segments)
    hour = (minute % 1440.0 / 60.0).astype(np.int64)
    ledger.hour += np.bincount(affair * 24 + hour, minlength=24 * len(AFFAIRS)).reshape(len(AFFAIRS), 24)


def enter_thinning(ledger: Ledger, thinning: Thinning, ratio: NDArray[np.float64], rates: NDArray[np.float64]) -> None:
    """Counts of the thinning, and the mean hazard ratio of each affair."""
    ledger.thinning += np.array(thinning)
    ledger.hazard.append((ratio * rates).sum(axis=1) / rates.sum(axis=1).clip(1e-300))


def _count(affair: NDArray[np.int64], district: NDArray[np.int64], districts: int) -> NDArray[np.int64]:
    count: NDArray[np.int64] = np.bincount(affair * districts + district, minlength=len(AFFAIRS) * districts)
    return count.reshape(len(AFFAIRS), districts)
