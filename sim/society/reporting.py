"""Who reports: victims by a logit in trust and severity, witnesses where there is no victim.

The level of each affair is its share reported; it holds on average over residents and severities at the start, so that
rates of incidents can be inverted from recorded counts. The slopes say who reports. Severity is the priority the call
would get: incidents therefore have another mix of priorities than the calls among them, which is inverted here too.
"""

from __future__ import annotations

import math
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import brentq
from scipy.special import expit, logit

from sim.compiled import inlined, kernel, loop
from sim.demand.purposes import PRIORITY, REPORT, WITNESS
from sim.demand.rates import AffairTable
from sim.randomness import mark
from sim.society.homes import Homes, row_of
from sim.society.rules import ReportingRules
from sim.vocabulary import AFFAIRS

type Floats = NDArray[np.float64]

VICTIM_OF: Final = ("violent", "property", "inquiry", "women_youth", "traffic")
"""Affairs with a victim or party of their own; others are reported by witnesses."""

SEVERITY: Final = np.array([1.0, 0.0, -1.0])
"""By priority, in priorities above the middle one."""


class ReportingLaw(NamedTuple):
    """The rule as columns. A affairs."""

    level: Floats
    """[A] share reported."""
    intercept: Floats
    """[A] log-odds of a person of mean trust, for an incident of the middle priority."""
    trust: float
    severity: float
    witnessed: NDArray[np.bool_]
    """[A] has no victim of its own."""
    witnesses: int
    member: float
    """Log-odds that membership of the safety network adds."""
    urgent: Floats
    """[A] share of incidents that would get priority 1."""
    low: Floats
    """[A] share that would get priority 3."""


def reporting_law(rules: ReportingRules, table: AffairTable, standing: Floats, member: float = 0.0) -> ReportingLaw:
    """The law whose mean over people is each affair's share reported. `standing` [Q]: quantiles of trust at the start,
    in standard deviations from its mean."""
    witnessed = np.array([affair not in VICTIM_OF for affair in AFFAIRS])
    # Of several witnesses one is enough: each need not report as often as all together.
    level = np.clip(table.reported, 1e-9, 1.0 - 1e-9)
    alone = 1.0 - (1.0 - level) ** (1.0 / np.where(witnessed, rules.witnesses, 1))
    intercept, urgent, low = logit(alone), table.urgent.copy(), table.low.copy()
    if rules.trust != 0.0 or rules.severity != 0.0:
        for a in range(len(AFFAIRS)):
            people = rules.witnesses if witnessed[a] else 1
            mix = np.array([table.urgent[a], 1.0 - table.urgent[a] - table.low[a], table.low[a]])
            intercept[a], true = _solved(rules, float(table.reported[a]), mix, standing, people)
            urgent[a], low[a] = true[0], true[2]
    return ReportingLaw(
        table.reported, intercept, rules.trust, rules.severity, witnessed, rules.witnesses, member, urgent, low
    )


def _solved(rules: ReportingRules, level: float, calls: Floats, standing: Floats, people: int) -> tuple[float, Floats]:
    """Intercept, and the mix of priorities among incidents, for which calls have the mix [3] and the level holds."""

    def shares(intercept: float) -> Floats:
        """[3] reported by priority."""
        odds = intercept + rules.trust * standing[:, None] + rules.severity * SEVERITY
        share: Floats = 1.0 - (1.0 - expit(odds).mean(axis=0)) ** people
        return share

    def excess(intercept: float) -> float:
        return float((calls / shares(intercept)).sum() - 1.0 / level)

    intercept = float(brentq(excess, -30.0, 30.0, xtol=1e-13))
    mix: Floats = level * calls / shares(intercept)
    return intercept, mix


@inlined
def willingness(intercept: float, trust_slope: float, standing: float, severity_slope: float, severity: float) -> float:
    """Probability that a person reports. `standing`: trust in standard deviations from the mean."""
    return 1.0 / (1.0 + math.exp(-(intercept + trust_slope * standing + severity_slope * severity)))


@inlined
def severity_of(rank: float, urgent: float, low: float) -> float:
    """In priorities above the middle one, by the mark of the priority."""
    if rank < urgent:
        return 1.0
    return 0.0 if rank < 1.0 - low else -1.0


@inlined
def standing_of(row: int, trust: Floats, mean: float, sd: float) -> float:
    """Trust of a resident in standard deviations from the mean; who is not simulated stands at it."""
    return (trust[row] - mean) / sd if row >= 0 else 0.0


@loop
def decide(
    key: np.uint64,
    id: NDArray[np.uint64],
    affair: NDArray[np.int64],
    row: NDArray[np.int64],
    home: NDArray[np.int64],
    trust: Floats,
    member: NDArray[np.uint8],
    mean: float,
    sd: float,
    law: ReportingLaw,
    homes: Homes,
    out: NDArray[np.bool_],
) -> None:
    """Write to `out` which incidents are reported: by who is in `row`, or by it and other witnesses of its `home`."""
    constant = law.trust == 0.0 and law.severity == 0.0 and law.member == 0.0
    for i in range(len(id)):
        a = affair[i]
        chance = law.level[a]
        if not constant:
            severity = severity_of(mark(key, id[i], PRIORITY), law.urgent[a], law.low[a])
            people = law.witnesses if law.witnessed[a] else 1
            silent = 1.0
            for j in range(people):
                who = row[i]
                if j > 0:
                    who = row_of(home[i], mark(key, id[i], WITNESS + np.uint64(j)), homes.first)
                odds = law.intercept[a]
                if law.member != 0.0 and who >= 0 and member[who] == 1:
                    odds += law.member
                standing = standing_of(who, trust, mean, sd)
                silent *= 1.0 - willingness(odds, law.trust, standing, law.severity, severity)
            chance = 1.0 - silent
        out[i] = mark(key, id[i], REPORT) < chance


@kernel
def reported_alike(
    key: np.uint64, id: NDArray[np.uint64], affair: NDArray[np.int64], level: Floats
) -> NDArray[np.bool_]:
    """[N] which incidents are reported where everybody reports alike, given [A] levels."""
    out = np.empty(len(id), np.bool_)
    for i in range(len(id)):
        out[i] = mark(key, id[i], REPORT) < level[affair[i]]
    return out
