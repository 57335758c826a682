"""Awareness: who knows that there is a commission. People learn of it by talks and by being heard, and forget.

Korean surveys: about 30 % knew it in 2021; two years later 72 % had heard of it and 20 % knew it. At the reference as
many forget as learn.
"""

from __future__ import annotations

from typing import NamedTuple

from sim.society.rules import AwarenessRules


class Learning(NamedTuple):
    """Rates a day."""

    beside: float
    """Of who learns of the commission in other ways."""
    heard: float
    """Of who learns of one that can hear all residents."""
    talk: float
    """Probability that a talk makes it known."""
    forgets: float


def learning(rules: AwarenessRules, talks: float, coverage: float) -> Learning:
    """Rates at which awareness rests at its start, given talks per resident and day and the share of residents that the
    commission can hear at the reference. If these alone would make more people aware, people forget sooner."""
    odds = rules.start / (1.0 - rules.start)
    known = rules.heard * coverage / 365.0 + rules.talk * talks
    beside = max(0.0, odds / (rules.forgetting_years * 365.0) - known)
    return Learning(beside, rules.heard / 365.0, rules.talk, (beside + known) / odds)


def hears_of_it(rates: Learning, coverage: float) -> float:
    """Rate a day at which somebody learns of a commission that can hear this share of residents, talks apart."""
    return rates.beside + rates.heard * coverage
