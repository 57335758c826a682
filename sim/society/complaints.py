"""Complaints: who speaks to offices, where, and of what. Who speaks is not who suffers.

A resident who knows the commission complains to it with a chance a year that is a logit in its fear and trust: who has
reason to, and who hopes to be heard (or has lost patience). Of what, goes by concern: what everybody hears of the
region, and what was lived through. Expectations are summed by place, not draws: few would complain on any day, and the
noise of few would bend plans by the number of places. For the same reason residents of a place share what they
remember together: those behind one simulated resident are many, and all of them may speak.

An office that listens may ask everybody alike, as a panel drawn by lot does, or hear those who come by themselves.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import brentq
from scipy.special import expit

from sim.compiled import inlined, loop
from sim.society.minds import Minds
from sim.society.rules import ComplaintRules

type Floats = NDArray[np.float64]

YEAR_DAYS = 365.0


class SpeakingLaw(NamedTuple):
    """The chance a year that somebody who knows the commission complains to it."""

    intercept: float
    """Log-odds at the mean fear and trust of the start."""
    fear: float
    """Log-odds for each standard deviation."""
    trust: float
    fear_mean: float
    fear_sd: float
    trust_mean: float
    trust_sd: float


class Voices(NamedTuple):
    """What residents say, a day. Two rows: of everybody, and of those who know the commission.

    `asked` and `came` have the same total, so that who is listened to moves no level. A affairs, P places.
    """

    asked: Floats
    """[2, A, P] where everybody is asked alike."""
    came: Floats
    """[2, A, P] by those who come by themselves."""
    complaints: Floats
    """[A, P] complaints to a commission that could hear everybody who knows it."""


def speaking_law(rules: ComplaintRules, fear: Floats, trust: Floats) -> SpeakingLaw:
    """The law by which residents of the start complain as often as `rules` say on average. `fear`, `trust` [N]."""
    at = (*_mean_and_sd(fear), *_mean_and_sd(trust))
    slopes = float(rules.fear), float(rules.trust)
    leaning = slopes[0] * (fear - at[0]) / at[1] + slopes[1] * (trust - at[2]) / at[3]
    if not leaning.any():
        leaning = np.zeros(1)

    def excess(intercept: float) -> float:
        return float(expit(intercept + leaning).mean()) - rules.per_year

    return SpeakingLaw(float(brentq(excess, -60.0, 60.0, xtol=1e-13)), *slopes, *at)


def _mean_and_sd(values: Floats) -> tuple[float, float]:
    """Where all are alike nobody stands out."""
    sd = float(values.std()) if len(values) else 0.0
    return (float(values.mean()), sd) if sd > 0.0 else (float(values.sum()) / max(len(values), 1), 1.0)


@inlined
def chance(fear: float, trust: float, law: SpeakingLaw) -> float:
    """Probability that somebody who knows the commission complains within a year."""
    afraid, trusting = (fear - law.fear_mean) / law.fear_sd, (trust - law.trust_mean) / law.trust_sd
    return 1.0 / (1.0 + math.exp(-(law.intercept + law.fear * afraid + law.trust * trusting)))


@loop
def _speak(first: NDArray[np.int64], minds: Minds, law: SpeakingLaw, out: Floats) -> None:
    """Add to `out` [4, P] residents, their chances, and both of those who know the commission."""
    for p in range(out.shape[1]):
        for i in range(first[p], first[p + 1]):
            willing = chance(minds.fear[i], minds.trust[i], law)
            out[0, p] += 1.0
            out[1, p] += willing
            if minds.aware[i] == 1:
                out[2, p] += 1.0
                out[3, p] += willing


def speaking(minds: Minds, first: NDArray[np.int64], law: SpeakingLaw) -> Floats:
    """[4, P] simulated residents of each place, complaints they would make a year, and both of who is aware."""
    out = np.zeros((4, len(first) - 1))
    _speak(first, minds, law, out)
    return out


def worry(remembered: Floats, usual: Floats, own: float) -> Floats:
    """[A, P] how much a resident worries, 1 for what everybody hears. `remembered` [A, P] incidents, `usual` [A]."""
    found: Floats = usual[:, None] + own * remembered
    return found


def often(worry: Floats, occasion: float) -> Floats:
    """[A, P] how often a resident speaks of each affair: all together as its worry to the power `occasion`."""
    found: Floats = worry * worry.sum(axis=0) ** (occasion - 1.0)
    return found


def voices(people: Floats, worry: Floats, rules: ComplaintRules, usual: float) -> Voices:
    """What residents say, given [4, P] `people` as `speaking` counts them, in real residents.

    `worry` [A, P] of a resident of each place; `usual`: how often a resident speaks on average at the reference.
    """
    each = often(worry, float(rules.occasion))
    asked, came = people[0] * worry, people[3] * each
    total = float(asked.sum())
    return Voices(
        asked=np.array([asked, _leveled(people[2] * worry, total)]),
        came=np.array([_leveled(people[1] * each, total), _leveled(came, total)]),
        complaints=came / (usual * YEAR_DAYS),
    )


def _leveled(said: Floats, total: float) -> Floats:
    """The same map at a total; without anybody who speaks there is none."""
    spoken = float(said.sum())
    return said * (total / spoken) if spoken > 0.0 else np.zeros_like(said)
