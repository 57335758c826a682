"""Tally: sums of a ledger over a region or one district, from which every outcome is computed the same way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

import numpy as np
from numpy.typing import NDArray

from sim.ledger import BIN_MIN, PARTS, Ledger
from sim.outcomes.people_tally import PeopleTally, of_everybody
from sim.outcomes.ratio import ratio


@final
@dataclass(frozen=True)
class Tally:
    """Sums over `days` days. Parts are [A, 3] by affair and priority; counts are [A]."""

    days: int
    residents: float
    parts: NDArray[np.float64]
    true: NDArray[np.int64]
    reported: NDArray[np.int64]
    recorded: NDArray[np.int64]
    people: PeopleTally

    def part(self, name: str) -> NDArray[np.float64]:
        """[A, 3] sums of one part of `PARTS`."""
        part: NDArray[np.float64] = self.parts[PARTS.index(name)]
        return part

    def mean(self, name: str, *, affairs: NDArray[np.bool_] | None = None, priority: int | None = None) -> float:
        """Mean of a part over answered calls, of some affairs or one priority (0, 1, 2); NaN where there are none."""
        return ratio(_cells(self.part(name), affairs, priority), _cells(self.part("answered"), affairs, priority))

    def share(self, name: str) -> float:
        """Share of closed calls that a part counts."""
        return ratio(self.part(name).sum(), self.part("calls").sum())

    def yearly_per_1000(self, count: float) -> float:
        """A count as incidents per 1,000 residents and year."""
        return float(count) / self.residents * 1000.0 * 365.0 / self.days


def of_region(ledger: Ledger, residents: NDArray[np.float64]) -> Tally:
    """The whole region. `residents` [D]."""
    return Tally(
        ledger.days,
        float(residents.sum()),
        ledger.calls.sum(axis=1),
        np.sum(ledger.true, axis=(0, 2)),
        np.sum(ledger.reported, axis=(0, 2)),
        np.sum(ledger.recorded, axis=(0, 2)),
        of_everybody(ledger),
    )


def of_districts(ledger: Ledger, residents: NDArray[np.float64]) -> tuple[Tally, ...]:
    """One tally for each district."""
    true, reported, recorded = (np.sum(kept, axis=0) for kept in (ledger.true, ledger.reported, ledger.recorded))
    return tuple(
        Tally(
            ledger.days,
            float(residents[d]),
            ledger.calls[:, d],
            true[:, d],
            reported[:, d],
            recorded[:, d],
            of_everybody(ledger, slice(d, d + 1)),
        )
        for d in range(ledger.districts)
    )


def response_quantile(ledger: Ledger, share: float) -> float:
    """The response time (minutes) that a share of answered calls does not exceed; even within bins of 3 seconds."""
    bins = ledger.bins.sum(axis=(0, 1))
    if bins.sum() == 0:
        return float("nan")
    below = np.concatenate(([0], np.cumsum(bins)))
    return float(np.interp(share * below[-1], below, np.arange(len(below)) * BIN_MIN))


def _cells(part: NDArray[np.float64], affairs: NDArray[np.bool_] | None, priority: int | None) -> float:
    chosen = part if affairs is None else part[affairs]
    return float(chosen.sum() if priority is None else chosen[:, priority].sum())
