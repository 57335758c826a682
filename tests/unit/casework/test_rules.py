"""Every casework parameter can be computed with at its hard limits, and every duty and design is a whole one."""

from __future__ import annotations

import math
from dataclasses import fields, is_dataclass, replace
from typing import Any

import numpy as np
import pytest

from sim.casework.designs import Corps
from sim.casework.duties import DUTIES, Duties
from sim.casework.rules import CLEARED, CaseworkRules
from sim.parameters import declarations
from sim.vocabulary import AFFAIRS, CORPS_DESIGNS

LIMITS = [
    (declared.key, limit)
    for declared in declarations(CaseworkRules())
    for limit in sorted({declared.least, declared.most, declared.low, declared.high})
    if math.isfinite(limit)
]


def changed(owner: Any, key: str, value: float) -> Any:
    """The rules with one number set, whatever part it stands in."""
    name, _, rest = key.partition(".")
    return replace(owner, **{name: changed(getattr(owner, name), rest, value) if rest else value})


@pytest.mark.parametrize(("key", "limit"), LIMITS)
def test_days_at_a_limit_come_to_their_end(bureau: Any, bench: Any, key: str, limit: float) -> None:
    rules = changed(CaseworkRules(), key, limit)
    ground = bureau.ground(**{f.name: getattr(rules, f.name) for f in fields(rules)})
    given = {"municipal_calls": 0.5, "corps_calls": 0.5, "corps_funds": (776.0, 6900.0, 6000.0)}
    terms = bureau.terms(refer=0.9, **given)
    office = bureau.office(ground, terms)
    calls = bench.calls(np.linspace(0, 1440, 200), affair=4, priority=2, place=np.arange(200) % 40)
    for day in range(3):
        office.divert(day, calls, terms)
        told = office.follow(day, bureau.followed(day), terms, bureau.patrol())
        for name in told._fields:
            assert np.isfinite(getattr(told, name)).all(), name
            assert np.min(getattr(told, name)) >= 0, name
    assert np.isfinite(office.relief).all()
    assert (office.relief > 0).all()
    assert np.isfinite(office.presence).all()
    assert len(office.members.place) >= 0


def test_duties_keep_numbers_of_their_own_and_stand_in_the_order_of_their_names() -> None:
    duties = Duties().each()
    assert len({duty.number for duty in duties}) == len(duties) == len(DUTIES)
    assert all(duty.affair in AFFAIRS for duty in duties)
    assert sorted(duty.affair for duty in duties if duty.decides) == sorted(CLEARED)
    assert all(type(duty).__doc__ for duty in duties)


def test_designs_stand_in_the_order_of_the_vocabulary() -> None:
    corps = Corps()
    assert [f.name for f in fields(corps) if is_dataclass(getattr(corps, f.name))] == list(CORPS_DESIGNS)
    assert [design.cost_krw(100.0) for design in corps.each()] == [400_000, pytest.approx(56.0), 15_000_000]
