"""Trust in the police: asymmetric steps at encounters, and a slow return to where it rests.

`T' = pull (rest - T) - usual(rest)` between encounters; a good one adds `step (1 - T)`, a bad one takes
`min(1, step x negativity) T` (Skogan 2006). `usual` is what the encounters of the reference do on average at `rest`:
the mean then rests where it is, at a rate that is pull plus their own, and only differences from the reference move it.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.special import betaincinv, ndtri

from sim.compiled import inlined
from sim.society.feeling_rules import TrustRules

type Floats = NDArray[np.float64]

LEAST_SPREAD = 0.3
"""Share of the spread that is always one of dispositions, where encounters alone would make more than all of it."""


@inlined
def after_encounter(trust: float, content: bool, step: float, loss: float) -> float:
    """Trust after a good or a bad encounter. `loss`: of trust, at a bad one."""
    return trust + step * (1.0 - trust) if content else trust - loss * trust


@inlined
def usual_change(rest: float, good: float, bad: float, step: float, loss: float) -> float:
    """What the encounters of the reference do to somebody at rest, a day. `good`, `bad`: their rates a day."""
    return good * step * (1.0 - rest) - bad * loss * rest


@inlined
def returned(trust: float, rest: float, pull: float, usual: float) -> float:
    """Trust a day later if nobody was met."""
    return trust + (pull * (rest - trust) - usual)


def loss(rules: TrustRules) -> float:
    """Share of trust that a bad encounter takes."""
    return min(1.0, rules.step * rules.negativity)


def rate_of_return(rules: TrustRules, good: Floats, bad: Floats) -> Floats:
    """[...] rate a day at which mean trust returns to rest, encounters included."""
    rate: Floats = rules.return_per_day + good * rules.step + bad * loss(rules)
    return rate


def noise(rules: TrustRules, rest: Floats, good: Floats, bad: Floats) -> Floats:
    """[N] standard deviation that the encounters of the reference give trust around its rest, after years."""
    jumps = good * (rules.step * (1.0 - rest)) ** 2 + bad * (loss(rules) * rest) ** 2
    sd: Floats = np.sqrt(jumps / (2.0 * rate_of_return(rules, good, bad)))
    return sd


def spread(mean: float, sd: float, uniform: Floats) -> Floats:
    """[N] quantiles of the beta distribution with this mean and standard deviation."""
    size = mean * (1.0 - mean) / sd**2 - 1.0
    quantile: Floats = betaincinv(mean * size, (1.0 - mean) * size, uniform)
    return quantile


def at_rest(rules: TrustRules, good: Floats, bad: Floats, uniform: Floats, luck: Floats) -> tuple[Floats, Floats]:
    """[N] trust and where it rests, as after years of the reference, with mean and spread of the rules.

    `good`, `bad` [N] encounters a day; `uniform`, `luck` [N] marks of the residents.
    """
    usual = np.full(1, rules.mean)
    lucky = float((noise(rules, usual, good, bad) ** 2).mean())
    rest = spread(rules.mean, max(rules.sd**2 - lucky, (LEAST_SPREAD * rules.sd) ** 2) ** 0.5, uniform)
    trust: Floats = rest + noise(rules, rest, good, bad) * ndtri(np.clip(luck, 1e-9, 1.0 - 1e-9))
    return np.clip(trust, 0.0, 1.0), rest
