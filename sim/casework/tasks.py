"""Municipal tasks that are passed to the police, which take crews' free time. Booked as their expectation.

Complaints of residents to the municipality are taken to be about autonomous affairs, as calls on these are spread. A
share is passed on by REFERS from the municipality to the force that answers for the affair; fewer where the police
chief must be heard first.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from sim.casework.ground import Ground
from sim.casework.mixing import across_forces
from sim.casework.tables import Patrol
from sim.institution.terms import CaseworkTerms
from sim.vocabulary import AFFAIRS, LOCAL

IS_LOCAL: Final = np.array([a in LOCAL for a in AFFAIRS])


def passed_on(ground: Ground, terms: CaseworkTerms, patrol: Patrol) -> float:
    """Tasks a day."""
    rules = ground.rules.municipality
    complaints = rules.complaints_per_1000 * float(ground.residents.sum()) / 1000.0 / 365.0
    calls = np.where(IS_LOCAL, ground.attended.sum(axis=1), 0.0)
    if calls.sum() <= 0.0:
        return 0.0
    chance = across_forces(terms.task * (1.0 - rules.hearing_damps * terms.must_hear), patrol.answering)
    return complaints * float((chance * calls).sum() / calls.sum())
