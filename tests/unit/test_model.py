"""The model as a whole: days, forks, books, the pilot."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from sim.governance.dual import Dual
from sim.institution.institution import Institution
from sim.ledger import PARTS
from sim.model import SecurityModel
from sim.outcomes.catalogue import measure
from sim.response.rules import ResponseRules


@pytest.fixture(scope="module")
def model(town: Any, unitary: Institution) -> SecurityModel:
    return SecurityModel(town(), unitary).run(10)


def test_run_steps_and_returns_the_model(town: Any, unitary: Institution) -> None:
    told: list[int] = []
    model = SecurityModel(town(), unitary)
    assert model.run(3, told.append) is model
    assert (model.day, told) == (3, [1, 2, 3])


@pytest.mark.parametrize("days", [-3, 2.5, "ten"])
def test_days_that_are_none_are_refused_in_one_line(model: SecurityModel, days: Any) -> None:
    before = model.day
    with pytest.raises(ValueError, match=rf"a run of {days!r} days is not allowed; allowed: a whole number"):
        model.run(days)
    assert model.day == before


def test_nothing_is_measured_before_a_day_has_been_run(town: Any, unitary: Institution) -> None:
    with pytest.raises(ValueError, match="no day is in the books"):
        measure(SecurityModel(town(), unitary))


def test_the_pilot_is_a_reference_at_which_hazards_are_one(model: SecurityModel) -> None:
    """Hazards stay near their reference under the law in force, so recorded crime is what the tables say."""
    assert np.all(model.reference.patrol > 0)
    hazard = np.mean(model.ledger.hazard, axis=0)
    assert np.all(np.abs(hazard - 1) < 0.03)
    elastic = model.circumstances.table.presence_elasticity > 0
    np.testing.assert_allclose(hazard[~elastic], 1, atol=0.005)  # repairs alone move these
    assert np.any(hazard[elastic] != 1)


def test_the_pilot_lives_apart_from_the_run(town: Any, unitary: Institution, model: SecurityModel) -> None:
    """The run is the same whether its reference is made or given."""
    given = SecurityModel(town(), unitary, reference=model.reference).run(10)
    assert given.presence.tobytes() == model.presence.tobytes()
    assert given.ledger.calls.tobytes() == model.ledger.calls.tobytes()


def test_patrol_in_the_books_is_patrol_on_the_map(model: SecurityModel) -> None:
    """Minutes of visible patrol by place are the patrol share of free minutes."""
    fork = model.under(model.institution)
    before, kept = fork.presence.copy(), 0.5 ** (1 / fork.circumstances.demand.presence_halflife_days)
    fork.step()
    today = (fork.presence - kept * before) / (1 - kept)
    free = fork.ledger.use[-1][0]
    assert today.sum() == pytest.approx(fork.orders.patrol[0] * free)


def test_response_time_is_the_sum_of_its_parts(model: SecurityModel, unitary: Institution) -> None:
    for run in (model, model.under(Dual(desk=0).reform(unitary), response=ResponseRules(misroute=1)).run(10)):
        ledger = run.ledger
        parts = [ledger.part(f"{name}_min") for name in ("handling", "queue", "handover", "travel")]
        np.testing.assert_allclose(np.sum(parts, axis=0), ledger.part("response_min"), atol=1e-6)
        assert all(np.all(part >= 0) for part in parts)
        assert np.all(ledger.part("first_any_min") <= ledger.part("response_min") + 1e-6)


def test_daily_parts_add_up_to_the_whole(model: SecurityModel) -> None:
    daily = np.sum(model.ledger.daily, axis=0)
    local = model.ledger.calls[:, :, 4:].sum(axis=(1, 2))
    np.testing.assert_allclose(daily[:, 1], local)
    assert daily.shape == (len(PARTS), 2, 3)


def test_new_books_forget_the_burn_in_but_not_the_open_calls(town: Any, unitary: Institution) -> None:
    model = SecurityModel(town(), unitary, response=ResponseRules(service_factor=3)).run(4)
    still_open = len(model.room.open.id)
    model.close_books()
    assert (model.ledger.first, model.ledger.days, model.ledger.carried_in) == (4, 0, still_open)
    assert still_open > 0
    assert model.run(3).ledger.conserved()
    assert len(model.ledger.use) == 3


def test_a_fork_leaves_the_other_untouched(model: SecurityModel, unitary: Institution) -> None:
    day, presence, minutes = model.day, model.presence.copy(), model.crews.minutes.copy()
    force = model.crews.force.copy()
    dual = model.under(Dual().reform(unitary)).run(3)
    assert dual.day == day + 3
    assert (model.day, model.forces) == (day, ("national.patrol",))
    assert np.array_equal(model.presence, presence)
    assert np.array_equal(model.crews.minutes, minutes)
    assert np.array_equal(model.crews.force, force)


def test_a_fork_keeps_crews_in_their_boxes(model: SecurityModel, unitary: Institution) -> None:
    dual = model.under(Dual(boxes="divided", patrol_share=0.36).reform(unitary))
    assert np.array_equal(dual.crews.station, model.crews.station)
    assert dual.forces == ("national.patrol", "local.patrol")
    assert np.mean(dual.crews.force == 1) == pytest.approx(0.36, abs=0.15)


def test_assembly_duty_takes_national_crews_only(model: SecurityModel, unitary: Institution) -> None:
    dual = model.under(Dual().reform(unitary)).run(30)
    use = dual.ledger.use_by_force
    assert use[0, 5] > 0
    assert use[1, 5] == 0
    assert all(drafted <= demanded for demanded, drafted in dual.ledger.assembly)


def test_networks_can_be_looked_at(model: SecurityModel) -> None:
    assert model.place_network().number_of_nodes() == len(model.world.load)
    assert model.institution_network().number_of_nodes() >= len(model.institution.organisations)
