"""Officers: what crews do with their time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np

from sim.ledger import IS_LOCAL
from sim.outcomes.outcome import Context, Outcome
from sim.outcomes.tally import Tally
from sim.response import state
from sim.vocabulary import FREE_USES


def _utilisation(_: Tally, context: Context) -> float:
    use = context.use
    return float(use[state.TRAVEL : state.ASSEMBLY].sum() / use[: state.ASSEMBLY].sum())


def _travel_share(_: Tally, context: Context) -> float:
    use = context.use
    return float(use[state.TRAVEL] / use[state.TRAVEL : state.ASSEMBLY].sum())


def _assembly_share(_: Tally, context: Context) -> float:
    return float(context.use[state.ASSEMBLY] / context.use[: state.VACANT].sum())


def _calls_per_crew_day(tally: Tally, context: Context) -> float:
    return float(tally.part("calls").sum() / (context.use[: state.VACANT].sum() / 1440.0))


def _free(*uses: str) -> Callable[[Tally, Context], float]:
    """Share of crew time, assembly duty apart, that goes to some uses of free time."""

    def of(_: Tally, context: Context) -> float:
        minutes = sum(float(context.ledger.free[FREE_USES.index(use)]) for use in uses)
        return minutes / float(context.use[: state.ASSEMBLY].sum())

    return of


def _crews_local(_: Tally, context: Context) -> float:
    """Share of crews in forces that have the duty for an autonomous affair but for no national one."""
    duty = context.model.terms.response.duty
    filled = context.model.crews.vacant == 0
    local_only = duty[:, IS_LOCAL].any(axis=1) & ~duty[:, ~IS_LOCAL].any(axis=1)
    return float(local_only[context.model.crews.force[filled]].mean())


def _hot_patrol(_: Tally, context: Context) -> float:
    """Patrol in the places with most harm per street that hold a tenth of all streets, the last one in part."""
    patrol, model = context.ledger.presence, context.model
    if patrol is None:
        return float("nan")
    streets = model.offices.ground.even
    hottest = np.argsort(-model.circumstances.known_harm.sum(axis=0) / streets, kind="stable")
    before = np.cumsum(streets[hottest]) - streets[hottest]
    inside = np.clip((HOT - before) / streets[hottest], 0.0, 1.0)
    return float((patrol[hottest] * inside).sum() / 60.0 / context.ledger.days)


def _a_crew_day(name: str) -> Callable[[Tally, Context], float]:
    """Mean over crews and days of a sum in the books of service."""

    def of(_: Tally, context: Context) -> float:
        books = context.ledger.service
        return float(getattr(books, name)) / books.crews if books.crews else float("nan")

    return of


def _acceptance(_: Tally, context: Context) -> float:
    crews = context.model.crews
    return float(crews.acceptance[crews.vacant == 0].mean())


def _transfers(_: Tally, context: Context) -> float:
    books = context.ledger.service
    return 100.0 * books.asked / books.officers if books.officers else float("nan")


def _moved(_: Tally, context: Context) -> float:
    books = context.ledger.service
    return 100.0 * 365.0 * books.moved / books.crews if books.crews else float("nan")


def _granted(_: Tally, context: Context) -> float:
    return float(context.ledger.service.granted)


def _bought(tally: Tally, context: Context) -> float:
    hours = context.ledger.service.bought_min / 60.0
    return hours * 365.0 / context.ledger.days * 1000.0 / tally.residents


def _counted(_: Tally, context: Context) -> float:
    books = context.ledger.service
    return 100.0 * (books.found + books.made_up) / books.crews if books.crews else float("nan")


def _padded(_: Tally, context: Context) -> float:
    books = context.ledger.service
    return 100.0 * books.made_up / books.crews if books.crews else float("nan")


HOT: Final = 0.1
"""Share of streets that are called hot."""


OFFICERS: Final[tuple[Outcome, ...]] = (
    Outcome(
        "utilisation",
        "share",
        "",
        "Utilisation",
        "Share of crews' time on calls, travel included; assembly duty is neither time nor work.",
        _utilisation,
    ),
    Outcome(
        "calls_per_crew_day",
        "calls",
        "",
        "Calls per crew and day",
        "Dispatched calls over crews on duty, those on assembly duty included.",
        _calls_per_crew_day,
    ),
    Outcome("travel_share", "share", "lower", "Travel in busy time", "Travel over all busy minutes.", _travel_share),
    Outcome("assembly_share", "share", "", "Assembly duty", "Share of crew time on assembly duty.", _assembly_share),
    Outcome("patrol_share", "share", "", "Patrol", "Share of crew time on visible patrol.", _free("patrol")),
    Outcome("contact_share", "share", "", "Contact with residents", "Share of crew time.", _free("engagement")),
    Outcome("enforcement_share", "share", "", "Enforcement", "Share of crew time on it.", _free("enforcement")),
    Outcome(
        "box_share",
        "share",
        "",
        "At the police box",
        "Share of crew time on paperwork and standby.",
        _free("paperwork", "standby"),
    ),
    Outcome(
        "hot_patrol",
        "hours a day",
        "",
        "Patrol at hot places",
        "Visible patrol in the tenth of streets with most harm on record at the reference.",
        _hot_patrol,
    ),
    Outcome(
        "crews_local", "share", "", "Crews in the local force", "Crews whose force has local duty only.", _crews_local
    ),
    Outcome(
        "fatigue",
        "index",
        "lower",
        "Fatigue",
        "Mean over crews and days; 0 is rested, and 0.1 a mean of 6 minutes an hour above the ceiling for weeks.",
        _a_crew_day("fatigue"),
    ),
    Outcome(
        "overload",
        "share",
        "lower",
        "Overload",
        "Share of crew days in pools that worked above the ceiling in some hour of the day.",
        _a_crew_day("overloaded"),
    ),
    Outcome(
        "courtesy_wear",
        "share points",
        "lower",
        "Wear of courtesy",
        "How far fatigue and the pressure of counts wear courtesy at contacts, mean over crews and days.",
        _a_crew_day("wear"),
    ),
    Outcome(
        "acceptance",
        "share",
        "",
        "Acceptance of reforms",
        "How far officers of patrol crews accept reforms, at the end.",
        _acceptance,
    ),
    Outcome(
        "transfers",
        "per 100 officers and year",
        "lower",
        "Transfers",
        "Officers of patrol crews and case teams who leave their post of their own will.",
        _transfers,
    ),
    Outcome(
        "reports_counted",
        "per 100 crews and day",
        "",
        "Reports counted",
        "Entries of crews on enforcement: what they found and what they made up.",
        _counted,
    ),
    Outcome(
        "reports_padded",
        "per 100 crews and day",
        "lower",
        "Reports made up",
        "Entries that stand for nothing in the world.",
        _padded,
    ),
    Outcome(
        "posts_moved",
        "per 100 posts and year",
        "",
        "Posts moved",
        "Posts of patrol crews that went to another station, toward estimated demand.",
        _moved,
    ),
    Outcome(
        "crews_granted",
        "crews",
        "",
        "Crews granted",
        "Crews on duty that staffing claims have won.",
        _granted,
    ),
    Outcome(
        "hours_bought",
        "per 1,000 residents and year",
        "",
        "Patrol hours bought by gifts",
        "Hours of patrol by crews beyond their duty, paid from gifts to a foundation.",
        _bought,
    ),
)
