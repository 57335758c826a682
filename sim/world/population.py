"""Residents as rows, ordered by place, and the ties between them in compressed rows (CSR)."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.world.places import Places
from sim.world.rules import WorldRules

TIE_REACH_KM = 5.0
"""Mean reach of a tie that leaves its place; friends live within a short ride, some farther."""


class Population(NamedTuple):
    """N simulated residents. Those of place p are rows `first[p]` to `first[p + 1] - 1`."""

    place: NDArray[np.int64]
    first: NDArray[np.int64]
    neighbour_start: NDArray[np.int64]
    """[N + 1] resident i's ties are `neighbour[neighbour_start[i]:neighbour_start[i + 1]]`."""
    neighbour: NDArray[np.uint32]


def generate(places: Places, rules: WorldRules, rng: np.random.Generator) -> Population:
    """A clustered network: a ring lattice inside each place, and ties that leave it toward people not far away."""
    count = np.rint(places.residents / rules.scale).astype(np.int64)
    first = np.concatenate(([0], np.cumsum(count)))
    home = np.repeat(np.arange(len(count)), count)
    near = max(1, round(rules.mean_ties * (1.0 - rules.ties_leaving) / 2.0))
    pairs = [_ring(home, first, count, near), _leaving(home, first, count, places, rules, rng)]
    start, neighbour = _compressed(np.concatenate(pairs), int(first[-1]))
    return Population(home, first, start, neighbour)


def _ring(home: NDArray[np.int64], first: NDArray[np.int64], count: NDArray[np.int64], near: int) -> NDArray[np.int64]:
    """Each resident knows the next `near` of its place, in a circle."""
    member = np.arange(len(home)) - first[home]
    parts = []
    for step in range(1, near + 1):
        circle = count[home] > 2 * step
        partner = first[home] + (member + step) % np.maximum(count[home], 1)
        parts.append(np.column_stack((np.flatnonzero(circle), partner[circle])))
    return np.concatenate(parts)


def _leaving(
    home: NDArray[np.int64],
    first: NDArray[np.int64],
    count: NDArray[np.int64],
    places: Places,
    rules: WorldRules,
    rng: np.random.Generator,
) -> NDArray[np.int64]:
    """Ties to residents of other places, chosen by number of residents and distance."""
    number = round(len(home) * rules.mean_ties * rules.ties_leaving / 2.0)
    if number == 0 or np.count_nonzero(count) < 2:
        return np.empty((0, 2), np.int64)
    one = np.sort(rng.integers(0, len(home), number))
    draw, member = rng.random(number), rng.random(number)
    place = home[one]
    partner = np.empty(number, np.int64)
    edges = np.searchsorted(place, np.arange(len(count) + 1))
    for p in np.unique(place):
        mine = slice(edges[p], edges[p + 1])
        away = np.hypot(places.x_km - places.x_km[p], places.y_km - places.y_km[p])
        weight = count * np.exp(-away / TIE_REACH_KM)
        weight[p] = 0.0
        chosen = np.searchsorted(np.cumsum(weight), draw[mine] * weight.sum(), side="right").clip(0, len(count) - 1)
        partner[mine] = first[chosen] + (member[mine] * count[chosen]).astype(np.int64)
    return np.column_stack((one, partner))


def _compressed(pairs: NDArray[np.int64], residents: int) -> tuple[NDArray[np.int64], NDArray[np.uint32]]:
    """Both directions of each distinct tie, as CSR sorted by resident then neighbour."""
    both = np.concatenate((pairs, pairs[:, ::-1]))
    both = both[both[:, 0] != both[:, 1]]
    # Sorting beats np.unique by six: numpy hashes whole numbers first.
    code = np.sort(both[:, 0] * residents + both[:, 1])
    code = code[np.concatenate(([True], np.diff(code) > 0))] if len(code) else code
    one, other = np.divmod(code, max(residents, 1))
    start = np.concatenate(([0], np.cumsum(np.bincount(one, minlength=residents))))
    return start, other.astype(np.uint32)
