"""A transition: careers of a force pass from some principals to others. How far is what the law says, not names.

A force under two names with the same principals has passed to nobody. What is lost comes back: crews learn their beats
as new officers do (`careers`), and calls become usual within months (`learning`).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

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


def kept(share: Floats, shuffled: float) -> Floats:
    """[...] part of what crews know of their beats that is kept; exactly 1 where nothing passed."""
    part: Floats = 1.0 - shuffled * share
    return part


def setup_won(share: Floats, posts: Floats, officers: Floats, setup: float) -> NDArray[np.int64]:
    """[X] whole won, once, of each force: posts x officers behind one x share that passed x `setup` million."""
    won: NDArray[np.int64] = np.rint(share * posts * officers * setup * 1e6).astype(np.int64)
    return won
