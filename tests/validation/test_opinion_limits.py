"""The kernel of social influence is DeGroot's model without pull and Friedkin and Johnsen's with it.

Weights, opinions and where they end were computed apart from this code base, from left eigenvectors and by solving
`(I - S W) x = (I - S) x0`; the networks are small enough to check by hand. Tolerance 1e-9.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from sim.society.influence import Iterated, Ties, iterated, settled

TOLERANCE = 1e-9

THREE = [[0.5, 0.5, 0.0], [0.25, 0.5, 0.25], [0.0, 0.5, 0.5]]
FOUR = [[0.1, 0.6, 0.2, 0.1], [0.3, 0.3, 0.4, 0.0], [0.0, 0.5, 0.25, 0.25], [0.4, 0.0, 0.2, 0.4]]
STRENGTHS = [[1.0, 2.0, 0.0, 1.0], [2.0, 1.0, 3.0, 0.0], [0.0, 3.0, 2.0, 1.0], [1.0, 0.0, 1.0, 2.0]]
UNDIRECTED = (np.array(STRENGTHS) / np.sum(STRENGTHS, axis=1, keepdims=True)).tolist()
PAIR = [[0.0, 1.0], [1.0, 0.0]]

CONSENSUS = {
    "three in a row": (THREE, [1.0, 0.0, 0.0], [0.25, 0.5, 0.25], 0.25),
    "four": (
        FOUR,
        [0.9, 0.2, 0.4, 0.6],
        [0.1905896366885051, 0.36926742108397875, 0.2882668254913637, 0.15187611673615226],
        0.4518165574746872,
    ),
    "undirected": (UNDIRECTED, [0.1, 0.5, 0.7, 0.3], [0.2, 0.3, 0.3, 0.2], 0.44),
}
SUSCEPTIBILITY = [0.5, 0.8, 1.0, 0.2]
EQUILIBRIUM = [0.7237228831350595, 0.5095871238628411, 0.5424772568229531, 0.6082575227431771]


def ties(weights: Any) -> Ties:
    """The weights that are not zero, in compressed rows."""
    dense = np.array(weights)
    row, column = np.nonzero(dense)
    start = np.searchsorted(row, np.arange(len(dense) + 1)).astype(np.int64)
    return Ties(start, column.astype(np.uint32), dense[row, column])


def degroot(weights: Any, opinion: Any, *, lazy: float = 1.0) -> Iterated:
    x = np.array(opinion, float)
    return iterated(x, ties(weights), x, np.full(len(x), lazy), np.zeros(len(x)), most=2_000)


@pytest.mark.parametrize("case", CONSENSUS)
def test_without_pull_all_come_to_the_mean_weighted_by_the_left_eigenvector(case: str) -> None:
    weights, opinion, eigenvector, consensus = CONSENSUS[case]
    assert np.array(eigenvector) @ np.array(weights) == pytest.approx(eigenvector, abs=TOLERANCE)
    assert np.dot(eigenvector, opinion) == pytest.approx(consensus, abs=TOLERANCE)
    found = degroot(weights, opinion)
    assert found.converged
    assert found.opinion == pytest.approx(np.full(len(opinion), consensus), abs=TOLERANCE)


@pytest.mark.parametrize("lazy", [0.9, 0.3])
def test_smaller_steps_come_to_the_same_consensus(lazy: float) -> None:
    weights, opinion, _, consensus = CONSENSUS["four"]
    assert degroot(weights, opinion, lazy=lazy).opinion == pytest.approx(np.full(4, consensus), abs=TOLERANCE)


def test_in_an_undirected_network_weight_is_strength() -> None:
    _, _, eigenvector, _ = CONSENSUS["undirected"]
    assert np.sum(STRENGTHS, axis=1) / np.sum(STRENGTHS) == pytest.approx(eigenvector)


def test_in_a_periodic_network_opinions_never_settle_unless_people_also_keep_their_own() -> None:
    swapping = degroot(PAIR, [1.0, 0.0])
    assert not swapping.converged
    assert sorted(swapping.opinion) == [0.0, 1.0]
    keeping = degroot(PAIR, [1.0, 0.0], lazy=0.5)
    assert keeping.converged
    assert keeping.opinion == pytest.approx([0.5, 0.5], abs=TOLERANCE)


def test_with_pull_they_come_to_the_equilibrium_of_friedkin_and_johnsen() -> None:
    rest, influence = np.array([0.9, 0.2, 0.4, 0.6]), np.array(SUSCEPTIBILITY)
    exact = np.linalg.solve(np.eye(4) - influence[:, None] * np.array(FOUR), (1.0 - influence) * rest)
    assert exact == pytest.approx(EQUILIBRIUM, abs=TOLERANCE)
    found = iterated(rest, ties(FOUR), rest, influence, 1.0 - influence)
    assert found.converged
    assert found.opinion == pytest.approx(EQUILIBRIUM, abs=TOLERANCE)
    assert settled(rest, ties(FOUR), influence, 1.0 - influence) == pytest.approx(EQUILIBRIUM, abs=TOLERANCE)


def test_days_as_small_as_the_models_come_to_the_same_equilibrium() -> None:
    """The step of a day scales influence and pull alike; here from any opinion at the start."""
    rest, influence = np.array([0.9, 0.2, 0.4, 0.6]), np.array(SUSCEPTIBILITY)
    found = iterated(np.zeros(4), ties(FOUR), rest, 0.01 * influence, 0.01 * (1.0 - influence))
    assert found.converged
    assert found.opinion == pytest.approx(EQUILIBRIUM, abs=TOLERANCE)
