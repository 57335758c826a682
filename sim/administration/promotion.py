"""Promotion: how far the officers of a force are passed over, against those who did the same work before.

A force is passed over by minus the log of its odds of promotion over those of the mean branch, as far as careers lie
with those who promote. The sign is kept: ranks are few, and what one branch gains others lose, so that even odds
please a branch that was passed over and displease one that was not. Only what goes beyond the reference counts. A case
force is held against whoever worked on its affairs there, whatever its name.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.institution.terms import Terms

type Floats = NDArray[np.float64]


class Prospects(NamedTuple):
    """How far officers are passed over under one institution, in log odds."""

    crews: float
    """Those of one patrol force."""
    affairs: Floats
    """[A] whoever investigates and follows up an affair: its case team, or else those crews."""


def passed_over(stake: Floats, odds: Floats) -> Floats:
    """[X] sum over R principals of stake x -log odds, of X forces; 0 where nobody holds careers. Both [R, X].

    Summed from the least, so that principals with equal odds make the same number however they share careers.
    """
    against = -np.log(odds)
    least = np.min(against, axis=0, where=stake > 0.0, initial=np.inf)
    least = np.where(np.isinf(least), 0.0, least)
    whole: Floats = stake.sum(axis=0) * least + (stake * (against - least)).sum(axis=0)
    return whole


def prospects(terms: Terms, force: int) -> Prospects:
    """Those under today's terms; `force` stands for the crews."""
    crews = _crews(terms)[force]
    return Prospects(float(crews), np.append(_teams(terms), crews)[terms.casework.team])


def of_crews(terms: Terms, usual: Prospects) -> Floats:
    """[F] how far crews are passed over beyond the reference; exactly 0 there."""
    return _crews(terms) - usual.crews


def of_teams(terms: Terms, usual: Prospects) -> Floats:
    """[T] how far case officers are, beyond those of their affairs at the reference; 0 for a force without affairs."""
    teams, team = _teams(terms), terms.casework.team
    followed = team >= 0
    beyond = np.bincount(team[followed], teams[team[followed]] - usual.affairs[followed], len(teams))
    affairs = np.bincount(team[followed], minlength=len(teams))
    mean: Floats = beyond / np.maximum(affairs, 1)
    return mean


def _crews(terms: Terms) -> Floats:
    return passed_over(terms.administration.stake, terms.administration.promotion)


def _teams(terms: Terms) -> Floats:
    return passed_over(terms.administration.case_stake, terms.administration.case_promotion)
