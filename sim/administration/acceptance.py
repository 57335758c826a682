"""Acceptance: officers do what strategies ask of them as far as they accept it.

Each crew's acceptance nears, within months, a share that is usual at the reference and moves in log-odds: up with the
part of its careers that those who run reforms hold, down with luck in its evaluation and with fatigue. Those who run
reforms are the principals that command by resolution, the commissions.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.administration.relaxation import relaxed
from sim.compiled import kernel
from sim.institution.terms import AdministrationTerms

type Floats = NDArray[np.float64]


class Standing(NamedTuple):
    """How a force stands to those who run reforms and to those who judge it."""

    stake: float
    """Share of its officers' careers that principals who command by resolution hold."""
    luck: float
    """Luck in the evaluations that count for careers, in standard deviations of true differences; 0 if none counts."""


def standing(terms: AdministrationTerms, force: int) -> Standing:
    """That of one patrol force today."""
    stake = terms.stake[:, force]
    counts = np.where(terms.every_days[:, force] > 0, stake, 0.0)
    judged = float(counts.sum())
    luck = float((counts * terms.noise[:, force]).sum()) / judged if judged > 0.0 else 0.0
    return Standing(float(stake[terms.by_resolution].sum()), luck)


@kernel
def accepted(
    usual: float,
    stake: float,
    luck: float,
    fatigue: float,
    stake_slope: float,
    luck_slope: float,
    fatigue_slope: float,
) -> float:
    """Where a crew's acceptance settles. `stake` and `luck` beyond those of the reference."""
    odds = math.log(usual / (1.0 - usual)) + stake_slope * stake - luck_slope * luck - fatigue_slope * fatigue
    return 1.0 / (1.0 + math.exp(-odds))


@kernel
def adapted(acceptance: float, goal: float, days: float, mean_days: float) -> float:
    """Acceptance some days later."""
    return relaxed(acceptance, goal, days, mean_days)


@kernel
def adapt(acceptance: Floats, goal: Floats, mean_days: float) -> None:
    """A day of every crew, written into `acceptance`. Columns [K]."""
    for k in range(len(acceptance)):
        acceptance[k] = adapted(acceptance[k], goal[k], 1.0, mean_days)


@kernel
def settle(
    goal: Floats,
    usual: float,
    stake: Floats,
    luck: Floats,
    fatigue: Floats,
    stake_slope: float,
    luck_slope: float,
    fatigue_slope: float,
) -> None:
    """Where every crew's acceptance settles, written into `goal`. Columns [K]."""
    for k in range(len(goal)):
        goal[k] = accepted(usual, stake[k], luck[k], fatigue[k], stake_slope, luck_slope, fatigue_slope)


def fidelity(acceptance: Floats, matters: float) -> float:
    """How far programmes are done as they were meant; exactly 1 where acceptance does not matter. Crews by id."""
    mean = float(acceptance.mean()) if len(acceptance) else 1.0
    return 1.0 - matters * (1.0 - mean)
