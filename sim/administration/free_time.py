"""Free time: what crews do between calls, as those who judge and command them would have it.

Each criterion of an evaluation rewards one use of free time (response times standby, clearance paperwork, counts
enforcement, residents' satisfaction engagement, prevention patrol). The reward counts by the judge's stake in the
officer's career and less where luck decides (weight / (1 + noise^2), as in Holmstrom 1979). The mix is a softmax around
the mix observed under the law in force; only differences from that institution move it.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.administration.gaming import Bent
from sim.administration.rules import AdministrationRules
from sim.institution.terms import AdministrationTerms
from sim.vocabulary import CRITERIA, FREE_USES

type Floats = NDArray[np.float64]

_REWARDS: Final = {
    "response_time": "standby",
    "cleared": "paperwork",
    "reports_counted": "enforcement",
    "residents_satisfaction": "engagement",
    "prevention": "patrol",
}
_USE_OF: Final = tuple(FREE_USES.index(_REWARDS[criterion]) for criterion in CRITERIA)
_PREVENTIVE: Final = np.array([{"patrol": 1.0, "engagement": 1.0, "standby": -1.0}.get(use, 0.0) for use in FREE_USES])
PAPERWORK: Final = FREE_USES.index("paperwork")


class Standard(NamedTuple):
    """What a force is rewarded for and how far it is commanded to prevent."""

    reward: Floats
    """[uses]"""
    prevention: float
    """Share of command over prevention in command over prevention and calls."""


def standard(terms: AdministrationTerms, force: int) -> Standard:
    """The standard under which a force stands today."""
    reward = np.zeros(len(FREE_USES))
    for r in range(len(terms.stake)):
        strength = terms.stake[r, force] / (1.0 + terms.noise[r, force] ** 2)
        for criterion, use in enumerate(_USE_OF):
            reward[use] += strength * terms.judged[r, force, criterion]
    prevent, answer = (_level(weights[:, force]) for weights in (terms.prevention, terms.first_response))
    whole = prevent + answer
    return Standard(reward, prevent / whole if whole > 0.0 else 0.5)


def mix(today: Standard, reference: Standard, rules: AdministrationRules) -> Floats:
    """[uses] shares of free time, summing to 1. At the reference it is the observed mix."""
    usual = np.array([getattr(rules, use) for use in FREE_USES])
    push = rules.theta * (today.reward - reference.reward)
    push += rules.phase_tilt * (today.prevention - reference.prevention) * _PREVENTIVE
    odds = usual * np.exp(push)
    shares: Floats = odds / odds.sum()
    if shares[PAPERWORK] >= rules.paperwork_floor:
        return shares
    shares *= (1.0 - rules.paperwork_floor) / (1.0 - shares[PAPERWORK])
    shares[PAPERWORK] = rules.paperwork_floor
    return shares


def bent(today: Standard, reference: Standard, rules: AdministrationRules) -> Bent:
    """Today's mix less the one under the same command and the rewards of the reference."""
    unrewarded = today._replace(reward=reference.reward)
    moved = mix(today, reference, rules) - mix(unrewarded, reference, rules)
    return Bent(moved, today.reward > reference.reward, mix(reference, reference, rules))


def filing(shares: Floats, reference: Standard, rules: AdministrationRules) -> Floats:
    """[F] paperwork in the mixes [F, uses] over that at the reference; 1 where nobody writes there."""
    usual, today = mix(reference, reference, rules)[PAPERWORK], shares[:, PAPERWORK]
    ratio: Floats = today / usual if usual > 0.0 else np.ones(len(shares))
    return ratio


def _level(weights: Floats) -> float:
    """Command over a force: each principal counts by the largest weight it has in any affair."""
    return float(sum(row.max() for row in weights))
