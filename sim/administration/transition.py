"""A transition: careers and command of a force pass from some principals to others. How far is what the law says.

Names count for nothing: a force under two of them with the same principals has passed to nobody. What is lost comes
back: crews learn their beats as new officers do (`careers`), and calls become usual within months (`learning`).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from sim.administration.billing import divided

type Floats = NDArray[np.float64]


def passed(
    before: Floats, now: Floats, principals_before: Sequence[str], principals: Sequence[str], forebears: Sequence[int]
) -> Floats:
    """[F] share of each force's careers that passed to others: half the sum of what each principal won or lost.

    Stakes `before` [R', F'] and `now` [R, F]; `forebears` [F]: rows under `before`.
    """
    names = tuple(dict.fromkeys((*principals_before, *principals)))
    had, has = np.zeros((2, len(names), now.shape[1]))
    had[[names.index(name) for name in principals_before]] = before[:, list(forebears)]
    has[[names.index(name) for name in principals]] = now
    share: Floats = 0.5 * np.abs(has - had).sum(axis=0)
    return share


def commanded(
    before: Floats,
    now: Floats,
    principals_before: Sequence[str],
    principals: Sequence[str],
    forebears: Sequence[int],
    calls: Floats,
) -> Floats:
    """[F] share of each force's `calls` [F, A] on which orders come from principals that did not give them before.

    Weights of command `before` [R', F', A] and `now` [R, F, A]; what counts is their shares in each affair, so that one
    principal that commands less than it did is no other principal.
    """
    names = tuple(dict.fromkeys((*principals_before, *principals)))
    had, has = np.zeros((2, len(names), *now.shape[1:]))
    had[[names.index(name) for name in principals_before]] = before[:, list(forebears)]
    has[[names.index(name) for name in principals]] = now
    came = np.maximum(_shares(has) - _shares(had), 0.0).sum(axis=0)
    return _divided((came * calls).sum(axis=1), calls.sum(axis=1))


def _shares(weights: Floats) -> Floats:
    """[R, F, A] of each principal; all 0 where nobody commands."""
    return _divided(weights, weights.sum(axis=0, keepdims=True))


def _divided(part: Floats, whole: Floats) -> Floats:
    found: Floats = np.divide(part, whole, out=np.zeros_like(part), where=whole > 0.0)
    return found


def unlearnt(knowledge: Floats, share: Floats, personal: float, shuffled: float) -> Floats:
    """[K] what crews know of their beats once `share` [K] of their careers passed; exactly `knowledge` where none did.

    Only what officers hold in person (`personal`, a share) goes with them; what stands in files and maps stays.
    """
    held: Floats = np.maximum(knowledge - (1.0 - personal), 0.0)
    return knowledge - shuffled * share * held


def setup_won(share: Floats, officers: Floats, setup: float, bears: Floats) -> NDArray[np.int64]:
    """[Y] whole won that each payer pays once: officers [X] x share of their careers that passed [X] x `setup` million.

    `bears` [Y, X]: share of a force's posts that each payer bears. Forces that are paid alike are put together before
    anything is rounded, so that a force under two names costs what it costs under one.
    """
    alike: dict[tuple[float, ...], float] = {}
    for x, shares in enumerate(map(tuple, bears.T.tolist())):
        alike[shares] = alike.get(shares, 0.0) + float(share[x] * officers[x])
    won = [divided(round(moved * setup * 1e6), shares) for shares, moved in alike.items()]
    return np.sum(won, axis=0, dtype=np.int64)
