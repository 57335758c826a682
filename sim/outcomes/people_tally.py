"""What residents lived through and how they are: sums of a ledger over a region or some of its districts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, final

import numpy as np
from numpy.typing import NDArray

from sim.ledger import PEOPLE, Ledger
from sim.outcomes.ratio import ratio
from sim.vocabulary import FIELDS

EVERYWHERE: Final = slice(None)


@final
@dataclass(frozen=True)
class PeopleTally:
    """All zero where there are no minds."""

    days: NDArray[np.float64]
    """[4] sums of `ledger.PEOPLE` over days and simulated residents."""
    evening: NDArray[np.float64]
    """[4] the same on the last day."""
    contacts: NDArray[np.float64]
    """[3] contacts with the police by field (`FIELDS`)."""
    content: NDArray[np.float64]
    """[3] how many of these satisfied."""
    talks: float
    """Talks with crews beside calls."""
    stops: float
    """Stops by crews beside calls."""

    def mean(self, name: str) -> float:
        """Mean of one of `ledger.PEOPLE` over days and residents; NaN where there are no minds."""
        return ratio(self.days[PEOPLE.index(name)], self.days[PEOPLE.index("residents")])

    def last(self, name: str) -> float:
        """Mean over residents on the last day."""
        return ratio(self.evening[PEOPLE.index(name)], self.evening[PEOPLE.index("residents")])

    def satisfied(self, *fields: str) -> float:
        """Share of contacts in some fields that satisfied; NaN where there were none."""
        rows = [FIELDS.index(field) for field in fields]
        return ratio(self.content[rows].sum(), self.contacts[rows].sum())

    @property
    def known(self) -> bool:
        """Whether there are minds."""
        return bool(self.days[PEOPLE.index("residents")] > 0)


def of_everybody(ledger: Ledger, districts: slice = EVERYWHERE) -> PeopleTally:
    """Those who live in some districts, by default in all."""
    series = np.array(ledger.people).reshape(-1, len(PEOPLE), ledger.districts)[:, :, districts].sum(axis=2)
    return PeopleTally(
        days=series.sum(axis=0),
        evening=series[-1:].sum(axis=0),
        contacts=_lived(ledger, "contacts", len(FIELDS))[:, districts].sum(axis=1),
        content=_lived(ledger, "content", len(FIELDS))[:, districts].sum(axis=1),
        talks=float(_lived(ledger, "talks", 1)[:, districts].sum()),
        stops=float(_lived(ledger, "stops", 1)[:, districts].sum()),
    )


def _lived(ledger: Ledger, name: str, rows: int) -> NDArray[np.float64]:
    """[rows, D] sums over days of what residents lived through."""
    shape = rows, ledger.districts
    return ledger.society[name].reshape(shape) if name in ledger.society else np.zeros(shape)
