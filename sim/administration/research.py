"""Research: what an institute finds out, how it spreads among organisations, how it fades, and what it is good for.

Know-how is a stock of every organisation, 1 being all that an institute could find out with any budget, 0 what is
known today. An institute nears what its money buys; others take over what those who inform them are ahead in; all
forget. Know-how takes the same share off delays of information, off misrouting, off the blanks on the map from which
patrol is planned, and off the time that programmes need. It changes nothing else, so alone it does next to nothing.
Learning takes time: crews spend hours on what an institute teaches.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sim.administration.research_rules import ResearchRules
from sim.institution.terms import ResearchTerms, Terms

type Floats = NDArray[np.float64]

MONTH_DAYS: Final = 365.0 / 12.0

SHIFT_GROUPS: Final = 4
"""Behind a crew on duty stand four shift groups; each has to learn."""

SETTLED: Final = 1e-12


def plateau(terms: ResearchTerms, rules: ResearchRules, residents: float) -> Floats:
    """[N] know-how that each organisation's own money keeps up: money / (money + half), 0 without.

    Money is a sum and not a sum per resident: what one finds out costs the same whomever it serves.
    """
    won = terms.krw * residents
    level: Floats = won / (won + rules.half_won * 1e9)
    return level


def a_day_later(stock: Floats, terms: ResearchTerms, rules: ResearchRules, residents: float) -> Floats:
    """[N] know-how after a day.

    An organisation takes over from whoever it can learn most from, so that one source under two names teaches no more
    than under one.
    """
    kept = -math.log(rules.retention) / MONTH_DAYS
    ahead = np.maximum(stock[:, None] - stock, 0.0)
    told = (terms.teaches * ahead).max(axis=0, initial=0.0)
    tomorrow: Floats = stock + kept * (plateau(terms, rules, residents) - stock) + rules.transfer / MONTH_DAYS * told
    return tomorrow


def heard(stock: Floats, elsewhere: float, terms: ResearchTerms, rules: ResearchRules) -> Floats:
    """[N] know-how after a day in which institutes that work could read what one of another region has found out."""
    ahead = np.where(terms.krw > 0.0, np.maximum(elsewhere - stock, 0.0), 0.0)
    tomorrow: Floats = stock + rules.transfer / MONTH_DAYS * ahead
    return tomorrow


def settled(terms: ResearchTerms, rules: ResearchRules, residents: float) -> Floats:
    """[N] know-how after many years of the same terms."""
    stock = plateau(terms, rules, residents)
    while stock.any():
        tomorrow = stock
        for _ in range(int(MONTH_DAYS)):
            tomorrow = a_day_later(tomorrow, terms, rules, residents)
        if np.abs(tomorrow - stock).max() < SETTLED:
            break
        stock = tomorrow
    return stock


def left(stock: Floats, rules: ResearchRules) -> Floats:
    """[N] part of a friction that is left with this know-how; exactly 1 without any."""
    part: Floats = np.power(1.0 - rules.gain, stock)
    return part


def eased(terms: Terms, stock: Floats, rules: ResearchRules) -> Terms:
    """The terms as those who know more carry them out; the same object where nobody knows more. `stock` [N]."""
    if not stock.any():
        return terms
    part, row = left(stock, rules), {name: n for n, name in enumerate(terms.learners)}
    told = part[[row[name] for name in terms.principals]][:, None]
    read, patrol = terms.administration, part[[row[name] for name in terms.forces]]
    return replace(
        terms,
        response=terms.response._replace(unsure=patrol),
        administration=read._replace(
            known=read.known + (1.0 - told) * (1.0 - read.known), delay_days=read.delay_days * told
        ),
    )


def pace(terms: Terms, stock: Floats, rules: ResearchRules) -> float:
    """Days by which programmes mature in one: pilots that are evaluated shorten transitions. [N] stock.

    It goes by what commissions know, who run the programmes; where there is none, by what headquarters knows.
    """
    read = terms.administration
    running = read.by_resolution if read.by_resolution.any() else read.headquarters
    known = [stock[terms.learners.index(p)] for p, runs in zip(terms.principals, running, strict=True) if runs]
    return float(1.0 / left(np.array(max(known, default=0.0)), rules))


def training_min(terms: Terms, stock: Floats, rules: ResearchRules) -> Floats:
    """[F] minutes a day that one crew of each patrol force spends on learning what institutes have found out."""
    taught = (terms.research.teaches * np.where(terms.research.krw > 0.0, stock, 0.0)[:, None]).max(axis=0)
    share: Floats = taught[[terms.learners.index(force) for force in terms.forces]]
    return share * (SHIFT_GROUPS * rules.training_hours * 60.0 / 365.0)
