"""Outcomes of casework are sums of what the office told each evening, over what they are a share of."""

from __future__ import annotations

from typing import Any

import pytest

from sim.model import SecurityModel
from sim.outcomes.casework import CASEWORK
from sim.outcomes.catalogue import measure


@pytest.fixture(scope="module")
def model(town: Any, unitary: Any) -> SecurityModel:
    return SecurityModel(town(), unitary).run(12)


def test_outcomes_are_what_the_books_say(model: SecurityModel) -> None:
    books, found = model.ledger.casework, measure(model)
    thousands = sum(d.residents for d in model.world.region.districts) / 1000.0
    expected = {
        "clearance": books["cleared"].sum() / books["decided"].sum(),
        "case_days": books["case_days"].sum() / books["closed"].sum(),
        "caseload": books["open"].sum() / 12 / thousands,
        "team_load": books["worked_min"].sum() / books["capacity_min"].sum(),
        "problems_solved": books["tickets"][3].sum() / thousands * 365 / 12,
        "task_min": books["task_min"] / (12 * model.world.crews),
        "corps_members": 0.0,
        "calls_municipal": 0.0,
    }
    for key, value in expected.items():
        assert found[key] == pytest.approx(float(value)), key
    assert 0.0 < found["clearance"] < 1.0
    assert 0.0 < found["team_load"] < 1.0


def test_every_outcome_of_the_family_is_measured(model: SecurityModel) -> None:
    found = measure(model)
    assert {o.key for o in CASEWORK} <= found.keys()
    assert all(o.sentence.endswith(".") and o.title[0].isupper() and o.unit for o in CASEWORK)
