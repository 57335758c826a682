"""Who is asked in a survey, and what they answer.

Respondents are drawn with replacement by marks of the day and the respondent, so that every policy asks the same
people: what differs are their answers. Asking changes nobody.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from sim.compiled import kernel
from sim.randomness import mark, marks
from sim.society.minds import Minds
from sim.society.surveys import YEAR_DAYS, Survey, SurveyRules
from sim.vocabulary import FIELDS

SAFETY: Final = np.uint64(1)
CONTACT: Final = np.uint64(2)
FURTHER: Final = np.uint64(len(FIELDS))
"""What the marks of a respondent decide: whom in a district; whom in each field, and again `FURTHER` on if not met."""


def conduct(
    rules: SurveyRules,
    minds: Minds,
    district: NDArray[np.int64],
    residents: NDArray[np.float64],
    key: np.uint64,
    day: int,
) -> Survey:
    """Both surveys on the evening of a day.

    `district` [N] of each simulated resident, `residents` [D] people who live there, `key` that of stream `survey`.
    Any number of respondents may stand behind one simulated resident. An answer has no error of its own.
    """
    one = _residents(district, np.rint(rules.respondents * residents / 1000.0).astype(np.int64), key, day)
    where, districts = district[one], len(residents)
    recent = day - minds.met < YEAR_DAYS
    number = round(rules.contact_respondents * float(residents.sum()) / 1000.0)
    asked, content = np.zeros(len(FIELDS), np.int64), np.zeros(len(FIELDS), np.int64)
    for field in range(len(FIELDS)):
        if recent[:, field].any():
            people = listed(key, items(day, number), np.uint64(field), np.ascontiguousarray(recent[:, field]))
            asked[field], content[field] = number, int(minds.content[people, field].sum())
    return Survey(
        day,
        np.bincount(where, minlength=districts),
        np.bincount(where, 100.0 * (1.0 - minds.fear[one]), districts),
        np.bincount(where[minds.aware[one] == 1], minlength=districts),
        asked,
        content,
        np.count_nonzero(recent, axis=0),
    )


def items(day: int, number: int) -> NDArray[np.uint64]:
    """[number] what the marks of the respondents of a day hang on."""
    return (np.uint64(day) << np.uint64(32)) + np.arange(number, dtype=np.uint64)


@kernel
def listed(key: np.uint64, item: NDArray[np.uint64], field: np.uint64, on_list: NDArray[np.bool_]) -> NDArray[np.int64]:
    """[len(item)] rows of respondents of a field, each on the list, of which there must be one.

    Rows are tried until one is on the list: whoever is on it under two policies is then asked under both.
    """
    rows = np.empty(len(item), np.int64)
    for i in range(len(item)):
        attempt = CONTACT + field
        row = int(mark(key, item[i], attempt) * len(on_list))
        while not on_list[row]:
            attempt += FURTHER
            row = int(mark(key, item[i], attempt) * len(on_list))
        rows[i] = row
    return rows


def _residents(district: NDArray[np.int64], number: NDArray[np.int64], key: np.uint64, day: int) -> NDArray[np.int64]:
    """Rows of so many respondents [D] of each district; none where no resident is simulated."""
    by_district = np.argsort(district, kind="stable")
    size = np.bincount(district, minlength=len(number))
    first = np.cumsum(size) - size
    where = np.repeat(np.arange(len(number)), np.where(size > 0, number, 0))
    drawn = (marks(key, items(day, len(where)), SAFETY) * size[where]).astype(np.int64)
    rows: NDArray[np.int64] = by_district[first[where] + drawn]
    return rows
