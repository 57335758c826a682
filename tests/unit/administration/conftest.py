"""Terms of the administration room, set by hand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from sim.institution.terms import AdministrationTerms
from sim.vocabulary import AFFAIRS, CRITERIA, LOCAL, NATIONAL

IS_LOCAL = np.array([a in LOCAL for a in AFFAIRS])


def made(**given: Any) -> AdministrationTerms:
    """Headquarters (row 0) and a commission (row 1) over one force, as the law in force has it, unless given else."""
    prevention = np.zeros((2, 1, len(AFFAIRS)))
    prevention[0, 0, : len(NATIONAL)] = 0.85
    prevention[1, 0, len(NATIONAL) :] = 0.15
    first = np.zeros((2, 1, len(AFFAIRS)))
    first[0] = 1.0
    usual: dict[str, Any] = {
        "prevention": prevention,
        "first_response": first,
        "follow_up": np.zeros((2, 0, len(AFFAIRS))),
        "by_resolution": np.array([False, True]),
        "headquarters": np.array([True, False]),
        "stake": np.array([[1.0], [0.0]]),
        "rotation_years": np.array([1.5]),
        "promotion": np.ones((2, 1)),
        "case_stake": np.zeros((2, 0)),
        "case_promotion": np.ones((2, 0)),
        "known": np.ones((2, len(AFFAIRS))),
        "delay_days": np.full((2, len(AFFAIRS)), 10.0),
        "heard": np.zeros((2, len(AFFAIRS))),
        "heard_weight": np.zeros((2, len(AFFAIRS))),
        "heard_skew": np.zeros((2, len(AFFAIRS))),
        "network": np.zeros(len(AFFAIRS)),
        "judged": np.zeros((2, 1, len(CRITERIA))),
        "noise": np.zeros((2, 1)),
        "every_days": np.full((2, 1), 365),
        "supervision": np.zeros(1),
        "reposting": np.zeros(1),
        "analysed": np.zeros((1, len(AFFAIRS))),
        "corrected": np.zeros((1, len(AFFAIRS))),
    }
    return AdministrationTerms(**(usual | given))


@pytest.fixture(scope="session")
def terms() -> Callable[..., AdministrationTerms]:
    return made
