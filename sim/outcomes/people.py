"""People: what residents think of the police and of their safety, what they met, and what surveys would say.

True values stand beside those of the yearly surveys, which sample residents and err. All are NaN without minds (rung
R0). None of them is made from what the police did: trust and satisfaction follow encounters, fear follows experience.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np

from sim.ledger import IS_MAJOR_CRIME, PEOPLE
from sim.outcomes.outcome import Context, Outcome
from sim.outcomes.people_tally import PeopleTally
from sim.outcomes.tally import Tally
from sim.society.surveys import Survey
from sim.vocabulary import FIELDS

POINTS: Final = "points of 100"
NONE: Final = float("nan")

_FIELD_TITLES: Final = {"call": "112 calls", "traffic": "traffic", "investigation": "investigation"}


def _mean(name: str) -> Callable[[Tally, Context], float]:
    return lambda tally, _: tally.people.mean(name)


def _safety(tally: Tally, _: Context) -> float:
    return 100.0 * (1.0 - tally.people.mean("fear"))


def _satisfaction(key: str, title: str, sentence: str, *fields: str) -> Outcome:
    def of(tally: Tally, _: Context) -> float:
        return 100.0 * tally.people.satisfied(*fields)

    return Outcome(key, POINTS, "higher", title, sentence, of, by_district=True)


def _surveyed(key: str, unit: str, better: str, title: str, sentence: str, of: Callable[[Survey], float]) -> Outcome:
    def mean(_: Tally, context: Context) -> float:
        taken = context.ledger.surveys
        return float(np.mean([of(survey) for survey in taken])) if taken else NONE

    return Outcome(key, unit, better, title, sentence, mean)


def _met(key: str, title: str, sentence: str, of: Callable[[PeopleTally], float]) -> Outcome:
    def yearly(tally: Tally, _: Context) -> float:
        return tally.yearly_per_1000(of(tally.people)) if tally.people.known else NONE

    return Outcome(key, "per 1,000 residents and year", "", title, sentence, yearly)


def _reported(tally: Tally, _: Context) -> float:
    true = int(tally.true[IS_MAJOR_CRIME].sum())
    return float(tally.reported[IS_MAJOR_CRIME].sum() / true) if true and tally.people.known else NONE


def _disparity(_: Tally, context: Context) -> float:
    """Mean absolute deviation of district fear from the region's, weighted by residents, over the mean."""
    fear, residents = (
        np.array([district.people.days[PEOPLE.index(name)] for district in context.districts])
        for name in ("fear", "residents")
    )
    if not fear.sum() > 0.0:
        return NONE
    return float(np.abs(fear - fear.sum() / residents.sum() * residents).sum() / fear.sum())


def _clipped(_: Tally, context: Context) -> float:
    society = context.ledger.society
    return float(1e6 * society["clipped"][:2].sum() / society["resident_days"]) if society else NONE


def _clipped_chances(_: Tally, context: Context) -> float:
    society = context.ledger.society
    contacts = float(society["contacts"].sum()) if society else 0.0
    return float(society["clipped"][2] / contacts) if contacts else NONE


PEOPLE_OUTCOMES: Final[tuple[Outcome, ...]] = (
    Outcome(
        "trust",
        "on a scale of 0 to 1",
        "higher",
        "Trust in the police",
        "Mean over residents and days.",
        _mean("trust"),
        by_district=True,
    ),
    Outcome(
        "trust_end",
        "on a scale of 0 to 1",
        "higher",
        "Trust at the end",
        "Mean over residents on the last day.",
        lambda tally, _: tally.people.last("trust"),
        by_district=True,
    ),
    Outcome(
        "fear",
        "on a scale of 0 to 1",
        "lower",
        "Fear of crime",
        "Mean over residents and days.",
        _mean("fear"),
        by_district=True,
    ),
    Outcome(
        "perceived_safety",
        POINTS,
        "higher",
        "Perceived safety",
        "100 x (1 - fear), over all residents and days.",
        _safety,
        by_district=True,
    ),
    _satisfaction(
        "contact_satisfaction",
        "Contact satisfaction",
        "Contacts with the police that satisfied, of all contacts, each counted once.",
        *FIELDS,
    ),
    *(
        _satisfaction(
            f"contact_satisfaction_{field}",
            f"Contact satisfaction, {_FIELD_TITLES[field]}",
            f"The same for contacts in the field {_FIELD_TITLES[field]}.",
            field,
        )
        for field in FIELDS
    ),
    Outcome(
        "aware",
        "share",
        "",
        "Know the commission",
        "Residents who know the autonomous police commission, mean over days; having heard of it is not enough.",
        _mean("aware"),
        by_district=True,
    ),
    Outcome(
        "reported_share",
        "share",
        "",
        "Crime reported",
        "Violence and theft that residents report, of what happens.",
        _reported,
        by_district=True,
    ),
    Outcome(
        "disparity_fear",
        "share of the mean",
        "lower",
        "Disparity of fear",
        "Mean deviation of districts' fear from the region's, weighted by residents; not adjusted for need.",
        _disparity,
    ),
    _surveyed(
        "perceived_safety_surveyed",
        POINTS,
        "higher",
        "Perceived safety, surveyed",
        "What the yearly survey of residents says, sampling error included.",
        Survey.perceived_safety,
    ),
    _surveyed(
        "contact_satisfaction_surveyed",
        POINTS,
        "higher",
        "Contact satisfaction, surveyed",
        "What the yearly survey of those with a contact says, sampling error included.",
        Survey.contact_satisfaction,
    ),
    _surveyed(
        "aware_surveyed",
        "share",
        "",
        "Know the commission, surveyed",
        "What the yearly survey of residents says, sampling error included.",
        Survey.awareness,
    ),
    *(
        _met(
            f"contacts_{field}",
            f"Contacts, {_FIELD_TITLES[field]}",
            f"Contacts of residents with the police in the field {_FIELD_TITLES[field]}.",
            lambda people, row=row: float(people.contacts[row]),  # type: ignore[misc]
        )
        for row, field in enumerate(FIELDS)
    ),
    _met("contacts_talks", "People met in talks", "Contacts in talks of crews beside calls.", lambda p: p.talks),
    _met("contacts_stops", "People stopped", "Contacts in stops by crews beside calls.", lambda p: p.stops),
    Outcome(
        "clipped_minds",
        "per million resident-days",
        "",
        "Minds held at a bound",
        "Times that trust or fear would have left 0 to 1.",
        _clipped,
    ),
    Outcome(
        "clipped_chances",
        "share",
        "",
        "Judgements held at a bound",
        "Contacts whose chance to satisfy would have left 0 to 1.",
        _clipped_chances,
    ),
)
