"""A resident's day: the loop over all rows is each resident's own day, to the bit."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from sim.institution.institution import Institution
from sim.model import SecurityModel
from sim.society import concern, contacts, day, fear, trust
from sim.society.day import Around, Habits
from sim.society.minds import Minds, copied
from sim.vocabulary import AFFAIRS, FIELDS


@pytest.fixture(scope="module")
def model(town: Any, unitary: Institution) -> SecurityModel:
    return SecurityModel(town(scale=200), unitary).run(2)


def around(model: SecurityModel, **given: float) -> Around:
    """A day on which a lot happens."""
    public = model.circumstances.public
    places, districts = len(public.district), public.districts
    shift = np.linspace(-0.3, 0.3, places)
    rates = {"talk": 0.2, "stop": 0.1, "wear": 0.05} | given
    usual = public.usual
    by_district = {name: np.full(districts, value) for name, value in rates.items()}
    return Around(public.homes.first, public.district, usual.good, usual.bad, usual.victim, shift, **by_district)


HABITS = Habits(0.001, 0.05, 0.2, 0.02, 0.9, 0.6, 0.1, 0.08, 0.3)


def one_day(model: SecurityModel, minds: Minds, around: Around, habits: Habits) -> tuple[Any, Any, Any]:
    districts = model.circumstances.public.districts
    levels, met, held = np.zeros((4, districts)), np.zeros((2, districts)), np.zeros(2)
    day.live(3, model.circumstances.public.mind_key, minds, around, habits, levels, met, held)
    return levels, met, held


def test_residents_one_by_one_live_the_same_day_to_the_bit(model: SecurityModel) -> None:
    before, surroundings = copied(model.minds), around(model)
    together = copied(model.minds)
    levels, met, _ = one_day(model, together, surroundings, HABITS)
    for resident in model.residents:
        resident.lives(3, surroundings, HABITS)
    assert np.array_equal(model.minds.trust, together.trust)
    assert np.array_equal(model.minds.fear, together.fear)
    assert np.array_equal(model.minds.aware, together.aware)
    assert not np.array_equal(before.trust, together.trust)
    assert met.sum() > 0.2 * len(before.trust)
    assert levels[0].sum() == pytest.approx(together.trust.sum())
    assert levels[3].sum() == len(before.trust)


def test_nobody_leaves_the_unit_interval_and_who_would_is_counted(model: SecurityModel) -> None:
    minds = copied(model.minds)
    minds.fear[:] = 0.99
    _, _, held = one_day(model, minds, around(model)._replace(shift=np.full(len(model.world.load), 5.0)), HABITS)
    assert held[1] > 0
    assert minds.fear.max() == 1.0
    assert ((minds.trust >= 0.0) & (minds.trust <= 1.0)).all()


def test_more_wear_makes_the_same_talks_worse(model: SecurityModel) -> None:
    fresh, worn = copied(model.minds), copied(model.minds)
    _, met, _ = one_day(model, fresh, around(model, wear=0.0), HABITS)
    _, met_worn, _ = one_day(model, worn, around(model, wear=0.3), HABITS)
    assert np.array_equal(met, met_worn)
    assert worn.trust.sum() < fresh.trust.sum()
    assert (worn.trust <= fresh.trust).all()


def test_a_mark_is_one_thing_only() -> None:
    assert [day.beside_calls(u, 0.2, 0.1) for u in (0.0, 0.19, 0.2, 0.29, 0.31, 0.99)] == [1, 1, 2, 2, 0, 0]
    assert day.aware_after(0, day.NOTHING, 0.95, 0.2, 0.3, 0.1, 0.02) == 1
    assert day.aware_after(1, day.NOTHING, 0.95, 0.2, 0.3, 0.1, 0.02) == 1
    assert day.aware_after(1, day.NOTHING, 0.99, 0.2, 0.3, 0.1, 0.02) == 0
    assert day.aware_after(0, day.TALK, 0.05, 0.2, 0.3, 0.1, 0.02) == 1
    assert day.aware_after(0, day.TALK, 0.07, 0.2, 0.3, 0.1, 0.02) == 0


def test_a_resident_takes_in_contacts_and_incidents_as_the_loops_do(town: Any, unitary: Institution) -> None:
    model = SecurityModel(town(scale=200), unitary).run(2)
    rules, together = model.circumstances.society, copied(model.minds)
    rows, field, content = np.array([3, 9, 3]), np.array([0, 2, 0]), np.array([True, False, False])
    contacts.take_in(float(model.day), rows, field, content, float(rules.trust.step), trust.loss(rules.trust), together)
    affair, weight = np.array([0, 1]), concern.weight(model.day, rules.concern.memory_days)
    contacts.live_through(np.array([5, 5]), affair, fear.steps(rules.fear), weight, together)
    for row, f, good in zip(rows, field, content, strict=True):
        model.residents[int(row)].meets(FIELDS[f], bool(good))
    for a in affair:
        model.residents[5].suffers(AFFAIRS[a])
    for column in ("trust", "fear", "met", "content", "exposure"):
        assert np.array_equal(getattr(model.minds, column), getattr(together, column)), column
    assert model.residents[5].concern[0] > model.residents[6].concern[0]
