"""The institution itself: who decides, how clearly, how soon, for whom, with whose money, by which officers."""

from __future__ import annotations

from typing import Final

import numpy as np

from sim.administration.billing import CASE_TEAMS, PATROL_CREWS
from sim.institution.names import PROVINCE_TREASURY
from sim.outcomes.money import won_a_year
from sim.outcomes.outcome import Context, Outcome
from sim.outcomes.ratio import ratio
from sim.outcomes.tally import Tally

_POSTS: Final = (PATROL_CREWS, CASE_TEAMS)


def _commission_share(_: Tally, context: Context) -> float:
    books = context.ledger.decisions
    return ratio(books.by_commission_min, books.autonomous_min)


def _principals(_: Tally, context: Context) -> float:
    books = context.ledger.decisions
    return ratio(books.principal_min, books.officer_min)


def _resolved(_: Tally, context: Context) -> float:
    books = context.ledger.decisions
    return ratio(books.resolved, books.matters)


def _lag(_: Tally, context: Context) -> float:
    books = context.ledger.decisions
    return ratio(books.lag_days, books.crews)


def _followed(_: Tally, context: Context) -> float:
    books = context.ledger.decisions
    return ratio(books.followed, books.to_follow)


def _fit(_: Tally, context: Context) -> float:
    """1 - half the sum of absolute differences of two shares over places."""
    patrol = context.ledger.patrol
    concern = context.model.offices.experience.sum(axis=0)
    if patrol is None or patrol.sum() <= 0.0 or concern.sum() <= 0.0:
        return float("nan")
    return float(1.0 - 0.5 * np.abs(patrol / patrol.sum() - concern / concern.sum()).sum())


def _locally_financed(tally: Tally, context: Context) -> float:
    """Posts count with the share of officers' minutes that autonomous affairs take; all else is for these affairs."""
    books = context.ledger.decisions
    local = ratio(books.autonomous_min, books.all_min)
    posts = won_a_year(context, lambda _, purpose: purpose in _POSTS)
    rest = won_a_year(context, lambda _, purpose: purpose not in _POSTS)
    own = won_a_year(context, lambda payer, _: payer == PROVINCE_TREASURY)
    return ratio(own, local * posts + rest)


def _tenure(_: Tally, context: Context) -> float:
    books = context.ledger.decisions
    return ratio(books.tenure_years, books.posts)


def _knowledge(_: Tally, context: Context) -> float:
    books = context.ledger.decisions
    return ratio(books.place_knowledge, books.posts)


def _know_how(_: Tally, context: Context) -> float:
    government = context.model.government
    rows = [government.terms.learners.index(force) for force in government.terms.forces]
    return float(government.know_how[rows].mean())


def _distance(_: Tally, context: Context) -> float:
    books = context.ledger.decisions
    return 1.0 - ratio(books.by_named_min, books.all_min)


INSTITUTIONAL: Final[tuple[Outcome, ...]] = (
    Outcome(
        "commission_share",
        "share",
        "",
        "Decided by the commission",
        "Officers' minutes on autonomous affairs (calls, patrol, cases) that are under a commission's say.",
        _commission_share,
    ),
    Outcome(
        "principals_per_minute",
        "principals",
        "",
        "Principals per officer-minute",
        "How many principals command the crew whose minute it is; 1 is clear command.",
        _principals,
    ),
    Outcome(
        "resolved_share",
        "share",
        "",
        "Matters resolved",
        "Matters (one autonomous affair in one district) that a valid resolution of a commission covers.",
        _resolved,
    ),
    Outcome(
        "resolution_lag_days",
        "days",
        "",
        "From resolution to changed patrol",
        "Half a planning week and the time in which crews take up what a commission has resolved; no policy moves it.",
        _lag,
    ),
    Outcome(
        "resolutions_followed",
        "share",
        "",
        "Resolutions followed",
        "How far crews follow what a commission has resolved: as far as it has a say in their careers.",
        _followed,
    ),
    Outcome(
        "local_fit",
        "share",
        "",
        "Local fit",
        "Overlap over places of crews' patrol with the incidents that residents live through; 1 is the same pattern.",
        _fit,
    ),
    Outcome(
        "locally_financed",
        "share",
        "",
        "Locally financed",
        "Share of the cost of autonomous affairs that the province pays.",
        _locally_financed,
    ),
    Outcome(
        "tenure_years", "years", "", "Local tenure", "Mean years that a crew's officers have been at the post.", _tenure
    ),
    Outcome(
        "place_knowledge",
        "share",
        "",
        "Place knowledge",
        "Share of its beat that a crew knows; rotation erases it.",
        _knowledge,
    ),
    Outcome(
        "know_how",
        "share",
        "",
        "Know-how from research",
        "What patrol forces have learnt from research at the end; 1 is all that an institute could find out.",
        _know_how,
    ),
    Outcome(
        "law_practice_distance",
        "share",
        "",
        "Distance between law and practice",
        "Officers' minutes decided by another than whom the law's list of affairs (Act art. 4) names.",
        _distance,
    ),
)
