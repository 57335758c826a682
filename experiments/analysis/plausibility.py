"""Does a run under the law in force look like Korea? The figures that are held against real ones."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from experiments.analysis.concentration import bandwidth
from experiments.analysis.inequality import theil_parts
from experiments.theory import chance
from sim.model import SecurityModel
from sim.outcomes.catalogue import measure
from sim.outcomes.tally import of_region
from sim.vocabulary import AFFAIRS, MAJOR_CRIME

CRIMES = [AFFAIRS.index(a) for a in MAJOR_CRIME]


def figures(model: SecurityModel) -> dict[str, float]:
    """Every figure that one run gives. Elasticities need runs with other staffing: see `elasticity`."""
    ledger, circumstances = model.ledger, model.circumstances
    outcomes = measure(model)
    tally = of_region(ledger, np.array([d.residents for d in model.world.region.districts]))
    answered, minutes = tally.part("answered"), tally.part("response_min")
    calls = tally.part("calls")
    hazard = np.mean(ledger.hazard, axis=0)
    other = minutes[:, 1:].sum() / max(answered[:, 1:].sum(), 1.0)
    true = float(np.sum(ledger.true, axis=(0, 2))[CRIMES].sum())
    told = float(np.sum(ledger.reported, axis=(0, 2))[CRIMES].sum())
    return {
        "calls_a_year": calls.sum() * 365.0 / ledger.days,
        "response": outcomes["response"],
        "response_urgent": outcomes["response_urgent"],
        "response_other": other,
        "urgent_gap": other - outcomes["response_urgent"],
        "utilisation": outcomes["utilisation"],
        **_crime(model),
        "rhythm_gap": rhythm_gap(ledger.hour[CRIMES], circumstances.rhythms.hour[CRIMES]),
        **concentration(model),
        "reported_share": told / max(true, 1.0),
        "urgent_share": calls[:, 0].sum() / calls.sum(),
        "local_share": outcomes["calls_local"],
        "travel_share": outcomes["travel_share"],
        "hazard_violent": hazard[CRIMES[0]],
        "hazard_property": hazard[CRIMES[1]],
        "exceeded_share": float(ledger.thinning[1]) / max(float(ledger.thinning[0]), 1.0),
        "conserved": float(ledger.conserved()),
    }


def rhythm_gap(counts: NDArray[np.int64], profile: NDArray[np.float64]) -> float:
    """Largest gap, in points, between shares of 3-hour bins. `counts` and `profile` are [crimes, 24]."""
    gaps = []
    for count, rate in zip(counts, profile, strict=True):
        run, real = count.reshape(8, 3).sum(axis=1), rate.reshape(8, 3).sum(axis=1)
        gaps.append(np.abs(run / max(run.sum(), 1) - real / real.sum()).max())
    return 100.0 * float(max(gaps))


def elasticity(fewer: float, more: float, staffing: tuple[float, float]) -> float:
    """Elasticity of an outcome to crews from two runs with other staffing (log difference over log difference)."""
    return float(np.log(more / fewer) / np.log(staffing[1] / staffing[0]))


def concentration(model: SecurityModel) -> dict[str, float]:
    """How recorded crime falls on street segments, how it would by chance alone, and how much lies between districts.

    Few crimes on many segments look concentrated though all are alike (Chalfin, Kaplan and Cuellar 2021). Nothing but
    the share of segments with any crime is known where no crime was recorded, and no part of an inequality where all
    segments are alike.
    """
    counts, world = model.ledger.by_segment, model.world
    found = {"segments_any": float(np.mean(counts > 0))}
    if not counts.any():
        return found
    mean = float(counts.mean())
    parts = theil_parts(counts, np.repeat(world.places.district, np.diff(world.segments.first)))
    if parts.within + parts.between > 0:
        found["segments_between_districts"] = parts.between / (parts.within + parts.between)
    return {
        **found,
        "segments_half": bandwidth(counts, 0.5),
        "segments_half_chance": chance.bandwidth(mean, 0.5),
        "segments_any_chance": chance.bandwidth(mean, 1.0),
    }


def _crime(model: SecurityModel) -> dict[str, float]:
    """Recorded major crime against the tables. A part of a year is held against that part of the yearly count."""
    ledger, districts = model.ledger, model.world.region.districts
    run = np.sum(ledger.recorded, axis=0)[CRIMES].sum(axis=0)
    days = range(ledger.first, ledger.first + ledger.days)
    share = np.sum([model.circumstances.calendar.factor(day)[CRIMES] for day in days], axis=0) / 365.0
    real = np.array([[d.recorded[a] for a in MAJOR_CRIME] for d in districts]) @ share
    several = len(districts) > 2 and run.std() > 0
    return {
        "crime_total_ratio": float(run.sum() / real.sum()),
        **({"crime_correlation": float(np.corrcoef(run, real)[0, 1])} if several else {}),
    }
