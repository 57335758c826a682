"""Gaming and neglect: what an evaluation bends free time to is counted work, and counting has its price.

Only what rewards move beyond the reference counts here, not what command moves. More enforcement for the sake of counts
wears courtesy (pressure); a part of it makes entries and nothing else (padding); and a part of the time that goes to
rewarded uses is taken from work that nobody measures, the referral of problems (Holmstrom and Milgrom 1991).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.administration.officer_rules import GamingRules
from sim.vocabulary import FREE_USES

type Floats = NDArray[np.float64]

ENFORCEMENT: Final = FREE_USES.index("enforcement")


class Bent(NamedTuple):
    """How far rewards beyond those of the reference move a force's free time."""

    moved: Floats
    """[uses] shares; exactly 0 without a difference in rewards."""
    rewarded: NDArray[np.bool_]
    """[uses] rewarded more than at the reference."""
    usual: Floats
    """[uses] shares at the reference."""


class Gaming(NamedTuple):
    """What this does in each of F patrol forces; exactly 0 at the reference."""

    pressure: Floats
    """[F] share points by which courtesy is worn; negative where counts are rewarded less."""
    padded: Floats
    """[F] share of free time that makes entries in the count and nothing in the world."""
    neglect: Floats
    """[F] share of the referrals that are not made."""


def gaming(forces: Sequence[Bent], rules: GamingRules) -> Gaming:
    """All forces, by what each is rewarded for."""
    return Gaming(
        np.array([pressure(bent, rules.courtesy) for bent in forces]),
        np.array([padded(bent, rules.padding) for bent in forces]),
        np.array([neglect(bent, rules.substitution) for bent in forces]),
    )


def pressure(bent: Bent, courtesy: float) -> float:
    """Share points of courtesy that more enforcement than usual wears away."""
    return courtesy * float(bent.moved[ENFORCEMENT] / bent.usual[ENFORCEMENT])


def padded(bent: Bent, padding: float) -> float:
    """Share of free time that only makes entries: a part of the enforcement that a reward for counts adds."""
    return padding * max(float(bent.moved[ENFORCEMENT]), 0.0) if bent.rewarded[ENFORCEMENT] else 0.0


def neglect(bent: Bent, substitution: float) -> float:
    """Share of referrals that are not made, for the time that moved to uses that are rewarded more."""
    moved = float(np.where(bent.rewarded, np.maximum(bent.moved, 0.0), 0.0).sum())
    return min(substitution * moved, 1.0)


def of_forces(before: Gaming, force_of: list[int]) -> Gaming:
    """The same for forces that were these before."""
    return Gaming._make(column[force_of] for column in before)
