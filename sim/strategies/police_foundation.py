"""Police foundation: residents and firms give; what they give buys patrol, and regions may share it by need.

Claim of the study: "because there is a difference in the security situation or the budget management of local
governments by region ... the introduction of autonomous police foundation operation by benchmarking the cases of
developed countries".

Mechanism. FUNDS from the foundation to the commission (to headquarters where there is none). Gifts follow income. Where
the province cannot pay posts they pay these first; what is left buys hours of patrol by the crews that are there. Two
designs: `donor` keeps gifts where they are given, as abroad; `equalising` hands out a share of them by need among the
regions of a nation.

Where it can fail. The sums are tiny beside a police budget. Gifts go where income is, so that `donor` widens the gap
between regions; `equalising` takes from the rich region, and donors hold back what leaves. Public payers save part of
what gifts pay (crowding out), raising them costs, and hours beyond duty tire crews. In a single region both designs are
one.

Cost by payer. Donors pay by the amended FUNDS clause alone; the province sets the foundation up.
Legal basis: an act. The Act on Collection and Use of Donations (art. 5) keeps state and local bodies from collecting.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Final, final

from sim.institution.clauses import Funds
from sim.institution.institution import Institution
from sim.institution.names import COMMISSION, FOUNDATION, NPA, PROVINCE_TREASURY
from sim.parameters import check, choice, parameter
from sim.strategies.base import Cost, Strategy

DESIGNS: Final = ("equalising", "donor")
"""Where gifts go: a share of them to a pool that is handed out by need, or all to the region that gives them."""


@final
@dataclass(frozen=True)
class PoliceFoundation(Strategy):
    """A foundation with gifts of residents and firms."""

    key: ClassVar[str] = "police_foundation"
    title: ClassVar[str] = "Police foundation"
    claim: ClassVar[str] = "the introduction of autonomous police foundation operation"
    legal_basis: ClassVar[str] = "act"
    basis: ClassVar[str] = "an exception to the Act on Collection and Use of Donations, art. 5"

    design: str = choice(
        "equalising",
        among=DESIGNS,
        source="foundation.design",
        meaning="where gifts go: by need, or where they come from",
    )
    gifts_krw: float = parameter(
        250,
        unit="KRW per resident and year",
        low=50,
        high=2500,
        source="foundation.gifts_krw",
        meaning="gifts of residents of mean income",
    )
    pooled: float = parameter(
        0.5,
        unit="share of gifts",
        low=0.0,
        high=1.0,
        most=1,
        source="foundation.pooling_share",
        meaning="handed out by need among the regions of a nation, if equalising",
    )
    setup_days: float = parameter(
        365,
        unit="days",
        low=180,
        high=1095,
        source="foundation.setup_days",
        meaning="from the decision to the first gifts",
    )
    ramp: float = parameter(
        1095,
        unit="days",
        low=365,
        high=1825,
        source="foundation.ramp_days",
        meaning="from the first gifts to the usual ones",
    )
    setup_krw: float = parameter(
        20,
        unit="KRW per resident, once",
        low=0,
        high=200,
        source="foundation.setup_krw",
        meaning="capital and rooms of the foundation",
    )

    def __post_init__(self) -> None:
        check(self, f"strategy.{self.key}", plausible=False)

    @property
    def lag_days(self) -> float:
        return self.setup_days

    @property
    def ramp_days(self) -> float:
        return self.ramp

    def costs(self) -> tuple[Cost, ...]:
        return (Cost(PROVINCE_TREASURY, self.key, krw_per_resident_once=self.setup_krw),)

    def amend(self, institution: Institution) -> Institution:
        self.needs(institution, FOUNDATION, PROVINCE_TREASURY)
        receiver = COMMISSION if COMMISSION in institution.names else NPA
        gifts = Funds(
            source=FOUNDATION,
            target=receiver,
            rule="gifts",
            statement="a foundation passes on what residents and firms give",
            basis=self.basis,
        )
        pooled = self.pooled if self.design == "equalising" else 0.0
        amended = institution.move(gifts, by=self.key, amount=self.gifts_krw)
        return amended.move(gifts, by=self.key, pooled=pooled) if pooled else amended
