"""What holds for every institution, split, narrowing and set of strategies, not only for those we ship."""

from collections.abc import Iterable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.governance.dual import Dual
from sim.governance.unitary import Unitary
from sim.institution.clauses import Answers, Clause, Commands, Evaluates, Hears, Informs, Refers
from sim.institution.diff import diff
from sim.institution.institution import Institution
from sim.institution.links import CHANCE, DELAY
from sim.institution.names import COMMISSION, MUNICIPALITY, NATIONAL_PATROL, NPA, RESIDENTS
from sim.institution.terms import ResponseTerms
from sim.vocabulary import AFFAIRS, PHASES, Scope

UNITARY = Unitary().institution()
DUAL = Dual().reform(UNITARY)
MOVABLE: tuple[tuple[Clause, str, float], ...] = (
    (Informs(source=NATIONAL_PATROL, target="local.patrol"), "desk", 1.0),
    (Informs(source="local.patrol", target=NATIONAL_PATROL), "handover", 60.0),
    (Commands(source=COMMISSION, target=NATIONAL_PATROL), "weight", 2.0),
    (Commands(source=MUNICIPALITY, target="local.patrol"), "weight", 2.0),
    (Answers(source="local.patrol", duty=False), "share", 1.0),
    (Answers(source=NATIONAL_PATROL, duty=False, joint=True), "share", 1.0),
    (Hears(source=RESIDENTS, target=NPA), "weight", 1.0),
    (Refers(source="local.patrol", target=MUNICIPALITY), "probability", 0.999),
    (Evaluates(source=NPA, target=NATIONAL_PATROL), "noise", 3.0),
)

shares = st.floats(0.0, 1.0)
boxes = st.sampled_from(("divided", "shared"))
scopes = st.builds(
    Scope,
    st.lists(st.sampled_from(AFFAIRS), unique=True).map(tuple),
    st.lists(st.sampled_from(PHASES), unique=True).map(tuple),
)
moves = st.tuples(st.sampled_from(MOVABLE), st.floats(0.0, 1.0), scopes)
programmes = st.dictionaries(st.sampled_from("abcdefg"), st.lists(moves, max_size=3), min_size=1, max_size=5)
strengths = st.fixed_dictionaries({key: st.floats(0.0, 1.0) for key in "abcdefg"})


def with_programmes(base: Institution, programmes: Iterable[tuple[str, list]]) -> Institution:
    """Every programme's moves; a second move of one number by the same strategy is left out, as it is an error."""
    for key, moved in programmes:
        taken: set[tuple[object, ...]] = set()
        for (clause, name, top), share, scope in moved:
            if (clause.edge, name) not in taken:
                taken.add((clause.edge, name))
                base = base.move(type(clause)(**{**vars(clause), "scope": scope}), by=key, **{name: share * top})
    return base


def same_bits(one: ResponseTerms, other: ResponseTerms) -> bool:
    return all(a.tobytes() == b.tobytes() for a, b in zip(one, other, strict=True))


@given(st.sampled_from(UNITARY.forces), shares, boxes)
@settings(max_examples=25, deadline=None)
def test_merging_undoes_splitting(force: str, share: float, kind: str) -> None:
    assert UNITARY.split_force(force, "other.branch", share, kind).merge_forces(force, "other.branch") == UNITARY


@given(st.sampled_from(DUAL.forces), shares, programmes)
@settings(max_examples=25, deadline=None)
def test_merging_undoes_splitting_of_reformed_and_amended_institutions(force, share, carried) -> None:
    amended = with_programmes(DUAL, carried.items())
    assert amended.split_force(force, "other.branch", share).merge_forces(force, "other.branch") == amended


@given(shares, st.floats(0.0, 1.0))
@settings(max_examples=25, deadline=None)
def test_forces_of_a_bare_split_have_the_row_of_the_whole(share: float, weight: float) -> None:
    base = Unitary(commission_weight=weight).institution()
    whole = base.provisions().at().response
    split = base.split_force(NATIONAL_PATROL, "a.patrol", share).split_force("a.patrol", "b.patrol", share)
    terms = split.provisions().at().response
    assert (terms.wrong == -1).all()
    for name in ("rank", "aid_share", "joint_share", "plan_weight", "order", "assembly_weight"):
        rows = {row.tobytes() for row in getattr(terms, name)}
        assert rows == {getattr(whole, name)[0].tobytes()}, name


@given(shares)
@settings(max_examples=25, deadline=None)
def test_splitting_keeps_all_crews(share: float) -> None:
    split = UNITARY.split_force(NATIONAL_PATROL, "a.patrol", share).split_force("a.patrol", "b.patrol", share)
    crews = [split.shares[force] for force in (NATIONAL_PATROL, "a.patrol", "b.patrol")]
    assert sum(crews) == pytest.approx(1.0)
    assert min(crews) >= 0.0


@given(programmes, strengths, st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_the_order_of_listing_strategies_is_nothing(carried, strength, random) -> None:
    listed = list(carried.items())
    shuffled = random.sample(listed, len(listed))
    one = with_programmes(DUAL, listed).provisions()
    other = with_programmes(DUAL, shuffled).provisions()
    assert same_bits(one.at(strength).response, other.at(dict(reversed(strength.items()))).response)
    assert one.numbers(strength).values.tobytes() == other.numbers(strength).values.tobytes()


@given(programmes, st.floats(0.0, 1.0))
@settings(max_examples=40, deadline=None)
def test_a_strategy_at_strength_zero_is_none_bit_for_bit(carried, strength: float) -> None:
    others = {key: moved for key, moved in carried.items() if key != "a"}
    with_idle = with_programmes(DUAL, [("a", [(move, 0.7, Scope()) for move in MOVABLE]), *others.items()])
    without = with_programmes(DUAL, others.items())
    today = dict.fromkeys(others, strength)
    assert same_bits(with_idle.provisions().at({**today, "a": 0.0}).response, without.provisions().at(today).response)
    assert same_bits(with_idle.provisions().at({"a": 0.0}).response, DUAL.provisions().at().response)


@given(programmes, strengths)
@settings(max_examples=40, deadline=None)
def test_every_number_stays_inside_its_bounds_and_unmoved_numbers_keep_their_bits(carried, strength) -> None:
    table = with_programmes(DUAL, carried.items()).provisions().table
    today = table.at(strength)
    assert np.isfinite(today.values).all()
    assert (today.values >= table.low).all()
    assert (today.values <= table.high).all()
    unmoved = (table.shift == 0.0).all(axis=0)
    assert (today.values[unmoved] == table.base[unmoved]).all()
    at_a_bound = ((today.values == table.low) | (today.values == table.high)) & ~unmoved
    assert today.clipped <= np.count_nonzero(at_a_bound)


@given(programmes, strengths)
@settings(max_examples=30, deadline=None)
def test_terms_stay_what_the_response_room_expects(carried, strength) -> None:
    every = with_programmes(DUAL, carried.items()).provisions().at(strength)
    terms, answering = every.response, every.administration.first_response.sum(axis=0)
    assert set(np.unique(terms.rank)) <= {-1, 0, 1}
    assert (terms.rank == 0).any(axis=0).all()
    assert ((terms.aid_share > 0.0) == (terms.rank == 1)).all()
    for shares_ in (terms.aid_share, terms.joint_share, terms.desk, terms.plan_weight, terms.assembly_weight):
        assert ((shares_ >= 0.0) & (shares_ <= 1.0)).all()
    for weights, ranks in zip(answering, terms.order, strict=True):
        assert ((weights[:, None] > weights) == (ranks[:, None] < ranks)).all()


@given(scopes, scopes)
@settings(max_examples=60, deadline=None)
def test_narrowing_keeps_exactly_the_cells_of_both_scopes(first: Scope, second: Scope) -> None:
    def cells(institution: Institution) -> set[tuple[str, str]]:
        return {cell for c in institution.find(Answers, NATIONAL_PATROL) for cell in c.scope.cells()}

    once = UNITARY.narrow(Answers, NATIONAL_PATROL, first)
    assert cells(once) == cells(UNITARY) & set(first.cells())
    if cells(once):
        twice = once.narrow(Answers, NATIONAL_PATROL, second)
        assert cells(twice) == cells(once) & set(second.cells())
        assert twice.find(Answers, "national.traffic") == UNITARY.find(Answers, "national.traffic")


@given(programmes)
@settings(max_examples=25, deadline=None)
def test_a_strategy_changes_no_clause_and_every_amendment_is_told(carried) -> None:
    amended = with_programmes(DUAL, carried.items())
    assert amended.clauses == DUAL.clauses
    sentences = diff(DUAL, amended)
    assert len(sentences) == len(amended.amendments)
    assert all(sentence.startswith("Amends: ") for sentence in sentences)


@given(st.floats(0.0, 0.99), st.lists(st.floats(0.0, 0.9), min_size=1, max_size=5))
def test_reforms_of_one_chance_combine_as_independent_chances(base: float, added: list[float]) -> None:
    total = CHANCE.to(np.array([base])) + sum(CHANCE.to(np.array([p])) for p in added)
    assert CHANCE.back(total)[0] == pytest.approx(1.0 - (1.0 - base) * np.prod([1.0 - p for p in added]), abs=1e-12)


@given(st.floats(0.01, 1000.0), st.floats(0.01, 1000.0), st.floats(0.0, 1.0))
def test_a_delay_moves_in_proportion(base: float, goal: float, strength: float) -> None:
    start, end = DELAY.to(np.array([base])), DELAY.to(np.array([goal]))
    now = DELAY.back(start + strength * (end - start))[0]
    assert now == pytest.approx(base * (goal / base) ** strength, rel=1e-9)
