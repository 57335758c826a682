"""Two surveys as in Korea, once a year: perceived safety of residents, satisfaction of those who met the police.

They ask different people different things (체감안전도, 치안고객만족도) and need not move together. Who is asked, and
what they answer, stands in `sim.society.asking`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, NamedTuple, final

import numpy as np
from numpy.typing import NDArray

from sim.parameters import parameter

YEAR_DAYS: Final = 365
"""Days between two surveys, and days for which a contact is asked about."""


@final
@dataclass(frozen=True)
class SurveyRules:
    """How many people are asked."""

    respondents: float = parameter(
        1.0,
        unit="people per 1,000 residents",
        low=0.5,
        high=5.0,
        source="survey.respondents",
        meaning="asked once a year how safe they feel and whether they know the commission",
    )
    contact_respondents: float = parameter(
        0.5,
        unit="people per 1,000 residents",
        low=0.1,
        high=2.0,
        source="survey.contact_respondents",
        meaning="asked once a year in each field whether their last contact with the police satisfied them",
    )


class Survey(NamedTuple):
    """Answers of one evening in D districts; contacts by field (`FIELDS`). Scores run from 0 to 100."""

    day: int
    asked: NDArray[np.int64]
    """[D] people asked how safe they feel and whether they know the commission."""
    safety: NDArray[np.float64]
    """[D] sum of their scores of safety."""
    aware: NDArray[np.int64]
    """[D] how many of them know the commission; having heard of it is not counted."""
    asked_content: NDArray[np.int64]
    """[3] people asked about a contact of the last 365 days."""
    content: NDArray[np.int64]
    """[3] how many of them were satisfied with the last one."""
    listed: NDArray[np.int64]
    """[3] residents with such a contact: the list that respondents are drawn from."""

    def perceived_safety(self) -> float:
        """Mean score of the region; NaN where nobody was asked."""
        return _ratio(float(self.safety.sum()), float(self.asked.sum()))

    def awareness(self) -> float:
        """Share of the region that knows the commission; NaN where nobody was asked."""
        return _ratio(float(self.aware.sum()), float(self.asked.sum()))

    def contact_satisfaction(self) -> float:
        """Scores of the fields, weighted by how many residents had contact in each; NaN without any contact."""
        known = self.asked_content > 0
        scores = 100.0 * self.content[known] / self.asked_content[known]
        return _ratio(float(scores @ self.listed[known]), float(self.listed[known].sum()))


def due(days: int) -> bool:
    """Whether a survey is taken on the evening of the last of so many days of the books."""
    return days > 0 and days % YEAR_DAYS == 0


def _ratio(over: float, under: float) -> float:
    return over / under if under else float("nan")
