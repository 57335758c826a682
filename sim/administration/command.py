"""Command: whose priorities a force follows where.

A principal has the weight its clauses give it. A commission commands by resolution only: what it has not resolved, or
is not followed in, counts as delegated (art. 28(4)) and is decided, affair by affair, by those who hold the officers'
careers and by what they know. Members who were police officers pull what the commission keeps toward headquarters.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.institution.terms import AdministrationTerms

type Floats = NDArray[np.float64]


def priorities(terms: AdministrationTerms, force: int, followed: Floats, ex_police: float) -> Floats:
    """[R, D, A] weight of each principal's priorities over a force.

    `followed` [R, D, A] is 1 for who needs no resolution. The sum over principals keeps its level: what one loses
    another gains.
    """
    weights = terms.prevention[:, force]
    out = np.repeat(weights[:, None, :], followed.shape[1], axis=1)
    for r in np.flatnonzero(terms.by_resolution & (weights.max(axis=1) > 0.0)).tolist():
        delegated = weights[r] - followed[r] * weights[r]
        kept = weights[r] - delegated
        for holder, share in _holders(terms, force, r):
            if holder == r:
                kept = kept + share * delegated
            else:
                out[holder] += share * delegated
        pulled = ex_police * kept
        out[r] = kept - pulled
        principal, over = _headquarters(terms, force, r)
        out[principal] += _level(pulled, weights[r])[:, None] * over
    return out


def say(terms: AdministrationTerms, force: int, followed: Floats, ex_police: float) -> Floats:
    """[D] part of the command over a force in prevention that commissions exercise themselves.

    That is what they resolve and crews follow, and what is delegated to those whose careers they hold.
    """
    weights = terms.prevention[:, force]
    whole = levels(weights).sum()
    own = np.zeros(followed.shape[1])
    for r in np.flatnonzero(terms.by_resolution).tolist():
        delegated = weights[r] - followed[r] * weights[r]
        kept = dict(_holders(terms, force, r)).get(r, 0.0)
        own += (1.0 - ex_police) * _level(weights[r] - (1.0 - kept) * delegated, weights[r])
    return own / whole if whole > 0.0 else own


def levels(weights: Floats) -> Floats:
    """[R] how much each principal weighs, whatever the number of affairs it commands. `weights` [R, A]."""
    level: Floats = weights.max(axis=1)
    return level


def _level(part: Floats, weights: Floats) -> Floats:
    """[D] mean over the affairs a principal commands, so that a weight over more affairs is no greater weight."""
    level: Floats = part.sum(axis=1) / max(int(np.count_nonzero(weights)), 1)
    return level


def _direction(terms: AdministrationTerms, force: int, principal: int) -> tuple[int, Floats]:
    """A principal and [A] where its priorities lie, at most 1: over this force, else over any."""
    own = terms.prevention[principal, force]
    if not own.any():
        own = terms.prevention[principal].max(axis=0)
    return principal, own / own.max() if own.any() else np.ones(len(own))


def _headquarters(terms: AdministrationTerms, force: int, commission: int) -> tuple[int, Floats]:
    """Headquarters; the commission itself where there is none."""
    found = np.flatnonzero(terms.headquarters)
    return _direction(terms, force, int(found[0]) if len(found) else commission)


def _holders(terms: AdministrationTerms, force: int, commission: int) -> list[tuple[int, float]]:
    """Who holds the careers of a force, with shares that sum to 1; the commission itself where nobody does."""
    stake = terms.stake[:, force]
    if not stake.any():
        return [(commission, 1.0)]
    return [(int(r), float(stake[r] / stake.sum())) for r in np.flatnonzero(stake)]
