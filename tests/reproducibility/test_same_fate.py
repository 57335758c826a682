"""Every policy faces the same fate, byte for byte."""

from __future__ import annotations

import hashlib
from typing import Any

from sim.circumstances import Circumstances
from sim.governance.dual import Dual
from sim.institution.institution import Institution
from sim.model import SecurityModel
from sim.response.rules import ResponseRules

DAYS = 12


def fate_of(circumstances: Circumstances, days: int = DAYS) -> list[str]:
    """Hash of every column of each day's potential incidents."""
    found = []
    for day in range(days):
        digest = hashlib.sha256()
        for column in circumstances.fate.day(day):
            digest.update(column.tobytes())
        found.append(digest.hexdigest())
    return found


def again(circumstances: Circumstances) -> Circumstances:
    return Circumstances(circumstances.world, circumstances.demand, circumstances.rhythms, circumstances.streams)


def test_fate_is_the_same_whatever_policy_ran(town: Any, unitary: Institution) -> None:
    fresh = fate_of(again(town()))
    assert len(set(fresh)) == DAYS
    policies = (unitary, Dual().reform(unitary), Dual(aid="full", boxes="shared").reform(unitary))
    for policy in policies:
        circumstances = again(town())
        SecurityModel(circumstances, policy, response=ResponseRules(service_factor=2)).run(DAYS)
        assert fate_of(circumstances) == fresh


def test_fate_is_the_same_while_it_is_lived(town: Any, unitary: Institution) -> None:
    """Asked before and after each day's step, of two policies side by side."""
    fresh = fate_of(again(town()))
    circumstances = again(town())
    models = [SecurityModel(circumstances, i) for i in (unitary, Dual().reform(unitary))]
    lived = []
    for day in range(DAYS):
        for model in models:
            model.step()
        digest = hashlib.sha256()
        for column in circumstances.fate.day(day):
            digest.update(column.tobytes())
        lived.append(digest.hexdigest())
    assert lived == fresh


def test_fate_is_the_same_in_any_order(town: Any) -> None:
    fresh = fate_of(again(town()))
    circumstances = again(town())
    circumstances.fate.day(30)
    assert fate_of(circumstances) == fresh
    circumstances.fate.day(3)
    circumstances.fate.day(-5)
    assert fate_of(circumstances, 6) == fresh[:6]


def test_other_replications_have_other_fates(town: Any) -> None:
    assert set(fate_of(town(1, 0))).isdisjoint(fate_of(town(1, 1)))


def test_calls_keep_their_marks_under_every_policy(town: Any, unitary: Institution) -> None:
    """An incident that is a call under two policies is the same call: time, place, service, patience."""
    kept = []
    for policy in (unitary, Dual().reform(unitary)):
        model = SecurityModel(town(), policy)
        usual, seen = model.room.run_day, {}

        def listening(day: int, calls: Any, *rest: Any, usual: Any = usual, seen: Any = seen) -> Any:
            rows = zip(*(column.tolist() for column in calls), strict=True)
            seen.update({row[0]: row[1:] for row in rows})
            return usual(day, calls, *rest)

        model.room.run_day = listening
        model.run(10)
        kept.append(seen)
    one, other = kept
    shared = one.keys() & other.keys()
    assert len(shared) > 0.95 * max(len(one), len(other))
    assert all(one[id] == other[id] for id in shared)
