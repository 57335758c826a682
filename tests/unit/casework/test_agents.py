"""Case teams, municipal workers and auxiliaries as agents: views of the office's rows, as they are today."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import mesa
import numpy as np
import pytest

from sim.agents.auxiliary_officer import AuxiliaryOfficer
from sim.agents.case_team import CaseTeam
from sim.agents.municipal_worker import MunicipalWorker
from sim.agents.on_demand import OnDemand

TERMS = {"refer": 0.6, "corps_funds": (7760.0, 0.0, 0.0)}


@pytest.fixture
def model(bureau: Any) -> Any:
    made: Any = mesa.Model()
    made.casework = bureau.office(terms=bureau.terms(**TERMS))
    made.terms = SimpleNamespace(case_forces=("women_youth", "traffic", "investigation"))
    made.world = bureau.circumstances.world
    bureau.days(made.casework, 3, bureau.terms(**TERMS))
    return made


def test_a_case_team_sees_its_caseload_grow(bureau: Any, model: Any) -> None:
    teams = [CaseTeam(model, row) for row in range(len(model.casework.teams.district))]
    assert len(teams) == 3 * len(model.world.region.districts)
    assert sum(team.caseload for team in teams) == model.casework.teams.caseload.sum() > 0
    assert {team.force for team in teams} == set(model.terms.case_forces)
    assert teams[-1].district == model.world.region.districts[-1].name
    before = [int(team.caseload) for team in teams]
    bureau.days(model.casework, 10, bureau.terms(**TERMS))
    assert [int(team.caseload) for team in teams] != before
    assert all(team.worked_min <= team.capacity_min for team in teams)
    assert all(0 <= team.overdue <= team.caseload for team in teams)


def test_municipal_workers_do_the_jobs_of_their_district(bureau: Any, model: Any) -> None:
    workers = [MunicipalWorker(model, row) for row in range(len(model.casework.workers.district))]
    told = bureau.days(model.casework, 1, bureau.terms(**TERMS))[0]
    assert sum(worker.jobs for worker in workers) == told.tickets[2].sum() > 0
    district = model.world.places.district
    assert all(model.world.region.districts[district[w.place]].name == w.district for w in workers)


def test_auxiliaries_are_made_when_asked_for_and_walk_at_home(model: Any) -> None:
    corps = OnDemand(model, AuxiliaryOfficer, lambda: len(model.casework.members.place))
    assert len(corps) == round(model.casework.corps.members[0] / 10)
    assert AuxiliaryOfficer not in model.agents_by_type
    officer = corps[3]
    assert corps[3] is officer
    assert officer.design == "volunteer"
    assert officer.hours == pytest.approx(6.5 * 12 / 365)
    district = model.world.places.district[officer.place]
    assert model.world.region.districts[district].name == officer.home
    assert corps[-1].row == len(corps) - 1
    with pytest.raises(IndexError, match=str(len(corps))):
        corps[len(corps)]
    corps.materialise()
    assert len(model.agents_by_type[AuxiliaryOfficer]) == len(corps)
    assert np.ptp([a.place for a in corps]) > 0
