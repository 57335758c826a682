"""The treasury of a run: what a day costs under its government, and which share of posts its payers can keep."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import final

import numpy as np
from numpy.typing import NDArray

from sim.administration import billing, foundation, funding
from sim.administration.billing import GIFTS, PATROL_CREWS, RAISING, SETTING_UP, Accounts, Posts
from sim.administration.foundation import Gifts, Purse, Spent
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
    purse: Purse = field(default_factory=Purse)
    """What residents give, and how far regions share it."""
    setup: NDArray[np.int64] | None = None
    """[Y] won that giving posts another employer costs each payer once; None where none has another."""
    service_years: float = 0.0
    """Years over which what is paid once is spread; 0: it is paid on the first day."""
    accounts: Accounts = field(init=False)

    def __post_init__(self) -> None:
        programmes = spending(self.government.programmes, 0, self.residents)
        more = () if self.setup is None else (SETTING_UP,)
        object.__setattr__(self, "accounts", billing.opened(self.government.terms, programmes, *more))

    @property
    def residents(self) -> float:
        return self.circumstances.world.region.residents

    def bill(self, day: int, crews: Crews) -> NDArray[np.int64]:
        """[payers, purposes] won that a day costs, with the posts of today and programmes as they mean to grow."""
        government, terms = self.government, self._terms(day)
        programmes = spending(government.programmes, day - government.since, self.residents, self.service_years)
        filled = np.bincount(crews.force[crews.vacant == 0], minlength=len(terms.forces))
        posts = self._posts(terms, filled)
        found = self.accounts.bill(day, terms, posts, self.residents, programmes)
        if terms.funding.foundations.any():
            self._enter_gifts(found, day, terms, posts)
        if self.setup is not None:
            found[: len(self.setup), self.accounts.purposes.index(SETTING_UP)] += self._set_up(day - government.since)
        return found

    def gifts(self, day: int) -> Gifts:
        """What residents give to foundations on a day, and what of it goes to other regions."""
        rules, region = self.circumstances.administration.foundation, self.circumstances.world.region
        nation = self.purse.pool is not None
        return foundation.gifts(day, self._terms(day).funding, rules, region.residents, region.income, nation)

    def bought_min(self, day: int) -> float:
        """Patrol minutes of a day that gifts buy, as far as the programme is carried out."""
        meant, done = self._terms(day).funding.gifts.sum(), self.government.terms.funding.gifts.sum()
        if not done:
            return 0.0
        price, rules = billing.crew_price(self.circumstances.world.rules), self.circumstances.administration.foundation
        return foundation.minutes_bought(self._spent(day).hours, price, rules) * float(done / meant)

    def relieve(self, crews: NDArray[np.int64], day: int) -> None:
        """At a budget gifts go first to posts that public payers cannot pay. `crews` [F]: those there should be."""
        self.purse.relief = 0
        if self._terms(day).funding.foundations.any():
            a_year = self.purse.granted(self.gifts(day), day) * billing.YEAR_DAYS
            self.purse.relief = min(a_year, round(float(self._lacking(crews).sum())))

    def staffed(self, crews: NDArray[np.int64]) -> NDArray[np.float64]:
        """[X] share of posts that stay filled once a shortfall has come through. `crews` [F]: those there should be."""
        return funding.staffed_share(self._funded(crews), self.circumstances.administration.funding)

    def bears(self, crews: NDArray[np.int64], force: int) -> bool:
        """Whether those who pay a patrol force can pay all its posts, if forces have so many `crews` [F]."""
        return bool(self._funded(crews)[force] >= 1.0)

    def _funded(self, crews: NDArray[np.int64]) -> NDArray[np.float64]:
        """[X] share of posts that payers can pay."""
        terms, limit = self.government.terms, self._limit()
        if self.purse.relief:
            lacking = self._lacking(crews)
            limit = limit + self.purse.relief * lacking / max(float(lacking.sum()), 1.0)
        return funding.funded_share(terms, self._posts(terms, crews), limit)

    def _set_up(self, since: int) -> NDArray[np.int64]:
        """[Y] won of a day, so many after the start, of what is paid once."""
        assert self.setup is not None
        if not self.service_years:
            return self.setup * (since == 0)
        days = round(self.service_years * billing.YEAR_DAYS)
        return self.setup * (since + 1) // days - self.setup * since // days

    def _limit(self) -> NDArray[np.float64]:
        """[Y] won a year that each payer can bear for posts by itself."""
        rules, region = self.circumstances.administration.funding, self.circumstances.world.region
        return funding.limits(self.government.terms.funding, rules, region.residents, region.fiscal_independence)

    def _lacking(self, crews: NDArray[np.int64]) -> NDArray[np.float64]:
        """[Y] won a year that each payer is asked for and cannot bear."""
        terms = self.government.terms
        lacking: NDArray[np.float64] = np.maximum(funding.asked(terms, self._posts(terms, crews)) - self._limit(), 0.0)
        return lacking

    def _spent(self, day: int) -> Spent:
        relief = self.purse.relief
        of_day = relief * (day + 1) // billing.YEAR_DAYS - relief * day // billing.YEAR_DAYS
        given = self.gifts(day)
        rules = self.circumstances.administration.foundation
        return foundation.spent(given, self.purse.granted(given, day), of_day, rules)

    def _enter_gifts(self, bill: NDArray[np.int64], day: int, terms: Terms, posts: Posts) -> None:
        """What gifts pay: posts that others are spared, hours, and what raising the gifts costs."""
        spent, giver = self._spent(day), int(np.argmax(terms.funding.foundations))
        patrol, hours, raising = (self.accounts.purposes.index(p) for p in (PATROL_CREWS, GIFTS, RAISING))
        spared = foundation.relieved(spent.displaced, terms.funding, posts, len(terms.forces))
        bill[: len(spared), patrol] -= np.array(spared, np.int64)
        bill[giver, patrol] += sum(spared)
        bill[giver, hours] += spent.hours
        bill[giver, raising] += spent.raising

    def _terms(self, day: int) -> Terms:
        """Those of a day, also of one that is still to come: money flows as meant, whoever carries a programme out."""
        return self.government.paid_on(day)

    def _posts(self, terms: Terms, crews: NDArray[np.int64]) -> Posts:
        filled = np.concatenate((crews, self.officers)).astype(np.int64)
        return Posts(filled, billing.prices(terms, self.circumstances.world.rules))
