"""Reporting: a logit in trust and severity whose level is the recorded one."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from scipy.special import logit

from sim.agents.resident import Resident
from sim.demand.affairs import Affairs
from sim.demand.purposes import PRIORITY, REPORT
from sim.demand.rates import affair_table
from sim.demand.rules import DemandRules
from sim.institution.institution import Institution
from sim.model import SecurityModel
from sim.randomness import marks
from sim.society.reporting import SEVERITY, reported_alike, reporting_law, willingness
from sim.society.rules import ReportingRules
from sim.vocabulary import AFFAIRS

TABLE = affair_table(DemandRules(affairs=Affairs()))
STANDING = np.random.default_rng(3).normal(size=801)
VIOLENT, DISORDER = AFFAIRS.index("violent"), AFFAIRS.index("public_order")


def shares(a: int, rules: ReportingRules, trust: float = 0.0) -> np.ndarray:
    """[3] incidents reported by priority, everybody's trust raised by so many standard deviations."""
    law = reporting_law(rules, TABLE, STANDING)
    alone = np.array(
        [
            np.mean([willingness(law.intercept[a], law.trust, z + trust, law.severity, s) for z in STANDING])
            for s in SEVERITY
        ]
    )
    return 1.0 - (1.0 - alone) ** (law.witnesses if law.witnessed[a] else 1)


@pytest.mark.parametrize("a", range(len(AFFAIRS)), ids=AFFAIRS)
@pytest.mark.parametrize("rules", [ReportingRules(), ReportingRules(trust=0.5, severity=1.5, witnesses=7)])
def test_levels_and_the_mix_of_calls_are_those_of_the_affair(a: int, rules: ReportingRules) -> None:
    law = reporting_law(rules, TABLE, STANDING)
    mix = np.array([law.urgent[a], 1.0 - law.urgent[a] - law.low[a], law.low[a]])
    heard = mix * shares(a, rules)
    assert heard.sum() == pytest.approx(TABLE.reported[a], rel=1e-9)
    calls = [TABLE.urgent[a], 1.0 - TABLE.urgent[a] - TABLE.low[a], TABLE.low[a]]
    assert heard / heard.sum() == pytest.approx(calls, abs=1e-9)


def test_who_trusts_more_reports_more_by_the_slope() -> None:
    rules = ReportingRules(trust=0.3, severity=0.0)
    law = reporting_law(rules, TABLE, STANDING)
    low, high = (logit(willingness(law.intercept[VIOLENT], law.trust, z, 0.0, 0.0)) for z in (0.0, 1.0))
    assert high - low == pytest.approx(0.3)
    # Of several witnesses one is enough: trust matters less for the level.
    more = np.log(shares(DISORDER, rules, 1.0) / shares(DISORDER, rules)).mean()
    assert 0.0 < more < np.log(shares(VIOLENT, rules, 1.0) / shares(VIOLENT, rules)).mean()


def test_urgent_incidents_are_fewer_than_urgent_calls() -> None:
    law = reporting_law(ReportingRules(severity=1.0), TABLE, STANDING)
    assert law.urgent[DISORDER] < TABLE.urgent[DISORDER]
    assert law.low[DISORDER] > TABLE.low[DISORDER]


def test_without_slopes_everybody_reports_alike_to_the_bit(town: Any, unitary: Institution) -> None:
    circumstances = town()
    rules = replace(circumstances.society, reporting=ReportingRules(trust=0.0, severity=0.0))
    model = SecurityModel(replace(circumstances, society=rules), unitary).run(2)
    law = model.circumstances.public.law
    assert (law.urgent == TABLE.urgent).all()
    assert (law.low == TABLE.low).all()
    incidents = model._occur()[0]
    alike = reported_alike(circumstances.fate.key, incidents.id, incidents.affair, TABLE.reported)
    assert (model.society.report(incidents) == alike).all()


def test_the_kernel_asks_residents_one_by_one(town: Any, unitary: Institution) -> None:
    """Victims' reports, decided by the agents themselves."""
    model = SecurityModel(town(), unitary).run(2)
    incidents = model._occur()[0]
    told = model.society.report(incidents)
    law, victims = model.circumstances.public.law, model.society._victims
    rank, decides = (marks(model.circumstances.fate.key, incidents.id, purpose) for purpose in (PRIORITY, REPORT))
    checked = 0
    for i, a in enumerate(incidents.affair):
        if law.witnessed[a] or victims.row[i] < 0:
            continue
        severity = 1.0 if rank[i] < law.urgent[a] else 0.0 if rank[i] < 1.0 - law.low[a] else -1.0
        who: Resident = model.residents[int(victims.row[i])]
        assert told[i] == (decides[i] < 1.0 - (1.0 - who.willingness(AFFAIRS[a], severity)))
        checked += 1
    assert checked > 20
