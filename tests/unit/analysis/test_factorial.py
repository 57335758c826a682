"""Contrasts and shares against brute force on made-up functions whose interactions are known."""

from itertools import combinations, permutations, product

import numpy as np
import pytest

from experiments.analysis.factorial import (
    alone,
    contrasts,
    factors_of,
    interactions,
    main_effects,
    not_additive,
    shapley,
    variance,
    whole,
)

N = 4
SETS = tuple(product((0, 1), repeat=N))
"""All combinations, the last factor changing fastest."""


def table(of):
    return np.array([of(*one) for one in SETS], float)


MADE_UP = table(lambda a, b, c, d: 5 + 2 * a - b + 3 * a * b + 0.5 * a * b * c)
RANDOM = np.random.default_rng(7).normal(size=(6, 1 << N))


def value(values, members):
    return values[SETS.index(tuple(int(i in members) for i in range(N)))]


def by_orders(values):
    """Shares as they are defined: what each changes on joining, over every order."""
    found = np.zeros(N)
    orders = list(permutations(range(N)))
    for order in orders:
        for at, i in enumerate(order):
            found[i] += value(values, order[: at + 1]) - value(values, order[:at])
    return found / len(orders)


def test_shares_are_those_of_all_orders():
    for values in (MADE_UP, *RANDOM):
        np.testing.assert_allclose(shapley(values), by_orders(values), atol=1e-12)


def test_shares_sum_up_to_the_whole():
    np.testing.assert_allclose(shapley(RANDOM).sum(axis=1), whole(RANDOM), atol=1e-12)


def test_equals_have_equal_shares_and_a_bystander_none():
    values = table(lambda a, b, c, d: a + b + 4 * a * b + c)
    share = shapley(values)
    assert share[0] == pytest.approx(share[1]) == pytest.approx(3.0)
    assert share[3] == 0.0
    assert shapley(MADE_UP)[2] == pytest.approx(0.5 / 3)


def test_main_effects_are_means_over_the_others():
    for values in (MADE_UP, RANDOM[0]):
        for i in range(N):
            having, without = ([v for s, v in zip(SETS, values, strict=True) if s[i] == on] for on in (1, 0))
            assert main_effects(values)[i] == pytest.approx(np.mean(having) - np.mean(without))


def test_interactions_are_differences_of_differences():
    values = RANDOM[1]
    for at, (i, j) in enumerate(combinations(range(N), 2)):
        means = {
            (x, y): np.mean([v for s, v in zip(SETS, values, strict=True) if (s[i], s[j]) == (x, y)])
            for x, y in product((0, 1), repeat=2)
        }
        assert interactions(values)[at] == pytest.approx(means[1, 1] - means[1, 0] - means[0, 1] + means[0, 0])
    known = interactions(table(lambda a, b, c, d: 3 * a * b - c * d))
    np.testing.assert_allclose(known, [3, 0, 0, 0, 0, -1], atol=1e-12)


def test_additivity_is_told_and_not_assumed():
    adds_up = table(lambda a, b, c, d: a - 2 * b + 0.25 * c)
    assert not_additive(adds_up) == pytest.approx(0.0)
    assert not_additive(MADE_UP) == pytest.approx(3.5)
    np.testing.assert_allclose(alone(MADE_UP), [2, -1, 0, 0])


def test_effects_of_replications_are_those_of_their_means():
    for of in (main_effects, interactions, shapley, not_additive, contrasts):
        np.testing.assert_allclose(of(RANDOM).mean(axis=0), of(RANDOM.mean(axis=0)), atol=1e-12)


def test_squares_are_shared_among_orders():
    found = variance(np.tile(MADE_UP, (3, 1)))
    assert found.single + found.pair + found.higher == pytest.approx(1.0)
    assert found.higher == pytest.approx((0.5 / 8) ** 2 / MADE_UP.var())
    assert found.noise == 0.0
    assert variance(np.tile(table(lambda a, b, c, d: a + b), (2, 1))).single == pytest.approx(1.0)
    noisy = variance(np.random.default_rng(1).normal(size=(50, 16)))
    assert 0.3 < noisy.noise < 3.0
    assert np.isnan(variance(np.ones((2, 4)))).all()


@pytest.mark.parametrize("values", [[1.0, 2.0, 3.0], [1.0, np.nan], [], np.zeros((2, 2, 2))])
def test_what_is_no_factorial_is_refused(values):
    with pytest.raises(ValueError, match="2\\^n"):
        factors_of(values)
