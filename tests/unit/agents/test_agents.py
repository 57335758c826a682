"""Agents are views of rows: what they say is in the table, what is written to them is too."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import mesa
import numpy as np
import pytest

from sim.agents.police_crew import PoliceCrew
from sim.agents.resident import Resident
from sim.governance.dual import Dual
from sim.institution.institution import Institution
from sim.model import SecurityModel
from sim.response import state


@pytest.fixture(scope="module")
def model(town: Any, unitary: Institution) -> SecurityModel:
    return SecurityModel(town(), unitary).run(3)


def crew_of(model: SecurityModel, row: int) -> PoliceCrew:
    return model.agents_by_type[PoliceCrew].select(lambda crew: crew.row == row).to_list()[0]


def test_the_model_is_mesas(model: SecurityModel) -> None:
    crews = model.agents_by_type[PoliceCrew]
    assert isinstance(model, mesa.Model)
    assert len(crews) == model.world.crews == len(model.crews.force)
    assert sorted(crew.row for crew in crews) == list(range(model.world.crews))


def test_a_crew_reads_its_row_as_it_is_now(model: SecurityModel) -> None:
    crew = crew_of(model, 2)
    before = crew.minutes.copy()
    assert crew.minutes.sum() == pytest.approx(model.day * 1440.0)
    model.step()
    assert crew.minutes.sum() - before.sum() == pytest.approx(1440.0)
    assert crew.station == model.crews.station[2]
    assert crew.answered == model.crews.answered[2] > 0


def test_what_is_written_to_a_crew_is_in_the_table(model: SecurityModel) -> None:
    crew = crew_of(model, 1)
    usual = int(crew.answered)
    crew.answered = usual + 7
    assert model.crews.answered[1] == usual + 7
    model.crews.answered[1] = usual
    assert crew.answered == usual


def test_an_agent_set_selects_and_aggregates(model: SecurityModel) -> None:
    crews = model.agents_by_type[PoliceCrew]
    idle = crews.select(lambda crew: crew.status == state.IDLE)
    assert len(idle) == np.count_nonzero(model.crews.status == state.IDLE)
    assert crews.agg("answered", sum) == model.crews.answered.sum()


def test_utilisation_of_crews_is_that_of_the_books(town: Any, unitary: Institution) -> None:
    model = SecurityModel(town(), unitary).run(5)
    minutes = model.ledger.minutes()
    crews = [crew_of(model, row) for row in range(model.world.crews)]
    assert all(0 <= crew.utilisation <= 1 for crew in crews)
    weights = [crew.minutes[:5].sum() for crew in crews]
    mean = np.average([crew.utilisation for crew in crews], weights=weights)
    assert mean == pytest.approx(minutes[2:5].sum() / minutes[:5].sum())


def test_a_crew_that_never_worked_is_not_utilised(town: Any, unitary: Institution, even: Any) -> None:
    model = SecurityModel(town(), unitary, reference=even(town(), unitary))
    assert crew_of(model, 0).utilisation == 0.0


def test_a_crew_knows_the_name_of_its_force(model: SecurityModel, unitary: Institution) -> None:
    assert {crew.force for crew in model.agents_by_type[PoliceCrew]} == {"national.patrol"}
    dual = model.under(Dual(boxes="shared").reform(unitary))
    names = [crew_of(dual, row).force for row in range(dual.world.crews)]
    assert names == [dual.forces[f] for f in dual.crews.force]
    assert set(names) == {"national.patrol", "local.patrol"}


def test_residents_are_made_when_they_are_asked_for(town: Any, unitary: Institution, even: Any) -> None:
    model = SecurityModel(town(), unitary, reference=even(town(), unitary))
    assert Resident not in model.agents_by_type
    assert len(model.residents) == len(model.population.place)
    resident = model.residents[5]
    assert model.residents[5] is resident
    assert model.residents[-1].row == len(model.residents) - 1
    assert len(model.agents_by_type[Resident]) == 2
    with pytest.raises(IndexError, match=str(len(model.residents))):
        model.residents[len(model.residents)]
    model.residents.materialise()
    assert len(model.agents_by_type[Resident]) == len(model.residents)


def test_a_resident_lives_in_a_district_and_knows_others_who_know_it(model: SecurityModel) -> None:
    resident = model.residents[10]
    district = model.world.places.district[resident.place]
    assert resident.district == model.world.region.districts[district].name
    assert resident.acquaintances
    for row in resident.acquaintances:
        assert resident.row in model.residents[row].acquaintances


def test_agents_and_models_say_what_they_are(model: SecurityModel) -> None:
    assert repr(crew_of(model, 3)) == "PoliceCrew(3)"
    assert repr(model) == f"SecurityModel({model.world.region.name}, day {model.day}, 20 crews of national.patrol)"


def test_a_resident_says_what_it_cannot_answer(model: SecurityModel, town: Any, unitary: Institution) -> None:
    with pytest.raises(ValueError, match="affair 'theft' is not allowed; allowed: violent, property"):
        model.residents[0].willingness("theft", 0.0)
    given = town()
    without = SecurityModel(replace(given, society=replace(given.society, minds=False)), unitary)
    for ask in (lambda who: who.trust, lambda who: who.willingness("violent", 0.0)):
        with pytest.raises(AttributeError, match="no minds here"):
            ask(without.residents[0])
