"""Money: what policing costs, who pays, and for what. Read off the bill, which is balanced to the won."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from sim.administration.billing import CASE_TEAMS, IDLE, OVERHEAD, PATROL_CREWS, PROJECTS, SETTING_UP, YEAR_DAYS
from sim.institution.names import PROVINCE_TREASURY, STATE_TREASURY
from sim.outcomes.outcome import Context, Outcome
from sim.outcomes.tally import Tally

STANDING: Final = (PATROL_CREWS, CASE_TEAMS, OVERHEAD, PROJECTS, SETTING_UP, IDLE)
"""What is paid with or without strategies, and money that buys nothing."""


def won_a_year(context: Context, keep: Callable[[str, str], bool]) -> float:
    """Won a year of the cells of the bill whose payer and purpose are kept."""
    ledger = context.ledger
    won = sum(
        int(ledger.bill[y, z])
        for y, payer in enumerate(ledger.payers)
        for z, purpose in enumerate(ledger.purposes)
        if keep(payer, purpose)
    )
    return won * YEAR_DAYS / ledger.days


def _cost(key: str, title: str, sentence: str, keep: Callable[[str, str], bool], better: str = "") -> Outcome:
    def of(_: Tally, context: Context) -> float:
        return won_a_year(context, keep) / 1e9

    return Outcome(key, "bn KRW a year", better, title, sentence, of)


def _all(payer: str, purpose: str) -> bool:
    return True


def _per_resident(tally: Tally, context: Context) -> float:
    return won_a_year(context, _all) / tally.residents


MONEY: Final[tuple[Outcome, ...]] = (
    _cost(
        "cost",
        "Cost of patrol and cases",
        "What all payers pay for crews, case teams, overhead, projects, programmes; other officers are left out. What "
        "is paid once is spread over its service at rest, else over the days of the study.",
        _all,
        better="lower",
    ),
    Outcome(
        "cost_per_resident",
        "KRW per resident and year",
        "lower",
        "Cost per resident",
        "What all payers pay, over the residents of the region.",
        _per_resident,
    ),
    _cost("cost_state", "Cost to the state", "What the state treasury pays.", lambda payer, _: payer == STATE_TREASURY),
    _cost(
        "cost_province",
        "Cost to the province",
        "What the treasury of the province pays.",
        lambda payer, _: payer == PROVINCE_TREASURY,
    ),
    _cost(
        "cost_patrol",
        "Cost of patrol crews",
        "Officers behind the crews at full cost.",
        lambda _, purpose: purpose == PATROL_CREWS,
    ),
    _cost(
        "cost_programmes",
        "Cost of strategies",
        "What strategies spend, the auxiliary corps included.",
        lambda _, purpose: purpose not in STANDING,
    ),
    _cost(
        "cost_idle",
        "Idle money",
        "Money that is booked and buys nothing: a reference, or less than the price of a crew.",
        lambda _, purpose: purpose == IDLE,
    ),
)
