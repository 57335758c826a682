"""What principals know of places: what is not known is taken to be even, and news takes its time."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.administration import knowledge
from sim.administration.rules import AdministrationRules
from sim.vocabulary import AFFAIRS

PLACES = 5
RESIDENTS = np.array([0.0, 10.0, 20.0, 30.0, 40.0])
EVEN = knowledge.streets(RESIDENTS)
CHANCE = np.random.default_rng(3)
TOLD = CHANCE.random((len(AFFAIRS), PLACES))
LIVED = CHANCE.random((len(AFFAIRS), PLACES))


def seen(terms: Any, principal: int = 1, capture: float = 0.0, aware: float = 1.0, **given: Any) -> np.ndarray:
    rules = AdministrationRules(local_capture=capture)
    return knowledge.understood(terms(**given), principal, TOLD, LIVED, EVEN, aware, rules)


def test_streets_go_by_residents_and_sum_to_one() -> None:
    assert EVEN.sum() == pytest.approx(1.0)
    assert EVEN[4] == pytest.approx(4 * EVEN[1])
    assert EVEN[0] > 0


def test_who_knows_all_sees_the_record(terms: Any) -> None:
    np.testing.assert_allclose(seen(terms), TOLD)


def test_who_knows_nothing_sees_an_even_region(terms: Any) -> None:
    blind = seen(terms, known=np.zeros((2, len(AFFAIRS))))
    np.testing.assert_allclose(blind, TOLD.sum(axis=1, keepdims=True) * EVEN)


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1), st.floats(0, 0.5), st.floats(0, 0.5))
def test_knowing_less_or_hearing_more_moves_harm_and_makes_none(
    terms: Any, known: float, heard: float, skew: float, weight: float, capture: float
) -> None:
    full = np.ones((2, len(AFFAIRS)))
    found = seen(
        terms,
        capture=capture,
        known=full * known,
        heard=full * heard,
        heard_skew=full * skew,
        heard_weight=full * weight,
    )
    assert found.sum() == pytest.approx(TOLD.sum())
    assert np.all(found >= 0)


def test_what_residents_say_counts_by_frequency_and_not_by_harm(terms: Any) -> None:
    full = np.ones((2, len(AFFAIRS)))
    found = seen(terms, heard=full, heard_weight=full)
    np.testing.assert_allclose(found, LIVED * TOLD.sum() / LIVED.sum())


def test_where_only_the_populous_are_heard_places_look_alike_by_street(terms: Any) -> None:
    full = np.ones((2, len(AFFAIRS)))
    found = seen(terms, heard=full, heard_weight=full, heard_skew=full)
    np.testing.assert_allclose(found / EVEN, (found / EVEN)[:, :1] * np.ones(PLACES))


def test_capture_pulls_commissions_alone(terms: Any) -> None:
    np.testing.assert_allclose(seen(terms, principal=0, capture=0.5), TOLD)
    half = seen(terms, principal=1, capture=0.5)
    np.testing.assert_allclose(half, 0.5 * TOLD + 0.5 * TOLD.sum(axis=1, keepdims=True) * EVEN)


def test_news_arrives_with_its_mean_delay() -> None:
    told, record = np.zeros((1, 1, 1)), np.ones((1, 1))
    missing = 0.0
    for _ in range(3000):
        missing += float(1.0 - told[0, 0, 0])
        told = knowledge.passed_on(told, record, np.array([[30.0]]), 1.0)
    assert missing == pytest.approx(30.0, rel=0.03)
    assert knowledge.passed_on(np.zeros((1, 1, 1)), record, np.array([[0.0]]), 1.0) == pytest.approx(1.0)


def test_a_record_forgets_with_its_memory() -> None:
    record = np.ones((1, 1))
    for _ in range(100):
        record = knowledge.faded(record, np.zeros((1, 1)), 100.0)
    assert record[0, 0] == pytest.approx(np.exp(-1.0), rel=0.01)
    steady = knowledge.faded(np.full((1, 1), 3.0), np.full((1, 1), 3.0), 100.0)
    assert steady[0, 0] == 3.0


def test_a_map_is_the_same_however_places_are_divided() -> None:
    x, y = np.array([0.0, 0.05, 3.0]), np.zeros(3)
    count, even = np.array([[4.0, 1.0, 2.0]]), np.array([0.5, 0.3, 0.2])
    whole = knowledge.mapped(count, knowledge.nearness(x, y, 0.1), even)
    twice = [np.tile(v, 2) for v in (x, y)]
    # One half of the incidents of a place may all have fallen on one of its halves.
    parts = np.concatenate((count, np.zeros((1, 3))), axis=1)
    split = knowledge.mapped(parts, knowledge.nearness(*twice, 0.1), np.tile(even / 2, 2))
    np.testing.assert_allclose(split[:, :3] + split[:, 3:], whole)
    np.testing.assert_allclose(split[:, :3], split[:, 3:])


def test_far_places_do_not_blur_into_one_another() -> None:
    x = np.array([0.0, 0.6])
    near = knowledge.nearness(x, np.zeros(2), 0.1)
    assert near.toarray().tolist() == [[1.0, 0.0], [0.0, 1.0]]


def test_who_does_not_know_of_a_commission_is_not_heard_by_it(terms: Any) -> None:
    full = np.ones((2, len(AFFAIRS)))
    said = {"heard": full, "heard_weight": full}
    unknown = seen(terms, aware=0.0, **said)
    np.testing.assert_allclose(unknown / EVEN, (unknown / EVEN)[:, :1] * np.ones(PLACES))
    np.testing.assert_allclose(seen(terms, principal=0, aware=0.0, **said), LIVED * TOLD.sum() / LIVED.sum())


SAID = knowledge.Said(CHANCE.random((2, len(AFFAIRS), PLACES)), CHANCE.random((2, len(AFFAIRS), PLACES)))
SAID = knowledge.Said(*(said / said.sum(axis=(1, 2), keepdims=True) for said in SAID))


def voiced(terms: Any, principal: int, aware: float = 1.0, **given: Any) -> np.ndarray:
    full = np.ones((2, len(AFFAIRS)))
    heard = terms(heard=full, heard_weight=full, **given)
    return knowledge.understood(
        heard, principal, TOLD, LIVED, EVEN, aware, AdministrationRules(local_capture=0.0), SAID
    )


@pytest.mark.parametrize(("skew", "who"), [(0.0, SAID.asked), (1.0, SAID.came)])
def test_by_lot_all_who_know_are_heard_and_else_those_who_come(terms: Any, skew: float, who: np.ndarray) -> None:
    at = np.full((2, len(AFFAIRS)), skew)
    for principal in (0, 1):
        np.testing.assert_allclose(voiced(terms, principal, heard_skew=at), who[principal] * TOLD.sum())


def test_what_is_not_heard_is_taken_to_be_even_whoever_speaks(terms: Any) -> None:
    at = np.full((2, len(AFFAIRS)), 0.4)
    found = voiced(terms, 1, aware=0.0, heard_skew=at)
    np.testing.assert_allclose(found / EVEN, (found / EVEN)[:, :1] * np.ones(PLACES))
    assert found.sum() == pytest.approx(TOLD.sum())
    assert voiced(terms, 1, aware=0.3, heard_skew=at).sum() == pytest.approx(TOLD.sum())
