"""What holds for every strategy in configs/strategy, alone and together."""

import importlib
import itertools
import re
from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest

from sim.governance.unitary import Unitary
from sim.institution.institution import Institution
from sim.institution.names import NATIONAL_PATROL
from sim.parameters import OutOfRange
from sim.strategies.base import LEGAL_BASES, Programme, Strategy
from sim.strategies.without import Without, amended_kinds

CONFIGS = Path(__file__).parents[3] / "configs"
FILES = sorted((CONFIGS / "strategy").glob("*.yaml"))


def named(file: Path):
    """What a config file names, at its defaults."""
    target = re.search(r"_target_:\s*(\S+)", file.read_text(encoding="utf-8")).group(1)
    room, name = target.rsplit(".", 1)
    return getattr(importlib.import_module(room), name)()


EVERY: tuple[Strategy, ...] = tuple(named(file) for file in FILES)
UNITARY = Unitary().institution()
BARE = UNITARY.split_force(NATIONAL_PATROL, "local.patrol", 0.36)
INSTITUTIONS = {
    "bare split": BARE,
    **{file.stem: named(file).reform(UNITARY) for file in sorted((CONFIGS / "governance").glob("*.yaml"))},
}
SUBSETS = [s for n in range(len(EVERY) + 1) for s in itertools.combinations(EVERY, n)]


def carried_out(institution: Institution, strategies: tuple[Strategy, ...]) -> Institution:
    for each in strategies:
        institution = Programme(each).amend(institution)
    return institution


def same_terms(one, other) -> bool:
    rooms = ("response", "administration", "casework", "funding", "research")
    return all(
        np.asarray(a).tobytes() == np.asarray(b).tobytes()
        for room in rooms
        for a, b in zip(getattr(one, room), getattr(other, room), strict=True)
    )


def test_there_are_strategies():
    assert {each.key for each in EVERY} >= {"municipal_cooperation", "auxiliary_police", "citizen_voice"}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_strategy_says_what_it_is(file):
    each = named(file)
    assert each.key == file.stem
    assert each.title
    assert each.claim
    assert each.basis
    assert each.legal_basis in LEGAL_BASES
    assert each.lag_days >= 0.0
    assert each.ramp_days >= 0.0
    text = importlib.import_module(type(each).__module__).__doc__
    for part in ("Claim", "Mechanism", "Where it can fail", "Cost by payer", "Legal basis"):
        assert part in text


@pytest.mark.parametrize("name", INSTITUTIONS)
@pytest.mark.parametrize("each", EVERY, ids=lambda each: each.key)
def test_a_strategy_amends_and_nothing_else(each, name):
    base = INSTITUTIONS[name]
    amended = each.amend(base)
    assert amended.clauses == base.clauses
    assert amended.organisations == base.organisations
    new = amended.amendments[len(base.amendments) :]
    assert new
    assert {amendment.by for amendment in new} == {each.key}
    assert all(amendment.clause.statement and amendment.clause.basis for amendment in new)


@pytest.mark.parametrize("name", INSTITUTIONS)
@pytest.mark.parametrize("subset", SUBSETS, ids=lambda subset: "+".join(each.key for each in subset))
def test_the_order_of_listing_is_nothing(subset, name):
    strength = {each.key: 0.3 + 0.2 * n for n, each in enumerate(EVERY)}
    base = INSTITUTIONS[name]
    orders = (subset, subset[::-1], (*subset[1:], *subset[:1]))
    first, *others = (carried_out(base, order).provisions() for order in orders)
    for other in others:
        assert first.numbers(strength).values.tobytes() == other.numbers(strength).values.tobytes()
        assert same_terms(first.at(strength), other.at(strength))


@pytest.mark.parametrize("name", INSTITUTIONS)
@pytest.mark.parametrize("subset", SUBSETS[1:], ids=lambda subset: "+".join(each.key for each in subset))
def test_at_strength_zero_no_number_moves(subset, name):
    base = INSTITUTIONS[name].provisions()
    amended = carried_out(INSTITUTIONS[name], subset).provisions()
    numbers = amended.numbers(dict.fromkeys((each.key for each in subset), 0.0))
    assert numbers.values.tobytes() == amended.table.base.tobytes()
    assert numbers.clipped == 0
    before, after = base.at({}), amended.at({})
    for room in ("response", "administration", "casework"):
        for a, b in zip(getattr(before, room), getattr(after, room), strict=True):
            assert np.asarray(a).tobytes() == np.asarray(b).tobytes()
    paid = dict(zip(before.payers, before.funding.posts, strict=True))
    for payer, posts in zip(after.payers, after.funding.posts, strict=True):
        assert posts.tolist() == paid.get(payer, 0.0 * posts).tolist()


@pytest.mark.parametrize("subset", SUBSETS[1:], ids=lambda subset: "+".join(each.key for each in subset))
def test_forces_of_a_bare_split_are_amended_alike(subset):
    strength = {each.key: 0.7 for each in subset}
    whole = carried_out(UNITARY, subset).provisions().at(strength)
    split = carried_out(BARE, subset).provisions().at(strength)
    for name in ("refer", "refer_days", "task", "must_hear", "informed"):
        rows = {row.tobytes() for row in getattr(split.casework, name)}
        assert rows == {getattr(whole.casework, name)[0].tobytes()}, name
    for name in ("municipal_calls", "corps_calls", "corps_funds"):
        assert getattr(split.casework, name).tobytes() == getattr(whole.casework, name).tobytes()
    assert len(set(split.administration.supervision)) == 1


@pytest.mark.parametrize("each", EVERY, ids=lambda each: each.key)
def test_full_strength_moves_what_the_rooms_read(each):
    base = UNITARY.provisions().at({})
    moved = each.amend(UNITARY).provisions().at({each.key: 1.0})
    differs = [
        name
        for room in ("casework", "administration", "research", "funding")
        for name in getattr(base, room)._fields
        if getattr(getattr(base, room), name).tobytes() != getattr(getattr(moved, room), name).tobytes()
    ]
    assert differs


@pytest.mark.parametrize("each", EVERY, ids=lambda each: each.key)
def test_without_a_kind_its_amendments_are_gone(each):
    kinds = amended_kinds(each, UNITARY)
    assert kinds
    for kind in kinds:
        left = Without(each, kind).amend(UNITARY).amendments
        assert {a.clause.kind for a in left} == set(kinds) - {kind}


@pytest.mark.parametrize("each", EVERY, ids=lambda each: each.key)
def test_an_institution_without_what_is_needed_is_refused_in_one_line(each):
    with pytest.raises(
        ValueError, match=f"^{each.key}: the institution has no organisation '.*'; establish it"
    ) as fault:
        each.amend(Institution((), ()))
    assert "\n" not in str(fault.value)


@pytest.mark.parametrize(
    ("each", "name"),
    [(each, f.name) for each in EVERY for f in fields(each) if "low" in f.metadata],
    ids=lambda value: value if isinstance(value, str) else value.key,
)
def test_a_number_that_cannot_be_is_refused(each, name):
    with pytest.raises(OutOfRange, match=f"strategy.{each.key}.{name}: -1.0 is not allowed"):
        type(each)(**{name: -1.0})
