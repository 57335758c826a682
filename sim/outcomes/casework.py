"""Casework: clearance, statutory duties, repairs, what others take off the police and what they cost it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sim.casework.tables import HELPERS, TICKET_EVENTS
from sim.ledger import IS_LOCAL, IS_MAJOR_CRIME
from sim.outcomes.outcome import Context, Outcome
from sim.outcomes.ratio import ratio
from sim.outcomes.tally import Tally
from sim.response import state

type Of = Callable[[Tally, Context], float]


def _sum(context: Context, name: str) -> float:
    """Sum over days and rows of what casework told each evening."""
    return float(np.sum(context.ledger.casework[name]))


def _clearance(key: str, title: str, sentence: str, affairs: NDArray[np.bool_]) -> Outcome:
    def of(_: Tally, context: Context) -> float:
        books = context.ledger.casework
        return ratio(float(books["cleared"][affairs].sum()), float(books["decided"][affairs].sum()))

    return Outcome(key, "share", "higher", title, sentence, of)


def _share(over: str, under: str) -> Of:
    return lambda _, context: ratio(_sum(context, over), _sum(context, under))


def _per_1000(name: str, row: int | None = None) -> Of:
    """Yearly sum per 1,000 residents, of all rows or one."""

    def of(tally: Tally, context: Context) -> float:
        books = context.ledger.casework[name]
        return tally.yearly_per_1000(float(np.sum(books if row is None else books[row])))

    return of


def _mean_per_1000(name: str) -> Of:
    """Mean level of an evening per 1,000 residents."""
    return lambda tally, context: _sum(context, name) / tally.days / tally.residents * 1000.0


def _diverted(helper: str) -> Of:
    def of(tally: Tally, context: Context) -> float:
        taken = context.ledger.casework["diverted"]
        return ratio(float(taken[HELPERS.index(helper)].sum()), float(tally.part("calls").sum() + taken.sum()))

    return of


def _repair_days(_: Tally, context: Context) -> float:
    repaired = context.ledger.casework["tickets"][TICKET_EVENTS.index("repaired")]
    return ratio(_sum(context, "repair_days"), float(repaired.sum()))


def _per_crew_day(name: str) -> Of:
    """Minutes a day and crew on duty."""
    return lambda _, context: ratio(_sum(context, name), float(context.use[: state.VACANT].sum()) / 1440.0)


CASEWORK: Final[tuple[Outcome, ...]] = (
    _clearance("clearance", "Clearance", "Finished cases that are cleared.", np.ones(len(IS_LOCAL), bool)),
    _clearance("clearance_crime", "Clearance, major crime", "The same for violence and theft.", IS_MAJOR_CRIME),
    _clearance("clearance_local", "Clearance, autonomous", "The same for cases on autonomous affairs.", IS_LOCAL),
    Outcome(
        "case_days",
        "days",
        "lower",
        "Time to finish a case",
        "Days from opening to the end of work; waiting for others (laboratories, courts) is not modelled.",
        _share("case_days", "closed"),
    ),
    Outcome(
        "caseload",
        "cases per 1,000 residents",
        "lower",
        "Open cases",
        "Cases and duties with case teams, mean of evenings.",
        _mean_per_1000("open"),
    ),
    Outcome(
        "duties_late",
        "share",
        "lower",
        "Duties done late",
        "Finished cases and duties whose due date had passed.",
        _share("closed_late", "closed"),
    ),
    Outcome(
        "duties_overdue",
        "cases per 1,000 residents",
        "lower",
        "Overdue duties",
        "Open cases and duties past their due date, mean of evenings.",
        _mean_per_1000("overdue"),
    ),
    Outcome(
        "team_load",
        "share",
        "",
        "Load of case teams",
        "Minutes of case teams that are spent on cases.",
        _share("worked_min", "capacity_min"),
    ),
    Outcome(
        "problems_solved",
        "per 1,000 residents and year",
        "higher",
        "Problems solved",
        "Referred problems that a municipal repair ended.",
        _per_1000("tickets", TICKET_EVENTS.index("solved")),
    ),
    Outcome(
        "problems_dropped",
        "per 1,000 residents and year",
        "lower",
        "Problems dropped",
        "Referred problems that waited too long for a repair.",
        _per_1000("tickets", TICKET_EVENTS.index("expired")),
    ),
    Outcome(
        "repair_days", "days", "lower", "Time to repair", "From the referral to the repair, of repairs.", _repair_days
    ),
    Outcome(
        "problems_waiting",
        "per 1,000 residents",
        "lower",
        "Problems waiting",
        "Referred problems with the municipality that are not repaired yet, mean of evenings.",
        _mean_per_1000("waiting"),
    ),
    Outcome(
        "contacts",
        "per 1,000 residents and year",
        "",
        "Talks with residents",
        "Contacts of crews that are not calls.",
        _per_1000("contacts"),
    ),
    Outcome(
        "calls_municipal",
        "share",
        "",
        "Calls taken by municipal staff",
        "Of all calls that would go to crews.",
        _diverted("municipal"),
    ),
    Outcome(
        "calls_corps",
        "share",
        "",
        "Calls taken by auxiliaries",
        "Of all calls that would go to crews.",
        _diverted("corps"),
    ),
    Outcome(
        "calls_returned",
        "per 1,000 residents and year",
        "lower",
        "Calls that came back",
        "Minor calls that others tried and a crew had to take.",
        _per_1000("returned"),
    ),
    Outcome(
        "corps_members",
        "members per 1,000 residents",
        "",
        "Auxiliaries",
        "Members of the corps, mean of evenings.",
        _mean_per_1000("members"),
    ),
    Outcome(
        "supervision_min",
        "min per crew and day",
        "lower",
        "Supervising auxiliaries",
        "Crew time that leading the corps and the walks of the safety network takes.",
        _per_crew_day("supervision_min"),
    ),
    Outcome(
        "task_min",
        "min per crew and day",
        "lower",
        "Municipal tasks",
        "Crew time for tasks that the municipality passes on.",
        _per_crew_day("task_min"),
    ),
)
