"""Posts of a run: who is established, added, left empty, moved."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from sim.administration.funding import FundingRules
from sim.administration.rules import AdministrationRules
from sim.governance.dual import Dual
from sim.governance.unitary_2023 import Unitary2023
from sim.institution.institution import Institution
from sim.institution.names import NATIONAL_PATROL
from sim.ledger import Ledger
from sim.model import SecurityModel
from sim.response import state
from sim.staffing import move_posts


@pytest.fixture(scope="module")
def model(town: Any, unitary: Institution) -> SecurityModel:
    return SecurityModel(town(), unitary).run(5)


def worked(ledger: Ledger) -> np.ndarray:
    return ledger.use_by_force.sum(axis=0)


def test_posts_added_come_after_the_others_and_work(model: SecurityModel, unitary: Institution) -> None:
    more = model.under(unitary, posts_added=3).run(5)
    assert len(more.crews.force) == len(model.crews.force) + 3
    assert np.array_equal(more.crews.station[:-3], model.crews.station)
    assert np.all(more.crews.answered[-3:] > 0)
    assert more.ledger.bill.sum() > model.under(unitary).run(5).ledger.bill.sum()


def test_posts_left_empty_do_nothing_and_cost_nothing(model: SecurityModel, unitary: Institution) -> None:
    fewer, usual = model.under(unitary, posts_added=-4).run(5), model.under(unitary).run(5)
    vacant = fewer.crews.vacant == 1
    assert vacant.sum() == 4
    assert worked(fewer.ledger)[state.VACANT] == pytest.approx(4 * 5 * 1440.0, rel=0.02)
    assert worked(usual.ledger)[state.VACANT] == 0.0
    assert fewer.ledger.use_by_force.sum() == pytest.approx(usual.ledger.use_by_force.sum())
    assert fewer.ledger.bill.sum() < usual.ledger.bill.sum()


def test_a_split_with_empty_posts_is_still_nothing(model: SecurityModel, unitary: Institution) -> None:
    split = unitary.split_force(NATIONAL_PATROL, "local.patrol", 0.4)
    one, other = (model.under(i, posts_added=-5).run(8) for i in (unitary, split))
    assert one.ledger.calls.tobytes() == other.ledger.calls.tobytes()
    assert np.array_equal(one.ledger.bill, other.ledger.bill)


def test_units_of_their_own_are_established(model: SecurityModel, unitary: Institution) -> None:
    units = model.under(Unitary2023(mobile_share=0.06).reform(unitary), at_rest=True)
    boxes = model.world.crews
    added = len(units.crews.force) - boxes
    assert added == round(0.06 * boxes)
    assert np.all(units.crews.force[boxes:] == units.forces.index("national.mobile"))
    assert np.array_equal(units.crews.force[:boxes], model.crews.force)


def test_a_shortfall_of_money_leaves_posts_empty_a_year_later(model: SecurityModel, unitary: Institution) -> None:
    poor = replace(AdministrationRules(), funding=FundingRules(20_000, shortfall_days=10))
    given = replace(model.circumstances, administration=poor)
    base = SecurityModel(given, unitary, reference=model.reference)
    dual = base.under(Dual(local_cost_share=0.5).reform(unitary))
    assert not dual.crews.vacant.any()
    dual.run(10)
    assert not dual.crews.vacant.any()
    dual.run(1)
    assert dual.crews.vacant.any()
    assert set(dual.crews.force[dual.crews.vacant == 1]) == {dual.forces.index("local.patrol")}
    at_once = base.under(Dual(local_cost_share=0.5).reform(unitary), at_rest=True)
    assert np.array_equal(at_once.crews.vacant, dual.crews.vacant)


def test_posts_move_only_within_friction_and_lose_what_they_knew(model: SecurityModel, unitary: Institution) -> None:
    rules = replace(AdministrationRules(), posts_moved=0.2, quarter_days=365, demand_error=0.0)
    given = replace(model.circumstances, administration=rules)
    moving = SecurityModel(given, unitary, reference=model.reference)
    crews, before = moving.crews, moving.crews.station.copy()
    busy = before[0]
    calls = np.where(moving.layout.own == busy, 1.0, 0.0)
    move_posts(crews, moving.layout, np.ones((len(moving.forces), len(calls)), bool), calls, given, 365)
    moved = crews.station != before
    assert 0 < moved.sum() <= 0.2 * len(moved)
    assert set(crews.station[moved]) == {busy}
    assert np.all(crews.place_knowledge[moved] < 0.1)
    assert np.all(crews.place_knowledge[~moved] > 0.5)
    assert moving.run(1).ledger.conserved()


def test_headquarters_sends_local_crews_in_emergencies_only(model: SecurityModel, unitary: Institution) -> None:
    rules = replace(AdministrationRules(), emergency_share=0.0001)
    given = replace(model.circumstances, administration=rules)
    dual = SecurityModel(given, Dual().reform(unitary), reference=model.reference).run(30)
    local = dual.forces.index("local.patrol")
    assert dual.ledger.use_by_force[local, state.ASSEMBLY] > 0


@pytest.mark.parametrize("boxes", ["divided", "shared"])
def test_posts_are_added_to_forces_in_proportion(model: SecurityModel, unitary: Institution, boxes: str) -> None:
    dual = Dual(boxes=boxes).reform(unitary)
    base, more = model.under(dual), model.under(dual, posts_added=20)
    share = [np.mean(m.crews.force == 1) for m in (base, more)]
    assert share[1] == pytest.approx(share[0], abs=0.5 / 20)
    here = {(f, s) for f, s in zip(base.crews.force, base.crews.station, strict=True)}
    assert {(f, s) for f, s in zip(more.crews.force[-20:], more.crews.station[-20:], strict=True)} <= here


def test_nobody_waits_for_an_empty_station(model: SecurityModel, unitary: Institution) -> None:
    """Catchments are those of stations where somebody stands."""
    fewer = model.under(unitary, posts_added=-6)
    filled = set(fewer.crews.station[fewer.crews.vacant == 0].tolist())
    assert len(filled) < len(set(fewer.crews.station.tolist()))
    assert set(np.unique(fewer.layout.own).tolist()) <= filled
