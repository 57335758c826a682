"""The treasury of a run: what a day costs under its government, and which share of posts its payers can keep."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import final

import numpy as np
from numpy.typing import NDArray

from sim.administration import billing, funding
from sim.administration.billing import Accounts, Posts
from sim.circumstances import Circumstances
from sim.government import Government
from sim.institution.terms import Terms
from sim.response.state import Crews
from sim.strategies.base import spending


@final
@dataclass(frozen=True)
class Treasury:
    """Looks at the government and at posts; it keeps no books. F patrol forces, T case forces, X = F + T."""

    government: Government
    circumstances: Circumstances
    officers: NDArray[np.int64]
    """[T] posts of case forces (`funding.officers_for`)."""
    accounts: Accounts = field(init=False)

    def __post_init__(self) -> None:
        programmes = spending(self.government.programmes, 0, self.residents)
        object.__setattr__(self, "accounts", billing.opened(self.government.terms, programmes))

    @property
    def residents(self) -> float:
        return self.circumstances.world.region.residents

    def bill(self, day: int, crews: Crews) -> NDArray[np.int64]:
        """[payers, purposes] won that a day costs, with the posts of today and programmes as they mean to grow."""
        government, terms = self.government, self._terms(day)
        programmes = spending(government.programmes, day - government.since, self.residents)
        filled = np.bincount(crews.force[crews.vacant == 0], minlength=len(terms.forces))
        return self.accounts.bill(day, terms, self._posts(terms, filled), self.residents, programmes)

    def staffed(self, crews: NDArray[np.int64]) -> NDArray[np.float64]:
        """[X] share of posts that stay filled once a shortfall has come through. `crews` [F]: those there should be."""
        return funding.staffed_share(self._funded(crews), self.circumstances.administration.funding)

    def bears(self, crews: NDArray[np.int64], force: int) -> bool:
        """Whether those who pay a patrol force can pay all its posts, if forces have so many `crews` [F]."""
        return bool(self._funded(crews)[force] >= 1.0)

    def _funded(self, crews: NDArray[np.int64]) -> NDArray[np.float64]:
        """[X] share of posts that payers can pay."""
        terms, rules = self.government.terms, self.circumstances.administration.funding
        independence = self.circumstances.world.region.fiscal_independence
        limit = funding.limits(terms.funding, rules, self.residents, independence)
        return funding.funded_share(terms, self._posts(terms, crews), limit)

    def _terms(self, day: int) -> Terms:
        """Those of a day, also of one that is still to come: money flows as meant, whoever carries a programme out."""
        return self.government.meant_on(day)

    def _posts(self, terms: Terms, crews: NDArray[np.int64]) -> Posts:
        filled = np.concatenate((crews, self.officers)).astype(np.int64)
        return Posts(filled, billing.prices(terms, self.circumstances.world.rules))
