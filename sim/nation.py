"""A nation: regions side by side under one policy. Patrols stay at home; money and know-how cross borders.

Foundations hand out the pooled share of their gifts by need, seen anew once a year: the harm of the calls that a region
had, times the share of its province's budget that is not its own revenue. Institutes read what those elsewhere have
found out. Nothing else passes between regions, so a nation of one region is that region, bit for bit.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, final

from sim.administration.foundation import Pool
from sim.beginning import days_ahead
from sim.model import SecurityModel

YEAR_DAYS: Final = 365


@final
class Nation:
    """Regions that live the same days under the same policy. Raises ValueError for none, or on different days."""

    def __init__(self, *regions: SecurityModel) -> None:
        if not regions or len({region.day for region in regions}) > 1:
            days = ", ".join(str(region.day) for region in regions)
            raise ValueError(f"a nation of regions on days {days or 'none'} is not allowed; allowed: all on one day")
        self.regions: Final = regions
        self._since = self.day
        self._harm = [0.0] * len(regions)
        if len(regions) > 1:
            self._pool([_usual_harm(region) for region in regions])

    @property
    def day(self) -> int:
        """The day that is to come."""
        return self.regions[0].day

    @property
    def only(self) -> SecurityModel:
        """The one region. Raises ValueError where there are several."""
        if len(self.regions) > 1:
            raise ValueError(f"{len(self.regions)} regions; allowed here: a nation of one")
        return self.regions[0]

    def step(self) -> None:
        """One day everywhere, then what passes between regions."""
        for region in self.regions:
            region.step()
        if len(self.regions) > 1:
            self._teach()
            self._assess()

    def run(self, days: int, progress: Callable[[int], None] | None = None) -> Nation:
        """Run some days, return the nation. `progress` is told the day after each. ValueError: days that are none."""
        for _ in days_ahead(days):
            self.step()
            if progress is not None:
                progress(self.day)
        return self

    def _teach(self) -> None:
        """Every institute learns from the best one elsewhere, as they all stood before it did."""
        known = [region.government.found_out for region in self.regions]
        for row, region in enumerate(self.regions):
            region.government.hear(max(known[:row] + known[row + 1 :]))

    def _assess(self) -> None:
        """Once a year the pool is handed out by what the year before has shown."""
        for row, region in enumerate(self.regions):
            today = region.today
            if today is not None:
                self._harm[row] += float(region.circumstances.table.harm[today.calls.affair].sum())
        if (self.day - self._since) % YEAR_DAYS == 0:
            self._pool(self._harm)
            self._harm = [0.0] * len(self.regions)

    def _pool(self, harm: list[float]) -> None:
        """A pool among the regions. `harm`: of a year's calls in each."""
        treasuries = [region.staff.treasury for region in self.regions]
        unmet = [1.0 - region.world.region.fiscal_independence for region in self.regions]
        pool = Pool(treasuries, [weight * share for weight, share in zip(harm, unmet, strict=True)])
        for row, treasury in enumerate(treasuries):
            treasury.purse.pool, treasury.purse.region = pool, row


def _usual_harm(region: SecurityModel) -> float:
    """Harm of a year's calls as records have it."""
    return float(region.circumstances.known_harm.sum()) * YEAR_DAYS
