"""What each of several things does where all their combinations were tried: contrasts and shares of the whole.

Values are [2^n] or [replication, 2^n] in the order of a grid whose last factor changes fastest: bit n - 1 - i of the
number of a combination says whether factor i is there. Everything is linear in the values, so a value of a
replication is the effect in that replication and intervals are those of paired means.
"""

from __future__ import annotations

import math
from itertools import combinations
from typing import NamedTuple, final

import numpy as np
from numpy.typing import ArrayLike, NDArray

type Floats = NDArray[np.float64]


def factors_of(values: ArrayLike) -> int:
    """The number of factors of a full factorial. Raises ValueError for a number of columns that is no power of two,
    and for a value that is not finite."""
    found = np.asarray(values, dtype=float)
    columns = found.shape[-1] if found.ndim else 0
    number = max(columns, 1).bit_length() - 1
    if columns != 1 << number or found.ndim > 2 or not np.isfinite(found).all():
        raise ValueError(f"factorial: {columns} combinations; needed are finite values of 2^n of them")
    return number


def contrasts(values: ArrayLike) -> Floats:
    """[..., 2^n] mean of what is there with each set of factors at an even count less that at an odd one, signed so
    that column S is half the effect of S over its factors; column 0 is the mean. Source: Yates (1937)."""
    number = factors_of(values)
    found = np.array(values, dtype=float)
    for bit in range(number):
        halves = found.reshape(*found.shape[:-1], -1, 2, 1 << bit)
        without, having = halves[..., 0, :].copy(), halves[..., 1, :].copy()
        halves[..., 0, :] = (without + having) / 2.0
        halves[..., 1, :] = (having - without) / 2.0
        found = halves.reshape(found.shape)
    return found


def main_effects(values: ArrayLike) -> Floats:
    """[..., n] what each factor changes, averaged over all combinations of the others."""
    number, found = factors_of(values), contrasts(values)
    return 2.0 * found[..., [1 << (number - 1 - i) for i in range(number)]]


def interactions(values: ArrayLike) -> Floats:
    """[..., n (n - 1) / 2] by how much more each pair changes together than apart, averaged over the others; pairs as
    `itertools.combinations` lists them. Where nothing else interacts it is f(ab) - f(a) - f(b) + f()."""
    number, found = factors_of(values), contrasts(values)
    pairs = combinations(range(number), 2)
    return 4.0 * found[..., [(1 << (number - 1 - i)) | (1 << (number - 1 - j)) for i, j in pairs]]


def alone(values: ArrayLike) -> Floats:
    """[..., n] what each factor changes where there is no other."""
    number, found = factors_of(values), np.asarray(values, dtype=float)
    single: Floats = found[..., [1 << (number - 1 - i) for i in range(number)]] - found[..., :1]
    return single


def whole(values: ArrayLike) -> Floats:
    """[...] what all factors change together."""
    factors_of(values)
    found = np.asarray(values, dtype=float)
    change: Floats = found[..., -1] - found[..., 0]
    return change


def not_additive(values: ArrayLike) -> Floats:
    """[...] what all change together less the sum of what each changes alone; 0 where effects only add up."""
    rest: Floats = whole(values) - alone(values).sum(axis=-1)
    return rest


def shapley(values: ArrayLike) -> Floats:
    """[..., n] each factor's share of the whole: what it changes when it joins, averaged over all orders of joining.

    Exact over all 2^n combinations. The shares sum up to the whole; factors that do the same have the same share; one
    that never changes anything has none. Source: Shapley (1953).
    """
    number, found = factors_of(values), np.asarray(values, dtype=float)
    sets = np.arange(1 << number)
    size = np.array([int(one).bit_count() for one in sets])
    shares = np.zeros((*found.shape[:-1], number))
    for i in range(number):
        bit = 1 << (number - 1 - i)
        before = sets[(sets & bit) == 0]
        weight = np.array([1.0 / (number * math.comb(number - 1, k)) for k in size[before]])
        shares[..., i] = (found[..., before | bit] - found[..., before]) @ weight
    return shares


@final
class Variance(NamedTuple):
    """How much of what combinations differ by is due to single factors, pairs, and three or more at once.

    Shares of the sum of squares of the means over replications; NaN where combinations do not differ. `noise`: the
    share that the scatter of replications alone would make; NaN for one replication.
    """

    single: float
    pair: float
    higher: float
    noise: float


def variance(values: ArrayLike) -> Variance:
    """`values` [replication, 2^n]."""
    number, found = factors_of(values), np.atleast_2d(contrasts(values))
    order = np.array([one.bit_count() for one in range(1 << number)])
    squares = found.mean(axis=0) ** 2
    total = float(squares[1:].sum())
    if total == 0.0:
        return Variance(math.nan, math.nan, math.nan, math.nan)
    single, pair = (float(squares[order == k].sum()) / total for k in (1, 2))
    scatter = float(found[:, 1:].var(axis=0, ddof=1).sum()) / len(found) if len(found) > 1 else math.nan
    return Variance(single, pair, float(squares[order > 2].sum()) / total, scatter / total)
